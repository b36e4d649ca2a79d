"""The flow ``reconcile``: what should be published and on the shelf, and is not.

It runs on a schedule, since an approval's event may be lost, a worker be away or a shelf be full.
It also renews the index before it expires, and once an embargo is over. Prefect gets ids and
counts, as from every flow here.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.kept_back import kept_back, told
from flows.publish_locale import SKIPPED
from flows.status import link, show_status
from translate_pipeline.cli.sending import AT_LEISURE, send_at_once
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import Conflict, PolicyRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.reconcile import Deed, Reconciled
from translate_pipeline.pipeline.status import release_status
from translate_pipeline.publishing import Reconciliation, publish_all, why_no_key
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services

_MOST = 20
"""Problems that the state of a run names."""

_log = logging.getLogger(__name__)


@flow(name="reconcile", flow_run_name="reconcile")
def reconcile(workspace: str = "") -> State[Any]:
    """Publish what is approved and was missed, put back missing bundles, renew the index.

    Where the workspace says `publish_on_approval: false`, nothing new is published.

    Args:
        workspace: The workspace's folder. Empty: that of the deployment

    """
    errors: dict[Locale | None, Exception] = {}
    try:
        with kept_back(errors, None):
            services = Services(read_settings(Path(workspace) if workspace else None))
            if why := why_no_key(services):
                return Completed(name=SKIPPED, message=why)
            publishing = services.settings.publish_on_approval
            with telling(services):
                done = publish_all(services, datetime.now(UTC), publishing=publishing)
            _show(done, services)
            send_at_once(services, AT_LEISURE)
            if done.problem:
                raise done.problem
    finally:
        for error in errors.values():  # for the worker's own log, which stays on this machine
            _log.error("%s: %s", type(error).__name__, error)
    return _state(done)


def _show(done: Reconciliation, services: Services) -> None:
    """A table of what was due, and those of the releases, which announce the new stages."""
    for one in done.found:
        if one.error:
            _log.error("%s %s: %s", one.release, one.locale or "", one.error)
    if done.found:
        releases = dict.fromkeys(one.release for one in done.found)
        create_table_artifact(
            key="reconciled",
            table=[_row(one) for one in done.found],
            description=f"What was due, and what came of it. Index {done.index or 'not written'}."
            f" {', '.join(link('status', release) for release in releases)}",
        )
    changed = (one.release for one in done.found if one.deed is Deed.PUBLISHED)
    for release in dict.fromkeys(changed):
        if status := release_status(release, services.ledger, services.settings.locales):
            show_status(status, {}, services, again=False)


def _row(one: Reconciled) -> dict[str, str | int]:
    return {
        "release": one.release,
        "locale": one.locale.tag if one.locale else "",
        "done": one.deed.value,
        "version": one.version or "",
        "problem": _problem(one.error) if one.error else "",
    }


def _problem(error: Exception) -> str:
    """An error in words that hold nothing of a text; why something is refused may quote one."""
    if isinstance(error, PolicyRefused | Conflict):
        return f"{type(error).__name__}: `translate-pipeline publish --all` says why"
    return told(error)


def _state(done: Reconciliation) -> State[Any]:
    counts = ", ".join(f"{done.count(deed)} {deed}" for deed in Deed)
    said = "\n".join([f"{counts}; index {done.index}", *_lines(done.found)])
    return Failed(message=said) if done.count(Deed.FAILED) else Completed(message=said)


def _lines(found: Iterable[Reconciled]) -> list[str]:
    """What is wrong, a line each."""
    lines = [
        f"{one.release} {one.locale or ''}".rstrip() + f": {_problem(one.error)}"
        for one in found
        if one.error
    ]
    more = [f"and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return [*lines[:_MOST], *more]
