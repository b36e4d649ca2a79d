"""Limits of the Prefect server that engines of several processes share."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from time import sleep

import pytest

from tests.fakes import FakeEngine
from translate_pipeline.errors import EngineUnavailable


class Counted:
    """How many are at it, and how many were at once."""

    def __init__(self) -> None:
        self.now, self.most, self._lock = 0, 0, Lock()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        sleep(0.05)
        yield
        with self._lock:
            self.now -= 1


class PacedEngine(FakeEngine):
    """An engine as one process has it."""

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__()
        self.name = name
        self.turn = counted


@contextmanager
def limited(name: str, slots: int) -> Iterator[None]:
    """The server has a limit of that name meanwhile."""
    from prefect import get_client

    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, slots)
        try:
            yield
        finally:
            client.delete_global_concurrency_limit_by_name(name)


def ask(engine: PacedEngine) -> None:
    with engine.turn():
        sleep(0.05)


@pytest.mark.usefixtures("answering")
def test_requests_of_two_processes_share_the_servers_limit_of_their_engines_name() -> None:
    from flows.limits import share_limits

    counted = Counted()
    engines = [PacedEngine("deep:libre", counted) for _ in range(2)]
    with limited("deep:libre", 1):
        share_limits(engines)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(ask, engines * 2))
    assert counted.most == 1


@pytest.mark.usefixtures("answering")
def test_without_such_a_limit_an_engine_keeps_its_own_pace() -> None:
    from flows.limits import share_limits

    counted = Counted()
    engine = PacedEngine("deep:none", counted)
    share_limits([engine, FakeEngine()])
    assert engine.turn is counted


@pytest.mark.usefixtures("answering")
def test_a_limit_that_is_gone_or_full_makes_the_engine_unavailable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows import limits

    engine = PacedEngine("deep:full", Counted())
    with limited("deep:full", 1):
        limits.share_limits([engine])
        with engine.turn():
            monkeypatch.setattr(limits, "SECONDS", 1.0)
            with pytest.raises(EngineUnavailable, match="no slot"), engine.turn():
                pass
