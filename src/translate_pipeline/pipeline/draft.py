"""Draft: a locale's catalog from a release, with the terms checked in every target."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from time import perf_counter
from typing import Any

from translate_pipeline.checks import OWN
from translate_pipeline.errors import EngineRefused
from translate_pipeline.formats.po import Catalog, parse_po, serialize_po
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release, Segment, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.model.termbase import Termbase, TermHit
from translate_pipeline.model.translation import Draft, Severities, Severity
from translate_pipeline.pipeline.carry import Tagged, carry
from translate_pipeline.pipeline.catalogs import (
    GENERATOR,
    Planned,
    Unit,
    header_fields,
    merge,
    units,
)
from translate_pipeline.pipeline.enforce import Enforced, Raw, enforce
from translate_pipeline.pipeline.engines import Choice
from translate_pipeline.pipeline.evidence import evidence
from translate_pipeline.pipeline.glossary_record import Digests, digests, terms_digest
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.recording import concepts_in
from translate_pipeline.pipeline.sync import Reading, Signature, held_by, unsynced
from translate_pipeline.ports import Catalogs, Ledger
from translate_pipeline.text.inline import plain
from translate_pipeline.text.persons import Person, Persons
from translate_pipeline.text.terms import SourceMatcher

BATCH = 8
"""Segments given to an engine at once: small enough for a progress bar that moves."""

Progress = Callable[[Locale, int, int], None]
"""Told of a locale how many of how many segments have a target."""


@dataclass(frozen=True, slots=True)
class LocaleResult:
    """What a run did for one locale. Counts are of segments to be translated, repeats included."""

    locale: Locale
    po: str
    """The catalog, relative to the workspace."""
    segments: int = 0
    drafted: int = 0
    reused: int = 0
    untranslated: int = 0
    engine: str = ""
    why_not: str = ""
    """Why there is no engine; empty where there is one."""
    expected: int = 0
    """Glossary concepts of the source that have a term in this locale: satisfied + flagged."""
    satisfied: int = 0
    without_term: int = 0
    """Glossary concepts of the release that have none in this locale."""
    errors: int = 0
    warnings: int = 0
    seconds: float = 0.0
    failure: str = ""
    """Why the locale was left as it was; empty where it was not."""
    exit_code: int = 0
    """That of the failure."""
    digest: str = ""
    """The SHA-256 of the catalog as it was written."""

    @property
    def flagged(self) -> int:
        """Concepts whose term is not in the target: each one is named in the catalog."""
        return self.expected - self.satisfied


@dataclass(frozen=True)
class Job:
    """A release ready to be drafted: what every locale of a run shares."""

    release: Release
    termbase: Termbase
    units: tuple[Unit, ...]
    hits: Mapping[SegmentKey, tuple[TermHit, ...]]
    """The glossary terms of every unit's source, as it is read without its tags."""
    persons: Persons
    """The people whom the release names."""
    severities: Severities = field(default_factory=dict)
    """What the workspace makes of the rules."""
    names: bool = False
    """Whether reviewers stand in catalogs by name."""

    def terms(self, locale: Locale) -> Mapping[SegmentKey, str]:
        """What stands for the terms of every unit's source in a locale."""
        source_locale = self.termbase.source_locale
        return {
            key: terms_digest(concepts_in(hits), locale, source_locale, self._digests)
            for key, hits in self.hits.items()
        }

    @cached_property
    def _digests(self) -> Digests:
        concepts = {
            h.concept.id: h.concept for hits in self.hits.values() for t in hits for h in t.walk()
        }
        return digests(concepts.values(), self.termbase.source_locale)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done for one locale of a job."""

    job: Job
    locale: Locale
    choice: Choice
    now: datetime


def plan_job(
    release: Release,
    matcher: SourceMatcher,
    severities: Severities = OWN,
    *,
    names: bool = False,
) -> Job:
    """Find the terms once for all locales."""
    found = units(release)
    hits = {unit.segment.key: matcher.find(plain(unit.segment.text)) for unit in found}
    # How people are introduced is known for English only.
    texts = release.segments() if release.source_locale.language == ENGLISH.language else ()
    persons = Persons(plain(segment.text) for segment in texts)
    return Job(release, matcher.termbase, found, hits, persons, severities, names)


def draft_locale(
    work: Work, *, catalogs: Catalogs, ledger: Ledger, progress: Progress
) -> LocaleResult:
    """Draft what has no target yet, check everything, and write catalog and ledger.

    A target that is there stays as it is, whoever wrote it. Raises InputError for a catalog that
    cannot be read, EngineError, and StorageError; the catalog is then as it was.
    """
    began = perf_counter()
    made = _translate(work, _standing(work, catalogs, ledger), progress)
    result = None
    while result is None:  # a translator may have saved meanwhile: what is there goes first
        result = _write(work, made, catalogs=catalogs, ledger=ledger)
    return replace(result, seconds=perf_counter() - began)


def _write(
    work: Work, made: Mapping[SegmentKey, Enforced], *, catalogs: Catalogs, ledger: Ledger
) -> LocaleResult | None:
    """Write catalog and ledger; None where somebody wrote the catalog just now."""
    release, locale = work.job.release, work.locale
    standing = _standing(work, catalogs, ledger)
    wanted = {key: enforced for key, enforced in made.items() if standing.wants(key)}
    bare = [_bare(work, unit, standing, wanted.get(unit.segment.key)) for unit in work.job.units]
    drafts = judged(bare, work.job.hits, locale, work.job.termbase, work.job.severities)
    drafted = [_drafted(work, drafts[key]) for key in wanted]
    marks = Marks(standing.standings.after(drafted), work.job.names)
    old = marks.on(standing.catalog) if standing.catalog else None
    planned = _plan(work, drafts, marks)
    catalog = merge(old, planned, header_fields(release, locale), work.now)
    text = serialize_po(catalog)
    result = _result(work, catalogs.path(release.id, locale), drafts, wanted)
    with catalogs.writing(release.id, locale, text, over=standing.text) as written:
        if not written:
            return None
        ledger.append([*standing.edits, *drafted, *_prepared(work, result, standing.events)])
    return replace(result, digest=sha256(text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a locale stands: its catalog, and what the ledger and the catalog know together."""

    text: str | None
    """The catalog's."""
    catalog: Catalog | None
    events: Sequence[Event]
    edits: Sequence[Event]
    """What people did to the catalog that the ledger does not know yet."""
    standings: Standings
    """With those edits."""
    known: Mapping[SegmentKey, str]
    """The targets that need no engine: the catalog's, and the ledger's of what it lacks."""
    by_hand: frozenset[SegmentKey]
    """What no engine may fill."""

    def wants(self, key: SegmentKey) -> bool:
        """Whether an engine should make a target. One that was emptied is drafted anew."""
        return key not in self.known and key not in self.by_hand


