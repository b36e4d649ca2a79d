"""News: what happened to approved versions, folded from the ledger."""

from collections.abc import Iterator
from datetime import datetime

from translate_pipeline.model.news import News, NewsKind
from translate_pipeline.pipeline.offers import Edition
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.versions import public_since, retraction, versions_of
from translate_pipeline.ports import Ledger


def public_news(ledger: Ledger) -> tuple[News, ...]:
    """All that may be told to everybody, each from its hour on: ``since``. The oldest first.

    What is confidential has no hour, and is left out.
    """
    records = (read_record(release, ledger, digests={}) for release in ledger.releases())
    told = (news for record in records if record for news in _of_release(record))
    return tuple(sorted(told, key=lambda one: (one.since, one.at, one.place)))


def _of_release(record: Record) -> Iterator[News]:
    for event in versions_of(record):
        if since := public_since(record, event):
            yield from edition_news(Edition(event, retraction(record, event)), since)


def edition_news(edition: Edition, shown: datetime) -> Iterator[News]:
    """What happened to a version that may be told of since ``shown``, the first at first."""
    event = edition.event
    assert event.locale

    def make(kind: NewsKind, at: datetime, reason: str = "") -> News:
        assert event.locale
        return News(
            kind, event.release, event.locale, edition.version, edition.place, edition.manifest,
            event.at, at, max(at, shown), reason,
        )  # fmt: skip

    yield make(NewsKind.PUBLISHED if edition.version == 1 else NewsKind.CORRECTED, event.at)
    if gone := edition.retracted:
        yield make(NewsKind.RETRACTED, gone.at, edition.reason or "")
