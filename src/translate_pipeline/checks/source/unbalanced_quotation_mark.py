"""A quotation that is opened and never closed, or closed and never opened."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import RawBlock, Source
from translate_pipeline.model.release import BlockKind
from translate_pipeline.model.translation import SourceFinding

NAME = "unbalanced-quotation-mark"

_PAIRS = {
    **dict.fromkeys(
        ("en", "es", "fr", "it", "pt", "ca", "gl", "eu", "tr", "zh", "ja", "ko"), "“”«»"
    ),
    **dict.fromkeys(("ru", "uk", "be", "ar", "fa"), "«»"),
    **dict.fromkeys(("de", "cs", "sk", "bg", "sl", "hr", "sr", "lt", "is", "et"), "„“"),
    **dict.fromkeys(("pl", "ro", "hu"), "„”«»"),
}
"""What opens and what closes, by language.

Not listed: Swedish and Finnish, where one mark does both; Hebrew, whose acronyms hold one; curly
marks in Arabic, which are seen both ways round.
"""
_STRAIGHT = re.compile(r"(?<!\w)\"|\"(?!\w)")
_ASIDE = frozenset(
    {
        BlockKind.ATTRIBUTION,
        BlockKind.CALL_TO_ACTION,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.HEADING,
        BlockKind.PULL_QUOTE,
    }
)
"""Kinds that may stand in the middle of a quotation of several paragraphs."""


def check(source: Source) -> Iterator[SourceFinding]:
    """Report marks without their counterpart, mark by mark.

    A quotation may run over several paragraphs: each then opens with a mark and only the last one
    closes it. An apostrophe is not a quotation mark, so single marks are left alone.
    """
    marks = _PAIRS.get(source.language, "")
    raw_blocks = source.raw_blocks
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        yield from _check_pair(raw_blocks, opening, closing)
    if source.language != "he":
        yield from _check_straight(raw_blocks)


def _check_pair(
    raw_blocks: tuple[RawBlock, ...], opening: str, closing: str
) -> Iterator[SourceFinding]:
    for raw, following in _with_following(raw_blocks):
        opened: list[int] = []
        for match in re.finditer(f"[{opening}{closing}]", raw.text):
            if match[0] == closing:
                if opened:
                    opened.pop()
                else:
                    yield _finding(
                        raw, match.start(), f"{closing} closes what was not opened", opening
                    )
            elif opened and opening == "“":
                yield _finding(raw, opened.pop(), f"{opening} is not closed", closing)
                opened.append(match.start())
            else:
                opened.append(match.start())
        if opened and not (following and _begins_with(following, opening)):
            yield _finding(raw, opened[0], f"{opening} is not closed", closing)


def _check_straight(raw_blocks: tuple[RawBlock, ...]) -> Iterator[SourceFinding]:
    """Straight marks look alike on both sides: an odd number of them is one too few.

    After a digit, where nothing is open, it is a prime: 5'10".
    """
    for raw, following in _with_following(raw_blocks):
        found: list[int] = []
        for match in _STRAIGHT.finditer(raw.text):
            prime = len(found) % 2 == 0 and raw.text[match.start() - 1 : match.start()].isdigit()
            if not prime:
                found.append(match.start())
        if len(found) % 2 and not (following and _begins_with(following, '"')):
            yield _finding(raw, found[-1], 'One " has no counterpart', '"')


def _with_following(raw_blocks: tuple[RawBlock, ...]) -> Iterator[tuple[RawBlock, RawBlock | None]]:
    """Each block, with the one that would go on with its quotation."""
    following: list[RawBlock | None] = []
    after: RawBlock | None = None
    for raw in reversed(raw_blocks):
        following.append(after)
        after = after if raw.kind in _ASIDE else raw
    return zip(raw_blocks, reversed(following), strict=True)


def _begins_with(raw: RawBlock, mark: str) -> bool:
    return re.match(rf"[\s>*_•#-]*{mark}", raw.text) is not None


def _finding(raw: RawBlock, at: int, what: str, missing: str) -> SourceFinding:
    return raw.finding(NAME, at, at + 1, what, f"add {missing} or delete {raw.text[at]}")
