"""What a correction changed in a source, where it changed numbers, months, names and terms only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermHit
from translate_pipeline.text.figures import Figure, read_figures
from translate_pipeline.text.figures import Kind as Writing
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.inline import Reading, reading
from translate_pipeline.text.markup import masked
from translate_pipeline.text.months import Month, find_months
from translate_pipeline.text.number_words import COUNTING
from translate_pipeline.text.persons import Person


@dataclass(frozen=True, slots=True)
class Source:
    """A source text, and what is known of it; places count as in the text without its tags."""

    text: str
    """With the tags of ``text.inline``."""
    hits: tuple[TermHit, ...] = ()
    persons: tuple[Person, ...] = ()
    """The people of both revisions, so that a name is known in each: ``Persons(all texts)``."""

    @property
    def locale(self) -> Locale:
        """The locale that it is in, as far as it can be told."""
        return source_locale(reading(self.text).text)


class Kind(StrEnum):
    """What may change."""

    NUMBER = "number"
    MONTH = "month"
    NAME = "name"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Unit:
    """A number, month, name or term of a source."""

    kind: Kind
    start: int
    end: int
    text: str
    before: str = ""
    """What stands before it, and after it: a few words."""
    after: str = ""
    figure: Figure | None = None
    """Of a number."""
    month: int = 0
    """Of a month, from 1."""
    hits: tuple[TermHit, ...] = ()
    """Of terms: those that stand there; more than one where they overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The same place in the source before the correction and after it."""

    old: Unit
    new: Unit

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return self.old.text != self.new.text


@dataclass(frozen=True, slots=True)
class Correction:
    """All that may change in a sentence, in order; all else is the same, letter by letter."""

    locale: Locale
    """That of the source."""
    pairs: tuple[Pair, ...]
    dates: tuple[tuple[Pair, ...], ...] = field(default=())
    """The pairs that are one date each."""

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, for people: ``number changed: 31,480 → 33,912``."""
        return tuple(dict.fromkeys(self._told()))

    def _told(self) -> Iterator[str]:
        whole = {pair: date for date in self.dates for pair in date}
        for pair in self.pairs:
            if not pair.changed:
                continue
            date = whole.get(pair)
            kind = "date" if date or pair.old.kind is Kind.MONTH else pair.old.kind
            yield f"{kind} changed: {_shown(date or (pair,))}"


def _shown(pairs: Sequence[Pair]) -> str:
    """What some pairs said, and what they say, with what stands between them."""
    said = []
    for units in ([pair.old for pair in pairs], [pair.new for pair in pairs]):
        between = (one.after[: two.start - one.end] for one, two in pairwise(units))
        parts = [units[0].text]
        for gap, unit in zip(between, units[1:], strict=True):
            parts += [gap, unit.text]
        said.append("".join(parts))
    return " → ".join(said)


def read_correction(old: Source, new: Source) -> Correction | None:
    """What changed; None where anything else did, or the two cannot be compared."""
    own = old.locale
    if new.locale != own:
        return None
    units = [tuple(_units(source, own)) for source in (old, new)]
    gaps = [_gaps(source.text, found) for source, found in zip((old, new), units, strict=True)]
    if gaps[0] != gaps[1] or [unit.kind for unit in units[0]] != [unit.kind for unit in units[1]]:
        return None
    pairs = tuple(Pair(*both) for both in zip(*units, strict=True))
    for pair in pairs:
        if pair.changed and any(
            "<" in part for part in (_whole(old.text, pair.old), _whole(new.text, pair.new))
        ):
            return None  # a tag stands within it
    return Correction(own, pairs, tuple(_dates(pairs)))


_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_AN = re.compile(r"\b([Aa])n(?=[ \u00a0](?:</?\w+>)*$)")
_CONTEXT = 24
_DAY_OR_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|\d{4}")
_WITHIN_DATE = re.compile(r"(?:st|nd|rd|th)?[ \u00a0]?(?:[,. ]|of|de|the)?[ \u00a0]?(?:de )?")


