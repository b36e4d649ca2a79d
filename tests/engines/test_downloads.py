import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.engines.model_server import ModelServer, model_server
from translate_pipeline.engines.downloads import ATTEMPTS, Server
from translate_pipeline.engines.installing import installed, remove
from translate_pipeline.engines.models import ROOT_VARIABLE, find_model
from translate_pipeline.engines.offers import Offer
from translate_pipeline.errors import EngineRefused, EngineUnavailable, StorageError
from translate_pipeline.model.locale import Locale

FILES = {
    "model.enes.intgemm.alphas.bin": bytes(range(256)) * 1200,
    "lex.50.50.enes.s2t.bin": b"lex" * 100,
    "vocab.enes.spm": b"vocab",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as running:
        running.add("en-es", FILES)
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", running.url)
        yield running


def _fetch(root: Path, waits: list[float] | None = None) -> tuple[Path, int]:
    """The folder of the one model that is offered, and the bytes that progress counted."""
    source = Server(wait=(waits if waits is not None else []).append)
    counted: list[int] = []
    return source.fetch(_offer(source), root, counted.append), sum(counted)


def _offer(source: Server) -> Offer:
    (offer,) = source.offers()
    return offer


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".json"}


@pytest.mark.usefixtures("server")
def test_a_model_is_fetched_whole_and_found_by_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    folder, counted = _fetch(tmp_path)
    assert _contents(folder) == FILES
    assert counted == _offer(Server()).download
    model = find_model(Locale("en"), Locale("es-MX"))
    assert model
    assert model.folder == folder
    assert [path.name for path in tmp_path.iterdir()] == ["en-es"]


@pytest.mark.usefixtures("server")
def test_a_fetched_model_says_its_version_and_size(tmp_path: Path) -> None:
    _fetch(tmp_path)
    (model,) = installed(tmp_path)
    assert (model.pair, model.version) == ("en-es", "3.0")
    assert model.size > sum(map(len, FILES.values()))


def test_a_download_that_is_cut_goes_on_where_it_stopped(
    server: ModelServer, tmp_path: Path
) -> None:
    server.cuts[server.path("model.enes.intgemm.alphas.bin")] = [200_000]
    waits: list[float] = []
    folder, counted = _fetch(tmp_path, waits)
    assert _contents(folder) == FILES
    assert waits == [1.0]
    assert max(server.began) > 0
    assert counted == _offer(Server()).download


def test_a_cut_download_starts_again_where_the_server_knows_no_ranges(
    server: ModelServer, tmp_path: Path
) -> None:
    server.ranges = False
    server.cuts[server.path("model.enes.intgemm.alphas.bin")] = [200_000]
    folder, counted = _fetch(tmp_path)
    assert _contents(folder) == FILES
    assert set(server.began) == {0}
    assert counted == _offer(Server()).download


def test_what_was_downloaded_is_kept_for_the_next_call(server: ModelServer, tmp_path: Path) -> None:
    server.cuts[server.path("model.enes.intgemm.alphas.bin")] = [100_000] + [0] * (ATTEMPTS - 1)
    with pytest.raises(EngineUnavailable, match="run it again to go on"):
        _fetch(tmp_path)
    assert not installed(tmp_path)
    server.began.clear()
    folder, _ = _fetch(tmp_path)
    assert _contents(folder) == FILES
    assert max(server.began) > 0


def test_a_server_that_fails_for_a_moment_is_asked_again(
    server: ModelServer, tmp_path: Path
) -> None:
    server.statuses[server.path("vocab.enes.spm")] = [500, 503]
    folder, _ = _fetch(tmp_path)
    assert _contents(folder) == FILES


