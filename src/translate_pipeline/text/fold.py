"""Fold away what does not tell two words apart, and keep where every character came from.

Case, compatibility forms, separators and invisible characters are folded for every language; some
languages add their own (``_LETTERS``). Almost every text folds character by character, so offsets
stay as they are; only around characters that vanish, join or grow is a map kept.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from translate_pipeline.text.raised import LOWERED, RAISED

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Combining marks of scripts whose letters stay the same word without them."""

_JOINING = "\u093c\u1161-\u1175\u11a8-\u11c2\u3099\u309a\uff9e\uff9f"
"""The dot of Hindi letters, parts of Korean syllables, voicing marks of kana: one letter with the
one before."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
"""Soft hyphens, joiners, direction marks and the Arabic tatweel."""

_GROWING = "İßẞŉ\ufb00-\ufb06\ufb13-\ufb17\ufef5-\ufefc"
"""Letters that fold to more than one: sharp s, ligatures."""

_ODD_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000"
"""The zero-width space among them, which stands between words too."""

_CLUSTER = f".[{_MARKS}{_JOINING}]+"
"""A letter and what makes one with it."""

_CAPITAL = "A-ZÀ-ÖØ-ÞĄĆĘĞİŁŃŚŞŹŻЀ-ЯҐ"
_BROKEN = (
    r"(?<=[^\s\d])[-\u2010\u00ad]\r?\n[ \t]*"
    rf"(?=[^\W\d_])(?!(?:und|oder|sowie|bzw|en|of)\b|[{_CAPITAL}])"
)
"""Where a word goes on in the next line; not Kriegs- / und Lagerverbrechen, Anglo- / Irish."""

_SPACE = r"[\s\u200b]"
_UNEVEN = re.compile(
    rf"{_SPACE}(?:[{_INVISIBLE}{_MARKS}]*{_SPACE})+|{_CLUSTER}|[{_MARKS}{_INVISIBLE}{_GROWING}]",
    re.DOTALL,
)
_LOOSE = re.compile(f"{_BROKEN}|{_CLUSTER}|[{_MARKS}{_INVISIBLE}]", re.DOTALL)
_MAYBE_UNEVEN = re.compile(f"[{_MARKS}{_JOINING}{_INVISIBLE}{_GROWING}{_ODD_SPACES}]")
_MAYBE_LOOSE = re.compile(f"[{_MARKS}{_JOINING}{_INVISIBLE}\n]")
_VANISHING = re.compile(f"[{_MARKS}{_INVISIBLE}]")
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_RARE = re.compile(r"[^\x00-\x7f–—…•€£§©®°·À-ÖØ-Þà-öø-ÿĀ-įıĴ-ľŁ-ňŊ-ž]")
"""All but what is common in Latin script and folds by itself, to its small letter if it has one."""

_BASE = {
    **dict.fromkeys("-\u2010\u2011\u05be\u200b", " "),
    **dict.fromkeys(RAISED + LOWERED, " "),
    **dict.fromkeys("’‘‛ʼ´`\u05f3", "'"),
    **dict.fromkeys("“”„‟«»\u05f4", '"'),
    "İ": "i",
    "ß": "ss",
    "ẞ": "ss",
}

_ARABIC = dict(zip("أإآٱىیئکؤةۀ", "اااايييكوهه", strict=True))
_HALF_SPACE = ("fa", "ur")
"""Languages that write a suffix after a zero-width non-joiner."""

_DOTLESS = frozenset({"az", "tr"})
"""Languages whose I without a dot is a letter of its own."""

_LETTERS: dict[str, dict[str, str]] = {
    "ar": _ARABIC,
    **{language: {**_ARABIC, "\u200c": " "} for language in _HALF_SPACE},
    **{language: {"I": "ı", "İ": "i"} for language in _DOTLESS},
    "hi": {"ँ": "ं"},
    "ru": {"ё": "е", "Ё": "е"},
}
"""By language: letters that are written either way. The Persian half-space reads as a space."""


class _Table(dict[int, str]):
    """What a character folds to, worked out when it is first seen."""

    def __init__(self, letters: dict[str, str]) -> None:
        super().__init__({ord(char): folded for char, folded in (_BASE | letters).items()})

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = normalize("NFKC", char)
        if _VANISHING.match(char):
            folded = ""
        elif char.isspace():
            folded = " "
        elif plain != char and len(shorter := plain.translate(self)) == 1:
            folded = shorter
        else:
            folded = plain.casefold()
            # Characters that grow are all in _GROWING; any other keeps its one place.
            if len(folded) != 1 and not _UNEVEN.match(char):
                folded = char
        self[code] = folded
        return folded


@cache
def _table(language: str) -> _Table:
    return _Table(_LETTERS.get(language, {}))


def _is_space(char: str) -> bool:
    return char.isspace() or char == "\u200b"


SPACING = ("  ", *"\t\n\v\f\r\x1c\x1d\x1e\x1f")
"""What ``fold_quickly`` leaves as it is and ``fold`` does not."""


def fold_quickly(text: str, language: str = "") -> str:
    """What ``fold`` makes of a text, several times as fast; empty where that takes a closer look.

    Every character keeps its place. White space is not looked at, which would take half of the
    time: where one of ``SPACING`` stands in what is returned, and the same place of ``text`` is
    white space too, ``fold`` makes something else of it.

    >>> fold_quickly("Israel’s Non-Refoulement")
    "israel's non refoulement"
    """
    if language in _DOTLESS:
        return ""
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
        text = text.replace("\xa0", " ").replace("\u2011", " ")
        if not text.isascii() and _RARE.search(text):
            return ""
    return text.lower().replace("-", " ").replace("`", "'")


class Folded(NamedTuple):
    """A folded text. The tuples describe its uneven stretches, and are empty where it has none."""

    text: str
    at: tuple[int, ...] = ()
    """Where in ``text`` a stretch begins; stretches alternate between even and uneven."""
    origin: tuple[int, ...] = ()
    """Where in the original it begins."""
    length: tuple[int, ...] = ()
    """How many characters of the original it stands for; 0 where they map one to one."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which must not be empty, stands in the original."""
        if not self.at:
            return start, end
        return self._char(start)[0], self._char(end - 1)[1]

    def _char(self, place: int) -> tuple[int, int]:
        stretch = bisect_right(self.at, place) - 1
        origin, length = self.origin[stretch], self.length[stretch]
        if length:
            return origin, origin + length
        origin += place - self.at[stretch]
        return origin, origin + 1


