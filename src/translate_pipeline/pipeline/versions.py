"""Versions: what was published of a release in a locale, and whether it still stands."""

from collections.abc import Sequence

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action, Event, Stage
from translate_pipeline.pipeline.documents import content_digest
from translate_pipeline.pipeline.record import Record


def versions(record: Record, locale: Locale) -> Sequence[Event]:
    """The events of a locale's approved versions, the first at first."""
    return [one for one in record.events_in(locale) if one.action is Action.PUBLISHED]


def version_of(event: Event) -> Version:
    """The number of the version that an event is about."""
    return Version(event.detail["version"])


def retraction(record: Record, version: Event) -> Event | None:
    """The event that took a version back; None where none did."""
    assert version.locale
    number = version_of(version)
    found = (one for one in record.events_in(version.locale) if one.action is Action.RETRACTED)
    return next((one for one in found if version_of(one) == number), None)


def published_stage(record: Record, locale: Locale) -> Stage | None:
    """The stage that a locale has for what was published; None where work has gone on since.

    Outdated is a version whose source was corrected, whatever has been done to the targets.
    """
    last = versions(record, locale)[-1:]
    if not last:
        return None
    if retraction(record, last[0]):
        return Stage.RETRACTED
    if last[0].revision != record.revision:
        return Stage.OUTDATED
    same = content_digest(record, locale) == last[0].detail["content"]
    return Stage.PUBLISHED if same else None
