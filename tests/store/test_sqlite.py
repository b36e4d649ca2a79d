import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.sqlite import SqliteLedger

EVENT = Event(
    ReleaseId("a"), Revision("r1"), Action.DRAFTED, NOW, "fake", ES, SegmentKey("k"),
    "source", "ünïcode", {"terms": {"war_crimes": "missing"}},
)  # fmt: skip
OTHER = Event(ReleaseId("b"), Revision("r1"), Action.REVISED, NOW, "coordinator")


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
    monkeypatch.setattr("translate_pipeline.store.sqlite._BUSY_SECONDS", 0)
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
