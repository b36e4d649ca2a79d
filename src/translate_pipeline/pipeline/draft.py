"""Draft: a locale's catalog from a release, with the terms checked in every target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from translate_pipeline.errors import EngineError
from translate_pipeline.formats.po import serialize_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.review import MEMORY, REPAIR, Action, Event, State
from translate_pipeline.model.translation import Draft, Severity
from translate_pipeline.pipeline.asking import Asked, Made, ask_engines
from translate_pipeline.pipeline.catalogs import GENERATOR, Planned, Unit, header_fields, merge
from translate_pipeline.pipeline.evidence import evidence
from translate_pipeline.pipeline.inherit import Taken
from translate_pipeline.pipeline.job import Progress, Work
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.memory import Match
from translate_pipeline.pipeline.premises import Premises, read_premises
from translate_pipeline.pipeline.recall import recall
from translate_pipeline.pipeline.taking import take_over
from translate_pipeline.ports import Catalogs, Ledger, Memory


@dataclass(frozen=True, slots=True)
class LocaleResult:
    """What a run did for one locale. Counts are of segments to be translated, repeats included."""

    locale: Locale
    po: str
    """The catalog, relative to the workspace."""
    segments: int = 0
    drafted: int = 0
    """By an engine, now."""
    reused: int = 0
    """Whose target was there before, be it that of another segment: the three that follow too."""
    carried: int = 0
    """That were given the target of what they were before a correction: they are stale."""
    repaired: int = 0
    """The same, with numbers, dates, names or terms changed as in the source: they are drafts."""
    remembered: int = 0
    """That were given a match of the translation memory."""
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
    work: Work,
    *,
    catalogs: Catalogs,
    ledger: Ledger,
    progress: Progress,
    memory: Memory | None = None,
) -> LocaleResult:
    """Draft what has no target yet, check everything, and write catalog and ledger.

    A target that is there stays as it is, whoever wrote it. Raises InputError for a catalog that
    cannot be read, EngineError where all engines failed, and StorageError; the catalog is then as
    it was.
    """
    began = perf_counter()
    premises = read_premises(work, catalogs, ledger)
    matches = recall(work, premises, memory)
    found = _Found(premises, take_over(work, premises, matches))
    asked = _ask(work, found, ledger, progress)
    if asked.made:  # that took its time, and what people did meanwhile goes first
        found = _look(work, catalogs, ledger, matches)
    result = _write(work, found, asked, catalogs=catalogs, ledger=ledger)
    while result is None:  # as what a translator saves just now
        found = _look(work, catalogs, ledger, matches)
        result = _write(work, found, asked, catalogs=catalogs, ledger=ledger)
    return replace(result, seconds=perf_counter() - began)


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is of a locale before an engine is asked."""

    premises: Premises
    taken: Mapping[SegmentKey, Taken]
    """What segments without a target take over from others."""


def _look(
    work: Work, catalogs: Catalogs, ledger: Ledger, matches: Mapping[SegmentKey, Match]
) -> _Found:
    premises = read_premises(work, catalogs, ledger)
    return _Found(premises, take_over(work, premises, matches))


def _write(
    work: Work, found: _Found, asked: Asked, *, catalogs: Catalogs, ledger: Ledger
) -> LocaleResult | None:
    """Write catalog and ledger; None where somebody has written the catalog since."""
    premises, taken = found.premises, found.taken
    release, locale = work.job.release, work.locale
    made = {key: one for key, one in asked.made.items() if premises.wants(key) and key not in taken}
    bare = [_bare(unit, found, made) for unit in work.job.units]
    drafts = judged(bare, work.job.hits, locale, work.job.termbase, work.job.severities)
    news = [_event(work, drafts[key], taken.get(key)) for key in (*taken, *made)]
    marks = Marks(premises.standings.after(news), work.job.names)
    old = marks.on(premises.catalog) if premises.catalog else None
    planned = _plan(work, drafts, marks)
    merged = merge(old, planned, header_fields(release, locale), work.now)
    catalog = marks.on(merged)  # a removed entry comes back with why it was sent back
    text = serialize_po(catalog)
    result = _result(work, catalogs.path(release.id, locale), drafts, taken, made)
    result = _with_reasons(result, asked)
    with catalogs.writing(release.id, locale, text, over=premises.text) as written:
        if not written:
            return None
        events = [*premises.edits, *news, *_prepared(work, result, premises.events)]
        ledger.append(events)
    return replace(result, digest=sha256(text.encode()).hexdigest(), recorded=len(events))


