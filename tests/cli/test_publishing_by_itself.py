"""From an approval to a bundle that an office verifies, with a server and a worker of Prefect's.

The server keeps its notes in SQLite, as at a desk, or in PostgreSQL, as for a team.
"""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.cli.conftest import Program
from tests.cli.test_publishing import verified
from tests.cli.test_reviewing import seen
from tests.postgres import Postgres
from translate_pipeline.announcing import SERVER, request
from translate_pipeline.cli.servers import HOST, PORT

SECONDS = 120
"""How long a run may take to come about; it is usually 10 to 20."""


@pytest.fixture(params=["sqlite", "postgresql"])
def notes(
    request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]
) -> Iterator[Path]:
    """Where `up` notes what it started; that ends with the test."""
    here, root = tmp_path.with_name(f"{tmp_path.name}-prefect"), Path(__file__).parents[2]
    environment |= {
        "PREFECT_HOME": str(here / "home"),
        "XDG_STATE_HOME": str(here),
        "PYTHONPATH": os.pathsep.join([environment["PYTHONPATH"], str(root)]),
    }
    environment.pop(SERVER, None)
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("server")
        server.do("DROP DATABASE IF EXISTS prefect")
        server.do("CREATE DATABASE prefect OWNER owner")
        url = f"postgresql+asyncpg://owner@/prefect?host={server.folder}"
        environment["PREFECT_API_DATABASE_CONNECTION_URL"] = url
    program: Program = request.getfixturevalue("program")
    yield here / "translate-pipeline" / "prefect.json"
    program("down")


def up(program: Program, environment: dict[str, str]) -> None:
    """Start Prefect, and let the program know where it is."""
    with ExitStack() as taken:
        with suppress(OSError):
            taken.enter_context(socket.create_server((HOST, PORT)))  # another `up` may want it
        done = program("up")
    assert (done.returncode, "Warning" in done.stderr) == (0, False), done.stderr
    environment[SERVER] = f"{done.stdout.strip()}/api"


def approve(program: Program) -> str:
    """Approve all that waits; what was said."""
    done = program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen(program))
    assert done.returncode == 0, done.stderr
    return done.stderr


def found(path: str, environment: dict[str, str], **body: Any) -> Any:
    return json.loads(request(path, body, environment, 30))


def messages(environment: dict[str, str]) -> list[str]:
    """What the runs that ended say."""
    runs = found("/flow_runs/filter", environment)
    ended = [one["state"] for one in runs if one["state_type"] in ("COMPLETED", "FAILED")]
    return [state["message"] for state in ended]


def wait_for(message: str, environment: dict[str, str]) -> None:
    until = time.monotonic() + SECONDS
    while not any(message in one for one in messages(environment)):
        assert time.monotonic() < until, messages(environment)
        time.sleep(1)


@pytest.mark.nightly
def test_an_approval_is_published_whatever_becomes_of_the_server(
    notes: Path, translated_with_key: Path, program: Program, environment: dict[str, str]
) -> None:
    up(program, environment)
    assert approve(program) == "3 approved, 0 left.\n"
    wait_for("a es: version 1 published", environment)
    assert verified(program, 1)[0] == 0

    started = json.loads(notes.read_text())["processes"]
    (server,) = [one["pid"] for one in started if one["name"] == "server"]
    os.killpg(server, signal.SIGKILL)
    text = translated_with_key.read_text()
    translated_with_key.write_text(text.replace("Nadie fue", "Nadie ha sido"))
    program("sync", "a", "--as", "ana")
    assert "did not take the news" in approve(program)
    assert verified(program, 2)[0] != 0
    up(program, environment)
    names = {"name": {"any_": ["reconcile"]}}
    (one,) = found("/deployments/filter", environment, deployments=names)
    found(f"/deployments/{one['id']}/create_flow_run", environment)
    wait_for("1 published, 0 restocked, 0 refused, 0 failed; index ", environment)
    assert verified(program, 2)[0] == 0

    kept = {"id", "occurred", "event", "resource", "payload"}
    events = found(
        "/events/filter", environment, filter={"event": {"name": ["release.locale.approved"]}}
    )["events"]  # fmt: skip
    again = {name: value for name, value in events[0].items() if name in kept}
    request("/events", [{**again, "id": str(uuid4())}], environment, 30)
    wait_for("a es: version 2 published before, and nothing changed since", environment)
    assert verified(program, 3)[0] != 0
