"""What the pipeline expects of a shelf, wherever it is."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from translate_pipeline.errors import NotFound, StorageError
from translate_pipeline.ports import Shelf
from translate_pipeline.store.shelf import FolderShelf, RemoteShelf, open_shelf

FILES = {"manifest.json": b"{}", "text.txt": b"Texto.", "index.html": b"<p>"}


@pytest.fixture(params=["folder", "memory", "file"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    places: dict[str, Path | str] = {
        "folder": tmp_path / "shelf",
        "memory": f"memory://{uuid4()}",
        "file": f"file://{tmp_path}/remote",
    }
    return open_shelf(places[request.param])


def test_a_bundle_is_found_as_it_was_put(shelf: Shelf) -> None:
    assert not shelf.has("a/es/v1")
    assert shelf.get("a/es/v1") is None
    assert shelf.put("a/es/v1", FILES)
    assert shelf.has("a/es/v1")
    assert shelf.get("a/es/v1") == FILES
    assert shelf.get("a/es/v2") is None


def test_a_bundle_never_changes(shelf: Shelf) -> None:
    shelf.put("a/es/v1", FILES)
    assert not shelf.put("a/es/v1", {"manifest.json": b"other"})
    assert shelf.get("a/es/v1") == FILES


@pytest.mark.parametrize("make", [FolderShelf, lambda path: RemoteShelf(f"file://{path}")])
def test_a_bundle_that_is_cut_off_does_not_stand_there(
    make: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    class CutError(Exception):
        pass

    class Files(dict[str, bytes]):
        def items(self) -> object:  # type: ignore[override]
            yield "text.txt", b"half"
            raise CutError

        def __getitem__(self, name: str) -> bytes:
            if name == "manifest.json":
                raise CutError
            return super().__getitem__(name)

    shelf = make(tmp_path / "shelf")
    with pytest.raises((CutError, StorageError)):
        shelf.put("a/es/v1", Files(FILES))
    assert not shelf.has("a/es/v1")
    assert shelf.put("a/es/v1", FILES)
    assert shelf.get("a/es/v1") == FILES


def _put(folder: Path, data: bytes) -> bool:
    return FolderShelf(folder).put("a/es/v1", {"manifest.json": data, "text.txt": data})


def test_of_several_processes_one_puts_it_there(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        done = pool.starmap(_put, [(tmp_path, str(n).encode()) for n in range(8)])
    assert done.count(True) == 1
    found = FolderShelf(tmp_path).get("a/es/v1")
    assert found is not None
    assert found["manifest.json"] == found["text.txt"] == str(done.index(True)).encode()
    assert [path.name for path in (tmp_path / "a" / "es").iterdir()] == ["v1"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("no folder")
    with pytest.raises(StorageError, match="cannot write"):
        FolderShelf(tmp_path).put("a/es/v1", FILES)


def test_a_url_of_an_unknown_kind_is_said_without_its_secrets() -> None:
    with pytest.raises(NotFound, match="nonesuch://…") as caught:
        open_shelf("nonesuch://user:secret@host/")
    assert "secret" not in str(caught.value)