def _units(source: Source, own: Locale) -> Iterator[Unit]:
    """What may change, in order; of two that overlap, the first of terms, names, numbers, months.

    Not the numbers of names (A4, Covid-19), of addresses and of placeholders, nor words that may
    be none ("second", "half").
    """
    text = reading(source.text).text
    seen = masked(text)
    found: list[Unit] = []
    for unit in _candidates(source, text, seen, own):
        if all(unit.end <= other.start or other.end <= unit.start for other in found):
            found.append(unit)
    yield from sorted(found, key=lambda unit: unit.start)


def _candidates(source: Source, text: str, seen: str, own: Locale) -> Iterator[Unit]:
    def unit(kind: Kind, start: int, end: int, **of: object) -> Unit:
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        return Unit(kind, start, end, text[start:end], before, after, **of)  # type: ignore[arg-type]

    for hits in _together(source.hits):
        start, end = hits[0].start, max(hit.end for hit in hits)
        yield unit(Kind.TERM, start, end, hits=hits)
    for person in source.persons:
        yield unit(Kind.NAME, person.start, person.end)
    months = list(find_months(seen, own))
    for figure in read_figures(seen, own):
        if counts(figure, own) and not _is_within(figure, months):
            suffix = _ORDINAL.match(seen, figure.end) if figure.kind is Writing.ORDINAL else None
            yield unit(
                Kind.NUMBER, figure.start, suffix.end() if suffix else figure.end, figure=figure
            )
    for month in months:
        yield unit(Kind.MONTH, month.start, month.end, month=month.number)


def _is_within(figure: Figure, months: Sequence[Month]) -> bool:
    return any(month.start <= figure.start and figure.end <= month.end for month in months)


def counts(figure: Figure, locale: Locale) -> bool:
    """Whether a figure of a source is a number and nothing else."""
    if figure.kind is not Writing.WORD:
        return figure.kind in (Writing.DIGITS, Writing.ORDINAL)
    said = figure.counts or figure.text.lower() in COUNTING.get(locale.language, ())
    said = said or (locale.language == "en" and figure.text.lower() == "two")
    return said and (figure.start < 2 or not figure.text[0].isupper())


def _together(hits: Sequence[TermHit]) -> Iterator[tuple[TermHit, ...]]:
    """The hits in groups that do not overlap."""
    group: list[TermHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if group and hit.start >= max(one.end for one in group):
            yield tuple(group)
            group = []
        group.append(hit)
    if group:
        yield tuple(group)


def _gaps(text: str, units: Sequence[Unit]) -> list[str]:
    """What stands between the units, tags included; "a" and "an" are one article there."""
    read = reading(text)
    places = [read.whole(unit.start, unit.end) for unit in units]
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(text)]
    return [_AN.sub(r"\1", text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _whole(text: str, unit: Unit) -> str:
    read: Reading = reading(text)
    start, end = read.whole(unit.start, unit.end)
    return text[start:end] if read.places else ""


def _dates(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    """The runs of numbers around a month: 3 May 2024; May 3rd, 2024."""
    run: list[Pair] = []
    for pair in pairs:
        if run and not _goes_on(run[-1].old, pair.old):
            yield from _date(run)
            run = []
        run.append(pair)
    yield from _date(run)


def _goes_on(one: Unit, two: Unit) -> bool:
    if not (_is_dated(one) and _is_dated(two)) or two.start - one.end > len(one.after):
        return False
    return _WITHIN_DATE.fullmatch(one.after[: two.start - one.end]) is not None


def _is_dated(unit: Unit) -> bool:
    """Whether it may be a part of a date."""
    is_number = unit.kind is Kind.NUMBER and _DAY_OR_YEAR.fullmatch(unit.text) is not None
    return unit.kind is Kind.MONTH or is_number


def _date(run: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    months = [pair for pair in run if pair.old.kind is Kind.MONTH]
    if len(months) == 1 and 1 < len(run) <= len(("day", "month", "year")):
        yield tuple(run)
