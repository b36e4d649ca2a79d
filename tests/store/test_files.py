import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.store.files import FolderCatalogs, read_file, replace_file

A = ReleaseId("a")


def wrote(catalogs: FolderCatalogs, locale: Locale | None, text: str, *, over: str | None) -> bool:
    with catalogs.writing(A, locale, text, over=over) as written:
        return written


def test_a_file_is_made_with_its_folders_and_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y.po"
    assert replace_file(path, b"one")
    plain = tmp_path / "plain"
    plain.touch()
    assert (path.read_bytes(), path.stat().st_mode) == (b"one", plain.stat().st_mode)


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "y.po"
    replace_file(path, b"one")
    before = path.stat()
    assert not replace_file(path, b"one")
    assert path.stat() == before


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "y.po"
    path.write_bytes(b"one")
    path.chmod(0o640)
    replace_file(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(b"one")
    (tmp_path / "link.po").symlink_to("real.po")
    replace_file(tmp_path / "link.po", b"two")
    assert (tmp_path / "link.po").is_symlink()
    assert (tmp_path / "real.po").read_bytes() == b"two"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "y.po"
    replace_file(path, b"one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os if call == "fsync" else Path, call, full)
    with pytest.raises(StorageError, match=r"cannot write .*y\.po: the disk is full"):
        replace_file(path, b"two")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("y.po", b"one")]


def test_a_catalog_stands_where_gettext_looks_for_it(tmp_path: Path) -> None:
    catalogs = FolderCatalogs(tmp_path)
    assert wrote(catalogs, Locale("pt-BR"), "text", over=None)
    assert wrote(catalogs, None, "template", over=None)
    assert (tmp_path / "locales/pt_BR/LC_MESSAGES/a.po").read_text() == "text"
    assert (tmp_path / "locales/a.pot").read_text() == "template"
    assert catalogs.read(A, Locale("pt-BR")) == "text"


def test_a_catalog_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert FolderCatalogs(tmp_path).read(A, None) is None


def test_a_catalog_that_is_not_utf_8_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "a.pot").write_bytes(b"ab\ncd\xe9")
    with pytest.raises(InputError, match=r"^locales/a\.pot:2:3: not UTF-8; .*msgconv"):
        FolderCatalogs(tmp_path).read(A, None)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        read_file(tmp_path, at_most=10)
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none", at_most=10)


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_may_never_end_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "locales" / "a.pot"
    path.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(InputError, match=r"a\.pot: this is a pipe or a device; save"):
        read_file(path, at_most=10)
    with pytest.raises(InputError, match=r"^locales/a\.pot: this is a pipe or a device"):
        FolderCatalogs(tmp_path).read(A, None)


def test_a_file_that_states_no_size_is_read_up_to_the_limit() -> None:
    status = Path("/proc/self/status")
    assert status.stat().st_size == 0
    assert read_file(status, at_most=1_000_000).startswith(b"Name:")
    with pytest.raises(InputError, match="larger than"):
        read_file(status, at_most=10)


def test_a_file_is_called_by_the_name_that_is_given(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^glossary/a: no such file"):
        read_file(tmp_path / "none", at_most=10, name="glossary/a")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="larger than"):
        read_file(path, at_most=10)
    assert read_file(path, at_most=11) == b"x" * 11


def test_a_catalog_that_somebody_wrote_meanwhile_is_left(tmp_path: Path) -> None:
    catalogs = FolderCatalogs(tmp_path)
    assert wrote(catalogs, None, "one", over=None)
    assert not wrote(catalogs, None, "two", over=None)
    assert not wrote(catalogs, None, "two", over="another")
    assert catalogs.read(A, None) == "one"
    assert wrote(catalogs, None, "two", over="one")


@pytest.mark.parametrize("links", [True, False], ids=["second name", "copy"])
@pytest.mark.parametrize("before", ["one", None])
def test_a_catalog_whose_events_cannot_be_recorded_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None, links: bool
) -> None:
    catalogs = FolderCatalogs(tmp_path)
    if before:
        wrote(catalogs, None, before, over=None)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
    with pytest.raises(StorageError):
        _write_in_vain(catalogs, before, lambda: None)
    assert catalogs.read(A, None) == before
    assert [path.name for path in (tmp_path / "locales").iterdir()] == ["a.pot"] * bool(before)


def _write_in_vain(
    catalogs: FolderCatalogs, over: str | None, meanwhile: Callable[[], object]
) -> None:
    with catalogs.writing(A, None, "two", over=over):
        assert catalogs.read(A, None) == "two"
        meanwhile()
        raise StorageError("the ledger is full")


def _no_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_catalog_that_was_saved_before_it_could_be_put_back_stays(tmp_path: Path) -> None:
    catalogs = FolderCatalogs(tmp_path)
    wrote(catalogs, None, "one", over=None)
    path = tmp_path / "locales" / "a.pot"
    with pytest.raises(StorageError):
        _write_in_vain(catalogs, "one", lambda: path.write_text("a translator's"))
    assert catalogs.read(A, None) == "a translator's"


def test_a_catalog_without_change_needs_no_right_to_write(tmp_path: Path) -> None:
    catalogs = FolderCatalogs(tmp_path)
    wrote(catalogs, None, "one", over=None)
    before = (tmp_path / "locales").stat()
    assert wrote(catalogs, None, "one", over="one")
    assert (tmp_path / "locales").stat() == before


def test_a_pipe_or_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StorageError, match="pipe: it is a pipe or a device"):
        replace_file(pipe, b"x")
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
