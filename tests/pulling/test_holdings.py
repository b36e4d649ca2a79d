"""The folder of an office: whoever is stopped, or comes second, leaves whole bundles only."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

from tests.publisher import Publisher
from tests.pulling.conftest import Office
from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.store import holdings
from translate_pipeline.store.holdings import FolderHoldings, replace_folder

SOURCE = Path(__file__).parents[2] / "src"
BUNDLE = ["index.html", "manifest.json", "manifest.json.sig", "text.docx", "text.txt"]


def test_two_pulls_into_one_folder_do_not_meet(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    with (
        FolderHoldings(office.folder).locked(),
        pytest.raises(StorageError, match="another pull is writing"),
    ):
        office.pull()
    assert office.pull() == {"pulled": [1]}


@pytest.mark.parametrize("exchanges", [True, False], ids=["at once", "in two steps"])
def test_a_folder_takes_the_place_of_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(holdings, "_exchange", lambda *_: False)
    made, place, last = (tmp_path / name for name in ("made", "place", "last"))
    made.mkdir()
    (made / "new").touch()
    replace_folder(made, place, last)
    assert [path.name for path in place.iterdir()] == ["new"]
    made.mkdir()
    (made / "newer").touch()
    replace_folder(made, place, last)
    assert [path.name for path in place.iterdir()] == ["newer"]
    assert [path.name for path in tmp_path.glob("*/new")] == ["new"]


def test_linux_exchanges_two_folders_at_once(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux is known to")
    for name in ("a", "b"):
        (tmp_path / name / name).mkdir(parents=True)
    assert holdings._exchange(tmp_path / "a", tmp_path / "b")  # noqa: SLF001
    assert (tmp_path / "a" / "b").is_dir()
    assert not holdings._exchange(tmp_path / "a", tmp_path / "nothing")  # noqa: SLF001


class Stopped(BaseException):
    """As by a power cut."""


@contextmanager
def stopped(monkeypatch: pytest.MonkeyPatch, step: int) -> Iterator[list[str]]:
    """Stop before the n-th change of a name in the folder; what was changed until then."""
    done: list[str] = []

    def counted(name: str) -> Callable[..., object]:
        method = getattr(Path, name)

        def call(self: Path, *arguments: object, **options: object) -> object:
            if len(done) == step:
                raise Stopped
            done.append(f"{name} {self}")
            return method(self, *arguments, **options)

        return call

    with monkeypatch.context() as stopping:
        for name in ("rename", "replace", "unlink", "rmdir", "mkdir"):
            stopping.setattr(Path, name, counted(name))
        with suppress(Stopped):
            yield done


@pytest.mark.parametrize("exchanges", [True, False], ids=["at once", "in two steps"])
def test_wherever_it_is_stopped_the_old_or_the_new_is_there_whole(
    publisher: Publisher, office: Office, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool
) -> None:
    publisher.publish()
    office.pull()
    if not exchanges:
        monkeypatch.setattr(holdings, "_exchange", lambda *_: False)
    whole = [f"veldania/es/{name}" for name in BUNDLE]
    hidden = office.folder / ".translate-pipeline-pull"
    gaps = 0
    for step in count():
        publisher.publish(step + 2)
        with stopped(monkeypatch, step) as done:
            office.pull()
        gaps += not (office.folder / "veldania" / "es").exists()
        with FolderHoldings(office.folder).locked():
            assert office.names == whole
        assert office.pull() in ({"pulled": [step + 2]}, {"current": [step + 2]})
        assert office.names == whole
        assert not [*(hidden / "next").iterdir(), *(hidden / "last").iterdir()]
        if len(done) < step:
            break
    assert gaps == (0 if exchanges else 1)


def test_a_pull_that_is_killed_leaves_the_old_or_the_new_whole(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    code = (
        "import sys; from translate_pipeline.cli import main;"
        "sys.stderr.write('x'); sys.stderr.flush(); main()"
    )
    line = [
        sys.executable, "-c", code, "pull", "--from", str(publisher.folder), "--locale", "es",
        "--out", str(office.folder),
    ]  # fmt: skip
    seen = set()
    for version in range(2, 7):
        publisher.publish(version)
        with subprocess.Popen(
            line, env=os.environ | {"PYTHONPATH": str(SOURCE)}, stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            assert process.stderr
            process.stderr.read(1)
            time.sleep(random.uniform(0, 0.3))  # noqa: S311
            process.send_signal(signal.SIGKILL)
        assert office.names == [f"veldania/es/{name}" for name in BUNDLE]
        (found,) = office.pull().items()
        seen.add(found[0])
        assert found[1] == [version]
    assert seen <= {"pulled", "current"}


def test_a_file_put_there_in_the_last_moment_is_kept(
    publisher: Publisher, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish()
    office.pull()
    publisher.publish(2)
    replace = holdings.replace_folder

    def late(made: Path, place: Path, last: Path) -> None:
        (place / "mine.txt").write_text("mine")
        replace(made, place, last)

    monkeypatch.setattr(holdings, "replace_folder", late)
    assert office.pull() == {"pulled": [2]}
    assert office.read("_kept/veldania/es/files/mine.txt") == b"mine"


def test_a_state_that_is_damaged_is_said(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    state = office.folder / ".translate-pipeline-pull" / "state.json"
    for data in ("{", "[]", '{"key": "xx"}'):
        state.write_text(data)
        with pytest.raises(InputError, match="remove this folder, and pull again with --key"):
            office.pull()


def test_an_index_that_was_cut_off_while_it_was_written_is_fetched_anew(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    (office.folder / ".translate-pipeline-pull" / "index.json").write_text("{")
    assert office.pull() == {"current": [1]}


def test_a_folder_that_cannot_be_written_is_said(office: Office) -> None:
    office.folder.write_text("a file")
    with pytest.raises(StorageError, match="cannot write"):
        office.pull()


def test_parts_that_nobody_wants_any_more_go(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    part = office.folder / ".translate-pipeline-pull" / "parts" / ("0" * 64)
    part.write_bytes(b"half")
    office.pull()
    assert part.exists()
    os.utime(part, (0, 0))
    office.pull()
    assert not part.exists()
