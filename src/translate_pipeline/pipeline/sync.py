"""Sync: what people did to a catalog since the ledger last heard of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.formats.po import Catalog, Entry
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State, state_of
from translate_pipeline.pipeline.evidence import drafter_of, placed_of

UNKNOWN = "unknown"
"""The actor of an edit whose author did not say who they are."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a catalog holds for one source."""

    source: str
    target: str
    """Of a source that was split by context, all its targets, or nothing if one is missing."""
    fuzzy: bool
    drafter: str
    """The engine that the entry's comments name."""
    placed: int
    """How many terms the comments say were put into its draft."""
    by_hand: bool
    """Whether a coordinator split it, so that no engine may fill it."""


def held_by(catalog: Catalog | None, wanted: Collection[str]) -> Mapping[str, Held]:
    """What a catalog holds, by source; of obsolete entries those whose source is wanted again."""
    active: dict[str, list[Entry]] = {}
    obsolete: dict[str, list[Entry]] = {}
    for entry in catalog.entries if catalog else ():
        if entry.msgid and not entry.obsolete:
            active.setdefault(entry.msgid, []).append(entry)
        elif entry.msgid in wanted:
            obsolete.setdefault(entry.msgid, [entry])
    return {source: _held(source, entries) for source, entries in (obsolete | active).items()}


def _held(source: str, entries: list[Entry]) -> Held:
    targets = [entry.msgstr for entry in entries]
    return Held(
        source,
        "\n".join(targets) if all(targets) else "",
        any(entry.fuzzy for entry in entries),
        drafter_of(entries[0].extracted),
        placed_of(entries[0].extracted),
        any(entry.by_hand for entry in entries),
    )


def unsynced(
    release: Release,
    locale: Locale,
    held: Mapping[str, Held],
    last: Mapping[tuple[Locale, SegmentKey], Event],
    now: datetime,
) -> list[Event]:
    """The edits in a catalog that the ledger does not know, as events in file order."""
    return [
        event
        for one in held.values()
        for known in (last.get((locale, segment_key(one.source))),)
        for event in _edit(release, locale, one, known, now)
    ]


def _edit(
    release: Release, locale: Locale, one: Held, known: Event | None, now: datetime
) -> Iterator[Event]:
    before = "" if known is None else known.target
    marked = one.fuzzy == (state_of(known) is not State.TRANSLATED)
    if before == one.target and (marked or not one.target):
        return
    # A ledger that was lost, or that another machine has: the catalog says who drafted.
    drafted = known is None and one.fuzzy and one.drafter
    placed = {"placed": one.placed} if one.placed else {}
    yield Event(
        release.id, release.revision, Action.DRAFTED if drafted else Action.EDITED, now,
        one.drafter if drafted else UNKNOWN, locale, segment_key(one.source), one.source,
        one.target, placed if drafted else {"fuzzy": one.fuzzy},
    )  # fmt: skip
