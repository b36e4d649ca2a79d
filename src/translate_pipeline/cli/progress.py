"""Progress on standard error: a bar a locale on a terminal, a line a locale elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.job import Progress
from translate_pipeline.text.languages import locale_name


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Give the function that a run tells how far each locale is. It may be called by any thread."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn(tr("segments")), TimeElapsedColumn(),
    )  # fmt: skip
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def advance(locale: Locale, done: int, total: int) -> None:
            if locale not in tasks:
                tasks[locale] = bars.add_task(f"{locale.tag:<8}{locale_name(locale)}", total=total)
            bars.update(tasks[locale], completed=done)

        yield advance


def _line(locale: Locale, done: int, total: int) -> None:
    if done == total:
        told = tr_n(
            "{locale}: {done} of {n} segment", "{locale}: {done} of {n} segments", total,
            locale=locale.tag, done=done,
        )  # fmt: skip
        click.echo(told, err=True)
