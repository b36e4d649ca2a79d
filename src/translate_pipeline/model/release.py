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


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest text that is translated and reviewed as one: a sentence or stand-alone line."""

    key: SegmentKey
    text: str
    start: int
    """Offset in ``Release.text``, in code points; ``text[start:end]`` is this segment's text."""
    end: int
    translate: bool = True


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
    """The blocks without bullets and markup, one a line, white space runs made one space.

    Everything outside the segments is white space.
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

    @property
    def revision(self) -> Revision:
        """The fingerprint of the text."""
        return Revision(sha256(self.text.encode()).hexdigest()[:12])

    def segments(self) -> Iterator[Segment]:
        """All segments, in reading order."""
        return (segment for block in self.blocks for segment in block.segments)
