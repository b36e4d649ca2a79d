"""Runs as users start them, in a process of their own, that end before they are done."""

import ast
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.flows.conftest import catalog

Command = tuple[Sequence[str], Mapping[str, str]]


def start(command: Command, **more: str) -> "subprocess.Popen[str]":
    arguments, environment = command
    return subprocess.Popen(
        arguments,
        env={**environment, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def calls(workspace: Path) -> Counter[str]:
    notes = workspace / "notes"
    return Counter(notes.read_text().split() if notes.exists() else [])


def wait_for(condition: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)


def started_and_es_done(workspace: Path, process: "subprocess.Popen[str]", home: Path) -> None:
    """Wait until Spanish is remembered as finished and French is with the engine."""
    known = set(home.glob("storage/draft-es-*"))
    wait_for(
        lambda: bool(set(home.glob("storage/draft-es-*")) - known) and "fr" in calls(workspace),
        process,
    )


def test_after_a_kill_only_the_rest_is_drafted(
    command: Command, workspace: Path, prefect_home: Path
) -> None:
    process = start(command, SLOW="fr")
    started_and_es_done(workspace, process, prefect_home)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not catalog(workspace, "fr").exists()
    before = catalog(workspace, "es").read_bytes()

    again = start(command)
    _, errors = again.communicate(timeout=60)
    assert again.returncode == 0, errors
    assert calls(workspace) == {"es": 1, "fr": 2}
    assert catalog(workspace, "es").read_bytes() == before
    assert "fr: A headline" in catalog(workspace, "fr").read_text()


def test_an_interrupt_ends_the_run_at_once_and_keeps_what_is_finished(
    command: Command, workspace: Path, prefect_home: Path
) -> None:
    process = start(command, SLOW="fr")
    started_and_es_done(workspace, process, prefect_home)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)  # the engine would take ten times as long
    assert process.returncode == 130
    assert "Interrupted" in errors
    assert "Traceback" not in errors
    found = {path.name for path in (workspace / "locales").rglob("*") if path.is_file()}
    assert found == {"a.pot", "a.po"}
    assert not catalog(workspace, "fr").exists()


def test_nobody_outside_this_machine_is_called(command: Command, prefect_home: Path) -> None:
    process = start(command)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    lines = (prefect_home / "connections").read_text().splitlines()
    addresses = [ast.literal_eval(line) for line in lines]
    assert addresses
    hosts = {address[0] for address in addresses if isinstance(address, tuple)}
    assert hosts == {"127.0.0.1"}