@pytest.mark.parametrize(
    ("status", "error", "times"),
    [(404, EngineRefused, 1), (403, EngineRefused, 1), (500, EngineUnavailable, ATTEMPTS)],
)
def test_a_file_that_does_not_come_leaves_no_model(
    status: int, error: type[Exception], times: int, server: ModelServer, tmp_path: Path
) -> None:
    path = server.path("vocab.enes.spm")
    server.statuses[path] = [status] * ATTEMPTS
    with pytest.raises(error, match=f"answered {status}"):
        _fetch(tmp_path)
    assert server.asked[path] == times
    assert not installed(tmp_path)


@pytest.mark.parametrize("spoil", [b"X", b"longer than said", b""])
def test_a_file_that_is_not_the_catalogs_is_thrown_away(
    spoil: bytes, server: ModelServer, tmp_path: Path
) -> None:
    path = server.path("vocab.enes.spm")
    good = server.attachments[path]
    server.attachments[path] = good[:-1] + spoil
    with pytest.raises((EngineRefused, EngineUnavailable)):
        _fetch(tmp_path)
    assert not installed(tmp_path)
    server.attachments[path] = good
    assert _contents(_fetch(tmp_path)[0]) == FILES


def test_a_model_that_travels_well_and_unpacks_to_another_one_is_refused(
    server: ModelServer, tmp_path: Path
) -> None:
    server.records[0]["decompressedHash"] = "0" * 64
    with pytest.raises(EngineRefused, match="hash mismatch"):
        _fetch(tmp_path)
    assert not installed(tmp_path)


def test_a_failure_leaves_the_model_that_was_there(server: ModelServer, tmp_path: Path) -> None:
    folder, _ = _fetch(tmp_path)
    server.records[0]["decompressedHash"] = "0" * 64
    with pytest.raises(EngineRefused):
        _fetch(tmp_path)
    assert _contents(folder) == FILES


def test_a_newer_model_takes_the_place_of_the_older(server: ModelServer, tmp_path: Path) -> None:
    folder, _ = _fetch(tmp_path)
    newer = {name: data + b"!" for name, data in FILES.items()}
    server.add("en-es", newer, version="3.1")
    _fetch(tmp_path)
    assert _contents(folder) == newer
    assert [model.version for model in installed(tmp_path)] == ["3.1"]
    assert [path.name for path in tmp_path.iterdir()] == ["en-es"]


def test_a_slow_server_is_waited_for_while_something_comes_and_no_longer(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.engines.downloads.TIMEOUT", (5.0, 0.1))
    server.stalled = Event()
    with pytest.raises(EngineUnavailable, match="connection was lost"):
        _fetch(tmp_path)
    server.stalled.set()


def test_a_server_that_is_not_there_is_said_to_be_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        Server().offers()


def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "models.example.org/records")
    with pytest.raises(EngineRefused, match="No scheme supplied"):
        Server().offers()


def test_a_plain_folder_on_a_web_server_serves_as_a_mirror(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = server.url.partition("/v1/")[0]
    server.attachments["/files/records.json"] = _offer(Server()).records()
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", f"{host}/files/records.json")
    assert _contents(_fetch(tmp_path)[0]) == FILES
    assert server.asked["/v1/"] == 0


def test_two_fetches_at_once_do_not_mix(server: ModelServer, tmp_path: Path) -> None:
    server.stalled = Event()
    first = Thread(target=_fetch, args=(tmp_path,))
    first.start()
    while not any("/files/" in path for path in server.asked):
        time.sleep(0.01)
    with pytest.raises(EngineUnavailable, match="another `engines fetch` is at work"):
        _fetch(tmp_path)
    server.stalled.set()
    first.join()
    assert _contents(tmp_path / "en-es") == FILES


@pytest.mark.usefixtures("server")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"cannot write .*/file.*TRANSLATE_PIPELINE_MODELS"):
        _fetch(tmp_path / "file")


@pytest.mark.usefixtures("server")
def test_a_removed_model_is_gone(tmp_path: Path) -> None:
    _fetch(tmp_path)
    remove(installed(tmp_path)[0])
    assert not list(tmp_path.iterdir())
