"""status --watch: the board, drawn anew when something has changed."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.segment import SegmentLines
from rich.text import Text

from translate_pipeline.cli.board import board, show_board, status_json
from translate_pipeline.pipeline.status import ReleaseStatus

PERIOD = 2.0
"""Seconds between two looks at the ledger."""

Read = Callable[[], tuple[Sequence[ReleaseStatus], int]]
"""Reads the statuses to show, and how many more releases there are."""


def watch(head: Callable[[], Any], read: Read, *, as_json: bool) -> None:
    """Show the board until interrupted. Read again only where ``head``, the newest event, moved.

    Where nobody sees a terminal, the board is printed again each time, as JSON in one line.
    """
    console = Console()
    with suppress(KeyboardInterrupt):
        if as_json or not console.is_terminal:
            _print(head, read, as_json=as_json)
        else:
            _draw(head, read, console)


def _print(head: Callable[[], Any], read: Read, *, as_json: bool) -> None:
    known = None
    while True:
        if (newest := head()) != known:
            known, (statuses, more) = newest, read()
            if as_json:
                shape = {"releases": [status_json(one) for one in statuses]}
                click.echo(json.dumps(shape, ensure_ascii=False))
            else:
                show_board(statuses, more)
            sys.stdout.flush()
        time.sleep(PERIOD)


def _draw(head: Callable[[], Any], read: Read, console: Console) -> None:
    known, drawn = None, None
    statuses: Sequence[ReleaseStatus] = ()
    more, read_at = 0, datetime.now(UTC)
    with Live(console=console, screen=True, auto_refresh=False) as live:
        while True:
            now = datetime.now(UTC)
            if (newest := head()) != known:
                known, (statuses, more), read_at = newest, read(), now
            # Ages and hours left are told in minutes: between two, nothing is drawn.
            picture = (known, now.replace(second=0, microsecond=0), console.size)
            if picture != drawn:
                drawn = picture
                updated = f"updated {read_at.astimezone():%H:%M:%S} · Ctrl-C ends"
                shown = Group(Text(updated, "dim"), board(statuses, console.width, now, more))
                live.update(_cut(shown, console), refresh=True)
            time.sleep(PERIOD)


def _cut(shown: RenderableType, console: Console) -> RenderableType:
    """As much as the terminal has lines for; the last one says where there would be more."""
    lines = console.render_lines(shown)
    if len(lines) <= console.height:
        return shown
    rest = Text("… a higher window, or `status RELEASE`, shows the rest", "dim")
    kept = lines[: console.height - 1]
    return SegmentLines([*kept, *console.render_lines(rest)], new_lines=True)
