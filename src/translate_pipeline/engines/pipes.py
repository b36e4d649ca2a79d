"""A chain of processes that stays up and answers one text after another.

A text goes in, ended by a null byte; the answer comes out, ended by another. Each process has a
memory limit, each answer a time limit. A chain that dies or stalls is killed and started anew once
for the same text.
"""

import contextlib
import os
import selectors
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from time import monotonic
from types import TracebackType
from typing import IO, Self

from translate_pipeline.errors import EngineRefused, EngineUnavailable

SECONDS = 30.0
"""The time for one answer, starting the chain included (measured: 7 ms, the first 0.3 s)."""

MEMORY = 1 << 30
"""Bytes of address space for each process (measured: 140 MB at most; odd input took over 4 GB)."""

_CHUNK = 65_536


class _Broken(Exception):  # noqa: N818  (never leaves this module)
    """The chain died, stalled or talked nonsense."""


class Pipe:
    """A chain of commands, started with its first text; one text at a time, from any thread."""

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
    ) -> None:
        self._commands, self._seconds, self._memory = commands, seconds, memory
        self._lock = threading.Lock()
        self._own_processes()

    def start(self) -> None:
        """Start the chain now, to be ready sooner. Raises EngineRefused where it cannot be."""
        with self._lock:
            self._started()

    def ask(self, text: str) -> str:
        """The chain's answer to a text without null bytes.

        Raises EngineUnavailable where it failed twice, EngineRefused where it cannot be started.
        """
        if "\0" in text:
            raise EngineRefused("a text with a null byte cannot go through a null-flush pipe")
        data = text.encode()
        with self._lock:
            with contextlib.suppress(_Broken):
                return self._exchange(data)
            try:
                return self._exchange(data)
            except _Broken as error:
                raise EngineUnavailable(f"{error}, twice for the same text") from None

    def close(self) -> None:
        """End the processes; another text would start them anew."""
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _own_processes(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._owner = os.getpid()
        weakref.finalize(self, _kill, self._processes, self._owner)

    def _exchange(self, text: bytes) -> str:
        try:
            answer = self._pump(*self._started(), text + b"\0")
            return answer.decode()
        except UnicodeDecodeError as error:
            self._stop()
            raise _Broken("an answer that is not UTF-8") from error
        except OSError as error:  # the first process has closed its end
            reason = self._obituary()
            self._stop()
            raise _Broken(reason) from error
        except BaseException:
            self._stop()  # half an answer must never be read as the next text's
            raise

    def _pump(self, entry: IO[bytes], out: IO[bytes], waiting: bytes) -> bytes:
        """Write what the chain takes and read what it gives until the null byte."""
        answer, limit = bytearray(), monotonic() + self._seconds
        with selectors.DefaultSelector() as selector:
            selector.register(entry, selectors.EVENT_WRITE)
            selector.register(out, selectors.EVENT_READ)
            while b"\0" not in answer:
                ready = selector.select(max(0.0, limit - monotonic()))
                if not ready or monotonic() > limit:
                    raise _Broken(f"no answer within {self._seconds:g} s")
                for key, _ in ready:
                    if key.fileobj is out:
                        answer += self._read(out)
                        continue
                    waiting = waiting[os.write(entry.fileno(), waiting[:_CHUNK]) :]
                    if not waiting:
                        selector.unregister(entry)
        if waiting or answer.find(b"\0") != len(answer) - 1:
            raise _Broken("more than one answer to a text")
        return bytes(answer[:-1])

    def _read(self, out: IO[bytes]) -> bytes:
        chunk = os.read(out.fileno(), _CHUNK)
        if not chunk:
            raise _Broken(self._obituary())
        return chunk

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        """The way in and the way out of the running chain."""
        if self._owner != os.getpid():
            self._own_processes()  # a fork that used its parent's would mix up their answers
        for command in self._commands[len(self._processes) :]:
            before = self._processes[-1].stdout if self._processes else None
            try:
                process = subprocess.Popen(  # noqa: S603  (a list, no shell)
                    command,
                    stdin=before or subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    bufsize=0,
                    env={**os.environ, "LC_ALL": "C.UTF-8"},
                )
            except OSError as error:
                self._stop()
                raise EngineRefused(f"{command[0]} cannot be started: {error.strerror}") from error
            if before:
                before.close()  # so that a dead process is seen by its neighbours
            self._processes.append(process)
            _limit_memory(process.pid, self._memory)
        entry, out = self._processes[0].stdin, self._processes[-1].stdout
        assert entry
        assert out
        os.set_blocking(entry.fileno(), False)
        return entry, out

    def _obituary(self) -> str:
        """Which process ended first, as far as can be told a moment later."""
        for command, process in zip(self._commands, self._processes, strict=False):
            with contextlib.suppress(subprocess.TimeoutExpired):
                if process.wait(timeout=0.2):
                    return f"{command[0]} ended with status {process.returncode}"
        return f"the chain of {self._commands[0][0]} ended"

    def _stop(self) -> None:
        _kill(self._processes, self._owner)


def _kill(processes: list[subprocess.Popen[bytes]], owner: int) -> None:
    """End the processes, unless this is a fork of the process that started them."""
    if os.getpid() != owner:
        return
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
    processes.clear()


def _limit_memory(pid: int, memory: int) -> None:
    """Set after the start: code between fork and exec is not safe in a program with threads."""
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(ProcessLookupError):
        hard = resource.prlimit(pid, resource.RLIMIT_AS)[1]
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.prlimit(pid, resource.RLIMIT_AS, (limit, limit))
