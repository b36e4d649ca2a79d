"""A publisher, and an office that pulls from them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.bundles import FIRST
from tests.hosts import Host, hosting
from tests.publisher import ES, Publisher
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.pipeline.pull_goals import Fate, Outcome, Wishes
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store.pulling import Order, Round, pull_once
from translate_pipeline.store.web_client import Waiting


@dataclass
class Office:
    """Pulls into a folder, and never really waits."""

    address: str
    folder: Path
    key: bytes | None = field(default_factory=lambda: key_of(FIRST).public)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    told: list[Outcome] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    seconds: float = 0
    """What its clock shows; every look at it takes ``look``."""
    look: float = 0

    def pull(
        self, *locales: Locale, formats: str = "", release: str = "", **options: Any
    ) -> dict[str, list[int | None]]:
        """Pull once: the versions, by what came of them."""
        self.done = self.ask(*locales, formats=formats, release=release, **options)
        found: dict[str, list[int | None]] = {}
        for outcome in self.done.outcomes:
            found.setdefault(outcome.fate, []).append(outcome.version)
        return found

    def ask(self, *locales: Locale, formats: str = "", release: str = "", **options: Any) -> Round:
        wishes = Wishes(
            frozenset(locales or {ES}), frozenset({ReleaseId(release)} if release else ()),
            frozenset(formats.split(",") if formats else ()),
        )  # fmt: skip
        order = Order(self.address, self.folder, wishes, self.key, **options)
        self.told.clear()
        return pull_once(order, self.now, self.told.append, Waiting(self._look, self._sleep))

    @property
    def errors(self) -> list[str]:
        return [type(one.error).__name__ for one in self.told if one.fate is Fate.FAILED]

    @property
    def names(self) -> list[str]:
        """What is in the folder for everybody to see: files, by their paths."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(str(path) for path in found if not path.parts[0].startswith("."))

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def _look(self) -> float:
        self.seconds += self.look
        return self.seconds

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """With nothing published yet."""
    return Publisher(tmp_path / "published")


@pytest.fixture
def office(publisher: Publisher, tmp_path: Path) -> Office:
    """It pulls from the publisher's folder."""
    return Office(str(publisher.folder), tmp_path / "press")


@pytest.fixture
def host(publisher: Publisher) -> Iterator[Host]:
    """A web server with the publisher's folder."""
    with hosting(publisher.folder) as found:
        yield found


@pytest.fixture
def far(host: Host, office: Office) -> Office:
    """The office, which pulls from the web server."""
    office.address = host.url
    return office
