"""What a reader makes of a source file, before its blocks are told apart."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import Passage, attribution_start, bullet_end
from translate_pipeline.text.marks import Marked
from translate_pipeline.text.raised import Settled


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


def not_read(what: str, texts: Sequence[str]) -> str:
    """What of a file is not in its text, for people: what it is, and how it begins."""
    text = " ".join(dict.fromkeys(texts))
    return tr(
        "{what} are not read ({words} words): “{shown}”; move into the text what belongs there",
        what=what, words=len(text.split()), shown=_begun(text),
    )  # fmt: skip


def settled_remarks(read: Sequence[Settled]) -> Iterator[str]:
    """What was struck or raised in the texts of a file, for people."""
    if struck := [text for one in read for text in one.struck]:
        yield not_read(tr("struck words"), struck)
    if notes := [text for one in read for text in one.notes]:
        yield not_read(tr("marks of notes"), notes)
    if raised := [text for one in read for text in one.raised]:
        yield tr(
            "digits stand raised in the text, and are kept so: “{shown}”; take out those that are"
            " marks of notes",
            shown=_begun(" ".join(dict.fromkeys(raised))),
        )


def _begun(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
