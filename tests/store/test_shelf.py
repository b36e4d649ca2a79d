"""What the pipeline expects of a shelf, wherever it is."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from translate_pipeline.errors import NotFound, ShelfError, StorageError
from translate_pipeline.ports import Shelf
from translate_pipeline.store.shelf import UNFINISHED, FolderShelf, RemoteShelf, open_shelf
from translate_pipeline.store.shelf_url import ShelfUrl

FILES = {"manifest.json": b"{}", "text.txt": b"Texto.", "index.html": b"<p>"}


@pytest.fixture(params=["folder", "memory", "file", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | ShelfUrl:
    """Where there is no shelf yet."""
    if request.param == "folder":
        return tmp_path / "shelf"
    if request.param == "file":
        return ShelfUrl(f"file://{tmp_path}/remote")
    if request.param == "memory":
        return ShelfUrl(f"memory://{uuid4()}")
    return ShelfUrl(f"{request.getfixturevalue('bucket')}/{uuid4()}")


@pytest.fixture
def shelf(place: Path | ShelfUrl) -> Shelf:
    return open_shelf(place)


def test_a_bundle_is_found_as_it_was_put(shelf: Shelf) -> None:
    assert not shelf.has("a/es/v1")
    assert shelf.get("a/es/v1") is None
    assert shelf.put("a/es/v1", FILES)
    assert shelf.has("a/es/v1")
    assert shelf.get("a/es/v1") == FILES
    assert shelf.get("a/es/v2") is None


def test_what_stands_in_a_place_is_listed_with_its_length(shelf: Shelf) -> None:
    assert shelf.lengths("a/es/v1") == {}
    shelf.put("a/es/v1", FILES)
    assert shelf.lengths("a/es/v1") == {name: len(data) for name, data in FILES.items()}


def test_a_bundle_never_changes(shelf: Shelf) -> None:
    shelf.put("a/es/v1", FILES)
    assert not shelf.put("a/es/v1", {"manifest.json": b"other"})
    assert shelf.get("a/es/v1") == FILES


def test_a_loose_file_is_found_as_it_was_written_last(shelf: Shelf) -> None:
    assert shelf.read("index.json") is None
    assert shelf.read("keys/1.json") is None
    for data in (b"first", b"second, and longer", b"x"):
        shelf.write("index.json", data)
        shelf.write("keys/1.json", data)
        assert (shelf.read("index.json"), shelf.read("keys/1.json")) == (data, data)


def test_a_file_of_a_bundle_is_read_alone(shelf: Shelf) -> None:
    shelf.put("a/es/v1", FILES)
    assert shelf.read("a/es/v1/text.txt") == FILES["text.txt"]
    assert shelf.read("a/es/v1/other.txt") is None
    assert shelf.read("a/es/v1") is None
    assert shelf.read("a/es/v1/text.txt/more") is None


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a//b", "", ".", "a\0b", "a\\b"])
def test_a_name_that_leads_elsewhere_is_refused(shelf: Shelf, name: str) -> None:
    with pytest.raises(StorageError, match="no name of a file"):
        shelf.read(name)
    with pytest.raises(StorageError, match="no name of a file"):
        shelf.write(name, b"")


def test_whoever_reads_a_loose_file_never_finds_a_part_of_it(shelf: Shelf) -> None:
    whole = [bytes([number]) * 300_000 for number in range(2)]
    shelf.write("index.json", whole[0])

    def write() -> None:
        for number in range(20):
            shelf.write("index.json", whole[number % 2])

    writer = Thread(target=write)
    writer.start()
    while writer.is_alive():
        assert shelf.read("index.json") in whole
    writer.join()


@pytest.mark.parametrize(
    "make", [FolderShelf, lambda path: RemoteShelf(ShelfUrl(f"file://{path}"))]
)
def test_nothing_is_left_beside_what_was_written(
    make: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    shelf = make(tmp_path)
    shelf.write("index.json", b"{}")
    shelf.put("a/es/v1", FILES)
    assert sorted(path.name for path in tmp_path.iterdir()) == [UNFINISHED, "a", "index.json"]
    assert not list((tmp_path / UNFINISHED).iterdir())


@pytest.mark.parametrize(
    "make", [FolderShelf, lambda path: RemoteShelf(ShelfUrl(f"file://{path}"))]
)
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


def test_a_shelf_sees_at_once_what_another_program_puts_there(place: Path | ShelfUrl) -> None:
    reader, writer = open_shelf(place), open_shelf(place)
    assert not reader.has("a/es/v1")
    assert reader.get("a/es/v1") is None
    writer.put("a/es/v1", FILES)
    writer.write("index.json", b"1")
    assert (reader.get("a/es/v1"), reader.read("index.json")) == (FILES, b"1")
    writer.write("index.json", b"2")
    assert reader.read("index.json") == b"2"


def test_two_that_put_the_same_bundle_at_once_leave_it_whole(place: Path | ShelfUrl) -> None:
    files = FILES | {"text.docx": b"x" * 200_000}
    with ThreadPoolExecutor(4) as pool:
        put = list(pool.map(lambda _: open_shelf(place).put("a/es/v1", files), range(4)))
    assert any(put)
    assert open_shelf(place).get("a/es/v1") == files


def test_a_bucket_that_is_not_there_is_said(bucket: str) -> None:
    shelf = open_shelf(ShelfUrl(f"{bucket}-that-is-not-there/press"))
    for write in (lambda: shelf.put("a/es/v1", FILES), lambda: shelf.write("index.json", b"")):
        with pytest.raises(StorageError, match=r"-not-there/press/.* cannot be used: .*ucket"):
            write()


def test_a_store_that_does_not_let_us_in_is_said_without_the_key(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "0p3nbarley")
    shelf = open_shelf(ShelfUrl(f"{bucket}/{uuid4()}"))
    for use in (lambda: shelf.has("a/es/v1"), lambda: shelf.read("index.json")):
        with pytest.raises(StorageError, match="cannot be used: PermissionError") as caught:
            use()
        assert "0p3nbarley" not in str(caught.value)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("no folder")
    with pytest.raises(StorageError, match="cannot write"):
        FolderShelf(tmp_path).put("a/es/v1", FILES)


def test_a_url_of_an_unknown_kind_is_said_without_its_secrets() -> None:
    with pytest.raises(NotFound, match="nonesuch://host cannot be used") as caught:
        open_shelf(ShelfUrl("nonesuch://user:secret@host/"))
    assert "secret" not in str(caught.value)


def test_what_was_cut_off_long_ago_is_cleared_away(tmp_path: Path) -> None:
    bench = tmp_path / UNFINISHED
    for name in ("old", "new"):
        (bench / name).mkdir(parents=True)
        (bench / name / "text.txt").write_text("half")
    os.utime(bench / "old", (0, 0))
    FolderShelf(tmp_path).put("a/es/v1", FILES)
    assert [path.name for path in bench.iterdir()] == ["new"]


@pytest.mark.parametrize(
    ("url", "name", "secret"),
    [
        ("s3://press/approved/", "s3://press/approved", ""),
        ("sftp://rosa@host/press", "sftp://rosa@host/press", ""),
        ("sftp://rosa:s3cret@host/press", "sftp://host/press", "rosa:s3cret@"),
        ("sftp://rosa:s3/cr@t@host/press", "sftp://host/press", "rosa:s3/cr@t@"),
        ("abfs://box/press?sig=s3cret", "abfs://box/press", "sig=s3cret"),
        ("simplecache::s3://press", "simplecache::s3://press", ""),
    ],
)
def test_a_url_is_told_without_its_secrets(url: str, name: str, secret: str) -> None:
    found = ShelfUrl(url)
    assert (found.name, found.secret) == (name, secret)
    assert "cret" not in f"{found} {found!r}"


def test_an_error_of_a_server_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no route to memory://rosa:s3cret@host")

    shelf = RemoteShelf(ShelfUrl("memory://rosa:s3cret@host/a"))
    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.info", broken)
    with pytest.raises(StorageError, match="memory://host/a/b/es/v1 cannot be used: OSErr") as told:
        shelf.has("b/es/v1")
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None


def test_where_a_folder_may_not_be_written_the_advice_is_of_the_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(ShelfError, match=r"name another `shelf` in translate-pipeline.yaml"):
        open_shelf(tmp_path / "shelf").put("a/es/v1", FILES)
