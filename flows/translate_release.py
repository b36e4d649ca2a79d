"""The flow ``translate-release``: a release drafted in every locale, a task each.

Prefect asks an engine again that was unavailable, runs locales side by side, knows after a crash
which are finished, and shows a coordinator how it went. What is done for a locale is in the
package.

Prefect keeps what it is told, and releases may be under embargo: it gets ids, paths and counts.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Timer
from time import perf_counter
from typing import Any
from uuid import UUID

import click
from prefect import Task, flow, get_client, get_run_logger, task
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import TaskRunContext
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import exponential_backoff
from pydantic import AwareDatetime

from flows.finished import cache_key, still_holds
from flows.form import EngineChoice, LocaleChoice
from flows.kept_back import KeptBack, kept_back
from flows.limits import share_limits
from flows.status import Bar, show_status
from translate_pipeline.cli import INTERRUPTED
from translate_pipeline.cli.servers import API_URL, START_SECONDS
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import PipelineError, PolicyRefused
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.job import Progress, Work
from translate_pipeline.pipeline.run import Run, RunReport, failed, record_release
from translate_pipeline.pipeline.settled import result_of, shape_of, unchanged
from translate_pipeline.pipeline.status import release_status
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Order, Services

AT_ONCE = 3
"""Locales drafted side by side."""
RETRIES = 3
"""Times an engine is asked again: about 2, 4 and 8 seconds after it was unavailable."""

PATIENCE = 3.0
"""Seconds for the locales to end after an interrupt."""
CACHED = "Cached"
"""What Prefect names the state of a task whose result it remembered."""

_log = logging.getLogger(__name__)
_threads: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AT_ONCE)


@dataclass
class _Session:
    """A run while it lasts: what its tasks share, and what is not for Prefect to keep."""

    services: Services
    run: Run
    progress: Progress
    errors: dict[Locale | None, Exception]
    """The last error of a locale; of None, that of the run as a whole."""
    stopped: Event = field(default_factory=Event)
    """Set to leave the locales as they are that are not yet written."""
    deadline: Timer = field(default_factory=lambda: Timer(PATIENCE, _leave))
    """Started by an interrupt: an engine may wait for an answer, and threads cannot be ended."""
    results: tuple[LocaleResult, ...] = ()


_current: ContextVar[_Session] = ContextVar("session")


def orchestrate(services: Services, order: Order, progress: Progress) -> RunReport:
    """Carry an order out as a run of the flow in this process. See ``wiring.Orchestrator``."""
    began = perf_counter()
    session = _open(services, order, progress, {})
    _await_server()
    with _in(session):
        translate_release.with_options(validate_parameters=False)(
            source=session.run.job.release.path,
            locales=[work.locale.tag for work in session.run.works],
            engine=order.engine,
            embargo=order.embargo,
            workspace=str(services.settings.workspace),
            return_state=True,
        )
    if error := session.errors.get(None):
        raise error
    run = session.run
    return RunReport(run.job.release, run.findings, session.results, perf_counter() - began)


@flow(name="translate-release", task_runner=_threads)
def translate_release(
    source: str,
    locales: list[LocaleChoice] = [],  # noqa: B006  (the form shows it, nothing changes it)
    engine: EngineChoice = EngineChoice.AUTO,
    embargo: AwareDatetime | None = None,
    workspace: str = "",
) -> State[None]:
    """Draft a press release in every locale: source → drafts in PO files → status table.

    What is there already stays as it is, whoever wrote it.

    Args:
        source: The release's file, such as releases/veldania.txt
        locales: Which to draft. None: those that the release asks for, else the workspace's
        engine: auto asks those that can and may draft a locale, one for what the others left
        embargo: The text stays on this machine until then
        workspace: The workspace's folder. Empty: that of `translate-pipeline up`

    """
    if session := _current.get(None):
        return _carry_out(session)
    errors: dict[Locale | None, Exception] = {}
    try:
        with kept_back(errors, None):
            services = Services(read_settings(Path(workspace) if workspace else None))
            path = _inside(services.settings.workspace, source)
            order = Order(path, tuple(Locale(tag) for tag in locales), engine, embargo)
            session = _open(services, order, _log_progress, errors)
        with _in(session), telling(services):
            return _carry_out(session)
    finally:
        for locale, error in errors.items():  # for the worker's own log
            _log.error("%s: %s: %s", locale or "all locales", type(error).__name__, error)


def _inside(workspace: Path, source: str) -> Path:
    """A file of the workspace: who may start a run may not read others. Raises PolicyRefused."""
    path = (workspace / source).resolve()
    if not path.is_relative_to(workspace.resolve()):
        told = tr("{file} is not in the workspace; copy it into its releases folder", file=source)
        raise PolicyRefused(told)
    return path


def _open(
    services: Services, order: Order, progress: Progress, errors: dict[Locale | None, Exception]
) -> _Session:
    """Plan the run. Raises what forbids it; nothing is written yet."""
    run = services.open(order, datetime.now(UTC))
    return _Session(services, run, progress, errors)


@contextmanager
def _in(session: _Session) -> Iterator[None]:
    """Let the flow and its tasks find the session."""
    token = _current.set(session)
    try:
        yield
    finally:
        session.deadline.cancel()
        _current.reset(token)


def _leave() -> None:
    """End the process as it is. Files are replaced as a whole, so none is half-written."""
    told = tr("Interrupted in the middle. Finished locales are kept; run again.")
    click.echo(f"\n{told}", err=True)
    os._exit(INTERRUPTED)


def _carry_out(session: _Session) -> State[None]:
    services, run = session.services, session.run
    release, now = run.job.release, datetime.now(UTC)
    with kept_back(session.errors, None):
        with get_client(sync_client=True) as client:
            name = f"{release.id}-{release.revision}"
            client.set_flow_run_name(UUID(flow_run.get_id()), name)
        record_release(run, catalogs=services.catalogs, ledger=services.ledger, now=now)
        share_limits(services.engines)
        try:
            states = _draft_states(session)
        except BaseException as error:
            session.stopped.set()
            if isinstance(error, KeyboardInterrupt):
                session.deadline.start()
            raise
        pairs = zip(run.works, states, strict=True)
        session.results = tuple(_result(work, state, session) for work, state in pairs)
        wanted = {*services.settings.locales, *(work.locale for work in run.works)}
        if status := release_status(release.id, services.ledger, wanted):
            show_status(status, session.errors, services)
    missing = [result.locale.tag for result in session.results if result.failure]
    done = f"{len(states) - len(missing)} of {len(states)} locales drafted"
    if missing:
        return Failed(message=f"{done}; not {', '.join(missing)}")
    return Completed(message=done)


def _draft_states(session: _Session) -> list[State[Any]]:
    """The final state of each locale's task; one whose result no longer holds has run again."""
    services, works = session.services, session.run.works
    keys = [cache_key(work, services) for work in works]
    pairs = list(zip(works, keys, strict=True))
    states = _final(draft.submit(work.locale.tag, key) for work, key in pairs)
    outdated = {
        work.locale.tag: key
        for (work, key), state in zip(pairs, states, strict=True)
        if state.name == CACHED and not still_holds(state.result(), work, services)
    }
    again = draft.with_options(refresh_cache=True)
    renewed = dict(
        zip(outdated, _final(again.submit(*item) for item in outdated.items()), strict=True)
    )
    return [renewed.get(work.locale.tag, state) for work, state in zip(works, states, strict=True)]


