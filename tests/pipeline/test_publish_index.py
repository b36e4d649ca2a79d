"""The index on the shelf: renewed when it is news, and whole again whatever happened to it."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.publishers import Publisher
from translate_pipeline.formats.index import INDEX
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.pipeline.publish_index import LIFE, Office, renew_index


def signature(data: bytes) -> bytes:
    return sha256(data).digest()


class Newsstand(Publisher):
    """A release that is published, and the index of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.translate()
        self.approve()
        self.publish()

    def renew(self, now: datetime | None = None) -> int:
        office = Office(self.ledger, self.press.shelf, signature, 1)
        return renew_index(office, now or self.now).number

    @property
    def index(self) -> dict[str, Any]:
        """The index on the shelf, if its signature is its own."""
        data = self.press.shelf.read(INDEX)
        assert data
        assert self.press.shelf.read(INDEX + ENDING) == signature(data)
        shape: dict[str, Any] = json.loads(data)
        return shape


@pytest.fixture
def stand(tmp_path: Path) -> Newsstand:
    return Newsstand(tmp_path)


def test_an_index_is_renewed_when_it_is_news_or_gets_old(stand: Newsstand) -> None:
    assert (stand.renew(), stand.renew()) == (1, 1)
    assert stand.renew(stand.now + LIFE / 2) == 2
    stand.retract("Wrong.")
    assert stand.renew(stand.now + LIFE / 2) == 3


def test_titles_are_those_of_the_versions_whether_they_are_known_or_not(stand: Newsstand) -> None:
    stand.renew()
    stand.change("Título", "Titular")
    stand.publish()
    stand.renew()
    titles = [one["title"] for one in stand.index["versions"]]
    assert titles == ["Título", "Titular"]
    (stand.folder / INDEX).unlink()
    stand.renew()
    assert [one["title"] for one in stand.index["versions"]] == titles


def test_an_embargo_that_is_over_is_news(stand: Newsstand) -> None:
    hour = stand.now + timedelta(hours=1)
    stand.revise(embargo=hour.isoformat())
    assert stand.renew() == 1
    assert stand.index["versions"] == []
    assert stand.renew(hour) == 2
    assert [one["title"] for one in stand.index["versions"]] == ["Título"]


def test_an_index_with_the_signature_of_another_is_made_anew(stand: Newsstand) -> None:
    stand.renew()
    stand.press.shelf.write(INDEX + ENDING, signature(b"another"))
    assert stand.renew() == 2
    assert stand.index["number"] == 2


def test_an_index_that_another_overwrote_in_part_is_made_anew(
    stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, others = stand.press.shelf.write, [b"another"]

    def slow(name: str, data: bytes) -> None:
        write(name, data)
        if name == INDEX and others:
            write(INDEX + ENDING, signature(others.pop()))

    monkeypatch.setattr(stand.press.shelf, "write", slow)
    assert stand.renew() == 2
    assert stand.index["number"] == 2
