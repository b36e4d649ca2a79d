"""Sending webhooks, beside what a command does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread

import click

from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr
from translate_pipeline.wiring import Services

AT_ONCE = 5.0
"""Seconds for a round of a command that has done something else."""
AT_LEISURE = 60.0
"""Seconds for a round of whoever does nothing else meanwhile."""
_EVERY = 60.0
"""Seconds between two rounds."""


def send_at_once(services: Services, patience: float = AT_ONCE) -> None:
    """Send what is due; what cannot be sent is a warning, and is sent later."""
    try:
        troubles = services.courier.send_due(datetime.now(UTC), patience).troubles
    except (PipelineError, OSError) as error:
        click.echo(tr("Warning: {message}", message=error), err=True)
        return
    for trouble in troubles:
        click.echo(tr("Warning: {message}", message=trouble), err=True)


@contextmanager
def sending(services: Services) -> Iterator[None]:
    """Send what is due every minute, beside whatever else is done."""
    ended = Event()

    def rounds() -> None:
        while not ended.is_set():
            send_at_once(services, AT_LEISURE)
            ended.wait(_EVERY)

    Thread(target=rounds, daemon=True).start()
    try:
        yield
    finally:
        ended.set()
