"""review from the command line."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import TARGETS, Program, printed

REVIEWERS = "locales: [es]\nreviewers: {rosa: {roles: [legal], locales: [es]}, bo: }\n"


@pytest.fixture
def po(desk: Path, program: Program) -> Path:
    """The catalog of a release that is drafted."""
    (desk / "translate-pipeline.yaml").write_text(REVIEWERS)
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    return desk / "locales" / "es" / "LC_MESSAGES" / "a.po"


@pytest.fixture
def translated(po: Path, program: Program) -> Path:
    """The same once ana has translated everything."""
    text = po.read_text().replace("#, fuzzy\n", "")
    for source, target in TARGETS.items():
        text = re.sub(f'(msgid "{source}"\nmsgstr) ".*"', rf'\1 "{target}"', text)
    po.write_text(text)
    assert program("sync", "a", "--as", "ana").stderr == "3 edits in 1 file, by ana.\n"
    return po


def seen(program: Program, *segments: str) -> str:
    shape = printed(program, "review", "diff", "a", "es", *segments, "--json")
    return str(shape["seen"])


@pytest.mark.usefixtures("translated")
def test_a_locale_is_approved_as_it_was_seen_and_the_board_shows_it(program: Program) -> None:
    done = program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen(program))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "3 approved, 0 left.\n")
    (locale,) = printed(program, "status", "a", "--json")["releases"][0]["locales"]
    assert (locale["stage"], locale["approved"], locale["errors"]) == ("approved", 3, 0)
    again = program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen(program))
    assert again.returncode == 0


@pytest.mark.usefixtures("translated")
def test_nothing_is_approved_that_was_not_seen(program: Program) -> None:
    done = program("review", "approve", "a", "es", "--as", "rosa")
    assert done.returncode == 2
    assert "Error: look at what you approve with `review diff`" in done.stderr


@pytest.mark.usefixtures("translated")
def test_what_the_author_or_no_lawyer_may_approve_is_refused(program: Program) -> None:
    done = program("review", "approve", "a", "es", "--as", "bo", "--seen", seen(program))
    assert (done.returncode, done.stderr) == (3, "1 approved, 2 left.\n")
    assert "it names war_crimes: that needs a reviewer with the role legal" in done.stdout
    done = program("review", "approve", "a", "es", "--as", "eva", "--seen", seen(program))
    assert (done.returncode, done.stderr.partition(";")[0]) == (
        3, "Error: eva is none of the workspace's reviewers",
    )  # fmt: skip


def test_a_text_that_moved_is_refused_with_the_difference(
    translated: Path, program: Program
) -> None:
    before = seen(program)
    translated.write_text(translated.read_text().replace("Nadie fue", "Nadie ha sido"))
    done = program("review", "approve", "a", "es", "--as", "rosa", "--seen", before)
    assert done.returncode == 3
    assert "sync a --locale es --as NAME" in done.stderr
    program("sync", "a", "--as", "ana")
    done = program("review", "approve", "a", "es", "--as", "rosa", "--seen", before)
    assert done.returncode == 3
    assert "Nadie [-fue-]{+ha sido+} acusado." in done.stderr


def test_an_error_is_left_until_it_is_waived_with_a_reason(
    translated: Path, program: Program
) -> None:
    translated.write_text(translated.read_text().replace("Alto a los crímenes de guerra", "Alto"))
    program("sync", "a", "--as", "ana")
    call = (
        "review",
        "approve",
        "a",
        "es",
        "headline",
        "--as",
        "rosa",
        "--seen",
        seen(program, "headline"),
    )
    done = program(*call)
    assert (done.returncode, "[glossary-terms]" in done.stdout) == (1, True)
    assert program(*call, "--waive", "glossary-terms").returncode == 2
    assert program(*call, "--waive", "no-rule", "--reason", "x").returncode == 2
    rules = {line.partition("[")[2].rstrip("]") for line in done.stdout.splitlines()[1:]}
    waived = [
        part
        for rule in ("glossary-terms", *rules - {"glossary-terms"})
        for part in ("--waive", rule)
    ]
    assert program(*call, *waived, "--reason", "A slogan.").returncode == 0
    history = program("review", "history", "a", "es", "headline").stdout
    assert re.search(r"approved by rosa\n    Alto\n    waived: .*A slogan\.", history)


def test_what_is_sent_back_is_shown_to_the_translator_and_in_the_list(
    translated: Path, program: Program
) -> None:
    done = program(
        "review", "reject", "a", "es", "headline", "--as", "rosa", "--reason", "Too soft."
    )
    assert (done.returncode, done.stderr) == (0, "1 sent back, 0 left.\n")
    assert "# sent back: Too soft. (legal reviewer · " in translated.read_text()
    listed = program("review", "list", "a", "es")
    assert [line.split()[1] for line in listed.stdout.splitlines()] == [
        "rejected", "translated", "translated",
    ]  # fmt: skip
    assert listed.stderr == "3 shown; 2 wait for a reviewer.\n"
    (segment,) = printed(program, "review", "list", "a", "es", "--state", "rejected", "--json")[
        "segments"
    ]
    assert (segment["reason"], segment["author"], segment["places"]) == (
        "Too soft.", "ana", ["headline"],
    )  # fmt: skip
    assert (
        program(
            "review", "reject", "a", "es", "headline", "--as", "rosa", "--reason", " "
        ).returncode
        == 2
    )


@pytest.mark.usefixtures("translated")
def test_a_segment_is_shown_in_full(program: Program) -> None:
    shown = program("review", "diff", "a", "es", "headline").stdout
    assert "  en  Halt the war crimes\n  es  Alto a los crímenes de guerra\n" in shown
    assert "  since the machine draft: " in shown
    assert "  needs a legal reviewer: war_crimes\n" in shown
    assert re.search(r"\nseen: \d+-[0-9a-f]{12}\n$", shown)


def test_where_nothing_waits_that_is_said(po: Path, program: Program) -> None:
    assert po.exists()
    done = program("review", "diff", "a", "es")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing waits for a reviewer.\n")


def test_a_file_that_says_more_than_the_ledger_is_warned_of(po: Path, program: Program) -> None:
    po.write_text(po.read_text().replace("#, fuzzy\n", ""))
    done = program("review", "list", "a", "es")
    assert done.stderr.startswith(
        "Warning: locales/es/LC_MESSAGES/a.po says something else of 3 segments than is known here"
    )


@pytest.mark.usefixtures("translated")
def test_the_history_is_json_too(program: Program) -> None:
    events = printed(program, "review", "history", "a", "es", "--json")["events"]
    assert [event["action"] for event in events] == ["drafted"] * 3 + ["edited"] * 3
    assert json.dumps(events[0]["detail"])


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("reviewers: [rosa]", "1:12: reviewers: write lines such as"),
        ("reviewers: {rosa: 3}", "1:19: reviewers: rosa: write {roles: [legal], locales: [es]}"),
        ("reviewers: {rosa: {role: [x]}}", "1:20: reviewers: rosa: 'role' is neither roles nor"),
        ("reviewers: {rosa: {[role]: [x]}}", "1:20: reviewers: rosa: … is neither roles nor"),
        ("reviewers: {rosa: {locales: [zz9]}}", "1:29: reviewers: rosa: locales: "),
        ("reviewers: {rosa: , ROSA: }", "1:21: reviewers: ROSA stands twice"),
        ("two_person_rule: maybe", "1:18: two_person_rule: write true or false"),
        ("legal_domains: crime", "1:16: legal_domains: write a list of names"),
    ],
)
def test_a_policy_that_cannot_be_read_is_said_with_its_place(
    desk: Path, program: Program, setting: str, said: str
) -> None:
    (desk / "translate-pipeline.yaml").write_text(f"{setting}\n")
    done = program("status")
    assert done.returncode == 2
    assert said in done.stderr
