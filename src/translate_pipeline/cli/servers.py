"""up, down, deploy: a Prefect server and a worker on this machine, kept running in the background.

And for a ``run`` without them, a server of its own that ends with it. Prefect is only ever started
as another process: importing it takes longer than all other commands together. Everything listens
on the loopback interface only.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click

from translate_pipeline.cli.background import Process, check_folder, spawn, state_folder
from translate_pipeline.cli.options import workspace_option
from translate_pipeline.errors import NotFound, PipelineError
from translate_pipeline.messages import tr

HOST = "127.0.0.1"
PORT = 4200
"""Prefect's own; another one is taken where it is not free."""
API_URL = "PREFECT_API_URL"
START_SECONDS = 180
"""How long a server may take to start: 10 to 30 seconds are usual, the first time is longer."""

ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    "NO_PROXY": f"{HOST},localhost",
}
"""What Prefect is told unless the environment says otherwise: call nobody, be patient."""

_TEMPORARY = """
import os, signal, socket, sys, threading

def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=end_with_parent, daemon=True).start()
import uvicorn
config = uvicorn.Config(
    "prefect.server.api.server:create_app", factory=True, lifespan="on", log_level="error",
    timeout_graceful_shutdown=2,
)
uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
"""
"""A server for one run. Its standard input ends when the run does, even one that is killed."""


@dataclass(frozen=True, slots=True)
class _State:
    """What ``up`` started, as its file has it."""

    url: str
    workspace: str
    processes: tuple[Process, ...] = ()

    @property
    def serves(self) -> bool:
        """Whether the server, which is the first process, runs and answers."""
        return bool(self.processes) and self.processes[0].runs() and _answers(self.url)


@click.command()
@workspace_option
def up(*, workspace: Path | None) -> None:
    """Keep a Prefect server and a worker running, so that `run` starts at once.

    Its web page shows all runs, and starts new ones in the workspace by a form.

    \b
    Example:
      translate-pipeline up
    """
    from translate_pipeline.settings import read_settings

    folder = read_settings(workspace).workspace
    _check_home()
    state = _read_state()
    if state and state.serves and all(process.runs() for process in state.processes):
        told = tr("Prefect runs already, for the workspace {folder}", folder=state.workspace)
        click.echo(told, err=True)
        click.echo(state.url)
        return
    _stop(state)
    click.echo(tr("Starting Prefect's server and a worker, half a minute or more …"), err=True)
    url = _start(folder)
    _warn_of_publishing(workspace)
    told = tr("Prefect runs until `translate-pipeline down`. In a browser it is here:")
    click.echo(told, err=True)
    click.echo(url)


@click.command()
@workspace_option
def deploy(*, workspace: Path | None) -> None:
    """Make the flows known to a Prefect server: the work pool, forms, schedules and triggers.

    The server is the one that PREFECT_API_URL names, else that of `up`, which deploys by itself.
    What is there already and would be the same is left as it is.

    \b
    Example:
      PREFECT_API_URL=http://prefect.example.org:4200/api translate-pipeline deploy
    """
    from translate_pipeline.cli import deploying
    from translate_pipeline.settings import WORKSPACE_VARIABLE, read_settings

    settings = read_settings(workspace)
    url = os.environ.get(API_URL) or running_server()
    if url is None:
        told = tr(
            "no Prefect server is known; set {variable} to the address of its API, or start one"
            " with `translate-pipeline up`",
            variable=API_URL,
        )
        raise NotFound(told)
    environ = {
        **ENVIRONMENT, **os.environ, API_URL: url, WORKSPACE_VARIABLE: str(settings.workspace),
    }  # fmt: skip
    words = {
        deploying.CREATED: tr("created"),
        deploying.UPDATED: tr("updated"),
        deploying.UNCHANGED: tr("unchanged"),
    }
    pool = deploying.create_pool(environ)
    click.echo(tr("work pool {name}: {done}", name=deploying.POOL, done=words[pool]))
    for name, done in deploying.deploy_flows(environ).items():
        click.echo(tr("deployment {name}: {done}", name=name, done=words[done]))
    _warn_of_publishing(workspace)


def _warn_of_publishing(workspace: Path | None) -> None:
    """Say what keeps the flows from publishing what is approved, as far as it can be seen here."""
    from translate_pipeline.publishing import why_not_by_itself
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    why = why_not_by_itself(services)
    if not why:
        try:
            _ = services.signing
        except PipelineError as error:
            why = str(error)
    if why:
        told = tr("approvals are not published by themselves: {reason}", reason=why)
        click.echo(tr("Warning: {message}", message=told), err=True)


@click.command()
def down() -> None:
    """Stop what `up` started. Finished locales stay; a run that is not finished can be repeated.

    \b
    Example:
      translate-pipeline down
    """
    stopped = _stop(_read_state())
    click.echo(tr("Stopped.") if stopped else tr("Nothing was running."), err=True)