def fold(text: str, language: str = "") -> Folded:
    """Fold a text, by the rules for a language where it has some.

    >>> fold("L’État, Non-Refoulement", "fr").text
    "l'état, non refoulement"
    """
    # What is printable has no white space but spaces.
    if "  " not in text and text.isprintable() and (quick := fold_quickly(text, language)):
        return Folded(quick)
    table = _table(language)
    if "  " not in text and not _MAYBE_UNEVEN.search(text):
        return Folded(_even(text, table))

    def whole(stretch: str) -> str:
        return " " if _is_space(stretch[-1]) else normalize("NFKC", stretch).translate(table)

    return _patched(text, _UNEVEN, whole, lambda even: _even(even, table))


def fold_spelling(word: str, language: str = "") -> str:
    """The same of what ``spelling`` gives, which holds nothing uneven."""
    return _even(word, _table(language))


def compose(text: str, language: str = "") -> Folded:
    """Only put letters and their marks together, and broken words, and leave out what is not seen.

    >>> compose("L’E\u0301tat  du\u00ad").text
    'L’État  du'
    """
    if (text.isascii() and "\n" not in text) or not _MAYBE_LOOSE.search(text):
        return Folded(text)
    table = _composing(language)

    def whole(stretch: str) -> str:
        return "" if "\n" in stretch[1:] else normalize("NFKC", stretch).translate(table)

    return _patched(text, _LOOSE, whole, str)


def _patched(
    text: str, uneven: re.Pattern[str], whole: Callable[[str], str], even: Callable[[str], str]
) -> Folded:
    """Fold the uneven stretches of a text one by one, and note where they stand."""
    pieces: list[str] = []
    at, origin, length = [], [], []
    done = folded_length = 0

    def add(piece: str, start: int, stands_for: int) -> None:
        nonlocal folded_length
        at.append(folded_length)
        origin.append(start)
        length.append(stands_for)
        pieces.append(piece)
        folded_length += len(piece)

    for stretch in uneven.finditer(text):
        start, end = stretch.span()
        if start > done:
            add(even(text[done:start]), done, 0)
        add(whole(stretch[0]), start, end - start)
        done = end
    if done < len(text):
        add(even(text[done:]), done, 0)
    return Folded("".join(pieces), tuple(at), tuple(origin), tuple(length))


@cache
def _composing(language: str) -> dict[int, str]:
    """What vanishes; not the Persian half-space, which parts words."""
    vanishing = {code: "" for code in range(0x10000) if _VANISHING.match(chr(code))}
    if language in _HALF_SPACE:
        vanishing[0x200C] = "\u200c"
    return vanishing


def spelling(word: str, language: str = "") -> str:
    """A word as a dictionary has it: composed, in small letters, without optional marks.

    >>> spelling("Stra\u00adßE", "de"), spelling("الجَرائِم", "ar")
    ('straße', 'الجرائم')
    """
    if word.isascii() and language not in _DOTLESS:
        return word.lower()
    composed = normalize("NFKC", word)
    if language in _DOTLESS:
        composed = composed.replace("I", "ı").replace("İ", "i")
    elif language == "fa":
        composed = composed.replace("ي", "ی").replace("ك", "ک")
    return _VANISHING.sub("", normalize("NFC", composed.lower())).replace("’", "'")


def _even(text: str, table: _Table) -> str:
    if text.isascii():
        return text.translate(table)
    # str.translate is five times as fast where all is ASCII.
    return "".join([run.translate(table) for run in _RUN.findall(text)])
