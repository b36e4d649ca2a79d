"""What is struck out, raised or lowered in a text, as plain text that changes no figure.

Struck text goes. A raised number never joins what stands before it: the mark of a note goes, and
all else is written in raised digits (10⁶, m²), since what is kept by mistake is seen, and what is
lost or merged (23 and ¹ to 231) is not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from unicodedata import decimal

from translate_pipeline.text.marks import Marked

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_SIGNS = {"+": "⁺", "-": "⁻", "−": "⁻", "–": "⁻"}
_EXPONENT = re.compile(r"[-−–+]?\d+")
_NOTE = re.compile(
    r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
    r"|\[\w{1,3}\]|\(\w{1,3}\)|[*†‡§¶]+"
)
_LINKED_NOTE = re.compile(rf"\w{{1,3}}|{_NOTE.pattern}")
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_PLACES = frozenset("adehnor")
"""Letters that stand alone behind digits and say something: 1ª, 1º, 5e, 20h."""
_LENGTH = re.compile(r"(?<![^\W\d_])(?:[kcdmhµμ]?m|к?м|[дсм]м)\Z")
_LONE_LETTER = re.compile(r"(?<![^\W_])(?:[^\W\d_]|CO)\Z")
_SMALL_WORD = re.compile(r"[^\W\d_]{2}(?<=[a-zß-öø-ÿа-я])\Z")


class Look(StrEnum):
    """How a stretch of a text looks."""

    STRUCK = "struck"
    RAISED = "raised"
    REFERENCE = "reference"
    """Raised, and leads to a place in a page: to a note."""
    LOWERED = "lowered"


class Stretch(NamedTuple):
    """A part of a text that looks other than the rest."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Settled:
    """A text in which nothing is struck, raised or lowered any more."""

    marked: Marked
    struck: tuple[str, ...] = ()
    """What was struck, and went."""
    notes: tuple[str, ...] = ()
    """Marks of notes that went, each behind the word that it stood at."""
    raised: tuple[str, ...] = ()
    """Digits that stand raised in the text, with that word: they may be marks of notes."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def settled(marked: Marked, stretches: Iterable[Stretch]) -> Settled:
    """The text without what is struck in it, and with raised and lowered digits as such.

    >>> text = Marked("killed 1223 people")
    >>> settled(text, [Stretch(7, 9, Look.STRUCK)]).marked.text
    'killed 23 people'
    >>> settled(Marked("23 km2"), [Stretch(5, 6, Look.RAISED)]).marked.text
    '23 km²'
    """
    stretches = list(stretches)
    gone = list(_joined(stretches, Look.STRUCK))
    struck = [" ".join(marked.text[one.start : one.end].split()) for one in gone]
    edits = [_Edit(one.start, one.end, _instead(marked.text, one)) for one in gone]
    marked, stretches = _edited(marked, edits, stretches)
    text, edits = marked.text, []
    told: dict[Look, list[str]] = {Look.REFERENCE: [], Look.RAISED: []}
    for one in _joined(stretches, Look.RAISED, Look.REFERENCE):
        written, what = _written(text, one)
        edits.append(_Edit(one.start, one.end, written))
        if what:
            content = text[one.start : one.end].strip()
            told[what].append(f"{_word_before(text, one.start)}{raised(content)}")
    marked, stretches = _edited(marked, edits, stretches)
    lowered = _joined(stretches, Look.LOWERED)
    edits = [_Edit(one.start, one.end, _lowered(marked.text, one)) for one in lowered]
    marked, _ = _edited(marked, edits, ())
    return Settled(
        marked, tuple(filter(None, struck)), tuple(told[Look.REFERENCE]), tuple(told[Look.RAISED])
    )


def _joined(stretches: Iterable[Stretch], *looks: Look) -> Iterator[Stretch]:
    """The stretches that look so, in order; those that touch are one, a reference if one is."""
    last: Stretch | None = None
    for one in sorted(one for one in stretches if one.look in looks and one.start < one.end):
        if last and one.start <= last.end:
            look = Look.REFERENCE if Look.REFERENCE in (one.look, last.look) else one.look
            last = Stretch(last.start, max(one.end, last.end), look)
        else:
            if last:
                yield last
            last = one
    if last:
        yield last


def _instead(text: str, struck: Stretch) -> str:
    """What stands for struck text: nothing, but what parted two words or numbers is a space."""
    inner = text[struck.start : struck.end]
    if "\n" in inner:
        return "\n" * inner.count("\n")
    around = text[struck.start - 1 : struck.start] + text[struck.end : struck.end + 1]
    if len(around) < 2 or not around.isalnum():
        return ""
    parted = any(map(str.isspace, inner)) or (around.isdecimal() and not inner.isdecimal())
    return " " if parted else ""


def _written(text: str, one: Stretch) -> tuple[str, Look | None]:
    """How a raised stretch is written, and what is to be told of it."""
    whole = text[one.start : one.end]
    content = whole.strip()
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 1]
    if not content:
        return whole, None
    before += " " * whole[0].isspace()
    after = " " if whole[-1].isspace() else after
    linked = one.look is Look.REFERENCE
    if _goes(content, before, after, linked=linked):
        return whole.replace(content, ""), None if linked else Look.REFERENCE
    ends = ((before[-1:], content[0]), (content[-1], after))
    joins = any(one.isdecimal() and other.isdecimal() for one, other in ends)
    is_prose = any(map(str.isspace, content)) and _WORD.search(content)
    if not any(map(str.isdecimal, content)) or (is_prose and not joins):
        return whole, None
    is_unit = _LENGTH.search(before) and content in ("2", "3")
    return whole.replace(content, raised(content)), None if is_unit else Look.RAISED


def _lowered(text: str, one: Stretch) -> str:
    """A lowered stretch, in lowered digits where it would join a number or is under a fraction."""
    around = text[max(0, one.start - 1) : one.start] + text[one.end : one.end + 1]
    joins = any(char.isdecimal() or char in "/⁄" for char in around)
    whole = text[one.start : one.end]
    return _digits(whole, LOWERED) if joins else whole


def _goes(content: str, before: str, after: str, *, linked: bool) -> bool:
    """Whether what is raised is the mark of a note, and may go without joining two things."""
    last = before[-1:]
    if last.isdecimal() and after.isdecimal():
        return False
    if linked:
        ordinal = last.isdecimal() and len(content) > 1 and content.isalpha()
        return bool(_LINKED_NOTE.fullmatch(content)) and not ordinal
    joins = after in ("/", "⁄") or (last.isalnum() and after.isalnum())
    return bool(last.strip()) and not joins and _is_note(content, before)


def _is_note(content: str, before: str) -> bool:
    last = before[-1]
    if _LETTER.fullmatch(content):
        after_digit = last.isdecimal()
        return content.lower() not in _PLACES if after_digit else bool(_SMALL_WORD.search(before))
    base = last.isnumeric() or _LENGTH.search(before) or _LONE_LETTER.search(before)
    return bool(_NOTE.fullmatch(content)) and not (content.isdecimal() and base)


def raised(content: str) -> str:
    """The text with raised digits for its digits, and with a raised sign before a number."""
    signed = content[:1] in _SIGNS and _EXPONENT.fullmatch(content)
    return _digits(_SIGNS[content[0]] + content[1:] if signed else content, RAISED)


def _digits(text: str, digits: str) -> str:
    return "".join(digits[decimal(char)] if char.isdecimal() else char for char in text)


def _word_before(text: str, end: int) -> str:
    found = re.search(r"\S{1,20}\s?\Z", text[max(0, end - 21) : end])
    return found[0] if found else ""


def _edited(
    marked: Marked, edits: Sequence[_Edit], stretches: Iterable[Stretch]
) -> tuple[Marked, list[Stretch]]:
    """The text with other texts in some places, and its marks and stretches where they are then."""
    parts, at = [], 0
    moved = [0]
    for edit in edits:
        parts += [marked.text[at : edit.start], edit.text]
        at = edit.end
        moved.append(moved[-1] + len(edit.text) - (edit.end - edit.start))
    parts.append(marked.text[at:])
    ends = [edit.end for edit in edits]

    def place(old: int) -> int:
        before = bisect_right(ends, old)
        inside = old - edits[before].start if before < len(edits) else 0
        spare = max(0, inside - len(edits[before].text)) if inside > 0 else 0
        return old + moved[before] - spare

    marks = (m._replace(start=place(m.start), end=place(m.end)) for m in marked.marks)
    kept = [one._replace(start=place(one.start), end=place(one.end)) for one in stretches]
    return Marked("".join(parts), tuple(m for m in marks if m.start < m.end)), kept
