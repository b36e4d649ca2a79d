"""A release, the outbox of its workspace, and a courier whose clock can be set."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import NOW
from tests.pipeline.publishers import Publisher
from tests.webhooks.receiver import Receiver
from translate_pipeline.model.locale import Locale
from translate_pipeline.store.outbox import Outbox
from translate_pipeline.webhooks.courier import Courier
from translate_pipeline.webhooks.report import Report

HOUR = NOW + timedelta(hours=10)
"""When an embargo of the tests ends; everything is published before."""


class Post:
    """The release ``a``, accepted by a translator, whose news is sent at ``now``."""

    def __init__(self, folder: Path) -> None:
        self.desk = Publisher(folder / "shelf")
        self.desk.translate()
        self.outbox = Outbox(folder / "state" / "webhooks.db")
        self.now = NOW + timedelta(hours=9)

    def subscribe(self, receiver: Receiver, name: str = "madrid", *locales: Locale) -> str:
        """Make a subscriber before anything was published; its secret."""
        return self.outbox.add(name, receiver.url, frozenset(locales) or None, NOW).secret

    def publish(self) -> None:
        self.desk.approve()
        self.desk.publish()

    def correct(self) -> None:
        self.desk.change("Un día.", "Algún día.")
        self.desk.publish()

    def courier(self) -> Courier:
        """Another program that sends."""
        return Courier(self.desk.ledger, self.outbox, lambda: 0.5)

    def send(self, *, later: timedelta = timedelta(), patience: float = 60) -> Report:
        self.now += later
        return self.courier().send_due(self.now, patience)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Nothing is approved yet."""
    return Post(tmp_path)
