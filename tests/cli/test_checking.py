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
    assert done.stderr == "1 file: 2 errors, 3 others.\n"


def test_findings_are_printed_for_programs(drafted: Path, program: Program) -> None:
    path = str(drafted / PO)
    findings = printed(program, "check", path, "--format", "json", code=1)["findings"]
    lines = (drafted / PO).read_text("utf-8").splitlines()
    assert {lines[finding["line"] - 1][:5] for finding in findings} == {"msgid"}
    sarif = program("check", "--format", "sarif").stdout
    assert len(json.loads(sarif)["runs"][0]["results"]) == len(findings)


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
    assert "1 file: 2 errors, " in done.stderr


def test_the_workspace_file_says_how_grave_a_rule_is(drafted: Path, program: Program) -> None:
    (drafted / "translate-pipeline.yaml").write_text(
        "checks:\n  glossary-terms: warning\n  end-punctuation: off\n  'capital-at-start': note\n"
    )
    done = program("check")
    assert done.returncode == 0
    assert "warning: “war crimes” has no approved term here" in done.stdout
    assert "note: “es” begins" in done.stdout
    assert "full stop" not in done.stdout


def test_run_counts_what_the_workspace_file_makes_of_the_rules(
    desk: Path, program: Program
) -> None:
    (desk / "translate-pipeline.yaml").write_text(
        "locales: [es]\nchecks: {glossary-terms: note, capital-at-start: error}\n"
    )
    run = ("run", "--direct", "--engine", "slow", "--json", "releases/a.txt")
    findings = printed(program, *run, code=1)["locales"][0]["findings"]
    assert findings == {"error": 3, "warning": 0}


def test_rules_are_listed_with_their_severities_here(drafted: Path, program: Program) -> None:
    listed = program("check", "--rules").stdout.splitlines()
    assert listed[0].split(None, 2) == [
        "glossary-terms", "error", "A target keeps the glossary concepts of its source.",
    ]  # fmt: skip
    (drafted / "translate-pipeline.yaml").write_text("checks: {spaces: off}\n")
    listed = program("check", "--rules").stdout.splitlines()
    assert [line.split()[:2] for line in listed if line.startswith("spaces")] == [["spaces", "off"]]
    assert listed[-1] == "* as the workspace file has it"


def test_rules_are_listed_where_there_is_no_workspace(tmp_path: Path, program: Program) -> None:
    (tmp_path / "translate-pipeline.yaml").unlink()
    assert program("check", "--rules").stdout.startswith("glossary-terms")
    assert program("check", "--rules", "--workspace", "nowhere").returncode == 2
