"""check: PO files as a linter reads them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed

PO = "locales/es/LC_MESSAGES/a.po"


@pytest.fixture
def drafted(desk: Path, program: Program) -> Path:
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    return desk


@pytest.mark.usefixtures("drafted")
def test_all_catalogs_of_the_workspace_are_checked(program: Program) -> None:
    done = program("check")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith(f"{PO}:")
    assert "error: “war crimes” has no approved term here" in done.stdout
    assert done.stderr == "1 files: 2 errors, 0 others.\n"


def test_findings_are_printed_for_programs(drafted: Path, program: Program) -> None:
    path = str(drafted / PO)
    findings = printed(program, "check", path, "--format", "json", code=1)["findings"]
    lines = (drafted / PO).read_text("utf-8").splitlines()
    assert [lines[finding["line"] - 1][:5] for finding in findings] == ["msgid", "msgid"]
    sarif = program("check", "--format", "sarif").stdout
    assert len(json.loads(sarif)["runs"][0]["results"]) == 2


def test_a_mended_target_is_clean_and_its_comments_say_so_when_asked(
    drafted: Path, program: Program
) -> None:
    path = drafted / PO
    mended = path.read_text("utf-8").replace(" letters", " crímenes de guerra")
    path.write_text(mended, "utf-8")
    assert program("check").returncode == 0
    assert path.read_text("utf-8") == mended
    assert program("check", "--write").returncode == 0
    assert "error:" not in path.read_text("utf-8")


@pytest.mark.usefixtures("desk")
def test_a_file_that_is_no_catalog_is_named(program: Program) -> None:
    done = program("check", "releases/a.txt")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: releases/a.txt:1")


def test_a_damaged_catalog_does_not_keep_the_others_from_being_checked(
    drafted: Path, program: Program
) -> None:
    broken = drafted / "locales" / "fr" / "LC_MESSAGES"
    broken.mkdir(parents=True)
    (broken / "a.po").write_text('msgid "cut')
    done = program("check")
    assert done.returncode == 2
    assert "Error: locales/fr/LC_MESSAGES/a.po:1" in done.stderr
    assert "1 files: 2 errors, 0 others." in done.stderr