def running_server() -> str | None:
    """The address of the API of the server that ``up`` started; None where it does not answer."""
    state = _read_state()
    return f"{state.url}/api" if state and state.serves else None


def ensure_server() -> None:
    """Set PREFECT_API_URL where it is not: to the server of ``up``, else to one for this process.

    To be called before Prefect is imported. A new server starts while the caller goes on; the first
    request waits for it. Raises StorageError where Prefect could not keep its notes.
    """
    for name, value in {**ENVIRONMENT, "PREFECT_LOGGING_LEVEL": "CRITICAL"}.items():
        os.environ.setdefault(name, value)
    _check_home()
    if API_URL in os.environ:
        return
    url = running_server()
    if url is None:
        told = tr(
            "Starting Prefect's local server, 10 to 30 seconds on a slow machine;"
            " `translate-pipeline up` keeps one running, `run --direct` does without."
        )
        click.echo(told, err=True)
        url = _start_temporary()
    os.environ[API_URL] = url


def _check_home() -> None:
    """See that Prefect can write where it keeps its notes. Raises StorageError."""
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect").expanduser()
    advice = tr("let PREFECT_HOME name a folder that you may write, or use `run --direct`")
    check_folder(home, advice)


def _start_temporary() -> str:
    """Start a server that ends with this process; the address of its API.

    The socket is opened here, so that the port is certain and requests queue until it is ready.
    """
    with socket.create_server((HOST, 0)) as listener:
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-c", _TEMPORARY, str(listener.fileno())],
            pass_fds=[listener.fileno()],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"},
            start_new_session=True,  # an interrupt is for the run, which still reports to it
        )
        port = listener.getsockname()[1]
    # Not a context manager: Prefect sends its last messages when the interpreter ends its threads,
    # and that comes before this.
    atexit.register(_end, process)
    return f"http://{HOST}:{port}/api"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(workspace: Path) -> str:
    """Start server and worker, and deploy the flows; the server's address. Raises PipelineError."""
    from translate_pipeline.cli.deploying import POOL, create_pool, deploy_flows, prepare_folder

    prepare_folder()
    port = _free_port()
    state = _State(f"http://{HOST}:{port}", str(workspace))
    try:
        state = _spawn(state, "server", ["server", "start", "--host", HOST, "--port", str(port)])
        _wait_for(state)
        create_pool(_environment(state))
        worker = ["--pool", POOL, "--type", "process", "--name", f"{POOL}-{port}"]
        state = _spawn(state, "worker", ["worker", "start", *worker])
        deploy_flows(_environment(state))
    except BaseException:
        _stop(_read_state())
        raise
    return state.url


def _spawn(state: _State, name: str, arguments: Sequence[str]) -> _State:
    """Start a Prefect command, and note it in the state's file."""
    folder = state_folder()
    command = [sys.executable, "-m", "prefect", *arguments]
    process = spawn(name, command, _environment(state), folder)
    state = replace(state, processes=(*state.processes, process))
    _state_file().write_text(json.dumps(asdict(state)), "utf-8")
    return state


def _environment(state: _State) -> dict[str, str]:
    """That of the processes in the background."""
    return {
        **ENVIRONMENT,
        **os.environ,
        API_URL: f"{state.url}/api",
        "PREFECT_SERVER_UI_API_URL": f"{state.url}/api",
        "TRANSLATE_PIPELINE_WORKSPACE": state.workspace,
    }


def _wait_for(state: _State) -> None:
    """Wait until the server answers. Raises PipelineError where it ends or does not."""
    (server,) = state.processes
    until = time.monotonic() + START_SECONDS
    while not _answers(state.url):
        if not server.runs() or time.monotonic() > until:
            told = tr("Prefect's server did not start; it says why in {file}", file=server.log)
            raise PipelineError(told)
        time.sleep(0.2)


def _stop(state: _State | None) -> bool:
    """Stop what was started, the worker first; whether any of it ran."""
    stopped = [process.stop() for process in reversed(state.processes)] if state else []
    _state_file().unlink(missing_ok=True)
    return any(stopped)


def _read_state() -> _State | None:
    """What ``up`` noted; None where there is nothing, or nothing that can be read."""
    try:
        noted = json.loads(_state_file().read_text("utf-8"))
        processes = tuple(Process(**process) for process in noted.pop("processes"))
        return _State(**noted, processes=processes)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _state_file() -> Path:
    return state_folder() / "prefect.json"


def _answers(url: str) -> bool:
    """Whether a server there says that it is well."""
    from http.client import HTTPException
    from urllib.request import ProxyHandler, build_opener

    try:
        with build_opener(ProxyHandler({})).open(f"{url}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def _free_port() -> int:
    """Prefect's own port if nobody listens there, else any."""
    for port in (PORT, 0):
        with contextlib.suppress(OSError), socket.create_server((HOST, port)) as listener:
            return int(listener.getsockname()[1])
    told = tr("no free port on this machine; end a program that listens on some")
    raise PipelineError(told)
