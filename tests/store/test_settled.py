from pathlib import Path

import pytest

from tests.fakes import ES
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.store.settled import SettledFiles

A = ReleaseId("a")


def test_what_was_put_last_for_a_locale_of_a_release_is_remembered(tmp_path: Path) -> None:
    files = SettledFiles(tmp_path / "settled")
    assert files.get(A, ES) is None
    for shape in ({"errors": 1}, {"errors": 2}):
        files.put(A, ES, shape)
    files.put(A, Locale("fr"), {"errors": 3})
    assert SettledFiles(tmp_path / "settled").get(A, ES) == {"errors": 2}


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b"\xff", b"[" * 100_000])
def test_what_is_damaged_is_forgotten(damaged: bytes, tmp_path: Path) -> None:
    files = SettledFiles(tmp_path)
    files.put(A, ES, {"errors": 1})
    (tmp_path / "a" / "es.json").write_bytes(damaged)
    assert files.get(A, ES) is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "settled").write_text("a file")
    files = SettledFiles(tmp_path / "settled")
    files.put(A, ES, {"errors": 1})
    assert files.get(A, ES) is None
