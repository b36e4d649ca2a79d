"""Notices: what a command did that somebody should hear of.

Where a locale stood before the command's own events is compared with where it stands after them.
So what others recorded at the same time is told by their commands, and nothing is told twice.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.notice import Kind, Notice, Role
from translate_pipeline.model.release import WORKSPACE, ReleaseId, SegmentKey
from translate_pipeline.model.review import Action, Event, Stage, State, stage_of
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.glossary_record import Digests, glossary_revisions
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.versions import version_of
from translate_pipeline.ports import Catalogs, Ledger

FOR_TRANSLATORS = frozenset({State.UNTRANSLATED, State.DRAFT, State.REJECTED, State.STALE})
"""The states in which a segment waits for a translator."""

_DONE = frozenset({State.TRANSLATED, State.APPROVED})
_TOLD = {
    Kind.DRAFTS_READY: (Role.TRANSLATOR,),
    Kind.READY_FOR_REVIEW: (Role.REVIEWER,),
    Kind.SENT_BACK: (Role.TRANSLATOR,),
    Kind.APPROVED: (Role.COORDINATOR, Role.SECTION_OFFICE),
    Kind.REOPENED: (Role.TRANSLATOR, Role.REVIEWER),
    Kind.PUBLISHED: (Role.COORDINATOR, Role.SECTION_OFFICE),
    Kind.CORRECTED: (Role.COORDINATOR, Role.SECTION_OFFICE),
    Kind.RETRACTED: (Role.COORDINATOR, Role.SECTION_OFFICE),
}
"""Who is told of what."""
_OF_VERSIONS = frozenset({Action.PUBLISHED, Action.RETRACTED})


class Overheard:
    """A ledger that remembers what was appended through it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.heard: list[Event] = []
        """What was appended, in this order."""

    def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
        """Record events, all or none; whether they were, as every ledger."""
        appended = list(events)
        done = self._ledger.append(appended, known=known)
        self.heard += appended if done else []
        return done

    def events(
        self, release: ReleaseId, only: Collection[Action] = (), *, locale: Locale | None = None
    ) -> Sequence[Event]:
        """The events of a release, in the order they happened; of some actions, of a locale."""
        return self._ledger.events(release, only, locale=locale)

    def mark(self, release: ReleaseId, locale: Locale) -> tuple[int, str]:
        """How many events a release has in a locale, and what stands for them."""
        return self._ledger.mark(release, locale)

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the newest first."""
        return self._ledger.releases()

    def turn(self) -> AbstractContextManager[None]:
        """Keep others waiting for their turns meanwhile."""
        return self._ledger.turn()


def news(
    own: Sequence[Event], ledger: Ledger, catalogs: Catalogs, now: datetime
) -> tuple[Notice, ...]:
    """What a command's own events, as the ledger has them by now, come to: one notice a locale.

    Of a locale to which several things happened, the one that comes first in ``_happened`` is
    told, to each role that has to do with it.
    """
    own = [event for event in own if event.action is not Action.SENT]  # no news of a locale
    glossaries = {str(event.revision): event.detail for event in glossary_revisions(ledger)}
    notices: list[Notice] = []
    for release in dict.fromkeys(event.release for event in own if event.release != WORKSPACE):
        events = ledger.events(release)
        marks = {_mark(event) for event in own if event.release == release}
        versions = {event.locale: event for event in own if event.action in _OF_VERSIONS}
        for locale in sorted({event.locale for event in events if event.locale is not None}):
            some = [event for event in events if event.locale in (None, locale)]
            positions = [number for number, event in enumerate(some) if _mark(event) in marks]
            if positions:
                cut = _Cut(
                    locale, some, positions[0], positions[-1] + 1, glossaries, versions.get(locale)
                )  # fmt: skip
                notices += _notices(cut, catalogs.path(release, locale), now)
    return tuple(notices)


def _mark(event: Event) -> tuple[object, ...]:
    """What tells an event from all others."""
    return event.at, event.action, event.actor, event.locale, event.key, event.target


@dataclass(frozen=True)
class _Side:
    """How a locale stands at one time."""

    locale: Locale
    record: Record

    @cached_property
    def standings(self) -> Standings:
        return self.record.standings(self.locale)

    @cached_property
    def states(self) -> Mapping[SegmentKey, State]:
        """Of all that is to be translated."""
        return {one.key: self.standings.state(one.key) for one in self.record.sources}

    @cached_property
    def counts(self) -> Counter[State]:
        counts: Counter[State] = Counter()
        for one in self.record.sources:
            counts[self.states[one.key]] += one.times
        return counts

    @property
    def stage(self) -> Stage:
        return stage_of(self.counts, started=self.locale in self.record.locales)

    @property
    def for_translators(self) -> int:
        return sum(self.counts[state] for state in FOR_TRANSLATORS)

    @property
    def ready(self) -> bool:
        """Whether it waits for reviewers alone."""
        return not self.for_translators and self.counts[State.TRANSLATED] > 0

    def times(self, keys: Iterable[SegmentKey]) -> int:
        """At how many places segments stand."""
        wanted = set(keys)
        return sum(one.times for one in self.record.sources if one.key in wanted)


@dataclass(frozen=True)
class _Cut:
    """What happened in a locale before a command, and by it."""

    locale: Locale
    events: Sequence[Event]
    """Those of the locale, and those of the release that concern every locale."""
    first: int
    """The position of the command's first event."""
    last: int
    """The position after its last one."""
    glossaries: Mapping[str, Digests]
    version: Event | None = None
    """The command's event that published a version or took one back."""

    @property
    def own(self) -> Sequence[Event]:
        return self.events[self.first : self.last]

    @cached_property
    def before(self) -> _Side | None:
        """How it stood; None where there was no release yet."""
        return self._side(self.first)

    @cached_property
    def after(self) -> _Side | None:
        return self._side(self.last)

    def _side(self, end: int) -> _Side | None:
        events = self.events[:end]
        revised = next((e for e in reversed(events) if e.action is Action.REVISED), None)
        if revised is None:
            return None
        glossary = self.glossaries.get(str(revised.detail.get("glossary", "")), {})
        return _Side(self.locale, Record(revised.release, revised, events, glossary))


