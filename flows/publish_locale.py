"""The flow ``publish-locale``: what is approved in a locale becomes an approved version.

An approval's event starts it, or a person by the form. The event only makes it look at the ledger:
where it comes twice, or for what is not approved any more, nothing happens. Prefect gets ids,
counts and digests, as from every flow here: why something was refused may quote a text.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Completed
from prefect.tasks import exponential_backoff

from flows.kept_back import KeptBack, kept_back
from flows.status import artifact_key, link, show_status, tag_run
from translate_pipeline.cli.sending import AT_LEISURE, send_at_once
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import Conflict, NotFound, PolicyRefused, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import State as SegmentState
from translate_pipeline.pipeline.status import release_status
from translate_pipeline.publishing import Issue, why_not_by_itself
from translate_pipeline.publishing import publish_locale as issue
from translate_pipeline.settings import read_settings
from translate_pipeline.text.languages import known_locale
from translate_pipeline.wiring import Services

RETRIES = 3
"""Times the shelf is tried again: about 2, 4 and 8 seconds after it could not be written."""
DELAYS: Any = exponential_backoff(2)
REFUSED, SKIPPED = "Refused", "Skipped"
"""How the states are named in which nothing was to be published. Neither is a failure."""

_log = logging.getLogger(__name__)


@flow(name="publish-locale", flow_run_name="publish-{release}-{locale}")
def publish_locale(
    release: str, locale: str, workspace: str = "", *, on_approval: bool = False
) -> State[Any]:
    """Publish what is approved in a locale of a release, for section offices.

    Where nothing changed since the last version, none is made.

    Args:
        release: Its id, such as veldania
        locale: Such as es or pt-BR
        workspace: The workspace's folder. Empty: that of the deployment
        on_approval: Only if the workspace publishes by itself what is approved

    """
    errors: dict[Locale | None, Exception] = {}
    tag_run("publishing", f"release:{release}", f"locale:{locale}")
    try:
        with kept_back(errors, None):
            services = Services(read_settings(Path(workspace) if workspace else None))
            if on_approval and (why := why_not_by_itself(services, ReleaseId(release))):
                return Completed(name=SKIPPED, message=f"{release} {locale}: {why}")
            return _published(services, ReleaseId(release), _known(locale))
    finally:
        for error in errors.values():  # for the worker's own log, which stays on this machine
            _log.error("%s %s: %s: %s", release, locale, type(error).__name__, error)


def _known(locale: str) -> Locale:
    try:
        return known_locale(locale)
    except ValueError as error:
        raise NotFound(str(error)) from error


def _published(services: Services, release: ReleaseId, locale: Locale) -> State[Any]:
    """Publish, and show what came of it."""
    errors: dict[Locale | None, Exception] = {}
    run = task(
        name="publish",
        task_run_name=f"publish-{release}-{locale}",
        retries=RETRIES,
        retry_delay_seconds=DELAYS,
        retry_jitter_factor=0.5,
        retry_condition_fn=_try_again,
        persist_result=False,
    )

    @run
    def publish() -> Issue:
        with kept_back(errors, locale, again=StorageError), telling(services):
            made = issue(services, release, locale, datetime.now(UTC))
            if made.problem:  # tried again: what was published stays, and gets its index
                raise made.problem
            return made

    try:
        done = publish()
    except KeptBack:
        error = errors[locale]
        if not isinstance(error, PolicyRefused | Conflict):
            raise error from None
        _log.warning("%s %s: %s", release, locale, error)
        return Completed(name=REFUSED, message=_refused(error, release, locale, services))
    version = done.published.version
    said = "published" if done.published.new else "published before, and nothing changed since"
    _show(done, release, locale, services)
    send_at_once(services, AT_LEISURE)
    return Completed(message=f"{release} {locale}: version {version} {said}")


def _try_again(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, KeptBack) and error.try_again


def _refused(error: Exception, release: ReleaseId, locale: Locale, services: Services) -> str:
    """Why nothing was published, in counts: the reason itself may quote a text or a person."""
    status = release_status(release, services.ledger)
    found = [one for one in status.locales if one.locale == locale] if status else []
    counts = "".join(
        f" {one.states[SegmentState.APPROVED]} of {one.segments} segments are approved, errors:"
        f" {one.errors}, stage: {one.stage}."
        for one in found
    )
    edited = " The PO file says something else than was approved: sync it."
    return (
        f"{release} {locale} is not published ({type(error).__name__})."
        + (edited if isinstance(error, Conflict) else counts)
        + f" `translate-pipeline publish {release} {locale}` says why."
    )


def _show(done: Issue, release: ReleaseId, locale: Locale, services: Services) -> None:
    """A table of the version, and the release's own table, which announces the new stage."""
    status = release_status(release, services.ledger, services.settings.locales)
    assert status
    (found,) = [one for one in status.locales if one.locale == locale]
    row = {
        "release": release,
        "locale": locale.tag,
        "version": done.published.version,
        "place": done.place,
        "state": found.stage.value,
        "index": done.index or "",
        "manifest": done.published.event.detail["manifest"],
    }
    create_table_artifact(
        key=artifact_key("published", release, locale.tag),
        table=[row],
        description=f"The approved version of **{release}** in {locale}; `place` is on the shelf."
        f" See {link('status', release)} for all locales.",
    )
    show_status(status, {}, services, again=False)
