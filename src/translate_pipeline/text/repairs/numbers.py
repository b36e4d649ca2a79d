"""Put the numbers that a correction changed into a target."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.figures import Figure
from translate_pipeline.text.figures import Kind as Writing
from translate_pipeline.text.repairs.agreement import (
    keeps_words,
    same_form,
    same_scale,
    sounds_alike,
)
from translate_pipeline.text.repairs.correction import Kind, Pair
from translate_pipeline.text.repairs.edits import UNSPACED, Edit, Readable, said, zero_of
from translate_pipeline.text.repairs.spelled import respelled, spelled_value
from translate_pipeline.text.repairs.style import in_digits, style_of, write_like

_HEAD = re.compile(r"\d(?:[\d.,'’٬،٫· \u00a0\u2009\u202f]*\d)?")
_RUN = re.compile(r"\d+")
_HALF = re.compile(r"\s?[ap]\.?\s?m\b", re.IGNORECASE)
_MORNING = re.compile(r"\s?a", re.IGNORECASE)
_ENDS = re.compile(r"[^\w\s]|$")
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.IGNORECASE)
_PERCENT_SIGN = re.compile(r"[%٪]\s?$|^\s?[%٪]")
_PLAIN = re.compile(r"\d{4,}(?:\.\d+)?")
_REFERENCE = re.compile(
    r"\b(?:art(?:icle|\.)|section|rule|chapter|resolution|no\.|page|para(?:graph|\.)|principle"
    r"|protocol|room|route|point|annex|case|order|law|decree|bill)\s$",
    re.IGNORECASE,
)
"""Before a number that names something and counts nothing."""
_COUNTERS = {
    "ja": re.compile("[人名件回歳]"),
    "zh": re.compile("[名人个個位次家起所座条條项項種种岁歲]"),
}
"""What follows a number in Han that counts: 三人, but not 星期三."""
_NOT_ALONE = re.compile(r"(?:星期|礼拜|禮拜|[第周週十百千万萬分])$")
_SCALES = frozenset(Decimal(10) ** n for n in (3, 4, 5, 6, 7, 8, 9, 12))
_MOST, _MOST_OF_MYRIADS = 1000, 10**4
_PLACES, _PLACES_OF_SCALES = 4, 2


def number_edits(
    pairs: Iterable[Pair], source: Readable, target: Readable
) -> tuple[Edit, ...] | None:
    """The edits for all numbers that say something else now; None where one is in doubt."""
    pairs = [pair for pair in pairs if pair.old.kind is Kind.NUMBER]
    changed = [pair for pair in pairs if pair.changed and not _says_the_same(pair)]
    edits: dict[int, Edit] = {}
    for pair in changed:
        found = _edits(pair, changed, source, target)
        if found is None:
            return None
        edits |= {edit.start: edit for edit in found}
    return tuple(edits.values())


def has_strangers(source: Readable, target: Readable) -> bool:
    """Whether a target has figures that its source has not, or has some of them more often.

    They may say a number of the source in other units, or on another calendar: 5 miles (8 km).
    """
    return any(
        _is_strange(figure, source, target)
        for figure in target.figures
        if figure.kind in (Writing.DIGITS, Writing.ORDINAL)
        or spelled_value(figure.text, target.locale)
    )


def _is_strange(figure: Figure, source: Readable, target: Readable) -> bool:
    if figure.values.isdisjoint(source.pool):
        parts = figure.parts
        return not parts or any(part.isdisjoint(source.pool) for part in parts)
    there = sum(not said(one).isdisjoint(figure.values) for one in source.figures)
    there += sum(month.number in figure.values for month in source.months)
    here = (one for one in target.figures if one.kind is not Writing.WORD)
    return sum(not said(one).isdisjoint(figure.values) for one in here) > there


def _says_the_same(pair: Pair) -> bool:
    """Whether a number is only written in another way: three, 3."""
    old, new = pair.old.figure, pair.new.figure
    return bool(old and new and old.values) and (old.values, old.parts) == (new.values, new.parts)  # type: ignore[union-attr]


def _edits(
    pair: Pair, changed: Sequence[Pair], source: Readable, target: Readable
) -> list[Edit] | None:
    """Where a number stands in the target, with what is to stand there."""
    old, new = pair.old.figure, pair.new.figure
    if old is None or new is None or not (old.sure and new.sure):
        return None
    alike = {
        one.old.start
        for one in changed
        if one.old.figure and one.new.figure
        and one.old.figure.values == old.values and one.new.figure.values == new.values
        and one.old.figure.parts == old.parts and one.new.figure.parts == new.parts
    }  # fmt: skip
    values = said(old)
    there = [figure for figure in source.figures if said(figure) & values]
    here = [figure for figure in target.figures if said(figure) & values]
    if len(there) != len(here) or any(figure.start not in alike for figure in there):
        return None
    if not all(_is_share(one, pair, target) and _same_half(one, pair, target) for one in here):
        return None
    put = _clock if not old.values or ":" in old.text else _number
    edits = [put(figure, pair, target) for figure in here]
    return None if None in edits else [edit for edit in edits if edit]


def _is_share(figure: Figure, pair: Pair, target: Readable) -> bool:
    """Whether both say a percentage, or neither: not 10 % for one in 10, nor one in ten for 10 %."""
    is_percent = _PERCENT.match(pair.old.after) is not None
    text = target.text
    around = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 2]
    has_sign = any(_PERCENT_SIGN.search(part) for part in around)
    return is_percent or not has_sign if figure.kind is not Writing.WORD else not is_percent


def _same_half(figure: Figure, pair: Pair, target: Readable) -> bool:
    """Whether no word beside a time says of which part of the day it is: 3 de la tarde."""
    half = _HALF.match(pair.old.after)
    runs = _RUN.findall(figure.text)
    if not half or (runs and int(runs[0]) > 12):
        return True
    after = target.text[figure.end : figure.end + 8]
    ends = target.locale.is_latin and _MORNING.match(half[0]) and _ENDS.match(after)
    return bool(ends or _HALF.match(after))


def _clock(figure: Figure, pair: Pair, _target: Readable) -> Edit | None:
    """A time or a date in figures, as far as the target writes it in the same order."""
    before, old, new = (_RUN.findall(text) for text in (figure.text, pair.old.text, pair.new.text))
    runs = [[int(run) for run in some] for some in (before, old)]
    half = _HALF.match(pair.old.after) or _HALF.match(pair.new.after)
    if runs[0] != runs[1] or len(new) != len(old) or (half and {"12", "00"} & {old[0], new[0]}):
        return None
    if ":" not in figure.text and len(set(old)) < len(old):
        return None  # 5/5: which is the day?
    zero = zero_of(figure.text)
    put = iter(in_digits(run, zero) for run in new)
    text = _RUN.sub(lambda _match: next(put), figure.text)
    return Edit(figure.start, figure.end, text)


class _Place(NamedTuple):
    """A number of a target in parts: what is rewritten, and what is only multiplied with."""

    head: str
    rest: str
    """A scale, with the space before it."""
    value: Decimal
    """What the head says."""


def _place(figure: Figure, locale: Locale) -> _Place | None:
    if figure.kind is Writing.WORD:
        head = figure.text.partition(" ")[0]
        value = Decimal(spelled_value(head, locale))
    else:
        match = _HEAD.match(figure.text)
        head = match[0] if match else ""
        style = style_of(head, locale) if head else None
        value = style.value if style else Decimal(0)
    rest = figure.text[len(head) :]
    if not value or any(char.isdecimal() for char in rest):
        return None
    return _Place(head, rest, value)


def _number(figure: Figure, pair: Pair, target: Readable) -> Edit | None:
    """A number, whole or with a scale."""
    place = _place(figure, target.locale)
    both = place and _values(figure, pair, place)
    if not place or not both:
        return None
    old, new = both
    scale = old / place.value
    value = new / scale
    scaled = bool(place.rest)
    if scaled and (scale not in _SCALES or not _fits_scale(place.value, value, target.locale)):
        return None
    if not scaled and scale != 1:
        return None
    text = (_word if figure.kind is Writing.WORD else _digits)(figure, place, value, pair, target)
    return Edit(figure.start, figure.end, text + place.rest, new) if text else None


def _values(figure: Figure, pair: Pair, place: _Place) -> tuple[Decimal, Decimal] | None:
    """What a number of the target says, and what it is to say.

    Where the source can be read in several ways, the new one is read in the way in which the target
    reads the old: 2 (to 3 million) as 2 or 2,000,000; 3 p.m. as 3 or 15.
    """
    old, new = (unit.figure.values if unit.figure else frozenset() for unit in (pair.old, pair.new))
    common = figure.values & old
    if not common or not new or (len(common) > 1 and place.value not in common):
        return None
    value = place.value if place.value in common else min(common)
    half = _HALF.match(pair.old.after)
    if half and (min(old) >= 12 or min(new) >= 12):
        return None  # 12 p.m. comes before 1 p.m.
    least = min(old), min(new)
    wanted = least[1] + value - least[0] if half else least[1] * value / (least[0] or Decimal(1))
    return (value, wanted) if wanted in new else None


def _fits_scale(old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether one would still say it with the same scale: not 0.3 million, nor 1,200 million."""
    most = _MOST_OF_MYRIADS if locale.language in ("ja", "ko", "zh") else _MOST
    return 1 <= new < max(Decimal(most), old * 10)


