"""Sending webhooks, alone or beside what a command does; and what is shown of it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread

import click

from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr
from translate_pipeline.model.webhook import Subscriber
from translate_pipeline.store.outbox import Delivery, DeliveryState
from translate_pipeline.text.hosts import origin
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


def line(one: Subscriber, deliveries: Collection[Delivery]) -> str:
    """What people are shown of a subscriber."""
    locales = ", ".join(sorted(map(str, one.locales or ()))) or tr("every locale")
    made = tr("made {day}", day=f"{one.made:%Y-%m-%d}")
    states = [delivery.state for delivery in deliveries]
    parts = [f"{one.name}: {locales}", origin(one.url), made]
    if one.disabled:
        parts.append(tr("gone since {day}", day=f"{one.disabled:%Y-%m-%d}"))
    elif tried := states.count(DeliveryState.WAITING):
        parts.append(tr("{n} not taken yet", n=tried))
    if lost := states.count(DeliveryState.GIVEN_UP):
        parts.append(tr("{n} given up", n=lost))
    return "; ".join(parts)
