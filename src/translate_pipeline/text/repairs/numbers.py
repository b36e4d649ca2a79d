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
from translate_pipeline.text.repairs.clock import HALF, clock_edit, same_half
from translate_pipeline.text.repairs.correction import Kind, Pair
from translate_pipeline.text.repairs.edits import UNSPACED, Edit, Readable, said
from translate_pipeline.text.repairs.spelled import respelled, spelled_value
from translate_pipeline.text.repairs.style import is_indian, style_of, write_like

_HEAD = re.compile(r"\d(?:[\d.,'’٬،٫· \u00a0\u2009\u202f]*\d)?")
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
_DIGIT = re.compile(r"\d")
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"\d[-./]$"), re.compile(r"[-./]\d")
_PADDED = re.compile(r"(?<![\d.,])[0٠۰०০]\d(?!\d)")
_SCALES = frozenset(Decimal(10) ** n for n in (3, 4, 5, 6, 7, 8, 9, 12))
_PLACES = 4
_MILLION = 10**6


class _Texts(NamedTuple):
    """The old source and its target."""

    source: Readable
    target: Readable


def number_edits(
    pairs: Iterable[Pair], source: Readable, target: Readable
) -> tuple[Edit, ...] | None:
    """The edits for all numbers that say something else now; None where one is in doubt."""
    pairs = [pair for pair in pairs if pair.old.kind is Kind.NUMBER]
    changed = [pair for pair in pairs if pair.changed and not _says_the_same(pair)]
    edits: dict[int, Edit] = {}
    for pair in changed:
        found = _edits(pair, changed, _Texts(source, target))
        if found is None:
            return None
        edits |= {edit.start: edit for edit in found}
    return tuple(edits.values())


def _says_the_same(pair: Pair) -> bool:
    """Whether a number is only written in another way: three, 3."""
    old, new = pair.old.figure, pair.new.figure
    return bool(old and new and old.values) and (old.values, old.parts) == (new.values, new.parts)  # type: ignore[union-attr]


def _edits(pair: Pair, changed: Sequence[Pair], texts: _Texts) -> list[Edit] | None:
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
    there = [figure for figure in texts.source.figures if said(figure) & values]
    here = [figure for figure in texts.target.figures if said(figure) & values]
    if len(there) != len(here) or any(figure.start not in alike for figure in there):
        return None
    if not all(
        _is_share(one, pair, texts.target) and same_half(one, pair, texts.target) for one in here
    ):
        return None
    is_clock = not old.values or ":" in old.text
    edits = [
        clock_edit(one, pair, texts.target) if is_clock else _number(one, pair, texts)
        for one in here
    ]
    return None if None in edits else [edit for edit in edits if edit]


def _is_share(figure: Figure, pair: Pair, target: Readable) -> bool:
    """Whether both say a percentage, or neither: 10 % is one in ten, but 20 % is not one in 20."""
    is_percent = _PERCENT.match(pair.old.after) is not None
    text = target.text
    around = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 2]
    has_sign = any(_PERCENT_SIGN.search(part) for part in around)
    return is_percent or not has_sign if figure.kind is not Writing.WORD else not is_percent


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


def _number(figure: Figure, pair: Pair, texts: _Texts) -> Edit | None:
    """A number, whole or with a scale."""
    place = _place(figure, texts.target.locale)
    both = place and _values(figure, pair, place)
    if not place or not both:
        return None
    old, new = both
    scale = old / place.value
    value = new / scale
    scaled = bool(place.rest)
    if scaled and (
        scale not in _SCALES or not _fits_scale(place.value, value, texts.target.locale)
    ):
        return None
    if not scaled and scale != 1:
        return None
    text = (_word if figure.kind is Writing.WORD else _digits)(figure, place, value, pair, texts)
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
    half = HALF.match(pair.old.after)
    if half and (min(old) >= 12 or min(new) >= 12):
        return None  # 12 p.m. comes before 1 p.m.
    least = min(old), min(new)
    wanted = least[1] + value - least[0] if half else least[1] * value / (least[0] or Decimal(1))
    return (value, wanted) if wanted in new else None


def _fits_scale(old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether one would still say it with the same scale: not 0.3 million, nor 1,200 million."""
    most = 10**4 if locale.language in ("ja", "ko", "zh") else 100 if is_indian(locale) else 1000
    return 1 <= new < (old * 10 if old >= most else most)


def _digits(figure: Figure, place: _Place, value: Decimal, pair: Pair, texts: _Texts) -> str:
    """The digits of another number, in the writing of this one; empty where words do not fit."""
    text, locale = texts.target.text, texts.target.locale
    style = style_of(place.head, locale)
    scale = max(figure.values) / place.value if place.rest else Decimal(1)
    places = _places(value, scale, pair, texts.source.locale)
    if style is None or places is None:
        return ""
    before, after = text[: figure.start][-40:], text[figure.end :][:40]
    counting = not _REFERENCE.search(pair.old.before)
    if place.rest:
        fits = same_scale(place.rest, place.value, value, locale)
        fits = fits and keeps_words(before, "", place.value, value, locale, counting=False)
    else:
        fits = keeps_words(before, after, place.value, value, locale, counting=counting)
    if len(_DIGIT.findall(place.head)) != len(str(int(value))) and _is_coded(before, after, text):
        return ""
    grouped = _PLAIN.fullmatch(pair.new.text) is None
    rest = text[: figure.start] + text[figure.end :]
    return write_like(style, value, places, locale, rest, grouped=grouped) if fits else ""


def _is_coded(before: str, after: str, text: str) -> bool:
    """Whether a number may be a part of a code or a date, where 3 is written 03."""
    joined = _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after)
    return joined is not None or _PADDED.search(text) is not None


def _places(value: Decimal, scale: Decimal, pair: Pair, own: Locale) -> int | None:
    """How many decimals a number is written with: as many as it needs, or as its source has."""
    needed = max(0, -int(value.normalize().as_tuple().exponent))
    style = style_of(pair.new.text, own)
    if style and style.decimal and style.value == value:
        needed = max(needed, len(pair.new.text.rpartition(style.decimal)[2]))
    most = _PLACES if scale == 1 else 2 if scale >= _MILLION else 1
    return needed if needed <= most else None


def _word(figure: Figure, place: _Place, value: Decimal, _pair: Pair, texts: _Texts) -> str:
    """The word for another number in the form of this one; empty where there is none."""
    locale, text = texts.target.locale, texts.target.text
    before, after = text[: figure.start][-40:], text[figure.end :]
    if value != int(value) or not same_form(place.value, value, locale):
        return ""
    if locale.language in UNSPACED:
        counter = _COUNTERS.get(locale.language)
        if place.rest or not counter or not counter.match(after) or _NOT_ALONE.search(before):
            return ""
    word = respelled(place.head, int(value), locale)
    return word if sounds_alike(before, place.head, word, locale) else ""
