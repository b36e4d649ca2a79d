"""Every number of a text by value, in digits of any script or in words, with all it may mean.

``find_numbers`` reads only what is certainly a number. This reads everything that may be one, for
comparing two texts: a part of a time, of a date, of a name (Covid-19), a word, a Roman numeral.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.number_words import (
    AND,
    BEGINNINGS,
    COUNTING,
    PREFIXES,
    number_beginnings,
    number_words,
)
from translate_pipeline.text.numbers import decimal_mark
from translate_pipeline.text.raised import LOWERED, RAISED

Values = frozenset[Decimal]


class Kind(StrEnum):
    """How a number is written, which says how sure it is one."""

    DIGITS = "digits"
    ORDINAL = "ordinal"
    """Digits that count places: 21st."""
    WORD = "word"
    CODE = "code"
    """Digits in a name: A4, Covid-19."""
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text."""

    start: int
    end: int
    text: str
    kind: Kind
    values: Values
    """What it says; several where it can be read in several ways: 3 p.m. is 3 and 15."""
    parts: tuple[Values, ...] = ()
    """Its numbers one by one, where it can be several: 10:30, 26.10.2023."""
    doubtful: Values = frozenset()
    """What it says in another country: 1,400 in a Spanish text."""
    sure: bool = True
    """Whether there is hardly another way to say it: not so of the 1990s, the nineties."""
    counts: bool = True
    """Whether it is certainly a number: not a word such as "second" or "half"."""


