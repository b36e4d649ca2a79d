"""The process that sends must find the program that is tested."""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _tested_program(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
