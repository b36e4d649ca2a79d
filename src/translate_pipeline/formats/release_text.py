"""Plain text, as copied from a web page or out of an e-mail, read into passages."""

import re

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import (
    Passage,
    attribution_start,
    bullet_end,
    continuations,
    dash_end,
    is_dash_item,
    is_end_mark,
    says_something,
    tidy,
)

_HYPHENATED = re.compile(r"(?<=\w-)\n(?=[^\W\d_])")


def read_text(body: str, *, first_line: int, language: str) -> list[Passage]:
    """The passages of a text without markup.

    Each line is one, but lines that a mail program wrapped are put together again. Bullets and
    rules (``***``) are left out; ``first_line`` is the number of the body's first line in its file.
    """
    lines = body.split("\n")
    joined = continuations(lines, language)
    passages: list[Passage] = []
    indents: list[int] = []
    before, listed = "", False
    starts = [i for i in range(len(lines)) if i not in joined and says_something(lines[i])]
    for start in starts:
        end = start + 1
        while end in joined:
            end += 1
        line = _one_line(lines[start:end])
        listed = is_dash_item(line, before, listed=listed)
        text, hint = _unmarked(line, language, listed=listed)
        before = line
        if hint is BlockKind.LIST_ITEM:
            indents = _nested(indents, len(lines[start]) - len(lines[start].lstrip()))
        else:
            indents = []
        if says_something(text):
            passages.append(Passage(text, first_line + start, hint, len(indents)))
    return passages


def _one_line(lines: list[str]) -> str:
    """The lines as one; a word that was broken at its hyphen ("life-", "saving") is made whole."""
    return _HYPHENATED.sub("", "\n".join(line.strip() for line in lines)).replace("\n", " ")


def _unmarked(line: str, language: str, *, listed: bool) -> tuple[str, BlockKind | None]:
    """The text without its bullet or dash, and what these say that it is."""
    if is_end_mark(line, language):
        return tidy(line, language), BlockKind.LABEL
    if listed:
        return tidy(line[dash_end(line) :], language), BlockKind.LIST_ITEM
    if start := attribution_start(line, language):
        return tidy(line[start:], language), BlockKind.ATTRIBUTION
    start = bullet_end(line, language)
    return tidy(line[start:], language), BlockKind.LIST_ITEM if start else None


def _nested(indents: list[int], indent: int) -> list[int]:
    """The indents of the lists that an item at this indent stands in, its own last."""
    return [outer for outer in indents if outer < indent] + [indent]