_SPACES = "\u00a0\u2009\u202f"
_UNITS = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8,
    "兆": 10**12, "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_HAN = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "兩": 2, "双": 2, "俩": 2, "半": 50,
}  # fmt: skip
_HANGUL = {
    "한": 1, "두": 2, "둘": 2, "쌍": 2, "양": 2, "세": 3, "셋": 3, "삼": 3, "네": 4, "넷": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20,
    "서른": 30, "마흔": 40, "쉰": 50, "절반": 50, "반": 50, "사": 4, "오": 5, "육": 6,
    "팔": 8, "구": 9, "이": 2, "칠": 7, "십": 10, "백": 100, "천": 1000, "만": 10**4,
}  # fmt: skip
_GROUPS = "".join(_UNITS)
_NUMBER = (
    rf"\d{{1,3}}(?:[{_SPACES} ]\d{{3}})+(?!\d)(?:[.,٫]\d+)?"
    r"|\d+(?:[.,:/'’٬،٫·]\d+)*"
)
_TOKEN = re.compile(
    rf"(?P<digits>(?<!\d)(?:{_NUMBER}))"
    rf"(?P<units>(?:\s?[多余餘여]?[{_GROUPS}]+(?:\s?\d+(?:[.,]\d+)*)?)+)?"
    r"|(?P<han>[零一二三四五六七八九〇两兩双俩半十百千万萬億亿兆]+)"
    r"|(?P<roman>(?<![\w.])[IVXL]+(?=e?(?!\w)))"
    rf"|(?P<word>(?:[^\W\d_{RAISED}{LOWERED}\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u0900-\u0963])+"
    r"(?:['’-][^\W\d_]+)*)"
)
_POWER = re.compile(rf"(⁻?)([{RAISED}]{{1,2}})(?![{RAISED}])")
_HANGUL_WORD = re.compile(
    "(?:(?P<ten>열|스물|서른|마흔|쉰|십) ?)?"
    f"(?P<one>{'|'.join(sorted(_HANGUL, key=len, reverse=True))})"
)
_SEPARATOR = re.compile(r"[.,:/'’٬،٫· \u00a0\u2009\u202f]")
_PIECE = re.compile(rf"\d+(?:[.,]\d+)*|[{_GROUPS}]")
_AFTER = re.compile(
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)|(?P<plural>['’]?s\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th|er|re|[eè]me|e|-?(?:й|го|му|я|е|ю|ой|ая|ый|ом|та|те|ма|ше))\b"
    r"|[ºª°])"
    r"|\s?(?P<short>m|mn|mln|mio|bn|mrd|mld|k|tn)\b",
    re.IGNORECASE,
)
_SHORT = {
    "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "mrd": 10**9, "mld": 10**9,
    "k": 10**3, "tn": 10**12,
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z\u0400-\u04ff][-‑]?$|#$")
_UNITS_FIRST = ("ar", "he")
"""خمسة وعشرون, five and twenty; שלוש עשרה."""
_FRENCH_EIGHTY = Decimal(80)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_RANGE = re.compile(r"\s?(?:[-–—~～至到]|[^\W\d_]{1,3}|और|または)\s?")
_CENTURY = re.compile(r"(?<!\d)(1\d|20)\d\d[-–—/‑]$")
_BETWEEN = re.compile(r"[\s\u00a0-]*")


@lru_cache(maxsize=8192)
def read_figures(text: str, locale: Locale) -> tuple[Figure, ...]:
    """The numbers of a text, in order, as ``locale`` writes them.

    >>> [str(max(figure.values)) for figure in read_figures("1,4 Mio. am 3. Mai", Locale("de"))]
    ['1400000.0', '3']
    """
    return tuple(_ranges(text, list(_Reader(text, locale).figures())))


class _Reader:
    """Goes through a text once, putting the words of a number together."""

    def __init__(self, text: str, locale: Locale) -> None:
        self._text = text
        self._locale = locale
        self._language = locale.language
        self._words = number_words(locale.language)
        self._prefixes = PREFIXES.get(locale.language, "")
        self._open: _Sum | None = None
        self._beginning = number_beginnings(locale.language)

    def figures(self) -> Iterator[Figure]:
        for match in _TOKEN.finditer(self._text):
            kind = match.lastgroup
            if kind == "word":
                yield from self._word(match)
                continue
            yield from self._close()
            if kind == "han":
                yield self._figure(match.start(), match.end(), Kind.WORD, _han(match[0]))
            elif kind == "roman":
                yield self._figure(*match.span(), Kind.ROMAN, Decimal(_roman(match[0])))
            else:
                yield from self._digits(match)
        yield from self._close()
        if self._language == "ko":
            for match in _HANGUL_WORD.finditer(self._text):
                value = _HANGUL[match["ten"] or match["one"]]
                more = _HANGUL[match["one"]] if match["ten"] else 0
                yield self._figure(*match.span(), Kind.WORD, Decimal(value + more))

    def _figure(self, start: int, end: int, kind: Kind, value: Decimal) -> Figure:
        counts = kind is not Kind.WORD
        return Figure(start, end, self._text[start:end], kind, frozenset({value}), counts=counts)

    def _digits(self, match: re.Match[str]) -> Iterator[Figure]:
        written = match["digits"]
        if match["units"]:
            value = _by_units(match[0], self._locale)
            yield self._figure(match.start(), match.end(), Kind.DIGITS, value)
            return
        power = _POWER.match(self._text, match.end())
        if written == "10" and power:
            value = Decimal(10) ** int(power[1].replace("⁻", "-") + normalize("NFKC", power[2]))
            yield self._figure(match.start(), power.end(), Kind.DIGITS, value)
            return
        values, parts, doubtful = _readings(written, self._locale)
        figure = Figure(
            *match.span(), written, Kind.DIGITS, frozenset(values), tuple(map(frozenset, parts)),
            frozenset(doubtful),
        )  # fmt: skip
        figure = self._suffixed(figure)
        if _CODE.search(self._text, max(0, figure.start - 2), figure.start):
            yield replace(figure, kind=Kind.CODE)
            return
        self._open = _Sum(figure)

    def _suffixed(self, figure: Figure) -> Figure:
        """The figure, with what letters right after it make of it."""
        after = _AFTER.match(self._text, figure.end)
        if not after:
            return figure
        values, kind, parts = figure.values, figure.kind, figure.parts
        if after["half"]:
            values = values | {value + 12 for value in values}
            if parts:
                parts = (parts[0] | {value + 12 for value in parts[0]}, *parts[1:])
        elif after["plural"]:
            values = values | {value % 100 for value in values} | {value + 1900 for value in values}
            return replace(figure, values=values, sure=False)
        elif after["ordinal"]:
            kind = Kind.ORDINAL
        elif after["short"].lower() not in self._words:
            values = values | {value * _SHORT[after["short"].lower()] for value in values}
        return replace(figure, values=values, kind=kind, parts=parts)

    def _word(self, match: re.Match[str]) -> Iterator[Figure]:
        word = match[0].lower()
        for start, part in self._parts(match.start(), word):
            end = start + len(part)
            value = self._value(part)
            if value is None and self._beginning and (begun := self._beginning.match(part)):
                yield from self._close()
                yield self._figure(start, end, Kind.WORD, self._begun(part, begun))
                continue
            if value is None:
                joins = self._open and part == AND.get(self._language)
                if joins and self._open and self._adjacent(start):
                    self._open.end_of_joint = end
                else:
                    yield from self._close()
                continue
            if self._open and self._adjacent(start) and self._open.add(value, end, self._language):
                continue
            yield from self._close()
            figure = self._figure(start, end, Kind.WORD, value)
            self._open = _Sum(replace(figure, counts=part in COUNTING.get(self._language, ())))

    def _parts(self, start: int, word: str) -> Iterator[tuple[int, str]]:
        """A word, or its parts where hyphens join numbers."""
        if ("-" not in word and "’" not in word and "'" not in word) or word in self._words:
            yield start, word
            return
        for part in re.finditer(r"[^'’-]+", word):
            yield start + part.start(), part[0]

    def _value(self, word: str) -> Decimal | None:
        value = self._words.get(word)
        if value is None and self._prefixes:
            for cut in (1, 2, 3):
                if len(word) <= cut + 1 or word[cut - 1] not in self._prefixes:
                    return None
                value = self._words.get(word[cut:])
                if value is not None:
                    return value
        return value

    def _begun(self, word: str, match: re.Match[str]) -> Decimal:
        """What the numbers at the beginning of a word say: dwudziestodwuletni."""
        value = self._value_of_beginning(match[0])
        second = self._beginning.match(word, match.end()) if self._beginning else None
        more = self._value_of_beginning(second[0]) if second else Decimal(0)
        return value + more if value >= 20 and more < 10 else value

    def _value_of_beginning(self, beginning: str) -> Decimal:
        return self._words.get(beginning) or BEGINNINGS[self._language][beginning]

    def _adjacent(self, start: int) -> bool:
        ends = self._open.ends() if self._open else ()
        return any(end <= start and _BETWEEN.fullmatch(self._text, end, start) for end in ends)

    def _close(self) -> Iterator[Figure]:
        if self._open:
            yield self._open.figure(self._text)
            self._open = None


class _Sum:
    """A number that words are being added to."""

    def __init__(self, figure: Figure) -> None:
        self._first = figure
        self._whole = Decimal(0)
        """What is complete: thousands, millions."""
        self._rest = max(figure.values) if figure.kind is Kind.WORD else Decimal(0)
        self._scale = Decimal(1)
        """What digits are multiplied with."""
        self._end = figure.end
        self._words = 1
        self.end_of_joint = 0
        self._lone_scale = figure.kind is Kind.WORD and self._rest >= 1000

    def ends(self) -> tuple[int, ...]:
        """Where the next word may follow."""
        return (self._end, self.end_of_joint) if self.end_of_joint else (self._end,)

    def add(self, value: Decimal, end: int, language: str) -> bool:
        """Take a word in, if it belongs to the number."""
        if self._first.kind is not Kind.WORD:
            if value < 1000:
                return False
            self._scale *= value
        elif value >= 1000 and value == value.to_integral_value() and _is_scale(value):
            if self._lone_scale and not self._whole and self._rest >= 1000:
                self._rest *= value
            else:
                self._whole += max(self._rest, Decimal(1)) * value
                self._rest = Decimal(0)
        elif value == 100 and 0 < self._rest < 10:
            self._rest *= 100
        elif language == "fr" and self._rest == 4 and value == 20:
            self._rest = _FRENCH_EIGHTY
        elif self._takes(value, language):
            self._rest += value
        else:
            return False
        self._end, self.end_of_joint = end, 0
        self._words += 1
        return True

    def _takes(self, value: Decimal, language: str) -> bool:
        """Whether a word below a thousand goes on with what came before it."""
        rest = self._rest
        if value >= 1000 or not value:
            return False
        below = rest % 100
        if not rest or (rest >= 100 and not below):
            return bool(self._whole or rest) and value < (1000 if rest % 1000 == 0 else 100)
        if language == "fr" and below in (60, 80):
            return value < 20
        if below < 10 and language in _UNITS_FIRST:
            return value % 10 == 0 and 10 <= value < 100
        return below >= 20 and below % 10 == 0 and value < 10

    def figure(self, text: str) -> Figure:
        first = self._first
        if self._words == 1:
            return first
        text = text[first.start : self._end]
        if first.kind is Kind.WORD:
            values = frozenset({self._whole + self._rest})
            return replace(first, end=self._end, text=text, values=values, counts=True)
        values = frozenset(value * self._scale for value in first.values)
        doubtful = frozenset(value * self._scale for value in first.doubtful)
        return replace(first, end=self._end, text=text, values=values, doubtful=doubtful, parts=())


def _is_scale(value: Decimal) -> bool:
    return value in (10**3, 10**5, 10**6, 10**7, 10**9, 10**12)


def _readings(
    written: str, locale: Locale
) -> tuple[set[Decimal], list[set[Decimal]], set[Decimal]]:
    """What digits with separators say, their parts, and what they say elsewhere."""
    pieces = _SEPARATOR.split(written)
    marks = _SEPARATOR.findall(written)
    if not marks:
        return {Decimal(written)}, [], set()
    kinds = {" " if mark.isspace() else mark for mark in marks}
    parts = [{Decimal(piece)} for piece in pieces if piece != "00"]
    last = Decimal("".join(pieces[:-1]) + "." + pieces[-1])
    if kinds & {":", "/"}:
        return ({last} if kinds == {"/"} and locale.language == "fa" else set()), parts, set()
    if len(kinds) == 1 and _are_groups(pieces):
        return _grouped(pieces, marks, parts, locale)
    if len(marks) == 1:
        return {last}, parts, set()
    whole = pieces[:-1] if marks[-1] != marks[0] else pieces
    if len(set(marks[: len(whole) - 1])) == 1 and (_are_groups(whole) or _are_indian(whole)):
        return {Decimal("".join(pieces)) if whole is pieces else last}, [], set()
    return set(), parts, set()


def _are_indian(pieces: list[str]) -> bool:
    """Whether digits are grouped as in India: 12,34,567."""
    *others, thousands = pieces
    return len(thousands) == 3 and all(len(piece) == 2 for piece in others[1:])


def _grouped(
    pieces: list[str], marks: list[str], parts: list[set[Decimal]], locale: Locale
) -> tuple[set[Decimal], list[set[Decimal]], set[Decimal]]:
    """The same of digits in groups of three, which one mark may make a decimal number."""
    joined = Decimal("".join(pieces))
    if len(marks) == 1 and marks[0] in ".,·":
        last = Decimal(".".join(pieces))
        return (
            ({last}, [], {joined}) if marks[0] == decimal_mark(locale) else ({joined}, [], {last})
        )
    return {joined}, parts if " " in marks else [], set()


def _are_groups(pieces: list[str]) -> bool:
    first, *others = pieces
    return len(first) <= 3 and first.lstrip("0٠۰") != "" and all(len(p) == 3 for p in others)


def _by_units(written: str, locale: Locale) -> Decimal:
    """3億5000万, 350만: figures and the units after them."""
    total = section = Decimal(0)
    number: Decimal | None = None
    for piece in _PIECE.findall(written):
        unit = _UNITS.get(piece)
        if unit is None:
            values, _, _ = _readings(piece, locale)
            number = max(values, default=Decimal(0))
        elif unit < 10**4:
            section += (Decimal(1) if number is None else number) * unit
            number = None
        else:
            amount = section + (number or 0)
            total += (amount or Decimal(1)) * unit
            section, number = Decimal(0), None
    return total + section + (number or 0)


def _han(written: str) -> Decimal:
    """二十五, 二〇二三, 三百万."""
    if not any(char in _UNITS for char in written):
        return Decimal("".join(str(_HAN[char]) for char in written))
    total = section = number = 0
    for char in written:
        unit = _UNITS.get(char)
        if unit is None:
            number = _HAN[char]
        elif unit < 10**4:
            section += (number or 1) * unit
            number = 0
        else:
            total += ((section + number) or 1) * unit
            section = number = 0
    return Decimal(total + section + number)


def _roman(written: str) -> int:
    values = [_ROMAN[char] for char in written]
    return sum(-one if one < two else one for one, two in pairwise([*values, 0]))


def _ranges(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Let the first number of a range have the scale of the second: 2 to 3 million, 2014-15."""
    for one, two in pairwise([*figures, Figure(-1, -1, "", Kind.WORD, frozenset())]):
        figure = one
        between = two.start - one.end
        if 0 < between <= 6 and one.values and _RANGE.fullmatch(text, one.end, two.start):
            scales = {10**n for n in (3, 4, 6, 8, 9, 12) if max(two.values, default=0) >= 10**n}
            most = max(one.values)
            if scales and most < 1000 and len(two.text) > len(one.text):
                values = one.values | {value * scale for value in one.values for scale in scales}
                figure = replace(one, values=values)
        yield _in_full(text, figure)


def _in_full(text: str, figure: Figure) -> Figure:
    """The second year of 1950-53 in full too."""
    if figure.kind is Kind.DIGITS and figure.end - figure.start == 2:
        century = _CENTURY.search(text, max(0, figure.start - 6), figure.start)
        if century:
            full = {value + int(century[1]) * 100 for value in figure.values}
            return replace(figure, values=figure.values | full)
    return figure
