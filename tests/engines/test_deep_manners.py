"""Pace, attempts, and leaving a service alone."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from translate_pipeline.engines.deep.manners import (
    ATTEMPTS,
    FAILURES,
    PATIENCE,
    REST,
    Clock,
    Manners,
    patiently,
)
from translate_pipeline.errors import EngineRefused, EngineUnavailable


class Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self, chance: float = 0.5) -> None:
        self.now = 0.0
        self.clock = Clock(lambda: self.now, self.sleep, lambda: chance)

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_requests_are_as_far_apart_as_the_service_allows() -> None:
    time = Time()
    manners = Manners(5.0, 1, time.clock)
    for _ in range(11):
        with manners.turn():
            pass
    assert time.now == pytest.approx(2.0)


def test_no_more_are_made_at_once_than_the_service_allows() -> None:
    manners = Manners(10_000.0, 3, Clock())
    running: list[int] = []
    most = 0
    lock = threading.Lock()

    def ask(number: int) -> None:
        nonlocal most
        with manners.turn():
            with lock:
                running.append(number)
                most = max(most, len(running))
            time.sleep(0.005)
            with lock:
                running.remove(number)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(ask, range(24)))
    assert 1 < most <= 3


def test_after_some_failures_in_a_row_it_is_left_alone_for_a_while() -> None:
    time = Time()
    manners = Manners(5.0, 1, time.clock)
    for _ in range(FAILURES - 1):
        manners.failed(None)
    assert manners.alone_for() == 0
    manners.failed(None)
    assert manners.alone_for() == REST
    time.sleep(REST)
    assert manners.alone_for() == 0  # one attempt is made
    manners.failed(None)
    assert manners.alone_for() == REST


def test_an_answer_forgives_the_failures_before_it() -> None:
    manners = Manners(5.0, 1, Time().clock)
    for _ in range(FAILURES * 2):
        manners.failed(None)
        manners.worked()
    assert manners.alone_for() == 0


def test_who_asks_for_an_hour_is_left_alone_for_an_hour() -> None:
    manners = Manners(5.0, 1, Time().clock)
    manners.failed(3600.0)
    assert manners.alone_for() == 3600


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_pauses_are_anything_up_to_twice_as_long_each_time(chance: float) -> None:
    manners = Manners(5.0, 1, Time(chance).clock)
    pauses = [manners.before_attempt(number, None) for number in range(1, ATTEMPTS)]
    assert pauses == [chance * 2.0**number for number in range(1, ATTEMPTS)]
    assert manners.before_attempt(ATTEMPTS, None) is None


def test_a_pause_is_no_shorter_than_the_service_asked_for() -> None:
    manners = Manners(5.0, 1, Time(0.0).clock)
    assert manners.before_attempt(1, 7.0) == 7
    assert manners.before_attempt(1, PATIENCE + 1) is None


def test_attempts_end_where_the_service_is_to_be_left_alone() -> None:
    time = Time()
    manners = Manners(5.0, 1, time.clock)
    for _ in range(FAILURES - 1):
        manners.failed(None)
    asked = 0

    def once() -> str:
        nonlocal asked
        asked += 1
        raise EngineUnavailable("x: says 500")

    with pytest.raises(EngineUnavailable, match=r"x: left alone for 5[89] s more"):
        patiently(manners, "x", once)
    assert asked == 1


def test_what_will_never_work_is_not_tried_again() -> None:
    tries: list[int] = []

    def once() -> str:
        tries.append(1)
        raise EngineRefused("x: says 403")

    with pytest.raises(EngineRefused):
        patiently(Manners(5.0, 1, Time().clock), "x", once)
    assert len(tries) == 1
