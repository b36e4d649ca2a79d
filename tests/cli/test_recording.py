"""sync and ledger from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed


@pytest.fixture
def recorded(desk: Path, program: Program) -> Path:
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    return desk / ".translate-pipeline" / "ledger.db"


@pytest.mark.usefixtures("recorded")
def test_a_sound_ledger_is_said_to_be_sound(program: Program) -> None:
    done = program("ledger", "verify")
    assert (done.returncode, done.stdout.split(".")[0]) == (0, "6 events, sound")
    shape = printed(program, "ledger", "verify", "--json")
    assert (shape["events"], shape["damage"], len(shape["link"])) == (6, [], 64)


def test_a_changed_event_is_named(recorded: Path, program: Program) -> None:
    with closing(sqlite3.connect(recorded)) as connection, connection:
        connection.execute("DROP TRIGGER events_stay")
        connection.execute("UPDATE events SET target = 'x' WHERE seq = 3")
    done = program("ledger", "verify")
    assert done.returncode == 1
    assert done.stdout.startswith("row 3 (drafted a/es, ")


@pytest.mark.usefixtures("recorded")
def test_all_events_are_exported(program: Program) -> None:
    rows = [json.loads(line) for line in program("ledger", "export").stdout.splitlines()]
    assert [row["seq"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert {row["action"] for row in rows} == {"glossary", "revised", "drafted", "prepared"}


@pytest.mark.usefixtures("desk")
def test_a_workspace_without_a_ledger_has_a_sound_empty_one(program: Program) -> None:
    done = program("ledger", "verify")
    assert (done.returncode, done.stdout) == (0, "0 events, sound. Link: none yet\n")
    assert program("ledger", "export").stdout == ""


@pytest.mark.usefixtures("recorded")
def test_edits_go_into_the_record_with_the_name_that_was_given(
    desk: Path, program: Program
) -> None:
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    po.write_text(po.read_text().replace("#, fuzzy\n", "", 1))
    shape = printed(program, "sync", "a", "--as", "translator es", "--json")
    (catalog,) = shape["catalogs"]
    assert (shape["actor"], catalog["locale"], catalog["edits"]) == ("translator es", "es", 1)
    assert json.loads(program("ledger", "export").stdout.splitlines()[-1])["actor"] == (
        "translator es"
    )
    (locale,) = printed(program, "status", "a", "--json")["releases"][0]["locales"]
    assert (locale["stage"], locale["translated"]) == ("in review", 1)
    assert (locale["errors"], locale["warnings"]) == (catalog["errors"], catalog["warnings"])


@pytest.mark.usefixtures("recorded")
def test_what_cannot_be_synced_is_said(desk: Path, program: Program) -> None:
    done = program("sync", "b")
    assert (done.returncode, done.stderr) == (
        2, "Error: no release 'b' in this workspace; known: a\n"
    )  # fmt: skip
    assert program("sync", "--as", " ").returncode == 2
    (desk / "locales" / "es" / "LC_MESSAGES" / "a.po").write_text('msgid "half')
    done = program("sync")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: locales/es/LC_MESSAGES/a.po:1")
