"""What only a ledger on a server has: roles, passwords, and a server that is not there."""

import re
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from tests.postgres import Postgres
from tests.store.backends import EVENT, OTHER, A
from translate_pipeline.errors import InputError, NotFound, StorageError
from translate_pipeline.store.ledger import ChainedLedger
from translate_pipeline.store.place import open_ledger
from translate_pipeline.store.server import Server

ROOT = Path(__file__).parents[2]


def at(url: str) -> ChainedLedger:
    return open_ledger(Server.parse(url))


@pytest.fixture
def ledger(postgres: Postgres) -> ChainedLedger:
    return at(postgres.url())


@pytest.fixture
def team(postgres: Postgres, ledger: ChainedLedger) -> Iterator[ChainedLedger]:
    """A ledger as a role sees it that has the rights which the documentation gives."""
    ledger.begin()
    (rights,) = re.findall(
        r"```sql\n(.*?)```", (ROOT / "docs" / "ledger.md").read_text(), re.DOTALL
    )
    granted = rights.split("-- In the database:\n")[1]
    postgres.do("CREATE ROLE desk LOGIN", granted)
    yield at(postgres.url(user="desk"))
    postgres.do("DROP OWNED BY desk", "DROP ROLE desk")


def test_reading_makes_no_table(postgres: Postgres, ledger: ChainedLedger) -> None:
    assert (ledger.events(A), ledger.releases(), ledger.damage()) == ([], [], [])
    assert postgres.do("SELECT to_regnamespace('translate_pipeline')") == [(None,)]


def test_several_programs_may_begin_a_ledger_at_once(postgres: Postgres) -> None:
    together = Barrier(6)

    def begin(_: int) -> None:
        one = at(postgres.url())
        together.wait()
        one.append([EVENT] * 3)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(begin, range(6)))
    ledger = at(postgres.url())
    assert (ledger.head()[0], ledger.damage()) == (18, [])


def test_a_team_may_add_and_read_events_and_no_more(
    postgres: Postgres, team: ChainedLedger
) -> None:
    team.append([EVENT, OTHER])
    assert (team.events(A), team.damage()) == ([EVENT], [])
    for forbidden in (
        "UPDATE translate_pipeline.events SET actor = 'me'",
        "DELETE FROM translate_pipeline.events",
        "TRUNCATE translate_pipeline.events",
        "ALTER TABLE translate_pipeline.events DISABLE TRIGGER ALL",
        "DROP TABLE translate_pipeline.events",
        "UPDATE translate_pipeline.ledger SET given = 0",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            postgres.do(forbidden, user="desk")


@pytest.mark.parametrize("number", ["2", "4", "0"])
def test_the_database_refuses_an_event_out_of_turn(
    postgres: Postgres, team: ChainedLedger, number: str
) -> None:
    team.append([EVENT, OTHER])
    columns = "release, revision, action, at, actor, locale, segment, source, target, detail, chain"
    copy = (
        f"INSERT INTO translate_pipeline.events SELECT {number}, {columns}"  # noqa: S608
        " FROM translate_pipeline.events WHERE seq = 1"
    )
    with pytest.raises((psycopg.errors.RaiseException, psycopg.errors.UniqueViolation)):
        postgres.do(copy, user="desk")
    assert team.damage() == []


@pytest.mark.parametrize(
    "sql", ["TRUNCATE events", "DELETE FROM events", "UPDATE events SET at = ''"]
)
def test_the_owner_cannot_change_history_by_mistake(
    postgres: Postgres, ledger: ChainedLedger, sql: str
) -> None:
    ledger.append([EVENT])
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        postgres.do("SET search_path = translate_pipeline", sql, user="owner")


def test_a_role_without_rights_is_told_who_gives_them(
    postgres: Postgres, team: ChainedLedger
) -> None:
    postgres.do("REVOKE INSERT ON translate_pipeline.events FROM desk")
    assert team.events(A) == []
    with pytest.raises(StorageError, match=r"this role may not .*owner runs `ledger begin`.*docs"):
        team.append([EVENT])
    postgres.do("REVOKE USAGE ON SCHEMA translate_pipeline FROM desk")
    with pytest.raises(StorageError, match="this role may not"):
        team.events(A)
    postgres.do("DROP SCHEMA translate_pipeline CASCADE")
    with pytest.raises(StorageError, match="this role may not"):
        team.append([EVENT])


def test_a_ledger_of_a_newer_program_is_left_alone(
    postgres: Postgres, ledger: ChainedLedger
) -> None:
    ledger.append([EVENT])
    postgres.do("UPDATE translate_pipeline.ledger SET version = 99")
    for use in (lambda: ledger.append([EVENT]), ledger.releases):
        with pytest.raises(InputError, match="newer translate-pipeline; update"):
            use()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE SCHEMA translate_pipeline",
        "CREATE SCHEMA translate_pipeline CREATE TABLE ledger (title text)",
        "CREATE SCHEMA translate_pipeline CREATE TABLE ledger (version int)",
    ],
)
def test_another_schema_of_that_name_is_refused(
    postgres: Postgres, ledger: ChainedLedger, statement: str
) -> None:
    postgres.do(statement, user="owner")
    with pytest.raises(InputError, match=r"not a ledger, or damaged|was removed"):
        ledger.append([EVENT])


