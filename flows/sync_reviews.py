"""The flow ``sync-reviews``: what people did to the PO files goes into the ledger.

It runs on a schedule, so that a table in Prefect's pages says where every release stands, and
announces what was approved meanwhile. A release or locale that cannot be read does not keep the
others from it. Prefect gets ids, paths and counts, as from every flow here.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.kept_back import KeptBack, kept_back, told
from flows.status import show_status
from translate_pipeline.cli.telling import telling
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.pipeline.status import asked_for, release_status
from translate_pipeline.pipeline.sync import Signature, Synced, sync_release
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services

_MOST = 20
"""Problems that the state of a run names."""

_log = logging.getLogger(__name__)


@dataclass
class _Outcome:
    """What came of a release."""

    release: str
    synced: Sequence[Synced] = ()
    errors: dict[Locale | None, Exception] = field(default_factory=dict)
    """By locale; of None, that of the release as a whole."""

    @property
    def edits(self) -> int:
        """Edits that were new to the ledger."""
        return sum(len(one.edits) for one in self.synced)


@flow(name="sync-reviews")
def sync_reviews(
    releases: list[str] = [],  # noqa: B006  (the form shows it, nothing changes it)
    workspace: str = "",
) -> State[Any]:
    """Record what people did to the PO files, check it, and show where every release stands.

    Whose edits they are says the role in a file's header field X-Translator-Role, else nobody.

    Args:
        releases: Their ids. None: all of the workspace
        workspace: The workspace's folder. Empty: that of `translate-pipeline up`

    """
    of_all: dict[Locale | None, Exception] = {}
    try:
        with kept_back(of_all, None):
            services = Services(read_settings(Path(workspace) if workspace else None))
            with telling(services):
                wanted = list(dict.fromkeys(releases)) or asked_for(None, services.ledger)
                outcomes = [_synced(release, services) for release in wanted]
    finally:
        _log_errors("all releases", of_all)
    read = [one for outcome in outcomes for one in outcome.synced if not one.failure]
    edits = sum(outcome.edits for outcome in outcomes)
    done = f"{edits} edits in {len(read)} files of {len(outcomes)} releases"
    if problems := [line for outcome in outcomes for line in _problems(outcome)]:
        more = [f"and {len(problems) - _MOST} more"] if len(problems) > _MOST else []
        return Failed(message="\n".join([done, *problems[:_MOST], *more]))
    return Completed(message=done)


def _synced(release: str, services: Services) -> _Outcome:
    """Sync a release and show where it stands; what is wrong is in the outcome."""
    outcome = _Outcome(release)
    try:
        with kept_back(outcome.errors, None):
            (name,) = asked_for(release, services.ledger)
            _sync(name, services, outcome)
    except KeptBack:
        pass  # the outcome has it
    _log_errors(release, outcome.errors)
    return outcome


def _sync(release: ReleaseId, services: Services, outcome: _Outcome) -> None:
    outcome.synced = sync_release(release, (), Signature(datetime.now(UTC)), services.desk)
    outcome.errors.update({one.locale: one.failure for one in outcome.synced if one.failure})
    for one in outcome.synced:
        if one.edits:
            get_run_logger().info("%s %s: %d edits", release, one.locale, len(one.edits))
    if status := release_status(release, services.ledger, services.settings.locales):
        show_status(status, outcome.errors, services, again=False)


def _problems(outcome: _Outcome) -> list[str]:
    return [
        f"{outcome.release} {locale or ''}".rstrip() + f": {told(error)}"
        for locale, error in outcome.errors.items()
    ]


def _log_errors(release: str, errors: Mapping[Locale | None, Exception]) -> None:
    """Say in the worker's own log, which stays on this machine, what Prefect is not told."""
    for locale, error in errors.items():
        _log.error("%s %s: %s: %s", release, locale or "", type(error).__name__, error)
