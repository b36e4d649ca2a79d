"""run --diff: what a correction will cost, shown before anything is written."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from translate_pipeline.messages import tr, tr_n
from translate_pipeline.pipeline.forecast import Lot, Outlook, SourceChange
from translate_pipeline.pipeline.run import Run
from translate_pipeline.wiring import Order, Services


def forecast_all(services: Services, orders: Sequence[Order], *, as_json: bool) -> int:
    """Show what each order would do; the exit code of the worst failure."""
    from translate_pipeline.cli.options import print_json
    from translate_pipeline.pipeline.forecast import look_ahead

    now = datetime.now(UTC)
    found = []
    for order in orders:
        run = services.open(order, now)
        found.append((run, look_ahead(run, services.catalogs, services.ledger, services.memory)))
    if as_json:
        shapes = [_json(run, outlook) for run, outlook in found]
        print_json(shapes[0] if len(shapes) == 1 else shapes)
    else:
        for run, outlook in found:
            _show(run, outlook)
    failures = [one.failure for _, outlook in found for one in outlook.locales if one.failure]
    return max((failure.exit_code for failure in failures), default=0)


def _json(run: Run, outlook: Outlook) -> dict[str, Any]:
    """The shape of ``run --diff --json``."""
    return {
        "release": run.job.release.id,
        "revision": run.job.release.revision,
        "before": outlook.revision,
        "changes": [
            {"place": one.place or None, "text": one.text or None, "previous": one.previous or None}
            for one in outlook.changes
        ],
        "locales": [
            {
                "locale": one.locale.tag,
                **{
                    lot.value: {"segments": amount.segments, "words": amount.words}
                    for lot, amount in one.amounts.items()
                },
                **({"error": str(one.failure)} if one.failure else {}),
            }
            for one in outlook.locales
        ],
    }


def _show(run: Run, outlook: Outlook) -> None:
    """For people: what changes in the source, and a table of words a locale."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from translate_pipeline.cli.board import revision

    release = run.job.release
    for line in _told(outlook):
        click.echo(line)
    table = Table(
        title=f"{escape(release.title)}\n[dim]{release.id} · {revision(release.revision)} · "
        + tr("words"),
        title_justify="left", box=box.SIMPLE_HEAD,
    )  # fmt: skip
    table.add_column(tr("locale"))
    headings = {
        Lot.KEPT: tr("kept"), Lot.OPEN: tr("open before"), Lot.REPAIRED: tr("repaired"),
        Lot.REMEMBERED: tr("from memory"), Lot.CHANGED: tr("changed"), Lot.NEW: tr("new"),
    }  # fmt: skip
    for heading in headings.values():
        table.add_column(heading, justify="right")
    for one in outlook.locales:
        amounts = (f"{one.amounts[lot].words:,}" if one.amounts else "–" for lot in headings)
        table.add_row(one.locale.tag, *amounts)
    Console().print(table)
    for one in outlook.locales:
        if one.failure:
            told = tr("{locale} failed: {reason}", locale=one.locale, reason=one.failure)
            click.secho(told, fg="red")
    click.echo(tr("Nothing was written; `run` without --diff does it."), err=True)


def _told(outlook: Outlook) -> Iterator[str]:
    """What changes in the source, a line each."""
    if outlook.revision is None:
        yield tr("The release is new.")
    elif not outlook.changes:
        yield tr("No sentence of the release changes.")
    else:
        count = len(outlook.changes)
        yield tr_n("{n} sentence changes:", "{n} sentences change:", count)
        yield from map(_line, outlook.changes)


def _line(change: SourceChange) -> str:
    from translate_pipeline.text.difference import difference

    if not change.text:
        return "  " + tr("gone: {text}", text=change.previous)
    if not change.previous:
        return "  " + tr("new, {place}: {text}", place=change.place, text=change.text)
    changed = difference(change.previous, change.text)
    return "  " + tr("changed, {place}: {difference}", place=change.place, difference=changed)
