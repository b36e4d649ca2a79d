from pathlib import Path

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.store.sources import read_glossary


def test_both_endings_of_yaml_are_read_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    for name in ("b.yml", "a.yaml", "notes.txt"):
        (tmp_path / "glossary" / name).write_text("text")
    found = read_glossary(tmp_path / "glossary", tmp_path)
    assert list(found) == ["glossary/a.yaml", "glossary/b.yml"]


def test_no_folder_is_no_glossary(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary", tmp_path) == {}


def test_a_glossary_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "glossary").touch()
    with pytest.raises(InputError, match=r"glossary: cannot be read: Not a directory"):
        read_glossary(tmp_path / "glossary", tmp_path)
