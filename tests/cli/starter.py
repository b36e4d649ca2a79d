"""A process that has the program imported and forks for every command.

So each command of a test runs in a process of its own, as users start it, but for the second that
an interpreter takes to import everything, and the half that the sample's glossary takes. What is
imported when is not tested by it.
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

IMPORTED = (
    "translate_pipeline.cli", "translate_pipeline.cli.desk", "translate_pipeline.cli.issuing",
    "translate_pipeline.cli.board", "translate_pipeline.cli.tables", "translate_pipeline.wiring",
    "translate_pipeline.pipeline.publish_index", "translate_pipeline.formats.documents",
    "translate_pipeline.store.private_keys", "translate_pipeline.store.key_lists", "docx",
    "rich.console", "rich.progress", "polib", "cryptography.hazmat.primitives.serialization",
    "ahocorasick_rs", "babel.dates", "concurrent.futures", "jsonschema_rs", "marisa_trie",
    "platformdirs.unix", "rapidfuzz.fuzz", "rapidfuzz.process", "tantivy",
    "translate_pipeline.cli.syncing", "translate_pipeline.cli.progress",
    "translate_pipeline.cli.mailed", "translate_pipeline.store.sqlite",
    "translate_pipeline.pipeline.forecast", "translate_pipeline.store.memory_search",
    "translate_pipeline.pipeline.glossary_lint", "babel.numbers",
)  # fmt: skip
LOCALES = ("ar", "es", "fr", "pt-BR")
"""Those of the guides."""
_LARGEST = 1 << 17
"""Bytes of an order: arguments and environment."""


_PROGRAM = """\
#!{python} -IS
import json, os, socket, sys
if sys.argv[1] == "serve":
    os.execv(sys.executable, [sys.executable, "-m", "translate_pipeline", *sys.argv[1:]])
order = dict(arguments=sys.argv[1:], folder=os.getcwd(), environment=dict(os.environ))
read, write = os.pipe()
starter = socket.socket(fileno={socket})
socket.send_fds(starter, [json.dumps(order).encode()], [0, 1, 2, write])
os.close(write)
sys.exit(json.loads(os.read(read, 99)))
"""
"""The program as a shell finds it."""


class Starter:
    """Starts commands from a process that is ready."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=dict(environment), stdin=subprocess.DEVNULL,
            )  # fmt: skip

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        order = {"arguments": arguments, "folder": str(folder), "environment": dict(environment)}
        read, write = os.pipe()
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            Path(os.devnull).open("rb") as nothing,
            os.fdopen(read, "rb") as answer,
        ):
            files = [nothing.fileno(), out.fileno(), err.fileno(), write]
            socket.send_fds(self._socket, [json.dumps(order).encode()], files)
            os.close(write)
            code = json.loads(answer.read())
            texts = []
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode().replace("\r\n", "\n"))
        return subprocess.CompletedProcess(list(arguments), code, *texts)

    def program(self, folder: Path) -> int:
        """Make the program in a folder, for a shell; the file that the shell has to pass on.

        ``serve`` is started in the usual way, so that a signal to it is for itself.
        """
        path, number = folder / "translate-pipeline", self._socket.fileno()
        path.write_text(_PROGRAM.format(python=sys.executable, socket=number))
        path.chmod(0o755)
        return number

    def end(self) -> None:
        """End the process."""
        self._socket.close()
        self._process.wait()


def serve(orders: socket.socket) -> None:
    """Fork for every order; what returns from here is the process that carries one out."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who answer
    while True:
        data, files, _, _ = socket.recv_fds(orders, _LARGEST, 4)
        if not data:
            os._exit(0)
        if os.fork() == 0:
            break
        for file in files:
            os.close(file)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    orders.close()
    answer = files.pop()
    worker = os.fork()
    if worker:
        _, status = os.waitpid(worker, 0)
        os.write(answer, json.dumps(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    os.close(answer)
    for target, file in enumerate(files):
        os.dup2(file, target)
        os.close(file)
    _become(json.loads(data))


def _become(order: Mapping[str, object]) -> None:
    os.chdir(str(order["folder"]))
    os.environ.clear()
    os.environ.update(order["environment"])  # type: ignore[call-overload]
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [path for path in paths if path and path not in sys.path]
    importlib.invalidate_caches()
    sys.argv = ["translate-pipeline", *order["arguments"]]  # type: ignore[misc]


def _read_the_glossary() -> None:
    """Make what every command would make of the sample's glossary, which guides work with.

    It is kept by the glossary's revision, as it is within a process: another one is read anew.
    """
    from translate_pipeline.model.locale import Locale
    from translate_pipeline.settings import read_settings
    from translate_pipeline.text.lexicon import lexicons
    from translate_pipeline.wiring import Services

    termbase = Services(read_settings(Path(__file__).parents[2])).matcher.termbase
    for tag in LOCALES:
        _ = lexicons(termbase, Locale(tag)).thorough


def _be_patient() -> None:
    """Wait longer for services than users would: those of tests share the machine with them."""
    from translate_pipeline import announcing
    from translate_pipeline.cli import sending as webhooks
    from translate_pipeline.notify import sending as letters

    announcing.PATIENCE = 60.0
    webhooks.send_at_once.__defaults__ = letters.send.__defaults__ = (60.0,)


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file, which holds no module of the program
    for name in IMPORTED:
        importlib.import_module(name)
    _read_the_glossary()
    _be_patient()
    serve(socket.socket(fileno=int(sys.argv[1])))
    from translate_pipeline.cli import main

    main()
