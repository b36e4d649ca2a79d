"""Sync: what people did to a catalog since the ledger last heard of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from translate_pipeline.errors import NotFound, PipelineError
from translate_pipeline.formats.po import Catalog, Entry, parse_po, serialize_po
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.reviewer import ANYBODY, Policy
from translate_pipeline.model.standing import UNKNOWN, Standings
from translate_pipeline.model.translation import Draft, Severities, Severity
from translate_pipeline.pipeline.catalogs import GENERATOR, returning
from translate_pipeline.pipeline.evidence import drafter_of, notes_of, placed_of
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.recording import current_record
from translate_pipeline.ports import Catalogs, Ledger
from translate_pipeline.text.terms import SourceMatcher

ROLE = "X-Translator-Role"
"""The header field in which a catalog says whose work it is, by role or pseudonym."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a catalog holds for one source."""

    source: str
    target: str
    """Of a source that was split by context, all its targets, or nothing if one is missing."""
    fuzzy: bool
    drafter: str
    """The engine that the entry's comments name."""
    placed: int
    """How many terms the comments say were put into its draft."""
    by_hand: bool
    """Whether a coordinator split it, so that no engine may fill it."""
    role: str = ""
    """The translator's, as the catalog's header gives it."""
    previous: str = ""
    """The source that the target was made for, where that is another one."""
    notes: tuple[str, ...] = ()
    """What the comments say of where it came from."""


def held_by(catalog: Catalog | None, wanted: Collection[str]) -> Mapping[str, Held]:
    """What a catalog holds, by source; of obsolete entries those whose source is wanted again."""
    found: dict[str, list[Entry]] = {}
    for entry in (*returning(catalog, wanted), *catalog.messages()) if catalog else ():
        found.setdefault(entry.msgid, []).append(entry)
    role = catalog.header.get(ROLE, "") if catalog else ""
    return {source: _held(source, entries, role) for source, entries in found.items()}


def _held(source: str, entries: list[Entry], role: str) -> Held:
    targets = [entry.msgstr for entry in entries]
    return Held(
        source,
        "\n".join(targets) if all(targets) else "",
        any(entry.fuzzy for entry in entries),
        drafter_of(entries[0].extracted),
        placed_of(entries[0].extracted),
        any(entry.by_hand for entry in entries),
        role,
        entries[0].previous,
        notes_of(entries[0].extracted),
    )


@dataclass(frozen=True, slots=True)
class Signature:
    """When edits were found, and whose they are."""

    at: datetime
    actor: str = ""
    """A role or a pseudonym; empty where nobody said: then the catalog's header may."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the edits in a release's catalogs are recorded with."""

    release: ReleaseId
    revision: Revision
    signature: Signature


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work on a release's catalogs needs."""

    catalogs: Catalogs
    ledger: Ledger
    matcher: SourceMatcher
    severities: Severities = field(default_factory=dict)
    policy: Policy = ANYBODY
    names: bool = False
    """Whether reviewers stand in catalogs by name."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What one catalog told the ledger."""

    locale: Locale
    edits: Sequence[Event] = ()
    """What was new to the ledger, in file order."""
    errors: int = 0
    """Findings of that severity in its targets, counted at every place of their source."""
    warnings: int = 0
    failure: PipelineError | None = None
    """Why the catalog was left out: then nothing of it was recorded."""


def sync_release(
    release: ReleaseId, locales: Collection[Locale], signature: Signature, desk: Desk
) -> Sequence[Synced]:
    """Record what people did to a release's catalogs, of these locales or else of all.

    Of the catalogs only what our comments say of reviews is brought up to date. One that cannot be
    used does not keep the others from it. Raises NotFound for a locale that the release is not in.
    """
    record = current_record(release, desk.ledger, desk.matcher, signature.at)
    if record is None:
        return ()
    if unknown := sorted(set(locales) - record.locales):
        raise not_in_locale(record, unknown[0])
    synced = []
    for locale in sorted(record.locales.intersection(locales or record.locales)):
        try:
            done = None
            while done is None:  # a translator may have saved meanwhile
                done = _sync(record, locale, signature, desk)
            synced.append(done)
        except PipelineError as error:
            synced.append(Synced(locale, failure=error))
    return synced


def not_in_locale(record: Record, locale: Locale) -> NotFound:
    """The error for a locale that a release is not in."""
    known = ", ".join(map(str, sorted(record.locales))) or tr("none yet")
    told = tr(
        "{release} is not in {locale}; it is in: {known}",
        release=record.id, locale=locale, known=known,
    )  # fmt: skip
    return NotFound(told)


