"""What an Apertium installation can translate, read from the names of its modes.

A mode is a file such as ``eng-spa.mode`` or ``es-pt_BR.mode``: two language codes of ISO 639-1 or
639-3, and for some a region that they write. Modes named otherwise (``eng-cat_valencia``,
``fra-cat_pre2017``) write a norm that no locale here asks for.
"""

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from translate_pipeline.model.locale import Locale

_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})(?:_([A-Z]{2}))?")

_FIRST_PIVOT = "es"
"""Through Spanish before other languages: the largest of the dictionaries out of English."""

_NO_FLUSH_OPTION = {"vislcg3", "cg-mwesplit", "hfst-tokenise", "hfst-tokenize"}
"""Stages that pass the null byte on by themselves and refuse ``-z``."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction that is installed. Languages are primary subtags of BCP 47."""

    name: str
    source: str
    target: str
    region: str
    """The region whose norm it writes; empty where the mode names none."""


def modes_folder() -> Path:
    """Where Apertium keeps its modes; ``APERTIUM_DATADIR`` is its own variable for that."""
    return Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"


def installed_modes() -> tuple[Mode, ...]:
    """The installed modes by name; none where Apertium is not installed."""
    modes = (parse_mode(path.stem) for path in sorted(modes_folder().glob("*.mode")))
    return tuple(mode for mode in modes if mode)


def parse_mode(name: str) -> Mode | None:
    """``es-pt_BR`` is from es to pt in Brazil; None for a name of another make."""
    from babel.core import get_global

    match = _NAME.fullmatch(name)
    if not match:
        return None
    short: dict[str, str] = dict(get_global("language_aliases"))  # CLDR: eng is en
    source, target = (short.get(code, code) for code in match.group(1, 2))
    return Mode(name, source, target, match[3] or "")


def route(modes: tuple[Mode, ...], source: Locale, target: Locale) -> tuple[Mode, ...]:
    """The mode for a pair, or the two through one language between; empty where there is none.

    The target's own region before the mode without one; then the order of names, so that the same
    installation always takes the same route.
    """
    if source.language == target.language:
        return ()
    last = sorted((mode for mode in modes if _writes(mode, target)), key=lambda m: not m.region)
    for mode in last:
        if mode.source == source.language:
            return (mode,)
    first = [mode for mode in modes if mode.source == source.language and not mode.region]
    first.sort(key=lambda mode: mode.target != _FIRST_PIVOT)
    pairs = ((one, two) for one in first for two in last if one.target == two.source)
    return next(pairs, ())


def stages(mode: str) -> list[list[str]]:
    """The commands of a mode file's text, set to answer each null byte and to leave no marks.

    ``$1`` is where a mode takes the generator's option: ``-n`` writes a word that is unknown
    (``*word``), untranslatable (``@word``) or not generable (``#word``) without its mark.
    """
    commands = [
        shlex.split(command.replace("$1", "-n").replace("$2", ""))
        for command in mode.strip().split("|")
    ]
    for command in commands:
        if Path(command[0]).name not in _NO_FLUSH_OPTION:
            command.insert(1, "-z")
    return commands


def _writes(mode: Mode, target: Locale) -> bool:
    language, *rest = target.tag.split("-")
    scripted = any(len(part) == 4 for part in rest)
    return mode.target == language and not scripted and (not mode.region or mode.region in rest)
