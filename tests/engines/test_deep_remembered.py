import pytest

from translate_pipeline.engines.deep import remembered
from translate_pipeline.engines.deep.remembered import Remembered


def test_the_last_answers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    answers = Remembered()
    for number in range(3):
        answers.put(("en", "es", f"text {number}"), f"texto {number}")
    assert answers.get(("en", "es", "text 0")) == ""
    assert answers.get(("en", "es", "text 2")) == "texto 2"
    assert answers.get(("en", "fr", "text 2")) == ""
