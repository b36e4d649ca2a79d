"""One number written two ways: 6546 and 6,546."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from translate_pipeline.checks.source.reading import RawBlock, Source, in_lines
from translate_pipeline.model.translation import SourceFinding
from translate_pipeline.text.numbers import Number, find_numbers

NAME = "number-written-two-ways"

_FOREIGN = re.compile(
    r"(?<![\w.,'’-])(?<!\d )\d{1,3}(?P<mark>[., '’])\d{3}(?:(?P=mark)\d{3})*(?!\w|[.,'’ -]\d)"
)
"""A number grouped as some language does it; where decimals begin so, three of them."""
_YEARS = range(1500, 2101)
"""Four digits in this range without a separator are taken for a year."""
_Place = tuple[RawBlock, Number]


def check(source: Source) -> Iterator[SourceFinding]:
    """Report a number from 1,000 on whose thousands are not grouped alike, at all its places."""
    places: dict[Decimal, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for raw in source.raw_blocks:
        for number in find_numbers(raw.text, source.release.source_locale):
            if _counts(number, raw.text):
                places[number.value][number.separator].append((raw, number))
    known = {
        (raw.line, number.start)
        for ways in places.values()
        for found in ways.values()
        for raw, number in found
    }
    for raw in source.raw_blocks:
        for number in _grouped_otherwise(raw.text):
            ways = places.get(number.value, {})
            if ways and (raw.line, number.start) not in known:
                ways[number.separator].append((raw, number))
    for ways in places.values():
        if len(ways) > 1:
            yield from _report(ways)


def _grouped_otherwise(text: str) -> Iterator[Number]:
    """Numbers with a mark that groups thousands elsewhere: "12 000" and "1.200" in English.

    They may be other numbers, so they count only where the text has the same one in its own way.
    """
    for match in _FOREIGN.finditer(text):
        value = Decimal("".join(filter(str.isdecimal, match[0])))
        yield Number(*match.span(), match[0], value, match["mark"])


def _counts(number: Number, text: str) -> bool:
    """Whether it is an amount; not a year, nor part of a telephone or case number."""
    around = text[max(0, number.start - 1) : number.start] + text[number.end : number.end + 1]
    year = not number.separator and number.value in _YEARS
    return number.value >= 1000 and not year and not any(mark in around for mark in "-#/")


def _report(ways: dict[str, list[_Place]]) -> Iterator[SourceFinding]:
    """Report a number at all its places; what is suggested is the way that groups thousands."""
    own = next(way for way in ways if way) if "" in ways else next(iter(ways))
    usual = max((way for way in ways if way), key=lambda way: (len(ways[way]), way == own))
    for way, places in ways.items():
        others = [place for other, same in ways.items() if other != way for place in same]
        lines = in_lines(raw.place(number.start)[0] for raw, number in others)
        kept = f"keep it, and write so in {lines}"
        suggestion = kept if way == usual else ways[usual][0][1].text
        for raw, number in places:
            message = f"“{number.text}” is written “{others[0][1].text}” in {lines}"
            yield raw.finding(NAME, number.start, number.end, message, suggestion)