def _standing(work: Work, catalogs: Catalogs, ledger: Ledger) -> _Standing:
    release, locale = work.job.release, work.locale
    text = catalogs.read(release.id, locale)
    catalog = None if text is None else parse_po(text, catalogs.path(release.id, locale))
    sources = {unit.segment.text: unit.segment.key for unit in work.job.units}
    held = held_by(catalog, sources)
    events = [event for event in ledger.events(release.id) if event.locale == locale]
    reading = Reading(release.id, release.revision, Signature(work.now))
    before = Standings(terms=work.job.terms(locale)).after(events)
    edits = unsynced(reading, locale, held, before)
    standings = before.after(edits)
    recorded = {key: standings[key].target for key in sources.values()}
    catalogued = {key: held[source].target for source, key in sources.items() if source in held}
    known = {key: target for key, target in {**recorded, **catalogued}.items() if target}
    by_hand = frozenset(segment_key(one.source) for one in held.values() if one.by_hand)
    return _Standing(text, catalog, events, edits, standings, known, by_hand)


def _translate(work: Work, standing: _Standing, progress: Progress) -> dict[SegmentKey, Enforced]:
    """What the engine makes of the units without a target, with the glossary's terms in it.

    Nothing for those that it leaves empty, or that are too long for any.
    """
    job, locale, choice = work.job, work.locale, work.choice
    wanted = (unit for unit in job.units if standing.wants(unit.segment.key))
    missing = [unit.segment for unit in wanted if not unit.too_long]
    total = len(job.units)
    made: dict[SegmentKey, Enforced] = {}
    before = total - len(missing)
    progress(locale, before, total)
    if choice.engine is None:
        return made
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        texts = [plain(segment.text) for segment in batch]
        raw = [
            Raw(text, job.hits[segment.key], target, _persons(work, text))
            for segment, text, target in zip(batch, texts, _ask(work, texts), strict=True)
        ]
        enforced = enforce(raw, lambda texts: _ask(work, texts), locale, job.termbase)
        enforced = _with_tags(work, batch, raw, enforced)
        pairs = zip(batch, enforced, strict=True)
        made |= {segment.key: done for segment, done in pairs if done.target}
        progress(locale, before + min(start + BATCH, len(missing)), total)
    return made


def _with_tags(
    work: Work, batch: Sequence[Segment], raw: Sequence[Raw], made: tuple[Enforced, ...]
) -> tuple[Enforced, ...]:
    """What was made of a batch, with the tags of those segments that have some."""
    triples = zip(batch, raw, made, strict=True)
    wanted = [
        Tagged(segment.text, each, done)
        for segment, each, done in triples
        if segment.text != each.source and done.target
    ]
    if not wanted:
        return made
    carried = carry(wanted, lambda texts: _ask(work, texts), work.locale, work.job.termbase)
    done = {id(one.made): with_tags for one, with_tags in zip(wanted, carried, strict=True)}
    return tuple(done.get(id(one), one) for one in made)


