"""What Prefect's pages tell a coordinator: how far a locale is, and where a release stands."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from prefect.artifacts import (
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import Artifact
from prefect.client.schemas.sorting import ArtifactSort
from prefect.events.filters import EventFilter, EventIDFilter
from prefect.runtime import flow_run

from flows.kept_back import told
from translate_pipeline.announcing import announcement
from translate_pipeline.cli.moments import written
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus
from translate_pipeline.text.languages import locale_name
from translate_pipeline.wiring import Services

Row = dict[str, str | int]


class Bar:
    """A locale's progress, told to Prefect each time another quarter is done."""

    def __init__(self, locale: Locale) -> None:
        self._quarters = 0
        artifact = create_progress_artifact(0.0, description=f"{locale} · {locale_name(locale)}")
        assert isinstance(artifact, UUID)  # not a coroutine: a task here is no async one
        self._artifact = artifact

    def show(self, done: int, total: int) -> None:
        """Show so many of so many segments."""
        quarters = 4 * done // total if total else 4
        if quarters > self._quarters:
            self._quarters = quarters
            update_progress_artifact(self._artifact, 25.0 * quarters)


def show_status(
    status: ReleaseStatus,
    errors: Mapping[Locale | None, Exception],
    services: Services,
    *,
    again: bool = True,
) -> None:
    """Make the table of a release as it stands, and announce each stage that is news.

    What is news tells the table before it, which a new one replaces on Prefect's pages. Unless
    ``again``, none is made that would be the same.
    """
    key = artifact_key("status", status.release)
    rows = [_row(one, status, errors, services) for one in status.locales]
    description = _description(status)
    with get_client(sync_client=True) as client:
        before = _last(key, client)
        known = json.loads(str(before.data)) if before else []
        stages = {row["locale"].split(" · ")[0]: row.get("stage", "") for row in known}
        for locale in status.locales:
            event = announcement(status, locale, stages.get(locale.locale.tag, ""))
            if event and not _sent(event, client):
                client.request("POST", "/events", json=[event])
    if again or before is None or (known, before.description) != (rows, description):
        create_table_artifact(key=key, table=rows, description=description)


def artifact_key(*parts: str) -> str:
    """A key for an artifact, in the letters that Prefect takes."""
    return "-".join(re.sub("[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts)


def link(kind: str, release: str, locale: str = "") -> str:
    """A link, in Markdown, to the newest artifact of a kind on Prefect's pages."""
    key = artifact_key(kind, release, *([locale] if locale else []))
    return f"[{kind} {release} {locale}".rstrip() + f"](/artifacts/key/{key})"


def tag_run(*tags: str) -> None:
    """Tag the flow's run of now, beside what it has for tags."""
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(flow_run.get_id()))
        client.update_flow_run(run.id, tags={*run.tags, *tags})


def _last(key: str, client: SyncPrefectClient) -> Artifact | None:
    """The newest table of a key."""
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    found = client.read_artifacts(
        artifact_filter=wanted, sort=ArtifactSort.UPDATED_DESC, limit=1
    )  # fmt: skip
    return next(iter(found), None)


def _sent(event: Mapping[str, Any], client: SyncPrefectClient) -> bool:
    """Whether the server has an event already, from `review approve` or an earlier run."""
    return bool(client.read_events(EventFilter(id=EventIDFilter(id=[event["id"]])), 1).events)


def _description(status: ReleaseStatus) -> str:
    moments = {"Deadline": status.deadline, "Embargo until": status.embargo}
    told_moments = "".join(f" {what}: {written(at)}." for what, at in moments.items() if at)
    return (
        f"Release **{status.release}**, revision {status.revision}.{told_moments}"
        f" What is wrong with the source: `translate-pipeline lint {status.path}`. Counts are of"
        " segments; *terms* are those of the glossary."
    )


def _row(
    locale: LocaleStatus,
    status: ReleaseStatus,
    errors: Mapping[Locale | None, Exception],
    services: Services,
) -> Row:
    error = errors.get(locale.locale)
    states = locale.states
    missing = "; ".join(locale.why_not.splitlines())
    return {
        "locale": f"{locale.locale} · {locale_name(locale.locale)}",
        "stage": locale.stage.value,
        "approved": states[State.APPROVED],
        "translated": states[State.TRANSLATED],
        "sent back": states[State.REJECTED],
        "draft": states[State.DRAFT],
        "stale": states[State.STALE],
        "empty": states[State.UNTRANSLATED],
        "words left": locale.words_left,
        "waits for": ", ".join(locale.waiting),
        "since": written(locale.oldest) if locale.oldest else "",
        "errors": locale.errors,
        "terms": f"{locale.satisfied} of {locale.expected}",
        "problem": told(error) if error else "",
        "PO file": services.catalogs.path(status.release, locale.locale),
        "engine": locale.engine or (f"none: {missing}" if missing else ""),
    }
