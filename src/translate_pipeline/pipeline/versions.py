"""Versions: what was published of a release in a locale, and whether it still stands."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action, Event, Stage, State, stage_of
from translate_pipeline.pipeline.documents import content_digest
from translate_pipeline.pipeline.record import Record


def versions(record: Record, locale: Locale) -> Sequence[Event]:
    """The events of a locale's approved versions, the first at first."""
    return [one for one in record.events_in(locale) if one.action is Action.PUBLISHED]


def versions_of(record: Record) -> Sequence[Event]:
    """Those of all its locales: by locale, the first of each at first."""
    locales = sorted(record.locales, key=lambda one: one.tag)
    return [event for locale in locales for event in versions(record, locale)]


def version_of(event: Event) -> Version:
    """The number of the version that an event is about."""
    return Version(event.detail["version"])


def retraction(record: Record, version: Event) -> Event | None:
    """The event that took a version back; None where none did."""
    assert version.locale
    number = version_of(version)
    found = (one for one in record.events_in(version.locale) if one.action is Action.RETRACTED)
    return next((one for one in found if version_of(one) == number), None)


def public_since(record: Record, version: Event) -> datetime | None:
    """From when on a version may be told to everybody; None where that is not known yet.

    That is the first moment from its publication on at which nothing held it back that was recorded
    by then: an embargo may be moved or lifted, and what it held back is public from then on. What
    was public once stays so, whatever is recorded later, since it can be corrected or retracted
    only where those who have it hear of that.
    """
    position = record.events.index(version)
    revisions = [one for one in record.events[:position] if one.action is Action.REVISED][-1:]
    revisions += [one for one in record.events[position:] if one.action is Action.REVISED]
    for said, following in zip_longest(revisions, revisions[1:]):
        if said.detail.get("confidential"):
            continue
        over = max(version.at, said.at.replace(microsecond=0))
        if hour := said.detail.get("embargo"):
            over = max(over, datetime.fromisoformat(hour))
        if following is None or over < following.at or over == version.at:
            return over
    return None


def taken_back(record: Record, locale: Locale, content: str | None = None) -> Event | None:
    """The retraction of the last version that had the text of now; None where it stands, or none.

    Who has its digest already gives it as ``content``.
    """
    content = content or content_digest(record, locale)
    same = [one for one in versions(record, locale) if one.detail["content"] == content]
    return retraction(record, same[-1]) if same else None


def locale_stage(record: Record, locale: Locale, states: Iterable[State]) -> Stage:
    """Where a release stands in a locale whose segments have these states.

    What was published counts until all of another text is approved: that waits to be published, be
    it a correction of an outdated or a retracted version.
    """
    work = stage_of(states, started=locale in record.locales)
    last = versions(record, locale)[-1:]
    if not last:
        return work
    gone = retraction(record, last[0])
    if content_digest(record, locale) == last[0].detail["content"]:
        return Stage.RETRACTED if gone else Stage.PUBLISHED
    if work is Stage.APPROVED:
        return work
    if gone:
        return Stage.RETRACTED
    return Stage.OUTDATED if last[0].revision != record.revision else work
