"""The index: what is published at one moment, so that offices notice what is missing.

It is made anew from the ledger after every publication and retraction, and before it expires. What
is under embargo is left out until the hour: every office reads the same index.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from translate_pipeline.formats.index import INDEX, parse_index, serialize_index
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.bundle import FileFacts
from translate_pipeline.model.trust import Index, IndexEntry, Retraction
from translate_pipeline.pipeline.documents import as_before, published_document
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.versions import retraction, version_of, versions
from translate_pipeline.ports import Ledger, Shelf

LIFE = timedelta(days=7)
"""How long an office may take an index for the newest."""


@dataclass(frozen=True, slots=True)
class Office:
    """What an index is made with."""

    ledger: Ledger
    shelf: Shelf
    sign: Callable[[bytes], bytes]
    keys: int
    """The version of the newest list of keys."""


def renew_index(office: Office, now: datetime) -> Index:
    """The index of what is published now, put on the shelf where it is news or half its life over.

    Raises InputError for an index there that is none, StorageError.
    """
    now = now.replace(microsecond=0)
    while True:
        there = office.shelf.read(INDEX)
        before = parse_index(there) if there else None
        entries = tuple(_entries(office.ledger, now))
        same = before and (before.versions, before.keys) == (entries, office.keys)
        if before and same and before.expires - now > LIFE / 2 and _stands(there, office):
            return before
        number = before.number + 1 if before else 1
        index = Index(number, now, now + LIFE, office.keys, entries)
        data = serialize_index(index)
        office.shelf.write(INDEX + ENDING, office.sign(data))
        office.shelf.write(INDEX, data)
        if tuple(_entries(office.ledger, now)) == entries and _stands(data, office):
            return index  # else somebody published meanwhile, and may have been overwritten


def _stands(data: bytes | None, office: Office) -> bool:
    """Whether an index is on the shelf with its signature, and not one with that of another.

    Two who renew it at once, or one who is cut off, may leave that.
    """
    signed = data is not None and office.shelf.read(INDEX + ENDING) == office.sign(data)
    return signed and office.shelf.read(INDEX) == data


def _entries(ledger: Ledger, now: datetime) -> Iterator[IndexEntry]:
    for release in sorted(ledger.releases()):
        record = read_record(release, ledger)
        if record is not None:
            yield from _of_release(record, now)


def _of_release(record: Record, now: datetime) -> Iterator[IndexEntry]:
    for locale in sorted(record.locales, key=lambda one: one.tag):
        for event in versions(record, locale):
            before = as_before(record, event)
            if before.embargoed(now) or record.embargoed(now):
                continue  # its id alone may tell too much
            gone = retraction(record, event)
            facts = FileFacts(event.detail["manifest_length"], event.detail["manifest"])
            yield IndexEntry(
                record.id,
                locale,
                version_of(event),
                facts,
                event.at,
                published_document(before, event).title,
                before.embargo,
                Retraction(gone.at.replace(microsecond=0), gone.detail["reason"]) if gone else None,
            )