def test_a_ledger_whose_count_was_removed_is_not_taken_for_an_empty_one(
    postgres: Postgres, ledger: ChainedLedger
) -> None:
    ledger.append([EVENT])
    postgres.do("DELETE FROM translate_pipeline.ledger")
    for use in (ledger.damage, ledger.head, lambda: ledger.append([EVENT])):
        with pytest.raises(InputError, match="was removed; restore it from a copy"):
            use()


def test_an_event_where_the_next_one_belongs_is_damage(
    postgres: Postgres, ledger: ChainedLedger
) -> None:
    ledger.append([EVENT, EVENT])
    postgres.do("UPDATE translate_pipeline.ledger SET given = 1")
    assert ledger.damage() == ["row 2 was slipped in"]
    with pytest.raises(InputError, match="not a ledger, or damaged"):
        ledger.append([EVENT])


def test_a_text_that_the_database_cannot_hold_is_refused_whole(ledger: ChainedLedger) -> None:
    event = EVENT.__class__(A, EVENT.revision, EVENT.action, EVENT.at, "x", target="a\0b")
    with pytest.raises(StorageError, match=r"cannot contain NUL"):
        ledger.append([EVENT, event])
    assert ledger.head() == (0, "")


def test_a_writer_that_waited_too_long_says_so(
    postgres: Postgres, ledger: ChainedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.append([EVENT])
    busy = "SET LOCAL lock_timeout = '50ms'"
    monkeypatch.setattr("translate_pipeline.store.postgres._BUSY", busy)
    with psycopg.connect(postgres.url(user="owner")) as other:
        other.execute("LOCK TABLE translate_pipeline.events IN EXCLUSIVE MODE")
        with pytest.raises(StorageError, match="another program is writing it; run again"):
            ledger.append([EVENT])
    ledger.append([EVENT])


def test_a_connection_that_was_cut_is_made_anew(postgres: Postgres, ledger: ChainedLedger) -> None:
    ledger.append([EVENT])
    postgres.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'owner'")
    ledger.append([EVENT])
    assert len(ledger.events(A)) == 2


def test_a_database_that_is_not_unicode_is_refused(postgres: Postgres) -> None:
    postgres.do("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 OWNER owner")
    try:
        with pytest.raises(InputError, match="its encoding is LATIN1"):
            at(postgres.url("latin")).append([EVENT])
    finally:
        postgres.do("DROP DATABASE latin WITH (FORCE)")


@pytest.fixture
def deaf(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Iterator[Path]:
    """A folder with a socket that takes connections and never answers."""
    del tmp_path_factory  # its paths are too long for a socket
    folder = postgres.folder / "deaf"
    folder.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / ".s.PGSQL.5432"))
        listener.listen()
        yield folder
    (folder / ".s.PGSQL.5432").unlink()


Url = Callable[[Postgres, Path], str]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (lambda _, deaf: f"postgresql://me:opensecret@/ledger?host={deaf}&connect_timeout=2",
         r"cannot reach .* timeout expired; is the address right"),
        (lambda _, deaf: f"postgresql://me:opensecret@/ledger?host={deaf.parent}/none",
         r"cannot reach .*No such file.*; is the server running"),
        (lambda *_: "postgresql://me:opensecret@127.0.0.1:1/ledger",
         r"cannot reach .*refused.*; is the server running"),
        (lambda *_: "postgresql://me:opensecret@no-such-host.invalid/ledger",
         r"cannot reach .*no-such-host"),
        (lambda server, _: server.url(user="locked:opensecret"),
         r"cannot reach .*password authentication failed.*; set PGPASSWORD"),
        (lambda server, _: server.url(user="locked"),
         r"cannot reach .*no password supplied.*; set PGPASSWORD"),
        (lambda server, _: server.url("nothing", user="owner:opensecret"),
         r'cannot reach .*database "nothing" does not exist; name one that exists'),
        (lambda server, _: server.url(user="nobody-here:opensecret"),
         r'cannot reach .*role "nobody-here" does not exist; name one that exists'),
        (lambda server, _: server.url(user="owner:opensecret",
                                      options="-cdefault_transaction_read_only%3Don"),
         r"cannot use .*it is read-only.*name the one that is written"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_without_the_password(
    url: Url, told: str, postgres: Postgres, deaf: Path
) -> None:
    ledger = at(url(postgres, deaf))
    with pytest.raises(StorageError, match=told) as caught:
        ledger.append([EVENT])
    assert "opensecret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_right_password_opens_the_ledger(postgres: Postgres) -> None:
    assert at(postgres.url(user="locked:opensesame")).releases() == []


def test_an_option_that_there_is_not_is_named_without_the_password() -> None:
    with pytest.raises(InputError, match="option after the") as caught:
        at("postgresql://me:opensecret@h/d?opensecret=opensecret")
    assert "opensecret" not in str(caught.value)


def test_without_the_driver_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "translate_pipeline.store.postgres", None)
    with pytest.raises(NotFound, match=r"pip install .*psycopg"):
        at("postgresql://me@h/d")
