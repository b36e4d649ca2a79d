"""Every ledger there is, for the tests that all of them have to pass."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import s3
from tests.fakes import FakeLedger
from tests.store.backends import Backend, PostgresBackend, SqliteBackend
from translate_pipeline.ports import HeadedLedger


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """A database that has no ledger yet."""
    if request.param == "sqlite":
        return SqliteBackend(tmp_path)
    return PostgresBackend(request.getfixturevalue("postgres"))


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> HeadedLedger:
    """A ledger that has no events yet."""
    if request.param == "fake":
        return FakeLedger()
    if request.param == "sqlite":
        return SqliteBackend(tmp_path).ledger
    return PostgresBackend(request.getfixturevalue("postgres")).ledger


@pytest.fixture(scope="session")
def objects() -> Iterator[dict[str, str]]:
    """The environment that leads to a server of objects."""
    if told := s3.why_not():
        pytest.skip(told)
    with s3.running() as environment:
        yield environment


@pytest.fixture
def bucket(objects: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a bucket."""
    for name, value in objects.items():
        monkeypatch.setenv(name, value)
    yield os.environ[s3.NAMED]
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