def _digits(figure: Figure, place: _Place, value: Decimal, pair: Pair, target: Readable) -> str:
    """The digits of another number, in the writing of this one; empty where words do not fit."""
    text, locale = target.text, target.locale
    style = style_of(place.head, locale)
    places = _places(value, place, pair)
    if style is None or places is None:
        return ""
    before, after = text[: figure.start][-40:], text[figure.end :][:40]
    counting = not _REFERENCE.search(pair.old.before)
    if place.rest:
        fits = same_scale(place.rest, place.value, value, locale)
        fits = fits and keeps_words(before, "", place.value, value, locale, counting=False)
    else:
        fits = keeps_words(before, after, place.value, value, locale, counting=counting)
    grouped = _PLAIN.fullmatch(pair.new.text) is None
    rest = text[: figure.start] + text[figure.end :]
    return write_like(style, value, places, locale, rest, grouped=grouped) if fits else ""


def _places(value: Decimal, place: _Place, pair: Pair) -> int | None:
    """How many decimals a number is written with: as many as it needs, or as its source has."""
    needed = max(0, -int(value.normalize().as_tuple().exponent))
    _, mark, decimals = pair.new.text.partition(".")
    if mark and decimals.isdecimal() and pair.new.figure and value in pair.new.figure.values:
        needed = max(needed, len(decimals))
    most = _PLACES_OF_SCALES if place.rest else _PLACES
    return needed if needed <= most else None


def _word(figure: Figure, place: _Place, value: Decimal, _pair: Pair, target: Readable) -> str:
    """The word for another number in the form of this one; empty where there is none."""
    locale, text = target.locale, target.text
    before, after = text[: figure.start][-40:], text[figure.end :]
    if value != int(value) or not same_form(place.value, value, locale):
        return ""
    if locale.language in UNSPACED:
        counter = _COUNTERS.get(locale.language)
        if place.rest or not counter or not counter.match(after) or _NOT_ALONE.search(before):
            return ""
    word = respelled(place.head, int(value), locale)
    return word if sounds_alike(before, place.head, word, locale) else ""
