"""What the command ``publish`` does, and how it tells of it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from translate_pipeline.cli.announcing import tell_stages, telling_stage
from translate_pipeline.cli.fitting import Column, fitted
from translate_pipeline.cli.options import print_json, spoken
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import PipelineError, StorageError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Stage
from translate_pipeline.pipeline.packets import embargo_on
from translate_pipeline.pipeline.reconcile import Deed, Reconciled
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.publishing import Reconciliation, publish_all, publish_locale
from translate_pipeline.wiring import Services

_COLOURS = {Deed.REFUSED: "yellow", Deed.FAILED: "red"}
SERVICE_FAILED, _FAULT = 4, 70
"""Exit codes: of a shelf that cannot be reached, while the rest was done; of a fault of ours."""


def issued(services: Services, release: str, locale: Locale, *, again: bool) -> dict[str, Any]:
    """Publish a locale; the shape of ``publish --json``. No ``index``: it could not be written."""
    name, now = ReleaseId(release), datetime.now(UTC)
    with telling(services), telling_stage(name, locale, services.ledger):
        issue = publish_locale(services, name, locale, now, again=again)
    if issue.problem:
        click.echo(tr("Error: {message}", message=issue.problem), err=True)
    return {
        "release": release,
        "locale": locale.tag,
        "version": issue.published.version,
        "new": issue.published.new,
        "place": issue.place,
        "manifest": issue.published.event.detail["manifest"],
        "index": issue.index,
        "restocked": list(issue.published.restocked),
        "warnings": [*issue.published.warnings, *_not_public(name, services, now)],
    }


def _not_public(release: ReleaseId, services: Services, now: datetime) -> Iterator[str]:
    """Who must not get what was published just now."""
    record = read_record(release, services.ledger)
    if record and (why := embargo_on(record, now)):
        yield tr(
            "{release} is {why}. Whoever gets at the files on the shelf can read it: copy them"
            " nowhere before. `publish --site` leaves it out.",
            release=release, why=why,
        )  # fmt: skip


def reconciled(services: Services, *, as_json: bool) -> int:
    """Publish all that is approved, and say what came of it; the exit code."""
    with telling(services), spoken(as_json=as_json):
        done = publish_all(services, datetime.now(UTC))
    before = {
        (one.release, one.locale): Stage.APPROVED
        for one in done.found
        if one.locale and one.deed is Deed.PUBLISHED
    }
    tell_stages(before, services.ledger)
    if as_json:
        print_json({"index": done.index, "locales": [_shape(one) for one in done.found]})
    elif done.found or not done.problem:
        _show(done)
    if done.problem:
        click.echo(tr("Error: {message}", message=done.problem), err=True)
        return SERVICE_FAILED
    return max((_exit_code(one.error) for one in done.found if one.error), default=0)


def _exit_code(error: Exception) -> int:
    if isinstance(error, StorageError):
        return SERVICE_FAILED
    return error.exit_code if isinstance(error, PipelineError) else _FAULT


def _shape(one: Reconciled) -> dict[str, Any]:
    return {
        "release": one.release,
        "locale": one.locale.tag if one.locale else None,
        "done": one.deed.value,
        "version": one.version,
        "reason": _reason(one.error) if one.error else None,
    }


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, PipelineError) else f"{type(error).__name__}: {error}"


def _show(done: Reconciliation) -> None:
    """A row for each locale that something was done about, and under them what was not, and why."""
    if not done.found:
        click.echo(tr("Nothing was due."), err=True)
        return
    words = _words()
    columns = (
        Column(tr("release"), [Text(one.release) for one in done.found]),
        Column(tr("locale"), [Text(one.locale.tag if one.locale else "") for one in done.found]),
        Column(
            tr("version"), [Text(str(one.version or "")) for one in done.found], numeric=True
        ),
        Column("", [Text(words[one.deed], _COLOURS.get(one.deed, "green")) for one in done.found]),
    )  # fmt: skip
    console = Console()
    console.print(fitted(columns, console.width))
    for one in done.found:
        if one.error:
            click.echo(_reason(one.error), err=True)


def _words() -> Mapping[Deed, str]:
    return {
        Deed.PUBLISHED: tr("published"),
        Deed.RESTOCKED: tr("put back on the shelf"),
        Deed.REFUSED: tr("refused"),
        Deed.FAILED: tr("failed"),
    }
