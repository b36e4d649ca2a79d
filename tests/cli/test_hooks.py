"""webhooks, publish, retract and serve as people start them, with a receiver that listens."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.test_publishing import approved  # noqa: F401  (a fixture)
from tests.notify.service import Service, serving
from tests.webhooks.receiver import receiving

RETRACT = ("retract", "a", "es", "--reason", "Wrong figure.")


def make_due(workspace: Path) -> None:
    """Let all the time go by for which what failed has to wait."""
    file = workspace / ".translate-pipeline" / "webhooks.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE deliveries SET next = 0")


@pytest.mark.usefixtures("approved")
def test_offices_hear_of_a_version_at_once_and_one_that_is_gone_is_left_alone(
    program: Program, environment: dict[str, str], workspace: Path
) -> None:
    with (workspace / "translate-pipeline.yaml").open("a") as file:
        file.write("notify: [{role: section office, urls: [OFFICE], language: en}]\n")
    with serving(Service()) as office, receiving(200, 410) as receiver:
        environment["OFFICE"] = office.address
        secret = program("webhooks", "new", "madrid", receiver.url).stdout.strip()
        assert secret.startswith("whsec_")
        done = program("publish", "a", "es")
        assert (done.returncode, "Warning" in done.stderr) == (0, False)
        done = program(*RETRACT)
        assert (done.returncode, "Warning: madrid: it answered 410" in done.stderr) == (0, True)
        listed = program("webhooks", "list").stdout
        assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", listed) == (
            f"madrid: every locale; http://127.0.0.1:{receiver.port}; made DAY; gone since DAY\n"
        )
        assert program("webhooks", "revoke", "madrid").returncode == 0
        assert program("webhooks", "list").stdout == ""
    assert [told["title"] for told in office.messages] == ["a, es: published", "a, es: retracted"]
    assert receiver.types == ["version.published", "version.retracted"]
    assert all(call.signed_by(secret) for call in receiver.calls)
    assert receiver.calls[1].shape["data"]["reason"] == "Wrong figure."
    assert not [one for one in (secret, "PATH-SECRET") if one in listed + done.stderr]


@pytest.mark.usefixtures("approved")
def test_what_was_cut_off_and_what_failed_is_sent_by_whoever_sends_next(
    program: Program, environment: dict[str, str], workspace: Path
) -> None:
    start = [sys.executable, "-m", "translate_pipeline"]
    with receiving("stall", 500) as receiver:
        program("webhooks", "new", "madrid", receiver.url, "--locale", "es")
        publish = [*start, "publish", "a", "es"]
        with subprocess.Popen(publish, cwd=workspace, env=environment) as sender:
            assert receiver.got.acquire(timeout=60)
            sender.kill()
        assert program("webhooks", "send").stderr == "0 sent, 1 to be sent later.\n"
        make_due(workspace)
        done = program("webhooks", "send")
        assert (done.returncode, done.stderr) == (
            4, "Error: madrid: it answered 500; it is tried again\n0 sent, 1 to be sent later.\n",
        )  # fmt: skip
        make_due(workspace)
        assert receiver.got.acquire(timeout=1)
        serve = [*start, "serve", "--port", "0"]
        with subprocess.Popen(serve, cwd=workspace, env=environment) as server:
            assert receiver.got.acquire(timeout=60)
            server.terminate()
    assert len({(call.id, call.body) for call in receiver.calls}) == 1
    assert len(receiver.calls) == 3


def test_a_ping_shows_whether_messages_arrive(program: Program) -> None:
    with receiving(200, 302) as receiver:
        program("webhooks", "new", "madrid", receiver.url)
        done = program("webhooks", "test", "madrid")
        assert (done.returncode, done.stderr) == (0, "madrid took it.\n")
        done = program("webhooks", "test", "madrid")
        assert (done.returncode, "it answered 302, another address" in done.stderr) == (4, True)
    assert receiver.types == ["ping", "ping"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "x", "http://cms.example.org/S3CRET"], "write https://"),
        (["new", "x", "https://me:S3CRET@cms.example.org/"], "no name or password"),
        (["test", "x"], "no webhook x; there are: none"),
    ],
)
def test_what_makes_no_sense_is_said(program: Program, arguments: list[str], message: str) -> None:
    done = program("webhooks", *arguments)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert "S3CRET" not in done.stderr
