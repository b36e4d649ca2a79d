import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.postgres import Postgres
from tests.store.backends import EVENT, OTHER, A, Backend, PostgresBackend, SqliteBackend
from tests.store.test_ledger import EVENTS
from translate_pipeline.errors import InputError
from translate_pipeline.model.review import Event
from translate_pipeline.store.exports import read_export
from translate_pipeline.store.ledger import ChainedLedger
from translate_pipeline.store.place import open_ledger

FOLDERS = count()


def exported(ledger: ChainedLedger, path: Path) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in ledger.rows()]
    path.write_text("".join(lines), "utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    ledger = open_ledger(tmp_path / "first.db")
    ledger.append([EVENT, OTHER, replace(EVENT, target="\u2028")])
    return exported(ledger, tmp_path / "ledger.jsonl")


def test_a_ledger_moves_to_a_server_and_back_with_all_its_links(
    tmp_path: Path, postgres: Postgres
) -> None:
    first, server = SqliteBackend(tmp_path).ledger, PostgresBackend(postgres).ledger
    first.append([EVENT, OTHER])
    first.append([EVENT])
    back = open_ledger(tmp_path / "back.db")
    for source, target in ((first, server), (server, back)):
        target.restore(read_export(exported(source, tmp_path / "ledger.jsonl")))
        assert target.damage() == []
        assert target.head() == first.head()
        assert list(target.rows()) == list(first.rows())
    for ledger in (first, server, back):
        ledger.append([OTHER])
    assert first.head() == server.head() == back.head()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=4))
def test_any_ledger_moves_whole(tmp_path: Path, events: list[Event]) -> None:
    folder = tmp_path / str(next(FOLDERS))
    first, other = open_ledger(folder / "first.db"), open_ledger(folder / "other.db")
    first.begin()
    first.append(events)
    other.restore(read_export(exported(first, folder / "ledger.jsonl")))
    assert list(other.rows()) == list(first.rows())
    assert other.damage() == []


def test_only_an_empty_ledger_takes_another_over(backend: Backend, export: Path) -> None:
    rows = read_export(export)
    backend.ledger.begin()
    backend.ledger.restore(rows)
    head = backend.ledger.head()
    with pytest.raises(InputError, match="has events already; only an empty ledger"):
        backend.ledger.restore(rows)
    backend.tamper("DELETE FROM events")
    with pytest.raises(InputError, match="has events already"):
        backend.ledger.restore(rows)
    assert head[0] == 3


def changed(line: int, change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def apply(text: str) -> str:
        lines = text.split("\n")
        shape = json.loads(lines[line - 1])
        change(shape)
        lines[line - 1] = json.dumps(shape, ensure_ascii=False)
        return "\n".join(lines)

    return apply


@pytest.mark.parametrize(
    ("damaged", "told"),
    [
        (changed(2, lambda row: row.update(actor="me")), r": row 2 .*is not what was recorded"),
        (changed(2, lambda row: row.update(chain="x")), r": row 2 .*is not what was recorded"),
        (changed(2, lambda row: row.update(chain=None)), r": row 2 .*is not what was recorded"),
        (changed(2, lambda row: row.update(seq=9)), r": rows 2 to 8 are missing"),
        (changed(2, lambda row: row.update(seq="2")), r":2: not a line of .*seq is no number"),
        (changed(2, lambda row: row.update(seq=True)), r":2: not a line of .*seq is no number"),
        (changed(1, lambda row: row.update(source=None)), r":1: not a line .*source is no text"),
        (changed(3, lambda row: row.update(detail=[])), r":3: not a line .*no JSON object"),
        (changed(3, lambda row: row.update(action="sung")), r":3: not a line .*not know, 'sung'"),
        (changed(3, lambda row: row.pop("at")), r":3: not a line .*no event of a ledger"),
        (changed(3, lambda row: row.update(more=1)), r":3: not a line .*no event of a ledger"),
        (lambda text: text.replace('"es"', '"\\ud800"', 1), r":1: not a line of .*surrogates"),
        (lambda text: text.split("\n", 1)[1], r": row 1 is missing"),
        (lambda text: text[: len(text) // 2], r":2: not a line of `ledger export`"),
        (lambda text: "[" * 100_000 + text, r":1: not a line of `ledger export`"),
        (lambda text: "\n" + text, r":1: not a line of `ledger export`"),
        (lambda _: "a,b\n", r":1: not a line of `ledger export`"),
    ],
)
def test_a_damaged_export_is_refused_with_the_place(
    export: Path, damaged: Callable[[str], str], told: str
) -> None:
    export.write_text(damaged(export.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError, match=told):
        read_export(export)


def test_an_export_in_another_encoding_is_refused(export: Path) -> None:
    export.write_bytes(export.read_text("utf-8").encode("latin-1", "replace"))
    with pytest.raises(InputError, match=r":1: not a line"):
        read_export(export)


def test_an_event_that_is_no_unicode_is_refused(backend: Backend) -> None:
    with pytest.raises(InputError, match="is no Unicode"):
        backend.ledger.append([EVENT, replace(EVENT, actor="\udcff")])
    assert list(backend.ledger.events(A)) == []
