"""Passage: a stretch of a source that becomes one block."""

import re
import unicodedata
from dataclasses import dataclass, replace

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.marks import Mark, Marked, trimmed

NO_BREAK_SPACES = frozenset("\u00a0\u202f")
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_VISIBLE = re.compile(rf"[^\s{_INVISIBLE}]")
_RULE = re.compile(rf"[\s{_INVISIBLE}*_=~#+·•.–—-]*")
_SPACES = re.compile(r"\s+")

_EDGE = "\ufdd0"
"""No character, and in no text: shows where a mark begins or ends while a text is tidied."""
_BREAKS = "\u00ad\u200b\u2060\ufeff"
_BREAK_MARKS = dict.fromkeys(map(ord, _BREAKS))


@dataclass(frozen=True, slots=True)
class Passage:
    """What a format's reader makes of the source: text without markup, still to be classified."""

    text: str
    """One line, as :func:`tidy` leaves it; never empty."""
    line: int
    """Where it begins in the source file, from 1."""
    hint: BlockKind | None = None
    """What the source's own markup says it is: a bullet, a Markdown heading, an image."""
    depth: int = 0
    """How many lists it stands in."""
    verbatim: bool = False
    """Whether it stays as it is, uncut and untranslated: program code."""
    marks: tuple[Mark, ...] = ()
    """What is bold, slanted or a link in it."""

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """A part of it."""
        part = Marked(self.text, self.marks).cut(start, end)
        return replace(self, text=part.text, marks=part.marks)


def tidy(text: str, language: str) -> str:
    """The text on one line: composed (NFC), runs of white space made one space, ends stripped.

    French sets a no-break space before ``;:!?`` and inside ``« »``, so in French a single U+00A0
    or U+202F stays as it is. What only says where a line may break (soft hyphen, zero-width space,
    word joiner) is dropped: invisible, it would make the same sentence another segment.
    """
    text = unicodedata.normalize("NFC", text.translate(_BREAK_MARKS))
    if language == "fr":
        text = _SPACES.sub(lambda run: run[0] if run[0] in NO_BREAK_SPACES else " ", text)
    else:
        text = " ".join(text.split())
    return text.strip(" \u00a0\u202f")


def tidied(marked: Marked, language: str) -> Marked:
    """The text as :func:`tidy` leaves it, with its marks where they are then."""
    text = marked.text
    plain = tidy(text, language)
    marks = [one for one in (trimmed(text, mark, _BREAKS) for mark in marked.marks) if one]
    if not marks or _EDGE in text:
        return Marked(plain)
    edges = sorted(
        (place, opens, number)
        for number, mark in enumerate(marks)
        for place, opens in ((mark.start, 1), (mark.end, 0))
    )
    parts, at = [], 0
    for place, _, _ in edges:
        parts.append(text[at:place])
        at = place
    pieces = tidy(_EDGE.join((*parts, text[at:])), language).split(_EDGE)
    if "".join(pieces) != plain:
        return Marked(plain)  # a mark that begins with an accent whose letter stands before it
    places: dict[tuple[int, int], int] = {}
    length = 0
    for (_, opens, number), piece in zip(edges, pieces, strict=False):
        length += len(piece)
        places[number, opens] = length
    return Marked(
        plain,
        tuple(
            mark._replace(start=places[number, 1], end=places[number, 0])
            for number, mark in enumerate(marks)
        ),
    )


def says_something(line: str) -> bool:
    """Whether a line has anything to translate: not blank, not a rule such as ``* * *``."""
    return bool(_VISIBLE.search(line)) and not _RULE.fullmatch(line)
