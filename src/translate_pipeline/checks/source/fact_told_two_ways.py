"""One fact told two ways: "over 6,546 people" here, "more than 6,546 people" there."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from translate_pipeline.checks.source.reading import RawBlock, Source, in_lines
from translate_pipeline.model.translation import SourceFinding
from translate_pipeline.text.numbers import find_numbers

NAME = "fact-told-two-ways"

_APPROXIMATIONS = {
    "ar": "أكثر من|ما لا يقل عن|على الأقل|ما يقارب|ما يزيد على|نحو|حوالي|قرابة",
    "en": "more than|no fewer than|no less than|fewer than|less than|as many as|at least|up to"
    "|close to|over|above|nearly|almost|around|about|approximately|roughly|some|under|exactly",
    "es": "más de|al menos|por lo menos|menos de|cerca de|alrededor de|casi|unos|unas|hasta",
    "fr": "plus de|au moins|moins de|près de|autour de|environ|quelque|jusqu’à|presque",
    "pt": "mais de|pelo menos|ao menos|menos de|cerca de|quase|uns|umas|até",
    "ru": "более чем|более|свыше|больше|не менее|по меньшей мере|менее|около|почти|примерно",
}
"""How a language says that a number is not exact, the longer before the shorter."""
_THING = re.compile(r"\s+([^\W\d_]+)")
_Place = tuple[RawBlock, int, int, str]
"""The block, where the fact begins and ends in it, and how it is said to be exact or not."""


def check(source: Source) -> Iterator[SourceFinding]:
    """Report the same number of the same thing, said to be exact, more or about that.

    Only numbers of three significant digits and more: two different things may well both be
    "more than 200 people", but hardly both 6,546.
    """
    pattern = _pattern(source.language)
    if pattern is None:
        return
    facts: dict[tuple[Decimal, str], dict[str, list[_Place]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for raw in source.raw_blocks:
        for number in find_numbers(raw.text, source.release.source_locale):
            thing = _THING.match(raw.text, number.end)
            if thing and len(number.value.normalize().as_tuple().digits) > 2:
                said = pattern.search(raw.text, max(0, number.start - 30), number.start)
                start = said.start() if said else number.start
                how = " ".join(said[1].casefold().split()) if said else ""
                key = number.value, thing[1].casefold()
                facts[key][how].append((raw, start, thing.end(), how))
    for ways in facts.values():
        if len(ways) > 1:
            yield from _report(ways)


def _report(ways: dict[str, list[_Place]]) -> Iterator[SourceFinding]:
    for how, places in ways.items():
        others = [place for other, same in ways.items() if other != how for place in same]
        there, first, last, _ = others[0]
        told = " ".join(there.text[first:last].split())
        lines = in_lines(raw.place(start)[0] for raw, start, _, _ in others)
        message = f"This may be the same fact as “{told}” in {lines}: say it alike"
        suggestion = f"{_qualified(how)} or {_qualified(others[0][3])}, in both"
        for raw, start, end, _ in places:
            yield raw.finding(NAME, start, end, message, suggestion)


def _qualified(how: str) -> str:
    return f"“{how}”" if how else "the bare number"


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """An approximation right before the place where the search ends."""
    words = _APPROXIMATIONS.get(language, "").replace(" ", r"\s+").replace("’", "['’]")
    return re.compile(rf"\b({words})\s+$", re.IGNORECASE) if words else None
