"""Reconcile: what the ledger says should be published and on the shelf, and is not.

The net under everything that publishes at once: an event may be lost, a program cut off, a shelf
be away. A release is read from the ledger once; only what is due costs more than that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translate_pipeline.errors import Conflict, PolicyRefused
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Stage
from translate_pipeline.pipeline.publish import Press, publish, stock
from translate_pipeline.pipeline.record import Record, last_digests, read_record
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.pipeline.versions import (
    locale_stage,
    taken_back,
    version_of,
    versions,
)


class Deed(StrEnum):
    """What reconciling did about a locale."""

    PUBLISHED = "published"
    RESTOCKED = "restocked"
    """The bundle of a version was missing on the shelf, and is there again."""
    REFUSED = "refused"
    """It is approved, and something else stands in the way: an error, an edit."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was due, and what came of it."""

    release: ReleaseId
    locale: Locale | None
    """None for a release that cannot be read."""
    deed: Deed
    version: Version | None = None
    error: Exception | None = None
    """Why it was refused, or failed."""


def reconcile(
    desk: Desk, press: Press, now: datetime, *, publishing: bool = True
) -> Iterator[Reconciled]:
    """Publish what is approved, unless not ``publishing``, and restock bundles that are missing.

    Whatever goes wrong with one release or locale does not keep the others from it. Raises what
    keeps the ledger from being read.
    """
    digests = last_digests(desk.ledger)
    for release in desk.ledger.releases():
        try:
            record = read_record(release, desk.ledger, digests)
        except Exception as error:  # noqa: BLE001  (a fault in one does not stop the others)
            yield Reconciled(release, None, Deed.FAILED, error=error)
            continue
        if record is None:
            continue
        for locale in sorted(record.locales):
            try:
                yield from _reconciled(record, locale, desk, press, now, publishing=publishing)
            except (PolicyRefused, Conflict) as error:
                yield Reconciled(release, locale, Deed.REFUSED, error=error)
            except Exception as error:  # noqa: BLE001  (as above)
                yield Reconciled(release, locale, Deed.FAILED, error=error)


def _reconciled(  # noqa: PLR0913  (as publish)
    record: Record,
    locale: Locale,
    desk: Desk,
    press: Press,
    now: datetime,
    *,
    publishing: bool,
) -> Iterator[Reconciled]:
    for event in versions(record, locale):
        if stock(record, event, press):
            yield Reconciled(record.id, locale, Deed.RESTOCKED, version_of(event))
    if publishing and _is_due(record, locale):
        published = publish(record.id, locale, desk=desk, press=press, now=now)
        if published.new:  # else somebody else was faster
            yield Reconciled(record.id, locale, Deed.PUBLISHED, published.version)


def _is_due(record: Record, locale: Locale) -> bool:
    """Whether all of a locale is approved, and is neither published nor was taken back.

    Most locales are known not to be without a look at their segments.
    """
    events = [e for e in record.events_in(locale) if e.action not in _NO_WORK]
    done = bool(events) and events[-1].action is Action.PUBLISHED
    if done and events[-1].revision == record.revision:
        return False
    if not any(event.action is Action.APPROVED for event in events):
        return False
    standings = record.standings(locale)
    states = [standings.state(source.key) for source in record.sources]
    approved = locale_stage(record, locale, states) is Stage.APPROVED
    return approved and not taken_back(record, locale)


_NO_WORK = frozenset({Action.PREPARED, Action.CHECKED})
"""What changes neither a target nor what is approved."""
