"""Processes that go on when the command that started them has ended."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 10.0
"""Seconds to end in when asked to."""
_SHOWN = 1.0
"""Seconds in which the system shows the command line of a new process; some milliseconds do."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process in the background, as it is noted in a file."""

    name: str
    pid: int
    mark: str
    """The end of its command line: a process with this number but not this mark is another's."""
    log: str
    """The file with what it says."""

    def runs(self) -> bool:
        """Whether it is there, and is the one that was started."""
        return self.mark in _command_line(self.pid)

    def stop(self) -> bool:
        """End it and all it started, first by asking; whether it ran."""
        if not self.runs():
            return False
        for request in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, request)
            until = time.monotonic() + PATIENCE
            while self.runs() and time.monotonic() < until:
                time.sleep(0.1)
        return True


def spawn(
    name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> Process:
    """Start a command in a session of its own, with ``folder`` for its log and to run in."""
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  (our own command)
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
    process.returncode = 0  # it goes on without us, and Popen need not warn that it does
    started = Process(name, process.pid, " ".join(command[1:]), str(log))
    until = time.monotonic() + _SHOWN
    while not started.runs() and time.monotonic() < until:
        time.sleep(0.005)
    return started


def state_folder() -> Path:
    """Where the notes and logs of such processes are; one for each user of the machine."""
    from platformdirs import user_state_path

    return user_state_path("translate-pipeline", appauthor=False)


def check_folder(folder: Path, advice: str) -> None:
    """Make a folder, and see that files can be made in it. Raises StorageError."""
    from tempfile import TemporaryFile

    from translate_pipeline.store.files import cannot_write

    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise cannot_write(folder, error, instead=advice) from error


def _command_line(pid: int) -> str:
    """A process's command line; empty where there is none, or it has ended."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # if it is a child of ours that ended, let it go
    listed = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        with contextlib.suppress(OSError):
            return listed.read_bytes().decode(errors="replace").strip("\0").replace("\0", " ")
        return ""
    done = subprocess.run(  # noqa: S603  (nothing in it is anyone's input)
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607  (on macOS)
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
