"""A no-break space, or another space that looks like a plain one and is not."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import SourceFinding

NAME = "unusual-space"

_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BULLET = re.compile(r"\s*(?:\W{1,2}|\w{1,3}[.)])?\s*")
_FIRM = "\u00a0\u2009\u202f"
"""The spaces that typography asks for: no-break, thin, narrow no-break."""
_SLAVIC = frozenset({"be", "bg", "cs", "mk", "pl", "ru", "sk", "sr", "uk"})


def check(source: Source) -> Iterator[SourceFinding]:
    """Report every one, save where the source language's typography asks for it."""
    right = _right_places(source.language)
    for raw in source.raw_blocks:
        for match in _SPACE.finditer(raw.text):
            at = match.start()
            line_start = raw.text.rfind("\n", 0, at) + 1
            if match[0] == "\t" and _BULLET.fullmatch(raw.text, line_start, at):
                continue
            if right.search(raw.text, max(line_start, at - 6), at + 2):
                # The window ends right after the space's neighbour, so a match is about this one.
                continue
            yield raw.finding(NAME, at, match.end(), f"{_name(match[0])}, not a plain space", " ")


def _name(character: str) -> str:
    name = unicodedata.name(character, "tab").lower()
    return f"{name[0].upper()}{name[1:]} (U+{ord(character):04X})"


@cache
def _right_places(language: str) -> re.Pattern[str]:
    """Where a firm space is right: its character, with the one after it, ends the match."""
    places = [r"(?!)"]
    if language != "en":
        # 31 480, 5 km, mayo de 2023, US$ 35, EE. UU., and before a dash
        places.append(rf"[\d€$£][{_FIRM}].\Z|[{_FIRM}][\d–—]\Z|\b\w{{1,3}}\.[{_FIRM}]\w\Z")
    if language == "fr":
        places.append(rf"[{_FIRM}][;:!?»›%]\Z|[«‹–—][{_FIRM}].\Z")
        places.append(rf"\b(?:MM?\.|Mmes?|Mlles?|Drs?|n°|art\.|pp?\.)[{_FIRM}].\Z")
    if language in _SLAVIC:
        places.append(rf"\b\w{{1,2}}\.?[{_FIRM}].\Z|[№§][{_FIRM}].\Z")
    if language in {"ja", "ko", "zh"}:
        places.append(r"\u3000.?\Z")
    return re.compile("|".join(places))
