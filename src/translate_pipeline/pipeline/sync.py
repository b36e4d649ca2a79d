"""Sync: what people did to a catalog since the ledger last heard of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from translate_pipeline.formats.po import Catalog, Entry
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State, state_of
from translate_pipeline.pipeline.evidence import drafter_of, placed_of

UNKNOWN = "unknown"
"""The actor of an edit whose author did not say who they are."""


def unsynced(
    release: Release,
    locale: Locale,
    catalog: Catalog | None,
    last: Mapping[tuple[Locale, SegmentKey], Event],
    now: datetime,
) -> list[Event]:
    """The edits in a catalog that the ledger does not know, as events in file order."""
    return [
        event
        for entry in (catalog.messages() if catalog else ())
        for known in (last.get((locale, segment_key(entry.msgid))),)
        for event in _edit(release, locale, entry, known, now)
    ]


def _edit(
    release: Release, locale: Locale, entry: Entry, known: Event | None, now: datetime
) -> Iterator[Event]:
    if not entry.msgstr:
        return
    same = known is not None and known.target == entry.msgstr
    accepted = same and not entry.fuzzy and state_of(known) is State.DRAFT
    if same and not accepted:
        return
    drafter = drafter_of(entry.extracted)
    # A ledger that was lost, or that another machine has: the catalog says who drafted.
    drafted = known is None and entry.fuzzy and drafter
    placed = placed_of(entry.extracted)
    detail: dict[str, int] = {"placed": placed} if placed else {}
    yield Event(
        release.id, release.revision, Action.DRAFTED if drafted else Action.EDITED, now,
        drafter if drafted else UNKNOWN, locale, segment_key(entry.msgid), entry.msgid,
        entry.msgstr, detail if drafted else {"fuzzy": entry.fuzzy},
    )  # fmt: skip
