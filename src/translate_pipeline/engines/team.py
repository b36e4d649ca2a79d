"""The processes that translate with one model: as many as there are cores, each begun when needed.

The library holds Python's lock while it translates, so threads cannot share the cores.
"""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.util import find_spec
from pathlib import Path

from translate_pipeline.engines import worker
from translate_pipeline.engines.models import Model, alphabet
from translate_pipeline.engines.pipes import Pipe
from translate_pipeline.errors import EngineRefused

MOST = 4
"""Processes for one model, of 80 MB each; more cores than that serve other locales."""

SECONDS = 120.0
"""For one piece of a segment (measured: 0.06 on average, 0.4 for the longest)."""


class Team:
    """Processes with the same model, for calls from any thread."""

    def __init__(self, model: Model) -> None:
        """Raises FileNotFoundError where a file of the model is missing."""
        self._model = model
        command = _command(model)
        self._pipes = [Pipe([command], seconds=SECONDS) for _ in range(_cores())]
        self._known: frozenset[str] | None = None
        self._learning = threading.Lock()

    def start(self, texts: int) -> None:
        """Let the processes for so many texts load the model while other things are done."""
        for pipe in self._pipes[:texts]:
            pipe.start()

    def known(self) -> frozenset[str]:
        """The characters that the model can spell. Raises OSError and IndexError."""
        with self._learning:
            if self._known is None:
                self._known = alphabet(self._model.paths()[1].read_bytes())
            return self._known

    def translate(
        self, texts: Sequence[str], through: Callable[[str, Callable[[str], str]], str]
    ) -> list[str]:
        """Every text, with ``through(text, ask)``, where ``ask`` asks one of the processes.

        The longest first, so that all end at about the same time: eight segments lose 2 % of the
        time of two processes then, and 7 % in their own order. Raises EngineRefused where the model
        cannot be used, EngineUnavailable where a process died twice over a text.
        """
        answers = [""] * len(texts)
        waiting = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        taking, pipes = threading.Lock(), self._pipes[: len(texts)]

        def work(pipe: Pipe) -> None:
            while True:
                with taking:
                    if not waiting:
                        return
                    place = waiting.pop()
                answers[place] = through(texts[place], lambda piece: self._ask(pipe, piece))

        with ThreadPoolExecutor(len(self._pipes)) as threads:
            try:
                for done in as_completed(threads.submit(work, one) for one in pipes):
                    done.result()
            finally:
                waiting.clear()  # after a failure the others need not go on
        return answers

    def close(self) -> None:
        """End the processes; another text would start them anew."""
        for pipe in self._pipes:
            pipe.close()

    def _ask(self, pipe: Pipe, piece: str) -> str:
        answer = pipe.ask(piece.replace("\0", " "))
        if answer.startswith("="):
            return answer[1:]
        raise unusable(self._model, answer[1:])


def unusable(model: Model, reason: object) -> EngineRefused:
    """The error for people."""
    return EngineRefused(f"neural: {model.folder} holds no usable model: {reason}")


def _command(model: Model) -> list[str]:
    spec = find_spec("fxtranslate")  # finds it without importing it
    places = spec.submodule_search_locations if spec else None
    library = str(Path(next(iter(places))).parent) if places else ""
    program = [sys.executable, "-I", "-S", worker.__file__, library]
    return [*program, *map(str, model.paths())]


def _cores() -> int:
    """Those that this process may use, up to ``MOST``."""
    allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(allowed, MOST)
