"""Passage: a stretch of a source that becomes one block."""

import re
import unicodedata
from dataclasses import dataclass

from translate_pipeline.model.release import BlockKind

NO_BREAK_SPACES = frozenset("\u00a0\u202f")
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_VISIBLE = re.compile(rf"[^\s{_INVISIBLE}]")
_RULE = re.compile(rf"[\s{_INVISIBLE}*_=~#+·•.–—-]*")
_SPACES = re.compile(r"\s+")

_BREAK_MARKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


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


def says_something(line: str) -> bool:
    """Whether a line has anything to translate: not blank, not a rule such as ``* * *``."""
    return bool(_VISIBLE.search(line)) and not _RULE.fullmatch(line)
