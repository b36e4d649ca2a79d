"""Letters through Apprise itself, to services of this machine."""

from collections.abc import Iterator

import pytest

from tests.notify.service import Service, serving
from translate_pipeline.model.notice import Letter
from translate_pipeline.notify.sending import Outcome, send

LETTER = Letter("A", "Subject — موضوع", "One <b>line</b>\nand *another* one")
OTHER = Letter("B", "Subject", "Body")


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(Service()) as found:
        yield found


@pytest.fixture
def other() -> Iterator[Service]:
    with serving(Service()) as found:
        yield found


def test_a_letter_arrives_as_it_was_written(service: Service) -> None:
    assert send([LETTER], {"A": service.address}) == (Outcome.SENT,)
    (message,) = service.messages
    assert (message["title"], message["message"]) == (LETTER.subject, LETTER.body)


def test_a_service_that_fails_keeps_no_other_letter_back(service: Service, other: Service) -> None:
    service.status = 500
    addresses = {"A": service.address, "B": other.address}
    assert send([LETTER, OTHER], addresses) == (Outcome.REFUSED, Outcome.SENT)
    assert len(other.messages) == 1


def test_a_service_that_is_down_is_told_from_one_that_is_not() -> None:
    with serving(Service()) as gone:
        pass
    assert send([LETTER], {"A": gone.address}) == (Outcome.REFUSED,)


def test_a_service_that_never_ends_its_answer_is_left_in_time(
    service: Service, other: Service
) -> None:
    service.stalls = True
    addresses = {"A": service.address, "B": other.address}
    expected = (Outcome.UNANSWERED, Outcome.SENT)
    # A second or two are enough to start and to send, unless the machine is busy.
    assert any(send([LETTER, OTHER], addresses, seconds) == expected for seconds in (3, 10, 60))


def test_what_is_no_address_is_said_to_be_none() -> None:
    addresses = {"A": "mysql://user:password@host/base"}
    assert send([LETTER, OTHER], addresses) == (Outcome.BAD_ADDRESS, Outcome.NO_ADDRESS)


def test_no_process_is_started_where_there_is_nothing_to_send(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent")
    assert send([LETTER], {}) == (Outcome.NO_ADDRESS,)
    assert send([LETTER], {"A": "json://127.0.0.1"}) == (Outcome.UNANSWERED,)
