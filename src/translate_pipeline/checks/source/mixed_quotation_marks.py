"""Straight and curly marks in one text: "so" and “so”, it's and it’s."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import RawBlock, Source
from translate_pipeline.model.translation import SourceFinding

NAME = "mixed-quotation-marks"

_STRAIGHT_DOUBLE = re.compile(r"(?<!\d)\"")
_CURLY_DOUBLE = re.compile(r"[“”„]")
_STRAIGHT_SINGLE = re.compile(r"(?<!\d)'")
_CURLY_SINGLE = re.compile(r"[‘’‚]")
_OPENS = re.compile(r"(?:^|[\s(\[{—–/-])\Z", re.MULTILINE)


def check(source: Source) -> Iterator[SourceFinding]:
    """Report the rarer kind at all its places; after a digit it is a prime (5'10")."""
    raw_blocks = source.raw_blocks
    if source.language == "he":
        return  # Hebrew writes acronyms and numerals with them.
    yield from _report(raw_blocks, _STRAIGHT_DOUBLE, _CURLY_DOUBLE, "quotation marks", "“”")
    yield from _report(raw_blocks, _STRAIGHT_SINGLE, _CURLY_SINGLE, "apostrophes", "‘’")


def _report(
    raw_blocks: tuple[RawBlock, ...],
    straight: re.Pattern[str],
    curly: re.Pattern[str],
    what: str,
    pair: str,
) -> Iterator[SourceFinding]:
    straights = _places(raw_blocks, straight)
    curlies = _places(raw_blocks, curly)
    if not (straights and curlies):
        return
    plain = len(straights) > len(curlies)
    kind, usual = ("Curly", "straight") if plain else ("Straight", "curly")
    for raw, at in curlies if plain else straights:
        if plain:
            mended = '"' if pair == "“”" else "'"
        else:
            mended = pair[0] if _OPENS.search(raw.text, 0, at) else pair[1]
        message = f"{kind} mark; the other {what} of this text are {usual}"
        yield raw.finding(NAME, at, at + 1, message, mended)


def _places(
    raw_blocks: tuple[RawBlock, ...], pattern: re.Pattern[str]
) -> list[tuple[RawBlock, int]]:
    return [(p, match.start()) for p in raw_blocks for match in pattern.finditer(p.text)]
