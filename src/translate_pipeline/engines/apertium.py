"""Rule-based translation on this machine: Apertium, from the system's packages."""

import re
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from translate_pipeline.engines.modes import Mode, installed_modes, modes_folder, route, stages
from translate_pipeline.engines.pipes import Pipe
from translate_pipeline.errors import EngineRefused, EngineUnavailable
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.quotes import plain, restore

PATIENCE = 3
"""Segments that may fail one after another before the engine is given up."""

_PACKAGES = {
    "ca": "apertium-eng-cat",
    "es": "apertium-eng-spa",
    "fr": "apertium-eng-spa apertium-fr-es",
    "gl": "apertium-en-gl",
    "it": "apertium-eng-spa apertium-spa-ita",
    "pt": "apertium-eng-spa apertium-es-pt",
}
"""Debian's packages for a target language, out of English."""

_RESERVED = re.compile(r"[\\^$@\[\]{}<>/]")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPED_OR_BLANK = re.compile(r"\\(.)|\[((?:\\.|[^\]\\])*)\]", re.DOTALL)
_UNTRANSLATED = re.compile(
    r"""
    (?:https?://|www\.)\S*\w/? | \S+@\S+\w | [@#]\w+
    | [$%#]?\{(?:[^{}]|\{[^{}]*\})*\} | %(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[dioxXeEfFgGcrsu]\b
    | (?<=\()(?!(?:UN|EU|USA?|NGO)\))[A-Z][A-Z0-9&/-]*[A-Z0-9]s?(?=\))
    | [€£$¥]\s?\d(?:[\d.,]*\d)?(?:bn|m)?\b | ~
    """,
    re.VERBOSE,
)
"""Passed through untouched: addresses, handles, hashtags; placeholders (``{name}``, ``%(name)s``);
acronyms in parentheses, which it takes for words (OPT for opting), but not those that it knows;
amounts, whose sign it moves to another word (French) and whose "bn" it makes a thousand times
larger (Spanish); and a character it drops.
"""

_STRAY_SPACES = tuple(
    re.compile(pattern)
    for pattern in (r"(?<= ) +", r" +(?=[,.;:)\]])", r"(?<=^[\"']) +", r"(?<= [\"']['\"]) +")
)
"""Spaces it leaves behind: doubled, before punctuation, after a quote that opens."""

_SENTENCE_END, _END_MARK = ".[][\n]", "[][\n]"
"""What Apertium's own deformatter puts after a text, so that its last words are analysed too."""


class Apertium:
    """Every direct mode that is installed, and every pair through one language between."""

    name = "apertium"
    on_device = True

    def __init__(self) -> None:
        self._pipes: dict[str, Pipe] = {}
        self._lock = threading.Lock()

    def supports(self, source: Locale, target: Locale) -> str:
        """The route: ``eng-spa``, or ``eng-spa → es-fr``."""
        return " → ".join(mode.name for mode in _route(source, target))

    def why_not(self, source: Locale, target: Locale) -> str:
        """Which packages are missing."""
        packages = _PACKAGES.get(target.language, "") if source.language == "en" else ""
        install = f"apt-get install --no-install-recommends apertium {packages}".rstrip()
        if not shutil.which("lt-proc") or not modes_folder().is_dir():
            return f"Apertium is not installed: {install}"
        if packages:
            return f"no mode from {source} to {target} is installed: {install}"
        return f"no mode from {source} to {target}, direct or through one language"

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """Translate segment by segment; empty where the chain failed on one.

        Raises EngineRefused for a pair without a route, EngineUnavailable where it fails on
        ``PATIENCE`` segments one after another.
        """
        modes = _route(source, target)
        if not modes:
            raise EngineRefused(f"apertium: {self.why_not(source, target)}")
        pipes = [self._pipe(mode) for mode in modes]
        targets, failed = [], 0
        for text in texts:
            try:
                targets.append(_translate(text, pipes))
                failed = 0
            except EngineUnavailable as error:
                failed += 1
                if failed == PATIENCE:
                    route_taken = self.supports(source, target)
                    raise EngineUnavailable(f"apertium {route_taken}: {error}") from error
                targets.append("")
        return targets

    def made_with(self, source: Locale, target: Locale) -> str:
        """The programs and dictionaries of the route as they are."""
        found = []
        for mode in _route(source, target):
            chain = stages((modes_folder() / f"{mode.name}.mode").read_text(encoding="utf-8"))
            for part in dict.fromkeys(part for stage in chain for part in stage):
                file = Path(shutil.which(part) or part)
                if file.is_file():
                    found.append(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}")
        return " ".join(found)

    def close(self) -> None:
        """End its processes; they end with the program too."""
        with self._lock:
            for pipe in self._pipes.values():
                pipe.close()

    def _pipe(self, mode: Mode) -> Pipe:
        with self._lock:
            if mode.name not in self._pipes:
                path = modes_folder() / f"{mode.name}.mode"
                try:
                    self._pipes[mode.name] = Pipe(stages(path.read_text(encoding="utf-8")))
                except (OSError, ValueError) as error:
                    raise EngineRefused(f"{path}: not a mode of Apertium: {error}") from error
            return self._pipes[mode.name]


def to_stream(text: str) -> str:
    """The text in Apertium's stream format, what is not to be translated as a superblank."""
    pieces, end = [], 0
    for match in _UNTRANSLATED.finditer(text):
        pieces.append(_RESERVED.sub(r"\\\g<0>", text[end : match.start()]))
        pieces.append("[" + re.sub(r"[\\\[\]]", r"\\\g<0>", match[0]) + "]")
        end = match.end()
    pieces.append(_RESERVED.sub(r"\\\g<0>", text[end:]))
    return "".join(pieces) + _SENTENCE_END


def from_stream(stream: str) -> str:
    """The text of an answer, without what ``to_stream`` added."""
    stream = stream.replace(_END_MARK, "").removesuffix(".")
    text = _ESCAPED_OR_BLANK.sub(
        lambda match: match[1] or _ESCAPED.sub(r"\1", match[2]),
        stream,
    )
    for stray in _STRAY_SPACES:
        text = stray.sub("", text)
    return text.strip()


def _translate(text: str, pipes: Sequence[Pipe]) -> str:
    target = plain(text.replace("\0", " ")).strip()
    for pipe in pipes:
        if target:
            target = from_stream(pipe.ask(to_stream(target)))
    return restore(target, text)


def _route(source: Locale, target: Locale) -> tuple[Mode, ...]:
    if not shutil.which("lt-proc"):
        return ()
    return route(installed_modes(), source, target)
