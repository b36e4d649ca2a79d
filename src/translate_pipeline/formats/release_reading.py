"""What a reader makes of a source file, before its blocks are told apart."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import Passage, attribution_start, bullet_end
from translate_pipeline.text.marks import Marked


@dataclass(frozen=True, slots=True)
class ReleaseReading:
    """The passages of a source, and what the file says of itself."""

    passages: Sequence[Passage]
    title: str = ""
    """For a text without a headline."""
    locale: Locale | None = None
    """The one that it names."""
    date: dt.date | None = None
    """The day on which it says that it was published."""
    remarks: tuple[str, ...] = ()
    """For people: what was left out of it, or is still open in it."""


def with_headline(
    passages: list[Passage], first_title: int | None, *, sure: bool = False
) -> list[Passage]:
    """The passages with their headline.

    It is a heading that opens the document, else its first title; if that is ``sure``, always.
    """
    opens = bool(passages) and passages[0].hint is BlockKind.HEADING
    index = 0 if opens and not (sure and first_title) else first_title
    if index is not None:
        passages[index] = replace(passages[index], hint=BlockKind.HEADLINE)
    return passages


def unmarked(
    line: Marked, hint: BlockKind | None, depth: int, language: str
) -> tuple[Marked, BlockKind | None, int]:
    """A line without the dash of a speaker or a bullet that was typed, and what these say it is."""
    if hint is BlockKind.ATTRIBUTION or (hint is None and attribution_start(line.text, language)):
        return line.cut(attribution_start(line.text, language)), BlockKind.ATTRIBUTION, depth
    if hint is None and (start := bullet_end(line.text, language)):
        return line.cut(start), BlockKind.LIST_ITEM, depth + 1
    return line, hint, depth
