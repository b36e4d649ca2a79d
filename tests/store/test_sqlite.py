import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.backends import EVENT, OTHER, A
from translate_pipeline.errors import InputError, PipelineError, StorageError
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.store.sqlite import SqliteLedger


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    return SqliteLedger(tmp_path / "folder" / "ledger.db")


def test_reading_makes_no_file(ledger: SqliteLedger, tmp_path: Path) -> None:
    assert (list(ledger.events(ReleaseId("a"))), list(ledger.releases())) == ([], [])
    ledger.append([])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    ledger = SqliteLedger(path)
    for use in (lambda: ledger.append([EVENT]), ledger.releases):
        with pytest.raises(InputError, match=r"not a ledger, or damaged.*; restore it .*move it"):
            use()


@pytest.mark.parametrize("table", ["songs (title)", "events (seq, title)"])
def test_another_database_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {table}")
    before = path.read_bytes()
    ledger = SqliteLedger(path)
    for use in (lambda: ledger.append([EVENT]), ledger.releases):
        with pytest.raises(InputError, match=r"a database, but not a ledger; .*move it away"):
            use()
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    ledger = SqliteLedger(tmp_path / "ledger.db")
    assert (list(ledger.releases()), list(ledger.events(ReleaseId("a")))) == ([], [])
    ledger.append([EVENT])
    assert ledger.events(ReleaseId("a")) == [EVENT]


def test_a_ledger_that_another_program_keeps_locked_is_named(
    ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.append([EVENT])
    monkeypatch.setattr("translate_pipeline.store.sqlite_file._BUSY_SECONDS", 0)
    with closing(sqlite3.connect(tmp_path / "folder" / "ledger.db")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="another program is writing it; run again"):
            ledger.append([EVENT])


def test_a_ledger_of_a_newer_program_is_left_alone(ledger: SqliteLedger, tmp_path: Path) -> None:
    ledger.append([EVENT])
    connection = sqlite3.connect(tmp_path / "folder" / "ledger.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(InputError, match="newer translate-pipeline"):
        ledger.append([EVENT])


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot write"):
        SqliteLedger(tmp_path / "file" / "ledger.db").append([EVENT])


FIRST_SCHEMA = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, release TEXT NOT NULL, revision TEXT NOT NULL, action TEXT NOT NULL,
    at TEXT NOT NULL, actor TEXT NOT NULL, locale TEXT, segment TEXT, source TEXT NOT NULL,
    target TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_release ON events (release, seq);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
INSERT INTO events VALUES
    (1, 'a', 'r1', 'drafted', '2026-05-03T06:00:00+00:00', 'fake', 'es', 'k', 'source', 'ünïcode',
     '{"terms": {"war_crimes": "missing"}}');
PRAGMA user_version = 1;
"""


def test_a_ledger_of_an_earlier_program_keeps_its_events_and_gets_a_chain(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_SCHEMA)
    ledger = SqliteLedger(path)
    assert ledger.events(ReleaseId("a")) == [EVENT]
    assert (list(ledger.damage()), ledger.head()) == ([], (0, ""))
    ledger.append([OTHER])
    assert ledger.events(ReleaseId("a")) == [EVENT]
    assert ledger.damage() == []
    number, link = ledger.head()
    assert (number, len(link)) == (2, 64)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM events")


class FlippedFile:
    """The file of a small ledger, and copies of it with one bit flipped."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.db"
        self._ledger = SqliteLedger(self._path)
        self._ledger.append([EVENT, OTHER, EVENT])
        self.data = self._path.read_bytes()
        self._sound = self._all()

    def _all(self) -> Iterable[Any]:
        ledger = self._ledger
        return list(ledger.rows()), ledger.head(), ledger.releases(), ledger.events(A)

    def hides_nothing(self, place: int, bit: int) -> bool:
        """Whether the flip is reported, or else everything that is read is as it was."""
        data = bytearray(self.data)
        data[place % len(data)] ^= 1 << bit
        self._path.write_bytes(data)
        try:
            return bool(self._ledger.damage()) or self._all() == self._sound
        except PipelineError:
            return True


@pytest.fixture(scope="module")
def flipped(tmp_path_factory: pytest.TempPathFactory) -> FlippedFile:
    return FlippedFile(tmp_path_factory.mktemp("flipped"))


@settings(max_examples=200)
@given(place=st.integers(0, 100_000), bit=st.integers(0, 7))
def test_a_flipped_bit_of_the_file_hides_nothing(
    flipped: FlippedFile, place: int, bit: int
) -> None:
    assert flipped.hides_nothing(place, bit)


@pytest.mark.nightly
def test_no_flipped_bit_of_the_file_hides_anything(flipped: FlippedFile) -> None:
    places = range(len(flipped.data))
    assert [place for place in places if not flipped.hides_nothing(place, place % 8)] == []


def test_an_event_that_the_index_lost_is_found(ledger: SqliteLedger, tmp_path: Path) -> None:
    ledger.append([EVENT, OTHER, EVENT])
    change = "UPDATE sqlite_master SET sql = {} WHERE name = 'events_release'"
    for sql in ("sql || ' WHERE seq < 3'", "replace(sql, ' WHERE seq < 3', '')"):
        with closing(sqlite3.connect(tmp_path / "folder" / "ledger.db")) as connection, connection:
            connection.execute("REINDEX")
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(change.format(sql))
    assert len(ledger.events(A)) == 1
    told = "the file is damaged: row 3 missing from index events_release"
    assert told in ledger.damage()