def _sync(record: Record, locale: Locale, signature: Signature, desk: Desk) -> Synced | None:
    """Sync one catalog; None where somebody wrote it just now."""
    text = desk.catalogs.read(record.id, locale)
    if text is None:
        return Synced(locale)
    catalog = parse_po(text, desk.catalogs.path(record.id, locale))
    held = held_by(catalog, {source.text for source in record.sources})
    reading = Reading(record.id, record.revision, signature)
    standings = record.standings(locale)
    edits = unsynced(reading, locale, held, standings)
    after = standings.after(edits)
    found = counts(judged_now(record, locale, after, desk.matcher, desk.severities), record)
    marked = serialize_po(Marks(after, desk.names).on(catalog))
    with desk.catalogs.writing(record.id, locale, marked, over=text) as written:
        if not written:
            return None
        desk.ledger.append([*edits, *checked(record, locale, found, signature.at)])
    return Synced(locale, edits, found["errors"], found["warnings"])


def judged_now(
    record: Record,
    locale: Locale,
    standings: Standings,
    matcher: SourceMatcher,
    severities: Severities,
) -> Mapping[SegmentKey, Draft]:
    """What glossary and rules say of the targets of a release as they stand in a locale."""
    hits = {source.key: matcher.find(source.text) for source in record.sources}
    stand = ((one, standings[one.key]) for one in record.sources)
    bare = [Draft(one.key, one.text, now.target, now.drafter) for one, now in stand]
    return judged(bare, hits, locale, matcher.termbase, severities)


def counts(drafts: Mapping[SegmentKey, Draft], record: Record) -> Mapping[str, int]:
    """Errors, warnings, terms expected and satisfied, counted at every place of their source."""
    weighed = [(source.times, drafts[source.key]) for source in record.sources]
    found = [(times, one.severity) for times, draft in weighed for one in draft.findings]
    terms = [(times, one.verdict) for times, draft in weighed for one in draft.terms]
    return {
        "errors": sum(times for times, severity in found if severity is Severity.ERROR),
        "warnings": sum(times for times, severity in found if severity is Severity.WARNING),
        "expected": sum(times for times, _ in terms),
        "satisfied": sum(times for times, verdict in terms if verdict.satisfied),
    }


def checked(
    record: Record, locale: Locale, found: Mapping[str, int], now: datetime
) -> Iterator[Event]:
    """The event that tells the counts, where they are news."""
    if not found.items() <= record.counted(locale).items():
        yield Event(
            record.id, record.revision, Action.CHECKED, now, GENERATOR, locale, detail=found
        )


def unsynced(
    reading: Reading, locale: Locale, held: Mapping[str, Held], standings: Standings
) -> list[Event]:
    """The edits in a catalog that the ledger does not know, as events in file order.

    Whoever says who they are also claims the edits there whose author is unknown.
    """
    return [event for one in held.values() for event in _edit(reading, locale, one, standings)]


def _edit(reading: Reading, locale: Locale, one: Held, standings: Standings) -> Iterator[Event]:
    key, signature = segment_key(one.source), reading.signature
    standing = standings[key]
    actor = signature.actor or one.role or UNKNOWN
    happened = partial(
        Event, reading.release, reading.revision, at=signature.at, locale=locale, key=key,
        source=one.source,
    )  # fmt: skip
    if UNKNOWN in standing.authors and signature.actor not in ("", UNKNOWN):
        yield happened(action=Action.CLAIMED, actor=actor, target=standing.target)
    marked = one.fuzzy == (standings.state(key) not in (State.TRANSLATED, State.APPROVED))
    if standing.target == one.target and (marked or not one.target):
        return
    # A ledger that was lost, or that another machine has: the catalog says where it came from.
    came = {"previous": one.previous, "notes": list(one.notes)} if one.previous else {}
    if standing.text is None and one.fuzzy and one.drafter:
        placed = {"placed": one.placed} if one.placed else {}
        detail = {**placed, **came}
        yield happened(action=Action.DRAFTED, actor=one.drafter, target=one.target, detail=detail)
    elif standing.text is None and one.fuzzy and came:
        yield happened(action=Action.CARRIED, actor=GENERATOR, target=one.target, detail=came)
    else:
        fuzzy = {"fuzzy": one.fuzzy}
        yield happened(action=Action.EDITED, actor=actor, target=one.target, detail=fuzzy)
