"""Hard-wrapped text, as in e-mails: which lines go on with the line before."""

import re
from collections.abc import Sequence

from translate_pipeline.text.blocks.dates import is_dateline
from translate_pipeline.text.blocks.lines import (
    BULLETS,
    bullet_end,
    dash_end,
    ends_sentence,
    is_address,
    is_caption,
    is_credit,
    is_end_mark,
    is_label,
)
from translate_pipeline.text.blocks.passage import says_something

NARROWEST, WIDEST = 40, 100
"""Columns between which a line may have been wrapped; e-mail programs wrap at 65 to 80."""
_ENOUGH_JOINTS = 3
_FIRST_WORD = re.compile(r"\S+")


def continuations(lines: Sequence[str], language: str) -> frozenset[int]:
    """Indexes of the lines that continue the line before: there a program wrapped the text.

    A line was wrapped if the first word of the next one did not fit any more. How wide the text
    is, the joints tell that break off in the middle of a sentence (no punctuation before, a small
    letter after). Where there are none, nothing is joined: text that was copied from a web page
    has a paragraph a line, and its headline and labels follow one another without blank lines.
    """
    joints = [i for i in range(1, len(lines)) if _may_be_joint(lines[i - 1], lines[i], language)]
    sure = frozenset(i for i in joints if _mid_sentence(lines[i - 1], lines[i]))
    if not sure:
        return frozenset()
    chunks = _chunks(lines)
    widths: dict[int, int] = {}
    for i in sure:
        widths[chunks[i]] = max(widths.get(chunks[i], 0), len(lines[i - 1].rstrip()))
    everywhere = max(widths.values()) if len(sure) >= _ENOUGH_JOINTS else WIDEST
    first = next(i for i, line in enumerate(lines) if says_something(line))
    return frozenset(
        i
        for i in joints
        if _did_not_fit(lines[i - 1], lines[i], widths.get(chunks[i], everywhere))
        and (i in sure or i - 1 != first)  # below a headline, a capital letter starts a new line
    )


def _may_be_joint(before: str, line: str, language: str) -> bool:
    if not NARROWEST <= len(before.rstrip()) <= WIDEST or not line.strip():
        return False
    if bullet_end(line) and (line.lstrip()[0] in BULLETS or ends_sentence(before)):
        return False
    if dash_end(line) and ends_sentence(before):
        return False
    if bullet_end(line) and bullet_end(before):
        return False
    return says_something(line) and not (_alone(before, language) or _alone(line, language))


def _alone(line: str, language: str) -> bool:
    line = line.strip()
    return is_address(line) or any(
        is_kind(line, language)
        for is_kind in (is_label, is_dateline, is_credit, is_caption, is_end_mark)
    )


def _mid_sentence(before: str, line: str) -> bool:
    first = line.lstrip()[0]
    in_a_word = first.isalpha() and first == first.lower()  # small, or of a script without capitals
    return in_a_word and not ends_sentence(before)


def _did_not_fit(before: str, line: str, width: int) -> bool:
    word = _FIRST_WORD.search(line)
    return len(before.rstrip()) + 1 + (len(word[0]) if word else 0) > width


def _chunks(lines: Sequence[str]) -> list[int]:
    """For every line, how many blank lines stand above it: equal for lines of one chunk."""
    numbers, blanks = [], 0
    for line in lines:
        blanks += not line.strip()
        numbers.append(blanks)
    return numbers
