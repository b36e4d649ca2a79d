"""Sync: what people did to a catalog since the ledger last heard of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import Catalog, Entry, parse_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State, fold, state_of
from translate_pipeline.pipeline.evidence import drafter_of, placed_of
from translate_pipeline.ports import Catalogs, Ledger

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


@dataclass(frozen=True, slots=True)
class Signature:
    """When edits were found, and whose they are."""

    at: datetime
    actor: str = UNKNOWN
    """A role or a pseudonym."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the edits in a release's catalogs are recorded with."""

    release: ReleaseId
    revision: Revision
    signature: Signature


@dataclass(frozen=True, slots=True)
class Synced:
    """What one catalog told the ledger."""

    locale: Locale
    edits: Sequence[Event] = ()
    """What was new to the ledger, in file order."""
    failure: InputError | None = None
    """Why the catalog could not be read: then nothing of it was recorded."""


def sync_release(
    release: ReleaseId,
    locales: Collection[Locale],
    signature: Signature,
    *,
    catalogs: Catalogs,
    ledger: Ledger,
) -> Sequence[Synced]:
    """Record what people did to a release's catalogs, of these locales or else of all.

    The catalogs are only read. One that cannot be does not keep the others from it. Raises
    StorageError.
    """
    events = ledger.events(release)
    revised = [event for event in events if event.action is Action.REVISED]
    if not revised:
        return ()
    current = revised[-1]
    wanted = {segment["text"] for segment in current.detail["segments"]}
    reading, last = Reading(release, current.revision, signature), fold(events)
    synced: list[Synced] = []
    started = {event.locale for event in events if event.locale}
    for locale in sorted(started.intersection(locales or started)):
        try:
            text = catalogs.read(release, locale)
            if text is not None:
                held = held_by(parse_po(text, catalogs.path(release, locale)), wanted)
                synced.append(Synced(locale, unsynced(reading, locale, held, last)))
        except InputError as error:
            synced.append(Synced(locale, failure=error))
    ledger.append(event for one in synced for event in one.edits)
    return synced


def unsynced(
    reading: Reading,
    locale: Locale,
    held: Mapping[str, Held],
    last: Mapping[tuple[Locale, SegmentKey], Event],
) -> list[Event]:
    """The edits in a catalog that the ledger does not know, as events in file order."""
    return [
        event
        for one in held.values()
        for known in (last.get((locale, segment_key(one.source))),)
        for event in _edit(reading, locale, one, known)
    ]


def _edit(reading: Reading, locale: Locale, one: Held, known: Event | None) -> Iterator[Event]:
    before = "" if known is None else known.target
    marked = one.fuzzy == (state_of(known) is not State.TRANSLATED)
    if before == one.target and (marked or not one.target):
        return
    # A ledger that was lost, or that another machine has: the catalog says who drafted.
    drafted = known is None and one.fuzzy and one.drafter
    placed = {"placed": one.placed} if one.placed else {}
    yield Event(
        reading.release,
        reading.revision,
        Action.DRAFTED if drafted else Action.EDITED,
        reading.signature.at,
        one.drafter if drafted else reading.signature.actor,
        locale,
        segment_key(one.source),
        one.source,
        one.target,
        placed if drafted else {"fuzzy": one.fuzzy},
    )
