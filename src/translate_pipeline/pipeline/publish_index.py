"""The index: what is published at one moment, so that offices notice what is missing.

It is made anew from the ledger after every publication and retraction, and before it expires. What
is under embargo is left out until the hour: every office reads the same index.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from translate_pipeline.errors import VerificationFailed
from translate_pipeline.formats.index import INDEX, parse_index, serialize_index
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.bundle import FileFacts, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.trust import Index, IndexEntry, KeyList, Retraction, Signed
from translate_pipeline.pipeline.documents import as_before, published_document
from translate_pipeline.pipeline.publish import shelf_place
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.signing import counting, signatures_of_each, signers
from translate_pipeline.pipeline.versions import public_since, retraction, version_of, versions_of
from translate_pipeline.ports import Ledger, Shelf

LIFE = timedelta(days=7)
"""How long an office may take an index for the newest."""

_SIGNED = 10
"""How many indexes the signatures beside the index are of: it, and those just before it."""


@dataclass(frozen=True, slots=True)
class Office:
    """What an index is made with."""

    ledger: Ledger
    shelf: Shelf
    sign: Callable[[bytes], bytes]
    keys: KeyList
    """The newest list of keys."""


Known = Mapping[tuple[ReleaseId, Locale, Version], IndexEntry]


def renew_index(office: Office, now: datetime) -> Index:
    """The index of what is published now, put on the shelf where it is news or half its life over.

    One program at a time does so, and the number rises each time. It is no less than the seconds
    since 1970, so that it rises too where the index was lost or an older one was put back.

    The index and its signatures are two files, so somebody may read one before a change and the
    other after it. So the signatures are written first, and are of the last few indexes too: an
    index that is read before its signatures always has one that fits.

    Raises StorageError, and InputError for an index of a newer program.
    """
    now = now.replace(microsecond=0)
    with office.ledger.turn():
        before, signatures = _read(office)
        entries = tuple(_entries(office, before, now))
        same = before and (before.versions, before.keys) == (entries, office.keys.version)
        if before and same and before.expires - now > LIFE / 2:
            return before
        number = max(before.number + 1 if before else 1, int(now.timestamp()))
        index = Index(number, now, now + LIFE, office.keys.version, entries)
        data = serialize_index(index)
        signed = office.sign(data)
        if signatures:
            signed = signatures_of_each(signed, signatures, _SIGNED)
        office.shelf.write(INDEX + ENDING, signed)
        office.shelf.write(INDEX, data)
        return index


def _read(office: Office) -> tuple[Index | None, bytes]:
    """The index on the shelf and its signatures; None where there is none that is ours.

    Whoever can write there must not be able to choose the next number, nor to stop the next index.
    """
    data, signatures = office.shelf.read(INDEX), office.shelf.read(INDEX + ENDING)
    if not data or not signatures:
        return None, b""
    try:
        found = signers(Signed(INDEX, data, signatures), office.keys)
        index = parse_index(data)
        counting(found, index.issued, INDEX)
    except VerificationFailed:
        return None, b""
    return index, signatures


def _entries(office: Office, before: Index | None, now: datetime) -> Iterator[IndexEntry]:
    """What is published, and stands on the shelf; what was in the index before does."""
    listed = before.versions if before else ()
    known = {(one.release, one.locale, one.version): one for one in listed}
    for release in sorted(office.ledger.releases()):
        record = read_record(release, office.ledger, {}, _TOLD)
        made = versions_of(record) if record else ()
        if not record or not any(_may_be_told(record, one, now) for one in made):
            continue  # its id alone may tell too much
        if any(_known(event, known) is None for event in made):
            record = read_record(release, office.ledger, {})  # as a whole, for its title
            assert record
        yield from _of_release(record, known, office.shelf, now)


def _may_be_told(record: Record, version: Event, now: datetime) -> bool:
    since = public_since(record, version)
    return since is not None and since <= now


_TOLD = (Action.PUBLISHED, Action.RETRACTED)


def _of_release(record: Record, known: Known, shelf: Shelf, now: datetime) -> Iterator[IndexEntry]:
    for event in versions_of(record):
        since, entry = public_since(record, event), _known(event, known)
        if since is None or since > now:
            continue
        if entry is None:
            if not shelf.has(shelf_place(event)):
                continue  # where its publisher was cut off, publishing again puts it there
            entry = _entry(as_before(record, event), event)
        gone = retraction(record, event)
        yield replace(
            entry,
            embargo=since if since > event.at else None,
            retracted=Retraction(gone.at.replace(microsecond=0), gone.detail["reason"])
            if gone
            else None,
        )


def _known(event: Event, known: Known) -> IndexEntry | None:
    """The version as the index before had it; what it is never changes."""
    assert event.locale
    entry = known.get((event.release, event.locale, version_of(event)))
    return entry if entry and entry.manifest == _facts(event) else None


def _facts(event: Event) -> FileFacts:
    return FileFacts(event.detail["manifest_length"], event.detail["manifest"])


def _entry(before: Record, event: Event) -> IndexEntry:
    """What never changes of a version, from the record before it."""
    assert event.locale
    return IndexEntry(
        before.id,
        event.locale,
        version_of(event),
        _facts(event),
        event.at,
        published_document(before, event).title,
    )
