"""Run: the main job. A source release becomes drafts in every locale.

``open_run`` does what all locales share and refuses what policy forbids, before anything is
written or sent; ``draft_or_fail`` then does one locale and never stops the others. Whoever calls
them decides the order: one after another, or as the tasks of a flow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter

from translate_pipeline.checks.source import Source, run_source_checks
from translate_pipeline.errors import InputError, NotFound, PipelineError
from translate_pipeline.formats.po import Catalog, parse_po, serialize_po
from translate_pipeline.formats.release import parse_release, source_lines
from translate_pipeline.messages import tr
from translate_pipeline.model.engine import AUTO, EngineOrder
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.translation import Severities, Severity, SourceFinding
from translate_pipeline.pipeline.catalogs import Planned, header_fields, merge
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.engines import Choice, choose_engines, cloud_forbidden
from translate_pipeline.pipeline.glossary_record import record_glossary
from translate_pipeline.pipeline.job import Job, Progress, Work, plan_job
from translate_pipeline.pipeline.recording import revised_detail
from translate_pipeline.ports import Catalogs, Engine, Ledger, Memory
from translate_pipeline.text.terms import SourceMatcher


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a coordinator asks for."""

    text: str | bytes
    """The source file's text; a Word document as it is."""
    path: str
    """The source file as references show it."""
    locales: tuple[Locale, ...] = ()
    """Empty: those that the release names, else ``default_locales``."""
    default_locales: tuple[Locale, ...] = ()
    engine: str = AUTO
    order: EngineOrder = field(default_factory=dict)
    """What ``auto`` is, where the workspace says so."""
    embargo: datetime | None = None
    """An embargo on top of the release's own; the later of the two holds."""
    source_locale: Locale = ENGLISH
    allow_cloud: bool = False
    translate_boilerplate: bool = False
    severities: Severities = field(default_factory=dict)
    names: bool = False
    """Whether reviewers stand in catalogs by name."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run that may go ahead."""

    job: Job
    works: tuple[Work, ...]
    findings: tuple[SourceFinding, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did."""

    release: Release
    findings: tuple[SourceFinding, ...]
    locales: tuple[LocaleResult, ...]
    seconds: float

    @property
    def exit_code(self) -> int:
        """That of the worst failure, else 1 where something of severity error was found."""
        failed = max((result.exit_code for result in self.locales), default=0)
        found = any(result.errors for result in self.locales) or any(
            finding.severity is Severity.ERROR for finding in self.findings
        )
        return failed or int(found)


def read_release(request: RunRequest) -> Release:
    """The release of a request, under the later of its two embargoes. Raises InputError."""
    release = parse_release(
        request.text,
        path=request.path,
        source_locale=request.source_locale,
        translate_boilerplate=request.translate_boilerplate,
    )
    embargoes = [hour for hour in (release.embargo, request.embargo) if hour]
    return replace(release, embargo=max(embargoes, default=None))


def open_run(
    request: RunRequest, *, engines: Sequence[Engine], matcher: SourceMatcher, now: datetime
) -> Run:
    """Read the release, check its text, find its terms, choose the engines. Writes nothing.

    Raises InputError for the source, NotFound for an unknown engine or no locale, PolicyRefused
    for one that must not see this text.
    """
    release = read_release(request)
    locales = request.locales or release.locales or request.default_locales
    if not locales:
        told = tr(
            "no locale to draft: name some with --locale, in the release's front matter"
            " (locales: [es, fr]) or in the workspace file"
        )
        raise NotFound(told)
    forbidden = cloud_forbidden(release, allow_cloud=request.allow_cloud, now=now)
    job = plan_job(release, matcher, request.severities, names=request.names)

    def chosen(locale: Locale) -> Choice:
        name, order = request.engine, request.order
        return choose_engines(engines, name, release, locale, forbidden, order=order)

    works = tuple(
        Work(job, locale, chosen(locale), now)
        for locale in dict.fromkeys(locales)
        if locale != release.source_locale
    )
    if not works:
        told = tr(
            "{locale} is the language of the source; name others", locale=release.source_locale
        )
        raise NotFound(told)
    findings = run_source_checks(Source(source_lines(request.text, request.path), release))
    return Run(job, works, findings)


def record_release(run: Run, *, catalogs: Catalogs, ledger: Ledger, now: datetime) -> None:
    """Write the template, and into the ledger the release and the glossary where they are new."""
    record_glossary(run.job.termbase, ledger, now)
    release = run.job.release
    text = catalogs.read(release.id, None)
    old = _template(text, catalogs.path(release.id, None))
    planned = [Planned(u.segment.text, u.comments, u.references) for u in run.job.units]
    template = merge(old, planned, header_fields(release, None), now)
    known = ledger.events(release.id, {Action.REVISED})[-1:]
    detail = revised_detail(release, run.job.units, run.job.hits, run.job.termbase.revision)
    event = Event(release.id, release.revision, Action.REVISED, now, "coordinator", detail=detail)
    news = [(e.revision, e.detail) for e in known] != [(release.revision, detail)]
    with catalogs.writing(release.id, None, serialize_po(template), over=text):
        ledger.append([event] if news else [])


def _template(text: str | None, path: str) -> Catalog | None:
    """The template as it is; a damaged one is made anew, since nobody works in it."""
    try:
        return None if text is None else parse_po(text, path)
    except InputError:
        return None


_MANY = 5
"""Segments of which a correction leaves at least one as it is."""


def refuse_twin(release: Release, ledger: Ledger, exists: Callable[[str], bool]) -> None:
    """Refuse a release whose id is that of another one, which would take its entries away.

    That is one of another file, or, where files outside the workspace or each new release have one
    name, one that shares nothing with the text before it. ``exists`` says whether a path, as
    references show it, is a file still. Raises InputError.
    """
    known = [event.detail for event in ledger.events(release.id, {Action.REVISED})[-1:]]
    advice = tr("give one of the two another id in front matter (id: some-name)")
    for before in known:
        path, keys = before["path"], {segment["key"] for segment in before["segments"]}
        if path != release.path and exists(path):
            reason = tr("its id, {id}, is that of {file}", id=release.id, file=path)
            raise InputError(release.path, 0, f"{reason}; {advice}")
        if len(keys) >= _MANY and keys.isdisjoint(one.key for one in release.segments()):
            reason = tr(
                "its id, {id}, is that of a release with no sentence in common", id=release.id
            )
            raise InputError(release.path, 0, f"{reason}; {advice}")


def draft_or_fail(
    work: Work,
    *,
    catalogs: Catalogs,
    ledger: Ledger,
    progress: Progress,
    memory: Memory | None = None,
) -> LocaleResult:
    """Draft a locale; a failure is its result, and leaves its catalog as it was."""
    began = perf_counter()
    try:
        return draft_locale(
            work, catalogs=catalogs, ledger=ledger, progress=progress, memory=memory
        )
    except PipelineError as error:
        return failed(work, error, perf_counter() - began, catalogs=catalogs)


def failed(work: Work, error: PipelineError, seconds: float, *, catalogs: Catalogs) -> LocaleResult:
    """The result of a locale that could not be drafted."""
    return LocaleResult(
        work.locale,
        catalogs.path(work.job.release.id, work.locale),
        engine=work.choice.label,
        seconds=seconds,
        failure=str(error),
        exit_code=error.exit_code,
    )
