"""Reconcile: what the ledger says should be published and on the shelf, and is not.

The net under everything that publishes at once: an event may be lost, a program cut off, a shelf
be away. A release is read from the ledger once; only what is due costs more than that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from translate_pipeline.errors import Conflict, PolicyRefused
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event, Stage
from translate_pipeline.pipeline.documents import as_before
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
            if publishing:
                work = partial(_publish, record, locale, desk, press, now)
                yield from _tried(release, locale, Deed.PUBLISHED, work)
            for event in versions(record, locale):
                work = partial(_restock, record, event, press)
                yield from _tried(release, locale, Deed.RESTOCKED, work)


def _tried(
    release: ReleaseId, locale: Locale, deed: Deed, work: Callable[[], Version | None]
) -> Iterator[Reconciled]:
    """Do it; what came of it, unless there was nothing to do."""
    try:
        version = work()
    except (PolicyRefused, Conflict) as error:
        yield Reconciled(release, locale, Deed.REFUSED, error=error)
    except Exception as error:  # noqa: BLE001  (as above)
        yield Reconciled(release, locale, Deed.FAILED, error=error)
    else:
        if version is not None:
            yield Reconciled(release, locale, deed, version)


def _publish(
    record: Record, locale: Locale, desk: Desk, press: Press, now: datetime
) -> Version | None:
    """The version that was made of a locale; None where none was due, or others were faster."""
    if not _is_due(record, locale):
        return None
    published = publish(record.id, locale, desk=desk, press=press, now=now)
    return published.version if published.new else None


def _restock(record: Record, event: Event, press: Press) -> Version | None:
    """The version whose bundle was put back; None where it was there."""
    return version_of(event) if stock(record, event, press) else None


def _is_due(record: Record, locale: Locale) -> bool:
    """Whether all of a locale is approved, and is neither published nor was taken back.

    Most locales are known not to be without a look at their segments. Of an unchanged text another
    link may have come, which its revision does not tell. What is confidential never is due: who may
    see it, a person says.
    """
    if record.confidential:
        return False
    events = [e for e in record.events_in(locale) if e.action not in _NO_WORK]
    done = bool(events) and events[-1].action is Action.PUBLISHED
    if done and _laid_out(as_before(record, events[-1])) == _laid_out(record):
        return False
    if not any(event.action is Action.APPROVED for event in events):
        return False
    standings = record.standings(locale)
    states = [standings.state(source.key) for source in record.sources]
    approved = locale_stage(record, locale, states) is Stage.APPROVED
    return approved and not taken_back(record, locale)


def _laid_out(record: Record) -> tuple[Revision, object]:
    """All that a document has of the source, with where links lead."""
    return record.revision, record.revised.detail.get("blocks")


_NO_WORK = frozenset({Action.PREPARED, Action.CHECKED})
"""What changes neither a target nor what is approved."""
