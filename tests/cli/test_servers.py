"""up and down: what is started is found again and stopped, and nothing else is."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.cli.conftest import Program
from translate_pipeline.cli.background import Process, spawn
from translate_pipeline.cli.servers import API_URL, HOST, PORT, running_server

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with what `up` started, in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.delenv(API_URL, raising=False)
    folder = tmp_path / "state" / "translate-pipeline"
    folder.mkdir(parents=True)
    return folder / "prefect.json"


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Process]:
    """A process in the background."""
    process = spawn("sleeper", SLEEPER, os.environ, tmp_path)
    yield process
    process.stop()


def note(state: Path, pid: int, mark: str) -> None:
    process = {"name": "server", "pid": pid, "mark": mark, "log": "server.log"}
    state.write_text(
        json.dumps({"url": "http://127.0.0.1:9", "workspace": "/", "processes": [process]})
    )


def test_a_process_that_was_just_started_runs(tmp_path: Path) -> None:
    for _ in range(20):
        process = spawn("sleeper", SLEEPER, os.environ, tmp_path)
        assert process.runs()
        process.stop()


def test_a_process_in_the_background_is_ended(sleeper: Process) -> None:
    assert sleeper.stop()
    assert not sleeper.runs()
    assert not sleeper.stop()


def test_a_process_that_will_not_end_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.cli.background.PATIENCE", 0.5)
    ignore = "import signal; signal.signal(15, signal.SIG_IGN); print('ready', flush=True)"
    stubborn = [sys.executable, "-c", f"{ignore}; {SLEEPER[2]}"]
    process = spawn("stubborn", stubborn, os.environ, tmp_path)
    until = time.monotonic() + 60
    while "ready" not in Path(process.log).read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert process.stop()
    assert not process.runs()


def test_what_a_process_says_is_in_its_log(tmp_path: Path) -> None:
    process = spawn("talker", [sys.executable, "-c", "print('so much')"], os.environ, tmp_path)
    with suppress(ChildProcessError):  # it may have ended, and been let go, in `spawn` already
        os.waitpid(process.pid, 0)
    assert Path(process.log).read_text() == "so much\n"


def test_down_says_that_nothing_ran(state: Path, program: Program) -> None:
    done = program("down")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing was running.\n")
    assert not state.exists()


def test_what_is_noted_of_a_process_that_ended_is_dropped(state: Path, program: Program) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note(state, ended.pid, "-c ")
    assert running_server() is None
    assert program("down").stderr == "Nothing was running.\n"
    assert not state.exists()


def test_another_program_with_the_same_number_is_left_alone(
    state: Path, sleeper: Process, program: Program
) -> None:
    note(state, sleeper.pid, "-m prefect server start --host 127.0.0.1 --port 4200")
    assert running_server() is None
    assert program("down").stderr == "Nothing was running.\n"
    assert sleeper.runs()


def test_a_server_that_does_not_answer_is_not_used(state: Path, sleeper: Process) -> None:
    note(state, sleeper.pid, sleeper.mark)
    assert running_server() is None


def test_a_damaged_note_is_as_none(state: Path, program: Program) -> None:
    state.write_text('{"url": ')
    assert running_server() is None
    assert program("down").returncode == 0


@pytest.mark.usefixtures("state")
def test_up_wants_a_workspace(program: Program, workspace: Path) -> None:
    (workspace / "translate-pipeline.yaml").unlink()
    done = program("up")
    assert done.returncode == 2
    assert "no workspace" in done.stderr


def scheduled(api: str) -> bool:
    """Whether the server comes to plan runs of sync-reviews, within a minute and a half."""
    query = json.dumps({"flows": {"name": {"any_": ["sync-reviews"]}}}).encode()
    headers = {"Content-Type": "application/json"}
    request = Request(f"{api}/flow_runs/count", query, headers)  # noqa: S310  (our own address)
    until = time.monotonic() + 90
    while time.monotonic() < until:
        with build_opener(ProxyHandler({})).open(request, timeout=10) as answer:
            if json.load(answer):
                return True
        time.sleep(2)
    return False


@pytest.mark.nightly
@pytest.mark.usefixtures("state")
def test_up_serves_runs_until_down(program: Program) -> None:
    try:
        with socket.create_server((HOST, PORT)):  # somebody else has Prefect's port
            first = program("up")
        assert first.returncode == 0, first.stderr
        url = first.stdout.strip()
        assert url != f"http://{HOST}:{PORT}"
        assert running_server() == f"{url}/api"
        second = program("up")
        assert (second.stdout, "runs already" in second.stderr) == (first.stdout, True)
        done = program("run", "releases/a.txt", "--engine", "slow")
        assert done.returncode == 0, done.stderr
        assert "Starting" not in done.stderr
        assert scheduled(f"{url}/api")
    finally:
        stopped = program("down")
    assert stopped.stderr == "Stopped.\n"
    assert running_server() is None
