import os
import sys
from pathlib import Path

import pytest

import translate_pipeline
from translate_pipeline.store.installed import installed


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in the place of ours, a folder of libraries and one of dictionaries."""
    for name in ("package/checks", "libraries/simplemma-2.0.dist-info", "dictionaries"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "package" / "checks" / "numbers.py").write_text("one")
    (tmp_path / "dictionaries" / "eo.dic").write_text("bona")
    monkeypatch.setattr(translate_pipeline, "__file__", str(tmp_path / "package" / "__init__.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries"), str(tmp_path / "gone")])
    monkeypatch.setenv("DICPATH", str(tmp_path / "dictionaries"))
    return tmp_path


def test_it_is_the_same_while_nothing_changes(package: Path) -> None:
    before = installed()
    (package / "package" / "__pycache__").mkdir()
    (package / "package" / "__pycache__" / "numbers.pyc").touch()
    (package / "libraries" / "script.py").touch()
    assert installed() == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package/checks/numbers.py", "two, longer"),
        ("package/checks/new.py", "one"),
        ("libraries/babel-2.18.dist-info", "another library"),
        ("dictionaries/eo.dic", "bona\nbela"),
        ("dictionaries/eo.aff", "another file"),
    ],
)
def test_code_libraries_and_dictionaries_change_it(path: str, text: str, package: Path) -> None:
    before = installed()
    (package / path).write_text(text)
    assert installed() != before


def test_a_file_of_the_same_size_changes_it_too(package: Path) -> None:
    before = installed()
    path = package / "dictionaries" / "eo.dic"
    path.write_text("bela")
    os.utime(path, (0, 0))
    assert installed() != before


def test_other_dictionaries_change_it(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = installed()
    monkeypatch.setenv("DICPATH", str(package))
    assert installed() != before
