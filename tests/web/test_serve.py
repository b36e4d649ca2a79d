"""serve and tokens, as people start them: a real server on a real port."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.starter import Starter

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}


def command(folder: Path, *arguments: str) -> list[str]:
    workspace = ["--workspace", str(folder)]
    return [sys.executable, "-m", "translate_pipeline", *arguments, *workspace]


Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def call(workspace: Path, starter: Starter) -> Call:
    """Run a command in the workspace."""
    return lambda *arguments: starter.run(arguments, workspace, ENVIRONMENT)


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of the API, and the process."""
    line = command(folder, "serve", "--port", "0", *arguments)
    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=ENVIRONMENT, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout
            assert process.stderr
            said = process.stdout.readline()
            assert said.startswith("http://"), process.stderr.read()
            assert process.stderr.readline().startswith("Until Ctrl-C offices can pull")
            there = said.strip().replace("0.0.0.0", "127.0.0.1")  # noqa: S104
            yield f"{there}/api/v1/releases", process
        finally:
            process.kill()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "translate-pipeline.yaml").write_text("locales: [es]\n")
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "index.json").write_bytes(b"{}" * 1000)
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_says_where_it_is_and_ends_when_asked(
    workspace: Path, number: signal.Signals
) -> None:
    with serving(workspace) as (url, process):
        answer = httpx.get(url, timeout=60)
        assert (answer.status_code, answer.json()) == (200, {"releases": []})
        assert "server" not in answer.headers
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "Stopped.\n")


def test_head_parts_and_unchanged_files_over_the_wire(workspace: Path) -> None:
    with serving(workspace) as (url, _), httpx.Client(timeout=60) as client:
        index = url.replace("releases", "index.json")
        full = client.get(index)
        head = client.head(index)
        assert (head.content, head.headers["Content-Length"]) == (b"", "2000")
        assert client.get(index, headers={"Range": "bytes=-2"}).content == b"{}"
        same = client.get(index, headers={"If-None-Match": full.headers["ETag"]})
        assert same.status_code == 304
        assert client.get(url, headers={"Host": "evil.example"}).status_code == 421


def test_many_ask_at_once(workspace: Path) -> None:
    with serving(workspace) as (url, _), httpx.Client(timeout=60) as client:
        with ThreadPoolExecutor(32) as pool:
            codes = list(pool.map(lambda _: client.get(url).status_code, range(500)))
        assert codes == [200] * 500


def test_without_tokens_no_other_machine_is_answered(call: Call) -> None:
    done = call("serve", "--host", "0.0.0.0")  # noqa: S104
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: anybody who reaches 0.0.0.0 could read everything")
    assert "tokens new" in done.stderr


def test_with_a_token_another_machine_may_ask_until_it_is_revoked(
    workspace: Path, call: Call
) -> None:
    made = call("tokens", "new", "madrid", "--locale", "es", "--scope", "embargo")
    secret = made.stdout.strip()
    headers = {"Authorization": f"Bearer {secret}"}
    with serving(workspace, "--host", "0.0.0.0") as (url, _):  # noqa: S104
        assert httpx.get(url, timeout=60).status_code == 401
        assert httpx.get(url, headers=headers, timeout=60).status_code == 200
        assert call("tokens", "revoke", "madrid").returncode == 0
        assert httpx.get(url, headers=headers, timeout=60).status_code == 401
    assert secret not in (workspace / ".translate-pipeline" / "tokens.json").read_text()


def test_a_port_that_is_taken_is_said(call: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = call("serve", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: cannot listen on 127.0.0.1 port {port}: another program listens there;"
        " name another port with --port, or end it\n"
    )


def test_tokens_are_listed_without_what_opens_anything(call: Call) -> None:
    assert call("tokens", "list").stdout == ""
    secret = call("tokens", "new", "bilbao", "--all-locales").stdout.strip()
    call("tokens", "new", "lima", "--locale", "es", "--expires", "2990-01-01T00:00Z")
    call("tokens", "revoke", "bilbao")
    listed = call("tokens", "list").stdout
    lines = [
        re.sub(r"\d{4}-\d\d-\d\d(?=[,\n])", "DAY", line)
        for line in listed.splitlines(keepends=True)
    ]
    assert lines == [
        "bilbao: every locale; made DAY, revoked DAY\n",
        "lima: es; made DAY, expires 2990-01-01T00:00+00:00\n",
    ]
    assert secret not in listed


def test_only_serve_imports_the_web_framework(workspace: Path) -> None:
    code = (
        "import sys; from translate_pipeline.cli import cli;"
        f"cli(['tokens', 'list', '--workspace', {str(workspace)!r}], standalone_mode=False);"
        "sys.exit(bool({'fastapi', 'uvicorn', 'starlette'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "x"], "Say what it may pull"),
        (["new", "x", "--locale", "es", "--all-locales"], "Say what it may pull"),
        (["new", "x", "--locale", "es", "--expires", "2001-01-01T00:00Z"], "is over already"),
        (["revoke", "x"], "no token 'x' to revoke; there are: none"),
    ],
)
def test_what_makes_no_sense_is_said(call: Call, arguments: list[str], message: str) -> None:
    done = call("tokens", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
