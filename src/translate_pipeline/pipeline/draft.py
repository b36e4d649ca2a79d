"""Draft: a locale's catalog from a release, with the terms checked in every target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from translate_pipeline.errors import EngineError
from translate_pipeline.formats.po import Catalog, parse_po, serialize_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.model.translation import Draft, Severity
from translate_pipeline.pipeline.asking import Asked, Made, ask_engines
from translate_pipeline.pipeline.catalogs import GENERATOR, Planned, Unit, header_fields, merge
from translate_pipeline.pipeline.evidence import evidence
from translate_pipeline.pipeline.job import Progress, Work
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.sync import Reading, Signature, held_by, unsynced
from translate_pipeline.ports import Catalogs, Ledger


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
    """Those whose drafts stand, such as ``neural en-es, apertium eng-spa``."""
    why_not: str = ""
    """Why there is no engine, or what every engine did not translate and why, a line an engine."""
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
    """That of the failure, or of an engine that failed at what nobody else could do."""
    digest: str = ""
    """The SHA-256 of the catalog as it was written."""
    recorded: int = 0
    """How many events were recorded with it."""

    @property
    def flagged(self) -> int:
        """Concepts whose term is not in the target: each one is named in the catalog."""
        return self.expected - self.satisfied


def draft_locale(
    work: Work, *, catalogs: Catalogs, ledger: Ledger, progress: Progress
) -> LocaleResult:
    """Draft what has no target yet, check everything, and write catalog and ledger.

    A target that is there stays as it is, whoever wrote it. Raises InputError for a catalog that
    cannot be read, EngineError where all engines failed, and StorageError; the catalog is then as
    it was.
    """
    began = perf_counter()
    asked = _ask(work, _standing(work, catalogs, ledger), ledger, progress)
    result = None
    while result is None:  # a translator may have saved meanwhile: what is there goes first
        result = _write(work, asked, catalogs=catalogs, ledger=ledger)
    return replace(result, seconds=perf_counter() - began)


def _write(work: Work, asked: Asked, *, catalogs: Catalogs, ledger: Ledger) -> LocaleResult | None:
    """Write catalog and ledger; None where somebody wrote the catalog just now."""
    release, locale = work.job.release, work.locale
    standing = _standing(work, catalogs, ledger)
    wanted = {key: made for key, made in asked.made.items() if standing.wants(key)}
    bare = [_bare(unit, standing, wanted.get(unit.segment.key)) for unit in work.job.units]
    drafts = judged(bare, work.job.hits, locale, work.job.termbase, work.job.severities)
    drafted = [_drafted(work, drafts[key]) for key in wanted]
    marks = Marks(standing.standings.after(drafted), work.job.names)
    old = marks.on(standing.catalog) if standing.catalog else None
    planned = _plan(work, drafts, marks)
    catalog = merge(old, planned, header_fields(release, locale), work.now)
    text = serialize_po(catalog)
    result = _result(work, catalogs.path(release.id, locale), drafts, wanted)
    result = _with_reasons(result, asked)
    with catalogs.writing(release.id, locale, text, over=standing.text) as written:
        if not written:
            return None
        news = [*standing.edits, *drafted, *_prepared(work, result, standing.events)]
        ledger.append(news)
    return replace(result, digest=sha256(text.encode()).hexdigest(), recorded=len(news))


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
    events = ledger.events(release.id, locale=locale)
    reading = Reading(release.id, release.revision, Signature(work.now))
    before = Standings(terms=work.job.terms(locale)).after(events)
    edits = unsynced(reading, locale, held, before)
    standings = before.after(edits)
    recorded = {key: standings[key].target for key in sources.values()}
    catalogued = {key: held[source].target for source, key in sources.items() if source in held}
    known = {key: target for key, target in {**recorded, **catalogued}.items() if target}
    by_hand = frozenset(segment_key(one.source) for one in held.values() if one.by_hand)
    return _Standing(text, catalog, events, edits, standings, known, by_hand)


def _ask(work: Work, standing: _Standing, ledger: Ledger, progress: Progress) -> Asked:
    """What the engines make of the units without a target, but for those too long for any."""
    wanted = (unit for unit in work.job.units if standing.wants(unit.segment.key))
    missing = [unit.segment for unit in wanted if not unit.too_long]
    total = len(work.job.units)

    def told(made: int) -> None:
        progress(work.locale, total - len(missing) + made, total)

    told(0)
    return ask_engines(work, missing, ledger, told)


def _bare(unit: Unit, standing: _Standing, made: Made | None) -> Draft:
    """A unit with its target, empty where there is none, before anything is said of it."""
    key, source = unit.segment.key, unit.segment.text
    if made:
        return Draft(key, source, made.target, made.engine, placed=made.placed)
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
    work: Work, path: str, drafts: Mapping[SegmentKey, Draft], made: Mapping[SegmentKey, Made]
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
        engine=_engines(work, drafts),
        why_not=work.choice.why_not,
        expected=sum(n * len(draft.terms) for n, draft in weighed),
        satisfied=sum(n * term.verdict.satisfied for n, draft in weighed for term in draft.terms),
        without_term=sum(not one.terms_in(work.locale) for one in concepts.values()),
        errors=sum(n for n, finding in findings if finding.severity is Severity.ERROR),
        warnings=sum(n for n, finding in findings if finding.severity is Severity.WARNING),
    )


def _engines(work: Work, drafts: Mapping[SegmentKey, Draft]) -> str:
    """The engines whose drafts stand, else the one that is asked first; none where none is here.

    So a run that finds all done says the same as the one that did it.
    """
    used = dict.fromkeys(draft.engine for draft in drafts.values() if draft.engine)
    first = [drafter.label for drafter in work.choice.drafters[:1]]
    return ", ".join(used or first) if first else ""


def _with_reasons(result: LocaleResult, asked: Asked) -> LocaleResult:
    """The result with why some segments have no target, unless people wrote them meanwhile."""
    if not (asked.reasons and result.untranslated):
        return result
    code = EngineError.exit_code if asked.failed else 0
    return replace(result, why_not="\n".join(asked.reasons), exit_code=code)


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
