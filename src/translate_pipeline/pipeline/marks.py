"""Marks: what a catalog says of its reviews.

The approval in a ``#.`` comment, and for what was sent back the reason in a ``#`` comment, with the
``fuzzy`` mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from translate_pipeline.formats.po import Catalog, Entry, note_entry, update_entry
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.review import Event
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.evidence import is_evidence

_APPROVED = "approved: "
SENT_BACK = "sent back: "
"""Begins the comment with a reason."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How a catalog's entries are marked."""

    standings: Standings
    names: bool = False
    """Whether reviewers stand there by name. By default only by role: files travel, and a name
    may put somebody at risk."""

    def comments(self, key: SegmentKey) -> tuple[str, ...]:
        """The ``#.`` comment of a segment that is approved."""
        given = self.standings.approval(key)
        return (f"{_APPROVED}{self._who(given)} · {given.at:%Y-%m-%d}",) if given else ()

    def note(self, key: SegmentKey) -> str:
        """The ``#`` comment of a segment that was sent back; empty for the others."""
        given = self.standings[key].rejection
        if given is None:
            return ""
        reason = " ".join(given.detail["reason"].split())
        return f"{reason} ({self._who(given)} · {given.at:%Y-%m-%d})"

    def _who(self, event: Event) -> str:
        if self.names:
            return event.actor
        return "legal reviewer" if "legal" in event.detail.get("roles", ()) else "reviewer"

    def on(self, catalog: Catalog) -> Catalog:
        """The catalog with the marks of now; nothing else of it changes."""
        return replace(catalog, entries=tuple(map(self._entry, catalog.entries)))

    def _entry(self, entry: Entry) -> Entry:
        if not entry.msgid or entry.obsolete:
            return entry
        key = segment_key(entry.msgid)
        sent_back = self.standings[key].rejection is not None
        marked = update_entry(
            entry,
            extracted=tuple(self._extracted(entry, key)),
            fuzzy=entry.fuzzy or sent_back,
        )
        return note_entry(marked, SENT_BACK, self.note(key))

    def _extracted(self, entry: Entry, key: SegmentKey) -> Iterator[str]:
        """The comments, the approval between those on places and those on terms and findings."""
        others = [one for one in entry.extracted if not one.startswith(_APPROVED)]
        yield from (one for one in others if not is_evidence(one))
        yield from self.comments(key)
        yield from filter(is_evidence, others)
