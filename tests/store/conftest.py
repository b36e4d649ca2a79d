"""Every ledger there is, for the tests that all of them have to pass."""

from pathlib import Path

import pytest

from tests.fakes import FakeLedger
from tests.store.backends import Backend, PostgresBackend, SqliteBackend
from translate_pipeline.ports import Ledger


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """A database that has no ledger yet."""
    if request.param == "sqlite":
        return SqliteBackend(tmp_path)
    return PostgresBackend(request.getfixturevalue("postgres"))


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    """A ledger that has no events yet."""
    if request.param == "fake":
        return FakeLedger()
    if request.param == "sqlite":
        return SqliteBackend(tmp_path).ledger
    return PostgresBackend(request.getfixturevalue("postgres")).ledger
