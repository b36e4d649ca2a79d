"""Release, Block, Segment: a source document cut into what gets translated."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from translate_pipeline.model.locale import Locale

ReleaseId = NewType("ReleaseId", str)
SegmentKey = NewType("SegmentKey", str)
WORKSPACE = ReleaseId("")
"""Stands in the ledger for the workspace itself; no release has this id."""
Revision = NewType("Revision", str)
"""Twelve hexadecimal digits: a fingerprint of a release's text. Another text, another revision."""


class BlockKind(StrEnum):
    """What a block is in the document."""

    HEADLINE = "headline"
    LABEL = "label"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    CREDIT = "credit"
    CALL_TO_ACTION = "call_to_action"
    CONTACT = "contact"


BOILERPLATE = frozenset({BlockKind.CREDIT, BlockKind.CALL_TO_ACTION})
"""Kinds that are kept but not translated unless a coordinator says so."""


def segment_key(text: str) -> SegmentKey:
    """The identity of a segment: a fingerprint of its text, never of its position."""
    return SegmentKey(sha256(text.encode()).hexdigest()[:16])


class InlineKind(StrEnum):
    """How a stretch of a text is set apart from what is around it."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


_INLINE = {"b": InlineKind.BOLD, "i": InlineKind.ITALIC, "a": InlineKind.LINK}


@dataclass(frozen=True, slots=True)
class Inline:
    """What a pair of tags in a segment stands for: ``<b1>war crimes</b1>``."""

    name: str
    """``b`` for bold, ``i`` for italics or ``a`` for a link, and a number that is the segment's."""
    href: str = ""
    """Where a link leads: an address of the web or of e-mail. No part of the text."""

    @property
    def kind(self) -> InlineKind:
        """How what is between the tags is shown."""
        return _INLINE[self.name[0]]


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest text that is translated and reviewed as one: a sentence or stand-alone line."""

    key: SegmentKey
    text: str
    start: int
    """Offset in ``Release.text``, in code points; ``text[start:end]`` is this segment's text."""
    end: int
    translate: bool = True
    inline: tuple[Inline, ...] = ()
    """The tags in its text, in the order in which they open; what else looks like one is text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit of the document, one line of ``Release.text``."""

    kind: BlockKind
    line: int
    """Where it begins in the source file, from 1."""
    segments: tuple[Segment, ...]
    lead_in: str = ""
    """For a list item: the sentence that it finishes, such as "… reiterates its calls for:"."""


@dataclass(frozen=True, slots=True)
class Release:
    """One revision of a document in its source locale."""

    id: ReleaseId
    source_locale: Locale
    title: str
    path: str
    """The source file as references show it: relative to the workspace, with ``/``."""
    text: str
    """The blocks without bullets, one a line, white space runs made one space.

    Of markup there are the tags of ``Segment.inline`` only. Everything outside the segments is
    white space.
    """
    blocks: tuple[Block, ...]
    locales: tuple[Locale, ...] = ()
    """The locales that its front matter asks for; empty where it says nothing."""
    date: dt.date | None = None
    embargo: dt.datetime | None = None
    """Until when it must not leave the machine nor be published. Always with a time zone."""
    deadline: dt.datetime | None = None
    """Until when it should be approved in every locale. Always with a time zone."""
    confidential: bool = False
    contact: str = ""
    remarks: tuple[str, ...] = ()
    """For people: what of the file is not in the text, or is still open in it."""

    @property
    def revision(self) -> Revision:
        """The fingerprint of the text."""
        return Revision(sha256(self.text.encode()).hexdigest()[:12])

    def segments(self) -> Iterator[Segment]:
        """All segments, in reading order."""
        return (segment for block in self.blocks for segment in block.segments)
