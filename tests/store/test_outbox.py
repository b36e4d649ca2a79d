"""The outbox: subscribers, and attempts of which each is made by one sender."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.store.outbox import DeliveryState, Outbox

LEASE = timedelta(minutes=2)
URL = "https://cms.example.org/hooks"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "webhooks.db"


@pytest.fixture
def outbox(path: Path) -> Outbox:
    outbox = Outbox(path)
    outbox.add("madrid", URL, frozenset({ES}), NOW)
    return outbox


def test_without_a_file_there_are_no_subscribers_and_none_is_made(path: Path) -> None:
    assert Outbox(path).subscribers() == []
    assert not path.exists()


def test_a_subscriber_is_as_it_was_made(outbox: Outbox) -> None:
    outbox.add("bilbao", URL, None, NOW)
    bilbao, madrid = outbox.subscribers()
    assert (madrid.name, madrid.url, madrid.locales, madrid.made) == (
        "madrid", URL, frozenset({ES}), NOW,
    )  # fmt: skip
    assert (bilbao.locales, bilbao.paused, bilbao.disabled) == (None, None, None)
    assert bilbao.secret != madrid.secret


def test_the_file_is_for_its_owner_only(outbox: Outbox, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    outbox.add("bilbao", URL, None, NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_secret_is_in_what_python_shows_of_a_subscriber(outbox: Outbox) -> None:
    (madrid,) = outbox.subscribers()
    assert madrid.secret not in repr(madrid)
    assert madrid.url not in repr(madrid)


def test_a_name_is_given_once_until_it_is_revoked(outbox: Outbox) -> None:
    with pytest.raises(InputError, match="there is a webhook madrid already; revoke it first"):
        outbox.add("madrid", URL, None, NOW)
    outbox.remove("madrid")
    outbox.add("madrid", URL, None, NOW)
    with pytest.raises(NotFound, match="no webhook lima; there are: madrid"):
        outbox.remove("lima")


def test_of_what_is_revoked_nothing_stays_in_the_file(outbox: Outbox, path: Path) -> None:
    secret = outbox.find("madrid").secret.encode()
    assert secret in path.read_bytes()
    outbox.claim("madrid", uuid4(), NOW, LEASE)
    outbox.remove("madrid")
    assert secret not in path.read_bytes()
    outbox.add("madrid", URL, None, NOW)
    assert outbox.deliveries("madrid") == {}


def test_an_attempt_is_made_by_one_sender_and_again_when_its_lease_ends(outbox: Outbox) -> None:
    news = uuid4()
    assert outbox.claim("madrid", news, NOW, LEASE) == 1
    assert outbox.claim("madrid", news, NOW + LEASE / 2, LEASE) is None
    assert outbox.claim("madrid", news, NOW + LEASE, LEASE) == 2
    outbox.postpone("madrid", news, NOW + 10 * LEASE)
    assert outbox.claim("madrid", news, NOW + 9 * LEASE, LEASE) is None
    assert outbox.claim("madrid", news, NOW + 10 * LEASE, LEASE) == 3
    outbox.settle("madrid", news, DeliveryState.DELIVERED)
    assert outbox.claim("madrid", news, NOW + 99 * LEASE, LEASE) is None
    assert outbox.deliveries("madrid")[news].state is DeliveryState.DELIVERED


@pytest.mark.usefixtures("outbox")
def test_of_many_senders_at_one_instant_one_makes_the_attempt(path: Path) -> None:
    news = uuid4()
    with ThreadPoolExecutor(8) as pool:
        claims = pool.map(lambda _: Outbox(path).claim("madrid", news, NOW, LEASE), range(24))
        assert sorted(one for one in claims if one) == [1]


def test_nothing_is_sent_to_one_that_was_revoked_meanwhile(outbox: Outbox) -> None:
    outbox.remove("madrid")
    assert outbox.claim("madrid", uuid4(), NOW, LEASE) is None


def test_a_file_that_was_cut_off_in_the_making_is_a_new_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    outbox = Outbox(path)
    assert outbox.subscribers() == []
    outbox.add("madrid", URL, None, NOW)
    assert len(outbox.subscribers()) == 1


@pytest.mark.parametrize("content", ["text", "other", "newer"])
def test_another_file_is_refused(path: Path, content: str) -> None:
    path.parent.mkdir()
    if content == "text":
        path.write_text("no database " * 100)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE other (x)")
            connection.execute(f"PRAGMA user_version = {2 if content == 'newer' else 0}")
        connection.close()
    with pytest.raises(InputError, match="is no file of webhooks") as refused:
        Outbox(path).subscribers()
    assert "make new webhooks" in str(refused.value)
