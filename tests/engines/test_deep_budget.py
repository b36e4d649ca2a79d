"""The characters of a day."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from translate_pipeline.engines.deep.budget import Budget
from translate_pipeline.errors import EngineRefused

DAY = date(2026, 5, 3)
TAKE = """
import sys
from pathlib import Path
from translate_pipeline.engines.deep.budget import Budget
from translate_pipeline.errors import EngineRefused
taken = 0
for _ in range(60):
    try:
        Budget(Path(sys.argv[1])).take("x", 1, 100)
        taken += 1
    except EngineRefused:
        pass
print(taken)
"""


def test_each_service_has_its_own_days(tmp_path: Path) -> None:
    today = [DAY]
    budget = Budget(tmp_path / "a" / "sent.db", lambda: today[0])
    budget.take("x", 60, 100)
    budget.take("y", 60, 100)
    with pytest.raises(EngineRefused, match=r"x: 60 of 100 characters a day .* has 41"):
        budget.take("x", 41, 100)
    budget.take("x", 40, 100)
    assert (budget.sent("x"), budget.sent("y")) == (100, 60)
    today[0] = date(2026, 5, 4)
    assert budget.sent("x") == 0
    budget.take("x", 100, 100)


def test_without_a_limit_they_are_counted_all_the_same(tmp_path: Path) -> None:
    budget = Budget(tmp_path / "sent.db")
    budget.take("x", 10**9, 0)
    assert budget.sent("x") == 10**9


def test_two_processes_together_stay_within_the_limit(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TAKE, str(tmp_path / "sent.db")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sum(int(one.communicate()[0]) for one in running) == 100


def test_what_cannot_be_counted_is_not_sent(tmp_path: Path) -> None:
    (tmp_path / "sent.db").write_text("no database, but long enough to be taken for a bad one")
    budget = Budget(tmp_path / "sent.db")
    with pytest.raises(EngineRefused, match=r"cannot be counted in .*sent\.db"):
        budget.take("x", 1, 0)
    assert budget.sent("x") == 0
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineRefused, match="cannot be counted"):
        Budget(tmp_path / "file" / "sent.db").take("x", 1, 0)
