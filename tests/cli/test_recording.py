"""sync and ledger from the command line."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed
from tests.postgres import Postgres


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


def test_a_ledger_is_taken_over_by_an_empty_one(recorded: Path, program: Program) -> None:
    export = recorded.with_name("ledger.jsonl")
    export.write_text(program("ledger", "export").stdout)
    link = printed(program, "ledger", "verify", "--json")["link"]
    refused = program("ledger", "import", str(export))
    assert (refused.returncode, "has events already" in refused.stderr) == (2, True)
    recorded.unlink()
    done = program("ledger", "import", str(export))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"6 events in {recorded}. Link: {link}\n"
    assert printed(program, "ledger", "verify", "--json")["link"] == link


def test_a_ledger_on_a_server_serves_every_command(
    recorded: Path, postgres: Postgres, environment: dict[str, str], program: Program
) -> None:
    export = recorded.with_name("ledger.jsonl")
    export.write_text(program("ledger", "export").stdout)
    before = recorded.read_bytes()
    environment["TRANSLATE_PIPELINE_LEDGER"] = postgres.url()
    done = program("ledger", "begin")
    assert (done.returncode, done.stderr) == (0, f"The ledger is {postgres.url(user='owner')}\n")
    assert printed(program, "status", "--json") == {"releases": []}
    assert program("ledger", "import", str(export)).returncode == 0
    assert program("run", "--direct", "--engine", "slow", "releases/a.txt").returncode == 1
    (release,) = printed(program, "status", "--json")["releases"]
    assert release["release"] == "a"
    assert program("sync", "a").returncode == 0
    assert program("ledger", "verify").stdout.split(".")[0].endswith("events, sound")
    assert recorded.read_bytes() == before


@pytest.mark.usefixtures("recorded")
def test_a_ledger_in_a_file_needs_no_driver_for_a_server(
    desk: Path, environment: dict[str, str]
) -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None;"
        " from translate_pipeline.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "status"]
    assert subprocess.run(command, cwd=desk, env=environment, check=False).returncode == 0


def test_a_server_that_does_not_answer_is_named_without_the_password(
    desk: Path, environment: dict[str, str], program: Program
) -> None:
    environment["TRANSLATE_PIPELINE_LEDGER"] = "postgresql://me:opensecret@127.0.0.1:1/ledger"
    done = program("status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("Error: cannot reach the ledger at postgresql://me@127.0.0.1:1/l")
    assert "opensecret" not in done.stdout + done.stderr
    assert not (desk / ".translate-pipeline").exists()


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
