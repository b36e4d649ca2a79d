"""Packet: what is open in one locale of a release, for people who do not use the program.

It goes out as a document (``formats.packets``), and comes back with what they wrote and decided.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.model.standing import text_digest


class Decision(StrEnum):
    """What a reviewer decided on a row."""

    NONE = ""
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class PacketRow:
    """A segment that is open: what there is to decide on, and the decision."""

    key: SegmentKey
    source: str
    target: str
    state: State
    """Where it stood when the packet was made."""
    place: str
    """For people: "paragraph 5, sentence 1 of 2"."""
    notes: tuple[str, ...] = ()
    """For people, a line each: its terms ("term: …") and its findings."""
    seen: str = ""
    """``text_digest`` of the source and target as they were when the packet was made."""
    decision: Decision = Decision.NONE
    reason: str = ""
    """Why, or any other remark on it; lines without white space around them."""
    at: int = field(default=0, compare=False)
    """Where it stands in the file that came back: its line, or the number of the table's row."""

    @property
    def changed(self) -> bool:
        """Whether a text is another one than when the packet was made."""
        return text_digest(self.source, self.target) != self.seen


@dataclass(frozen=True, slots=True)
class Packet:
    """The rows of one locale of one revision of a release, in reading order."""

    release: ReleaseId
    revision: Revision
    source_locale: Locale
    locale: Locale
    title: str
    """The release's own, in one line."""
    rows: tuple[PacketRow, ...]
