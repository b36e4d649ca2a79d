"""News: what happened to approved versions, folded from the ledger."""

from collections.abc import Iterator
from datetime import datetime

from translate_pipeline.model.news import News, NewsKind
from translate_pipeline.pipeline.offers import Edition


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
