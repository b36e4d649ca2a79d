"""Progress on standard error: bars on a terminal, elsewhere a line now and then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
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


Pieces = Callable[[Iterator[bytes]], Iterator[bytes]]
_STEP = 100_000_000
"""Bytes from line to line where there is no bar."""


@contextmanager
def show_reading(file: Path) -> Iterator[Pieces]:
    """Give what a large file's pieces are passed through, to show how far it is."""
    console = Console(stderr=True)
    size = file.stat().st_size if file.is_file() else 0
    if not console.is_terminal:
        yield lambda pieces: _lines(pieces, size)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Bars(*columns, console=console) as bars:
        task = bars.add_task(file.name, total=size)

        def shown(pieces: Iterator[bytes]) -> Iterator[bytes]:
            for piece in pieces:
                yield piece
                bars.advance(task, len(piece))

        yield shown


def _lines(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        if done // _STEP > (done - len(piece)) // _STEP:
            told = tr("{done} of {size} MB", done=done // 1_000_000, size=size // 1_000_000)
            click.echo(told, err=True)
