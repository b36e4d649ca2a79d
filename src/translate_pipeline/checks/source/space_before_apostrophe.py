"""A space between a word and its apostrophe: Gaza Strip ’s."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import RawBlock, Source
from translate_pipeline.model.translation import SourceFinding

NAME = "space-before-apostrophe"

_MESSAGE = "A space separates the apostrophe from its word"
_PLURAL = re.compile(r"\b\w{1,40}s([ \u00a0]{1,4})[’'](?=[ \u00a0]\w)")
_OPENING = re.compile(r"(?<!\w)[‘'’](?=\w)|‘")

_ELISION = re.compile(
    r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)([ \u00a0]{1,4})[’'](?=\w)", re.IGNORECASE
)
_SPACED = {
    "en": re.compile(r"\b\w{1,40}([ \u00a0]{1,4})[’'](?:s|re|ve|ll|d|m|t)(?![\w’'])"),
    "fr": _ELISION,
    "it": re.compile(r"\b\w{1,12}l([ \u00a0]{1,4})[’'](?=\w)", re.IGNORECASE),
}


def check(source: Source) -> Iterator[SourceFinding]:
    """Report them in the languages where an apostrophe belongs to the word before it."""
    pattern = _SPACED.get(source.language)
    if pattern is None:
        return
    for raw in source.raw_blocks:
        if source.language == "en":
            yield from _plurals(raw)
        for match in pattern.finditer(raw.text):
            mended = match[0].replace(match[1], "")
            yield raw.finding(NAME, *match.span(), _MESSAGE, mended)


def _plurals(raw: RawBlock) -> Iterator[SourceFinding]:
    """Find "the boys ’ school"; after an opening mark it may be the end of a quotation."""
    for match in _PLURAL.finditer(raw.text):
        if not _OPENING.search(raw.text, 0, match.start()):
            yield raw.finding(NAME, *match.span(), _MESSAGE, match[0].replace(match[1], ""))