def _persons(work: Work, source: str) -> tuple[Person, ...]:
    """Whose names are to come through; other scripts than Latin write them in their own way."""
    return tuple(work.job.persons.find(source)) if work.locale.is_latin else ()


def _ask(work: Work, texts: Sequence[str]) -> list[str]:
    """The engine's targets, each on one line. Raises EngineError."""
    engine = work.choice.engine
    assert engine
    targets = engine.translate(texts, work.job.release.source_locale, work.locale)
    if len(targets) != len(texts):
        told = tr(
            "{engine} gave {targets} targets for {segments} segments",
            engine=work.choice.label, targets=len(targets), segments=len(texts),
        )  # fmt: skip
        raise EngineRefused(told)
    return [" ".join(target.split("\n")) for target in targets]


def _bare(work: Work, unit: Unit, standing: _Standing, made: Enforced | None) -> Draft:
    """A unit with its target, empty where there is none, before anything is said of it."""
    key, source = unit.segment.key, unit.segment.text
    if made:
        return Draft(key, source, made.target, work.choice.label, placed=made.placed)
    target, last = standing.known.get(key, ""), standing.standings[key].text
    stands = target and last and last.action is Action.DRAFTED and last.target == target
    drafter, placed = (last.actor, last.detail.get("placed", 0)) if last and stands else ("", 0)
    return Draft(key, source, target, drafter, placed=int(placed))


def _plan(work: Work, drafts: Mapping[SegmentKey, Draft], marks: Marks) -> tuple[Planned, ...]:
    """What the catalog should say of each unit."""
    done = (State.TRANSLATED, State.APPROVED)
    return tuple(
        Planned(
            unit.segment.text,
            (
                *unit.comments,
                *marks.comments(key),
                *evidence(work.job.hits[key], work.locale, drafts[key]),
            ),
            unit.references,
            drafts[key].target,
            fuzzy=marks.standings.state(key) not in done,
        )
        for unit in work.job.units
        for key in (unit.segment.key,)
    )


def _result(
    work: Work, path: str, drafts: Mapping[SegmentKey, Draft], made: Mapping[SegmentKey, Enforced]
) -> LocaleResult:
    weighed = [(len(unit.places), drafts[unit.segment.key]) for unit in work.job.units]
    concepts = {
        hit.concept.id: hit.concept
        for hits in work.job.hits.values()
        for top in hits
        for hit in top.walk()
    }
    findings = [(n, finding) for n, draft in weighed for finding in draft.findings]
    return LocaleResult(
        work.locale,
        path,
        segments=sum(n for n, _ in weighed),
        drafted=sum(n for n, draft in weighed if draft.key in made),
        reused=sum(n for n, draft in weighed if draft.target and draft.key not in made),
        untranslated=sum(n for n, draft in weighed if not draft.target),
        engine=work.choice.label,
        why_not=work.choice.why_not,
        expected=sum(n * len(draft.terms) for n, draft in weighed),
        satisfied=sum(n * term.verdict.satisfied for n, draft in weighed for term in draft.terms),
        without_term=sum(not one.terms_in(work.locale) for one in concepts.values()),
        errors=sum(n for n, finding in findings if finding.severity is Severity.ERROR),
        warnings=sum(n for n, finding in findings if finding.severity is Severity.WARNING),
    )


def _drafted(work: Work, draft: Draft) -> Event:
    release = work.job.release
    verdicts = {term.concept.id: str(term.verdict) for term in draft.terms}
    detail: dict[str, Any] = {"glossary": work.job.termbase.revision, "terms": verdicts}
    if draft.placed:
        detail["placed"] = draft.placed
    return Event(
        release.id, release.revision, Action.DRAFTED, work.now, draft.engine, work.locale,
        draft.key, draft.source, draft.target, detail,
    )  # fmt: skip


def _prepared(work: Work, result: LocaleResult, events: Sequence[Event]) -> Iterator[Event]:
    """The event that says how the locale stands; none where it says nothing new."""
    release = work.job.release
    detail = {
        "engine": result.engine, "why_not": result.why_not, "glossary": work.job.termbase.revision,
        "expected": result.expected, "satisfied": result.satisfied,
        "errors": result.errors, "warnings": result.warnings,
    }  # fmt: skip
    before = [event for event in events if event.action is Action.PREPARED][-1:]
    if [(event.revision, event.detail) for event in before] != [(release.revision, detail)]:
        yield Event(
            release.id, release.revision, Action.PREPARED, work.now, GENERATOR, work.locale,
            detail=detail,
        )  # fmt: skip
