"""Whoever changes the record behind its back is found, whichever database it is in."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event as Signal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.postgres import Postgres
from tests.store.backends import EVENT, OTHER, A, Backend, PostgresBackend, SqliteBackend
from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.store.rows import NAMES

ROW_2 = "row 2 (drafted a/es, 2026-05-03T06:00:00+00:00)"


@pytest.fixture
def four(backend: Backend) -> Backend:
    """A ledger of four events."""
    backend.ledger.append([EVENT, EVENT])
    backend.ledger.append([OTHER, EVENT])
    assert backend.ledger.damage() == []
    return backend


def test_a_new_ledger_has_no_damage_and_no_head(backend: Backend) -> None:
    for _ in range(2):
        found = (list(backend.ledger.damage()), backend.ledger.head(), list(backend.ledger.rows()))
        assert found == ([], (0, ""), [])
        backend.ledger.begin()


def test_a_batch_that_the_database_refuses_is_not_recorded(four: Backend) -> None:
    with pytest.raises(StorageError):
        four.ledger.append([EVENT, replace(EVENT, source=None)])  # type: ignore[arg-type]
    four.ledger.append([EVENT])
    assert (four.ledger.head()[0], four.ledger.damage()) == (5, [])


@pytest.mark.parametrize("sql", ["DELETE FROM events", "UPDATE events SET actor = 'me'"])
def test_the_database_refuses_to_change_history(four: Backend, sql: str) -> None:
    with pytest.raises(four.refusal, match="append-only"):
        four.do(sql)


def test_the_chain_holds_with_several_writers(backend: Backend) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: backend.ledger.append([EVENT] * 5), range(20)))
    assert backend.ledger.damage() == []
    assert backend.ledger.head()[0] == 100


def test_a_ledger_that_is_being_written_is_not_said_to_be_damaged(backend: Backend) -> None:
    done = Signal()

    def write() -> None:
        while not done.is_set():
            backend.ledger.append([EVENT])

    with ThreadPoolExecutor(2) as pool:
        writer = pool.submit(write)
        found = [line for _ in range(30) for line in backend.ledger.damage()]
        done.set()
        writer.result()
    assert found == []


@pytest.mark.parametrize("column", [*NAMES, "chain"])
def test_a_changed_byte_of_any_column_is_found(four: Backend, column: str) -> None:
    four.tamper(f"UPDATE events SET {column} = {column} || 'x' WHERE seq = 2")  # noqa: S608
    assert [line for line in four.ledger.damage() if line.startswith("row 2 (")] != []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from([*NAMES, "chain"]), place=st.integers(0), bit=st.integers(0, 6))
def test_a_flipped_bit_of_any_text_is_found(
    backend: Backend, column: str, place: int, bit: int
) -> None:
    if not backend.ledger.head()[0]:
        backend.ledger.append([EVENT] * 3)
    ((before,),) = backend.do(f"SELECT {column} FROM events WHERE seq = 2")  # noqa: S608
    data = bytearray(before.encode())
    data[place % len(data)] ^= 1 << bit
    try:
        after = data.decode()
    except UnicodeDecodeError:
        after = "\0"
    assume("\0" not in after)
    update = "UPDATE events SET {} = '{}' WHERE seq = 2"
    backend.tamper(update.format(column, after.replace("'", "''")))
    told = backend.ledger.damage()
    backend.tamper(update.format(column, before))
    assert told[0].startswith("row 2 (")
    assert backend.ledger.damage() == []


SWAP = [
    "UPDATE events SET seq = -2 WHERE seq = 2",
    "UPDATE events SET seq = 2 WHERE seq = 3",
    "UPDATE events SET seq = 3 WHERE seq = -2",
]
MAKE_ROOM = [
    "UPDATE events SET seq = -seq WHERE seq > 2",
    "UPDATE events SET seq = 1 - seq WHERE seq < 0",
]
COPY = f"INSERT INTO events SELECT {{}}, {', '.join(NAMES)}, chain FROM events WHERE seq = 2"  # noqa: S608


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE events SET target = 'other' WHERE seq = 2"],
         [f"{ROW_2} is not what was recorded"]),
        (["UPDATE events SET at = '2020' WHERE seq = 3"],
         ["row 3 (revised b, 2020) is not what was recorded"]),
        (["UPDATE events SET chain = 'x' WHERE seq = 4"],
         [f"{ROW_2.replace('2', '4', 1)} is not what was recorded"]),
        (["UPDATE events SET seq = 7 WHERE seq = 2"],
         ["row 2 is missing", "rows 5 to 6 are missing"]),
        (["DELETE FROM events WHERE seq = 1"], ["row 1 is missing"]),
        (["DELETE FROM events WHERE seq = 2"], ["row 2 is missing"]),
        (["DELETE FROM events WHERE seq IN (1, 2)"], ["rows 1 to 2 are missing"]),
        (["DELETE FROM events WHERE seq = 4"], ["row 4 is missing"]),
        (["DELETE FROM events WHERE seq > 2"], ["rows 3 to 4 are missing"]),
        (["DELETE FROM events"], ["rows 1 to 4 are missing"]),
        (SWAP, ["row 2 (revised b, 2026-05-03T06:00:00+00:00) is not what was recorded",
                f"{ROW_2.replace('2', '3', 1)} is not what was recorded"]),
        ([*MAKE_ROOM, COPY.format(3)], [f"{ROW_2.replace('2', '3', 1)} is not what was recorded",
                                        "row 5 was slipped in"]),
        ([COPY.format(5)], [f"{ROW_2.replace('2', '5', 1)} is not what was recorded"]),
        ([COPY.format(0)], [f"{ROW_2.replace('2', '0', 1)} was slipped in"]),
        ([COPY.format(-9)], [f"{ROW_2.replace('2', '-9', 1)} was slipped in"]),
        ([COPY.format(2**63 - 1)], [f"rows 5 to {2**63 - 2} are missing"]),
    ],
)  # fmt: skip
def test_what_was_changed_removed_or_slipped_in_is_named(
    four: Backend, statements: list[str], told: list[str]
) -> None:
    four.tamper(*statements)
    found = four.ledger.damage()
    assert [line for line in found if line in told] == told


def test_newest_events_that_were_removed_are_missed_after_the_next_one_too(four: Backend) -> None:
    four.tamper("DELETE FROM events WHERE seq > 2")
    four.ledger.append([EVENT])
    assert four.ledger.damage() == ["rows 3 to 4 are missing"]


@pytest.mark.parametrize(
    "sql", ["detail = 'x' || detail", "detail = '[]'", "at = 'soon'", "at = '2026-05-03'"]
)
def test_a_row_that_cannot_be_read_is_named(four: Backend, sql: str) -> None:
    four.tamper(f"UPDATE events SET {sql} WHERE seq = 2")  # noqa: S608
    for read in (lambda: four.ledger.events(A), lambda: list(four.ledger.rows())):
        with pytest.raises(InputError, match=r"row 2 is damaged .*ledger verify.*restore it"):
            read()


def test_an_action_of_a_newer_program_is_said_to_be_one(four: Backend) -> None:
    four.tamper("UPDATE events SET action = 'sung' WHERE seq = 2")
    with pytest.raises(InputError, match=r"row 2 has .*'sung': update translate-pipeline.*verify"):
        four.ledger.events(A)


def test_all_rows_are_read_however_many_there_are(
    four: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (0, 1, 2, 3, 100):
        monkeypatch.setattr("translate_pipeline.store.ledger._PAGE", size)
        assert [row["seq"] for row in four.ledger.rows()] == [1, 2, 3, 4]


def test_the_same_events_have_the_same_links_in_every_database(
    tmp_path: Path, postgres: Postgres
) -> None:
    ledgers = SqliteBackend(tmp_path).ledger, PostgresBackend(postgres).ledger
    for ledger in ledgers:
        ledger.append([EVENT, OTHER])
        ledger.append([EVENT])
    one, other = (list(ledger.rows()) for ledger in ledgers)
    assert one == other
    assert ledgers[0].head() == ledgers[1].head()


def test_an_event_with_another_link_was_never_the_newest_of_this_ledger(backend: Backend) -> None:
    backend.ledger.append([EVENT, EVENT])
    number, link = backend.ledger.head()
    assert backend.ledger.changed_since((number, link)) == set()
    assert backend.ledger.changed_since((number, link[::-1])) is None
    assert backend.ledger.changed_since((number - 1, link)) is None
