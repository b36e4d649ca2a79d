"""A small storm of writers that are killed; benchmarks/ledger_writers.py makes the large one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORM = ROOT / "benchmarks" / "ledger_writers.py"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_nothing_that_was_acknowledged_is_lost_when_writers_are_killed(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = (
        tmp_path / "ledger.db" if kind == "sqlite" else request.getfixturevalue("postgres").url()
    )
    command: list[Path | str] = [
        sys.executable,
        STORM,
        str(place),
        "--writers",
        "8",
        "--kills",
        "10",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    outcome = json.loads(done.stdout)
    assert outcome["noted"] >= 8
    assert (outcome["lost"], outcome["damage"]) == (0, [])