def _notices(cut: _Cut, catalog: str, now: datetime) -> Iterator[Notice]:
    side = cut.after
    happened = next(_happened(cut), None) if side else None
    if side is None or happened is None:
        return
    kind, count = happened
    record = side.record
    for role in _TOLD[kind]:
        # What only lost an approval, since the terms changed, is nothing for a translator.
        if kind is Kind.REOPENED and role is Role.TRANSLATOR and not side.for_translators:
            continue
        yield Notice(
            kind, record.id, cut.locale, role, side.stage, count,
            side.counts[State.UNTRANSLATED] if kind is Kind.DRAFTS_READY else 0,
            "" if record.embargoed(now) else record.title,
            catalog,
            *(_of_version(cut.version, record, now) if cut.version else ()),
        )  # fmt: skip


def _of_version(
    event: Event, record: Record, now: datetime
) -> tuple[Version, datetime | None, bool]:
    """What else a notice says of a version: its number, and until when nobody else may know."""
    embargo = record.embargo if record.embargo and now < record.embargo else None
    return version_of(event), embargo, record.confidential


def _happened(cut: _Cut) -> Iterator[tuple[Kind, int]]:
    """What happened, each with its number of segments, what matters most first."""
    before, after = cut.before, cut.after
    assert after
    if cut.version:
        yield _kind(cut.version), after.counts.total()
    if before and (opened := _opened(before, after)):
        yield Kind.REOPENED, after.times(opened)
    if after.stage is Stage.APPROVED and not (before and before.stage is Stage.APPROVED):
        yield Kind.APPROVED, after.counts.total()
    if rejected := _rejected(before, after):
        yield Kind.SENT_BACK, after.times(rejected)
    if after.ready and not (before and before.ready):
        yield Kind.READY_FOR_REVIEW, after.counts[State.TRANSLATED]
    begun = any(event.action is Action.PREPARED for event in cut.own) and not (
        before and cut.locale in before.record.locales
    )
    drafted = any(event.action is Action.DRAFTED for event in cut.own)
    if (begun or drafted) and after.for_translators:
        yield Kind.DRAFTS_READY, after.for_translators


def _kind(event: Event) -> Kind:
    if event.action is Action.RETRACTED:
        return Kind.RETRACTED
    return Kind.PUBLISHED if version_of(event) == 1 else Kind.CORRECTED


def _opened(before: _Side, after: _Side) -> list[SegmentKey]:
    """The segments on which work was done, or that are new, and that a correction opened.

    Only where people had begun: before that, all that a correction brings is more drafts.
    """
    if before.stage in (Stage.NOT_STARTED, Stage.DRAFTED):
        return []
    if before.record.revised is after.record.revised:
        return []
    # What the correction alone does, without what people did in the same command.
    corrected = _Side(after.locale, replace(after.record, events=before.record.events)).states
    return [
        key
        for key, state in after.states.items()
        if key not in before.states or before.states[key] in _DONE
        if _lost(before.states.get(key), corrected[key]) and _lost(before.states.get(key), state)
    ]


def _lost(old: State | None, new: State) -> bool:
    """Whether a segment has to be looked at again."""
    return new in FOR_TRANSLATORS or (old is State.APPROVED and new is State.TRANSLATED)


def _rejected(before: _Side | None, after: _Side) -> list[SegmentKey]:
    """The segments whose rejection is new and stands."""
    return [
        key
        for key, state in after.states.items()
        if state is State.REJECTED
        and (before is None or before.standings[key].rejection != after.standings[key].rejection)
    ]