def _final(submitted: Iterable[PrefectFuture[Any]]) -> list[State[Any]]:
    futures = list(submitted)
    for future in futures:
        future.wait()
    return [future.state for future in futures]


def _result(work: Work, state: State[Any], session: _Session) -> LocaleResult:
    """What became of a locale. Raises what is no failure of a locale but a fault of ours."""
    if state.is_completed():
        result = result_of(state.result())
        if state.name != CACHED:
            return result
        session.progress(work.locale, result.segments - result.untranslated, result.segments)
        return unchanged(result)
    error = session.errors.get(work.locale) or state.result(raise_on_failure=False)
    if not isinstance(error, PipelineError):
        raise error
    return failed(work, error, 0.0, catalogs=session.services.catalogs)


def _try_again(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, KeptBack) and error.try_again


def _cache_key(_context: TaskRunContext, parameters: dict[str, Any]) -> str:
    return str(parameters["key"])


@task(
    name="draft",
    task_run_name="draft-{locale}",
    cache_key_fn=_cache_key,
    persist_result=True,
    result_serializer="json",
    retries=RETRIES,
    retry_delay_seconds=exponential_backoff(2),
    retry_jitter_factor=0.5,
    retry_condition_fn=_try_again,
)
def draft(locale: str, key: str) -> dict[str, Any]:  # noqa: ARG001  (for the cache)
    """Draft a locale of the current session."""
    session = _current.get()
    services = session.services
    work = next(work for work in session.run.works if work.locale.tag == locale)

    with kept_back(session.errors, work.locale):
        bar = Bar(work.locale)

        def progress(of: Locale, done: int, total: int) -> None:
            if session.stopped.is_set():
                raise KeptBack("stopped")
            session.progress(of, done, total)
            bar.show(done, total)

        result = draft_locale(
            work, catalogs=services.catalogs, ledger=services.ledger, progress=progress,
            memory=services.memory,
        )  # fmt: skip
        session.errors.pop(work.locale, None)
        return shape_of(result)


def _log_progress(locale: Locale, done: int, total: int) -> None:
    get_run_logger().info("%s: %d of %d segments", locale, done, total)


def _await_server() -> None:
    """Wait until Prefect's server answers. Raises PipelineError."""
    with get_client(httpx_settings={"timeout": START_SECONDS}, sync_client=True) as client:
        if error := client.api_healthcheck():
            told = tr(
                "Prefect's server at {url} does not answer ({reason}); if {variable} is set, is it"
                " right? `run --direct` does without a server",
                url=client.api_url, reason=type(error).__name__, variable=API_URL,
            )  # fmt: skip
            raise PipelineError(told) from error
