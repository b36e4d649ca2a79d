"""Status: where every locale of a release stands, folded from the ledger."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import NotFound
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Stage, State
from translate_pipeline.pipeline.glossary_record import Digests
from translate_pipeline.pipeline.record import Record, last_digests, read_record
from translate_pipeline.pipeline.versions import locale_stage, version_of, versions
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
    words_left: int = 0
    """Words of what is not approved yet."""
    waiting: tuple[str, ...] = ()
    """For whom the locale waits: coordinator, translator, reviewer; empty where it is approved."""
    oldest: datetime | None = None
    """Since when the longest of its open segments has been waiting as it is."""
    changed: datetime | None = None
    """When somebody, or an engine, last did something there; None where nobody began it."""
    expected: int = 0
    """Glossary terms in the source, counted in each segment, of which ``satisfied`` are right."""
    satisfied: int = 0

    @property
    def done(self) -> bool:
        """Whether nobody has anything to do."""
        return not self.waiting


@dataclass(frozen=True, slots=True)
class ReleaseStatus:
    """Where a release stands in all its locales."""

    release: ReleaseId
    revision: Revision
    title: str
    locales: tuple[LocaleStatus, ...]
    embargo: datetime | None = None
    deadline: datetime | None = None
    confidential: bool = False
    """Whether it is under an embargo without end."""
    path: str = ""
    """The source file, relative to the workspace."""

    @property
    def done(self) -> bool:
        """Whether every locale is."""
        return all(locale.done for locale in self.locales)


def asked_for(release: str | None, ledger: Ledger) -> Sequence[ReleaseId]:
    """The release that a person named, or else all, the newest first. Raises NotFound."""
    known = ledger.releases()
    if release is None:
        return known
    if release not in known:
        raise no_release(release, known)
    return [ReleaseId(release)]


def no_release(release: str, known: Sequence[ReleaseId]) -> NotFound:
    """The error for a release that the workspace does not have."""
    names = ", ".join(known) or tr("none yet; start with `run`")
    told = tr(
        "no release {release} in this workspace; known: {known}", release=repr(release), known=names
    )
    return NotFound(told)


def release_status(
    release: ReleaseId, ledger: Ledger, wanted: Collection[Locale] = ()
) -> ReleaseStatus | None:
    """A release's status in the locales that have events and those wanted; None if unknown."""
    return next(iter(release_statuses([release], ledger, wanted)), None)


def release_statuses(
    releases: Iterable[ReleaseId], ledger: Ledger, wanted: Collection[Locale] = ()
) -> Sequence[ReleaseStatus]:
    """The same of several, in their order; those that are unknown are left out."""
    digests: Digests = last_digests(ledger)
    records = (read_record(release, ledger, digests) for release in releases)
    return [_status(record, wanted) for record in records if record is not None]


def _status(record: Record, wanted: Collection[Locale]) -> ReleaseStatus:
    return ReleaseStatus(
        record.id,
        record.revision,
        record.title,
        tuple(_locale_status(record, one) for one in sorted(record.locales.union(wanted))),
        record.embargo,
        record.deadline,
        record.confidential,
        str(record.revised.detail["path"]),
    )


def _locale_status(record: Record, locale: Locale) -> LocaleStatus:
    started, standings = locale in record.locales, record.standings(locale)
    states: Counter[State] = Counter()
    left, since = 0, []
    for source in record.sources:
        state = standings.state(source.key)
        states[state] += source.times
        if state is not State.APPROVED:
            left += source.words
            last = standings[source.key].rejection or standings[source.key].text
            since.append(last.at if last else record.revised.at)
    counted = record.counted(locale)
    return LocaleStatus(
        locale,
        locale_stage(record, locale, states),
        segments=states.total(),
        words=sum(source.words for source in record.sources),
        states=states,
        errors=counted.get("errors", 0),
        warnings=counted.get("warnings", 0),
        engine=counted.get("engine", ""),
        why_not=counted.get("why_not", ""),
        words_left=left,
        waiting=_waiting(states, started=started),
        oldest=min(since, default=None) if started else None,
        changed=max(
            (one.at for one in record.events_in(locale) if one.action is not Action.CHECKED),
            default=None,
        ),
        expected=counted.get("expected", 0),
        satisfied=counted.get("satisfied", 0),
        published_version=next(map(version_of, reversed(versions(record, locale))), None),
    )


def _waiting(states: Mapping[State, int], *, started: bool) -> tuple[str, ...]:
    """The roles that have something to do: a translator, a reviewer, or first the coordinator."""
    if not started:
        return ("coordinator",)
    translators = (State.UNTRANSLATED, State.DRAFT, State.REJECTED, State.STALE)
    waiting = {
        "translator": any(states.get(state) for state in translators),
        "reviewer": bool(states.get(State.TRANSLATED)),
    }
    return tuple(role for role, waits in waiting.items() if waits)
