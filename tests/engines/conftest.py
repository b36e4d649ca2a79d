"""The services on this machine, and engines that are led there instead of to the real ones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.engines.services.protocols import KEY, PROTOCOLS
from tests.engines.services.server import Server, serving
from translate_pipeline.engines.deep import manners, transport
from translate_pipeline.engines.deep.engine import Deep
from translate_pipeline.engines.deep.manners import Clock
from translate_pipeline.engines.deep.transport import TimeLimits
from translate_pipeline.engines.deep.watch import watched_adapter


@pytest.fixture(scope="session")
def services() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in PROTOCOLS:
        variable = f"TRANSLATE_PIPELINE_{name.removeprefix('deep:').upper()}_KEY"
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(f"{variable}_FILE", raising=False)
    monkeypatch.delenv("TRANSLATE_PIPELINE_LIBRE_URL", raising=False)


Asking = Callable[[str], Deep]


@pytest.fixture
def pauses() -> list[float]:
    """Seconds that engines would have slept."""
    return []


@pytest.fixture
def asking(
    services: Server, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> Iterator[Asking]:
    """Makes the engine of a name, whose requests for its service come to the local one."""
    hosts = {host: name for name, one in PROTOCOLS.items() for host in one.engine.hosts}
    adapter = watched_adapter()

    class Redirected(adapter):  # type: ignore[misc,valid-type]
        def send(self, request: Any, **options: Any) -> Any:
            parts = urlsplit(request.url)
            if parts.hostname != "127.0.0.1":
                assert parts.scheme == "https"
                where = f"{services.url}/{hosts[str(parts.hostname)]}{parts.path}"
                request.url = f"{where}?{parts.query}" if parts.query else where
            return super().send(request, **options)

    monkeypatch.setattr(transport, "watched_adapter", lambda: Redirected)
    monkeypatch.setattr(Deep, "clock", Clock(sleep=pauses.append, chance=lambda: 0.5))
    monkeypatch.setattr(Deep, "time_limits", TimeLimits(60.0, 60.0, 60.0))
    services.asked.clear()
    services.pairs.clear()
    services.seen.clear()
    _begin_anew()

    def make(name: str) -> Deep:
        engine = PROTOCOLS[name].engine()
        if engine.wants_key:
            monkeypatch.setenv(engine.variable, KEY)
        if name == "deep:libre":
            monkeypatch.setenv("TRANSLATE_PIPELINE_LIBRE_URL", f"{services.url}/deep:libre")
        return engine

    yield make
    _begin_anew()


def _begin_anew() -> None:
    manners.forget_all()
    transport.close_sessions()
