"""run, status, engines: from a source to drafts, and where every locale stands."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from translate_pipeline.cli.options import (
    HourType,
    LocaleType,
    json_option,
    print_json,
    spoken,
    tell_remarks,
    workspace_option,
)
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release
from translate_pipeline.model.review import Event


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--locale",
    "locales",
    multiple=True,
    type=LocaleType(),
    help="A locale to draft; may be given again. Else the release's, else the workspace's.",
)
@click.option("--engine", default="auto", show_default=True, help="See `engines`.")
@click.option(
    "--embargo-until",
    "embargo",
    type=HourType(),
    help="Keep the text on this machine until then, such as 2026-05-03T06:00Z.",
)
@click.option("--direct", is_flag=True, help="Without Prefect: the same work, started at once.")
@click.option("--diff", is_flag=True, help="Only show what would change, in words for each locale.")
@json_option
@workspace_option
def run(  # noqa: PLR0913  (the options of the command)
    *,
    sources: tuple[Path, ...],
    locales: tuple[Locale, ...],
    engine: str,
    embargo: datetime | None,
    direct: bool,
    diff: bool,
    as_json: bool,
    workspace: Path | None,
) -> int:  # fmt: skip
    """Draft releases in every locale: source → PO files → status table.

    What is there already stays as it is, whoever wrote it; a second run without change writes
    nothing. After a correction everything that did not change keeps its target and approval, and
    what did gets the target that it had, to be looked at again.

    \b
    Example:
      translate-pipeline run releases/veldania.txt --locale es --locale pt-BR
    """
    from translate_pipeline.cli.progress import show_progress
    from translate_pipeline.cli.servers import ensure_server
    from translate_pipeline.cli.tables import report_json, report_table
    from translate_pipeline.cli.telling import telling
    from translate_pipeline.pipeline.glossary_lint import NO_CONCEPTS
    from translate_pipeline.pipeline.run import read_release
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Order, Services, load_orchestrator, run_directly

    services = Services(read_settings(workspace))
    click.get_current_context().with_resource(telling(services))
    orders = [Order(source, locales, engine, embargo) for source in sources]
    for order in orders:  # what cannot be used is said before anything starts
        release = read_release(services.request(order))
        tell_remarks(release)
        _warn_of_long(release)
    if not services.termbase.concepts:
        warning = f"{services.settings.glossary.name}: {NO_CONCEPTS}"
        click.echo(tr("Warning: {message}", message=warning), err=True)
    if diff:
        from translate_pipeline.cli.forecasting import forecast_all

        return forecast_all(services, orders, as_json=as_json)
    if not direct:
        ensure_server()  # before Prefect is imported, so that both start at the same time
    carry_out = run_directly if direct else load_orchestrator("prefect")
    reports = []
    for order in orders:
        before = len(services.ledger.heard)
        with show_progress() as progress, spoken(as_json=as_json):
            reports.append(carry_out(services, order, progress))
        _tell_departures(services.ledger.heard[before:])
        if not as_json:
            report_table(reports[-1], services.settings.workspace)
    if as_json:
        shapes = [report_json(report) for report in reports]
        print_json(shapes[0] if len(shapes) == 1 else shapes)
    return max(report.exit_code for report in reports)


def _tell_departures(events: Sequence[Event]) -> None:
    """Say what was sent to outside services, also where that was in vain."""
    from translate_pipeline.pipeline.departures import departures

    for one in departures(events):
        told = tr_n(
            "{locale}: {n} character went to {host}",
            "{locale}: {n} characters went to {host}",
            one.characters or 0, locale=one.locale, host=one.host,
        )  # fmt: skip
        click.echo(told, err=True)


def _warn_of_long(release: Release) -> None:
    """Say which segments no engine is given."""
    from translate_pipeline.pipeline.catalogs import units

    for unit in units(release):
        if unit.too_long:
            warning = tr(
                "{place}: this sentence stays without a draft ({reason}); cut it into sentences"
                " that end in full stops",
                place=unit.references[0], reason=unit.too_long,
            )  # fmt: skip
            click.echo(tr("Warning: {message}", message=warning), err=True)


_NEWEST = 10
"""Releases that `status` shows: a ledger may hold hundreds."""


@click.command()
@click.argument("release", required=False)
@click.option("--all", "everything", is_flag=True, help="Show every release, not the newest 10.")
@json_option
@click.option("--watch", is_flag=True, help="Keep it up to date until Ctrl-C.")
@workspace_option
def status(
    *,
    release: str | None,
    everything: bool,
    as_json: bool,
    watch: bool,
    workspace: Path | None,
) -> None:
    """Where every locale of every release stands, and who is waited for since when.

    The releases with the newest events come first. A bar is, from the left: approved, translated,
    in work, empty. JSON always has all releases.

    \b
    Example:
      translate-pipeline status veldania
    """
    from translate_pipeline.pipeline.status import ReleaseStatus, asked_for, release_statuses
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.place import open_ledger

    settings = read_settings(workspace)
    ledger = open_ledger(settings.ledger)

    def read() -> tuple[Sequence[ReleaseStatus], int]:
        wanted = asked_for(release, ledger)
        shown = wanted if everything or as_json else wanted[:_NEWEST]
        return release_statuses(shown, ledger, settings.locales), len(wanted) - len(shown)

    if watch:
        from translate_pipeline.cli.watching import watch as keep_showing

        keep_showing(ledger.head, read, as_json=as_json)
        return
    from translate_pipeline.cli.board import show_board, status_json

    statuses, more = read()
    if as_json:
        print_json({"releases": [status_json(one) for one in statuses]})
    else:
        show_board(statuses, more)


@click.group(invoke_without_command=True)
@click.option("--locale", "locales", multiple=True, type=LocaleType(), help="Ask for this locale.")
@json_option
@workspace_option
@click.pass_context
def engines(
    context: click.Context,
    *,
    locales: tuple[Locale, ...],
    as_json: bool,
    workspace: Path | None,
) -> None:
    """Which translation engines are here, for which of the workspace's locales, and why not.

    \b
    Example:
      translate-pipeline engines --locale ar
    """
    if context.invoked_subcommand:
        return
    from translate_pipeline.cli.tables import engines_json, engines_table
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    shape = engines_json(services.engines, services.settings, locales or services.settings.locales)
    if as_json:
        print_json(shape)
    else:
        engines_table(shape)
