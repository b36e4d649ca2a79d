"""Boundaries that the layout shows: blank lines, ruled lines, bullets and numbered items."""

import re
from collections.abc import Iterator
from itertools import pairwise

from translate_pipeline.text.sentences.language import Language

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\u2029")
_RULED_LINE = re.compile(r"([*=_~#])\1{2,}|-{4,}")
_BULLETS = "•‣⁃▪◦●■"
_BULLET = re.compile(f"[{_BULLETS}]")
_FIRST_ITEM = re.compile(rf"[{_BULLETS}\s]*(\()?(\d{{1,3}}|a)(\.\)|\)|\.)(?=\s)")
_LAST_WORD = re.compile(r"\w+\W*\Z")


def pieces(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Spans, without white space at their ends, that no sentence crosses."""
    start = 0
    for cut in sorted(_cuts(text, language)):
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)


def _cuts(text: str, language: Language) -> set[int]:
    cuts = {match.end() for match in _BLANK_LINE.finditer(text)}
    paragraphs = [0, *sorted(cuts), len(text)]
    for match in _RULED_LINE.finditer(text):
        if _is_space(text, match.start() - 1) and _is_space(text, match.end()):
            cuts |= {match.start(), match.end()}
    cuts |= {m.start() for m in _BULLET.finditer(text) if _is_space(text, m.start() - 1)}
    for start, end in pairwise(paragraphs):
        cuts.update(_items(text, start, end, language))
    return cuts


def _is_space(text: str, index: int) -> bool:
    """Whether there is white space, or no text, at an index."""
    return not 0 <= index < len(text) or text[index].isspace()


def _items(text: str, start: int, end: int, language: Language) -> Iterator[int]:
    """Where the further items of a list run together begin: ``1. Food 2. Water``.

    The paragraph has to begin with an item, and the next ones to follow in order and in the
    same style, so that "see article 2. The court" inside an item does not look like one.
    """
    first = _FIRST_ITEM.match(text, start, end)
    if not first:
        return
    opening, number, closing = first.group(1) or "", first.group(2), first.group(3)
    at = first.end()
    while following := _following(number):
        number = following
        item = re.escape(opening + number + closing)
        mark = re.compile(rf"(?<=\s)(?:[{_BULLETS}]\s*)?{item}(?=\s+[^\W\d_])")
        for match in mark.finditer(text, at, end):
            if not _cites(text[max(at, match.start() - 30) : match.start()], language):
                yield match.start()
                at = match.end()
                break
        else:
            return


def _following(number: str) -> str:
    """The number or letter after this one; empty after z and 999."""
    if number.isdigit():
        return str(int(number) + 1) if int(number) < 999 else ""
    return chr(ord(number) + 1) if number != "z" else ""


def _cites(before: str, language: Language) -> bool:
    """Whether the text before a number makes it a reference: ``article 2.``."""
    word = _LAST_WORD.search(before)
    return (
        word is not None and word.group().strip(" .").lower() in language.numbered | language.citing
    )