def _ask(work: Work, found: _Found, ledger: Ledger, progress: Progress) -> Asked:
    """What the engines make of the units still without a target, but for those too long for any."""
    premises, taken = found.premises, found.taken
    wanted = (unit for unit in work.job.units if premises.wants(unit.segment.key))
    missing = [u.segment for u in wanted if u.segment.key not in taken and not u.too_long]
    total = len(work.job.units)

    def told(made: int) -> None:
        progress(work.locale, total - len(missing) + made, total)

    told(0)
    return ask_engines(work, missing, ledger, told)


def _bare(unit: Unit, found: _Found, made: Mapping[SegmentKey, Made]) -> Draft:
    """A unit with its target, empty where there is none, before anything is said of it."""
    premises, taken = found.premises, found.taken
    key, source = unit.segment.key, unit.segment.text
    if key in taken:
        drafter = taken[key].actor if taken[key].action is Action.DRAFTED else ""
        return Draft(key, source, taken[key].target, drafter)
    if key in made:
        return Draft(key, source, made[key].target, made[key].engine, placed=made[key].placed)
    target, last = premises.known.get(key, ""), premises.standings[key].text
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
                *marks.standings[key].notes,
            ),
            unit.references,
            drafts[key].target,
            fuzzy=marks.standings.state(key) not in done,
            previous=marks.standings[key].previous,
        )
        for unit in work.job.units
        for key in (unit.segment.key,)
    )


def _result(
    work: Work,
    path: str,
    drafts: Mapping[SegmentKey, Draft],
    taken: Mapping[SegmentKey, Taken],
    made: Mapping[SegmentKey, Made],
) -> LocaleResult:
    weighed = [(len(unit.places), drafts[unit.segment.key]) for unit in work.job.units]
    ways = [(n, taken[draft.key]) for n, draft in weighed if draft.key in taken]
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
        carried=sum(n for n, one in ways if one.action is Action.CARRIED),
        repaired=sum(n for n, one in ways if one.actor == REPAIR),
        remembered=sum(n for n, one in ways if one.actor == MEMORY),
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
    others = ("", REPAIR, MEMORY)
    used = dict.fromkeys(draft.engine for draft in drafts.values() if draft.engine not in others)
    first = [drafter.label for drafter in work.choice.drafters[:1]]
    return ", ".join(used or first) if first else ""


def _with_reasons(result: LocaleResult, asked: Asked) -> LocaleResult:
    """The result with why some segments have no target, unless people wrote them meanwhile."""
    if not (asked.reasons and result.untranslated):
        return result
    code = EngineError.exit_code if asked.failed else 0
    return replace(result, why_not="\n".join(asked.reasons), exit_code=code)


def _event(work: Work, draft: Draft, taken: Taken | None) -> Event:
    """What gave a draft its target."""
    release = work.job.release
    verdicts = {term.concept.id: str(term.verdict) for term in draft.terms}
    detail: dict[str, Any] = {"glossary": work.job.termbase.revision, "terms": verdicts}
    if draft.placed:
        detail["placed"] = draft.placed
    if taken:
        detail |= {"previous": taken.previous, "notes": list(taken.notes)}
    action, actor = (taken.action, taken.actor) if taken else (Action.DRAFTED, draft.engine)
    return Event(
        release.id, release.revision, action, work.now, actor, work.locale,
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
