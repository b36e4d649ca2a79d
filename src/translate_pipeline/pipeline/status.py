"""Status: where every locale of a release stands, folded from the ledger."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translate_pipeline.errors import NotFound
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import (
    Action,
    Event,
    Stage,
    State,
    fold,
    stage_of,
    state_of,
)
from translate_pipeline.ports import Ledger


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """Where one locale stands. Segments and words are those of the source to be translated."""

    locale: Locale
    stage: Stage
    segments: int
    words: int
    states: Counter[State]
    errors: int = 0
    warnings: int = 0
    engine: str = ""
    why_not: str = ""
    """Why nothing could be drafted; empty where something could."""
    published_version: int | None = None


@dataclass(frozen=True, slots=True)
class ReleaseStatus:
    """Where a release stands in all its locales."""

    release: ReleaseId
    revision: Revision
    title: str
    locales: tuple[LocaleStatus, ...]


def asked_for(release: str | None, ledger: Ledger) -> Sequence[ReleaseId]:
    """The release that a person named, or else all, the newest first. Raises NotFound."""
    known = ledger.releases()
    if release is None:
        return known
    if release not in known:
        names = ", ".join(known) or "none yet; start with `run`"
        raise NotFound(f"no release {release!r} in this workspace; known: {names}")
    return [ReleaseId(release)]


def release_status(
    release: ReleaseId, ledger: Ledger, wanted: Iterable[Locale] = ()
) -> ReleaseStatus | None:
    """A release's status in the locales that have events and those wanted; None if unknown."""
    events = ledger.events(release)
    revised = [event for event in events if event.action is Action.REVISED]
    if not revised:
        return None
    current = revised[-1]
    started = {event.locale for event in events if event.locale}
    locales = sorted(started | set(wanted))
    statuses = tuple(_locale_status(current, locale, events) for locale in locales)
    return ReleaseStatus(release, current.revision, current.detail["title"], statuses)


def _locale_status(revised: Event, locale: Locale, events: Sequence[Event]) -> LocaleStatus:
    mine = [event for event in events if event.locale == locale]
    last = fold(mine)
    segments = revised.detail["segments"]
    states: Counter[State] = Counter()
    for segment in segments:
        states[state_of(last.get((locale, SegmentKey(segment["key"]))))] += segment["times"]
    prepared = [event.detail for event in mine if event.action is Action.PREPARED][-1:]
    seen = prepared[0] if prepared else {}
    return LocaleStatus(
        locale,
        stage_of(states, started=bool(mine)),
        segments=sum(segment["times"] for segment in segments),
        words=sum(len(segment["text"].split()) * segment["times"] for segment in segments),
        states=states,
        errors=seen.get("errors", 0),
        warnings=seen.get("warnings", 0),
        engine=seen.get("engine", ""),
        why_not=seen.get("why_not", ""),
    )
