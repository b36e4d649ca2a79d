"""sync --from: PO files that were mailed and came back, from the command line."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import TARGETS, Program, printed

HEAD, COURT, NOBODY = TARGETS


@pytest.fixture
def po(desk: Path, program: Program) -> Path:
    """The catalog of a release that is drafted, and what was mailed of it beside the workspace."""
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    (desk / "back.po").write_text(po.read_text())
    return po


def write(file: Path, source: str, target: str) -> None:
    """Somebody writes a target, and takes the mark off."""
    text = re.sub(f'#, fuzzy\n(msgid "{source}")', r"\1", file.read_text())
    file.write_text(re.sub(f'(msgid "{source}"\nmsgstr) ".*"', rf'\1 "{target}"', text))


def test_what_came_of_a_file_is_told_as_json(desk: Path, po: Path, program: Program) -> None:
    write(desk / "back.po", HEAD, "Alto")
    write(desk / "back.po", COURT, "Los crímenes de guerra.")
    write(po, COURT, TARGETS[COURT])
    shape = printed(program, "sync", "--from", "back.po", "--as", "eva", "--json", code=1)
    (file,) = shape.pop("files")
    assert shape == {"actor": "eva"}
    assert (file["file"], file["release"], file["locale"], file["actor"]) == (
        "back.po", "a", "es", "eva",
    )  # fmt: skip
    assert (file["edits"], file["missing"], file["same"], file["remarks"]) == (1, 0, 1, [])
    assert (file["errors"], file["warnings"]) != (0, 0)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*\+00:00", file["made"])
    (taken,), (conflict,) = file["taken"], file["conflicts"]
    assert (taken["source"], taken["returned"], taken["reason"]) == (HEAD, "Alto", None)
    assert conflict["key"]
    assert conflict["reason"].startswith("unknown changed it here, ")
    del conflict["key"], conflict["reason"]
    assert conflict == {
        "line": (desk / "back.po").read_text().split("\n").index(f'msgid "{COURT}"') + 1,
        "source": COURT,
        "target": TARGETS[COURT],
        "returned": "Los crímenes de guerra.",
        "fuzzy": False,
        "void": None,
    }
    others = ("accepted", "marked", "left", "refused", "known")
    assert [file[name] for name in others] == [[], [], [], [], []]


def test_a_conflict_is_told_with_both_texts_and_kept_in_the_po_file(
    desk: Path, po: Path, program: Program
) -> None:
    write(desk / "back.po", COURT, "Los crímenes de guerra.")
    write(po, COURT, TARGETS[COURT])
    program("sync", "--as", "ana")
    done = program("sync", "--from", "back.po", "--as", "eva")
    line = (desk / "back.po").read_text().split("\n").index(f'msgid "{COURT}"') + 1
    day = re.search(r"ana changed it here, (\S+)", done.stdout)
    assert day
    assert done.stdout == (
        f"back.po:{line}: conflict: {COURT}\n"
        f"    ana changed it here, {day[1]}\n"
        f"    here: {TARGETS[COURT]}\n"
        "    by mail: Los crímenes de guerra.\n"
    )
    assert done.stderr == "a es: 0 taken, 1 in conflict, 2 unchanged, by eva.\n"
    assert done.returncode == 1
    assert f"# by mail, not taken: Los crímenes de guerra. ({day[1]})" in po.read_text()
    again = program("sync", "--from", "back.po", "--as", "eva")
    assert (again.returncode, again.stdout) == (0, "")
    assert "1 known already" in again.stderr
    assert "nothing was recorded" in again.stderr
    assert "conflict" in program("review", "list", "a", "es").stdout
    shown = program("review", "diff", "a", "es").stdout
    assert f"  by mail, not taken: Los crímenes de guerra. (eva, {day[1]})\n" in shown
    (waits,) = printed(program, "review", "diff", "a", "es", "--json")["segments"]
    assert [(one["target"], one["actor"]) for one in waits["not_taken"]] == [
        ("Los crímenes de guerra.", "eva")
    ]
    write(po, COURT, "Los crímenes de guerra.")
    program("sync", "--as", "ana")
    assert "by mail" not in program("review", "diff", "a", "es").stdout
    actions = [
        json.loads(one)["action"] for one in program("ledger", "export").stdout.split("\n")[:-1]
    ]
    assert actions.count("conflicted") == 1


def test_what_was_refused_is_named_with_its_line(desk: Path, po: Path, program: Program) -> None:
    back = desk / "back.po"
    write(back, HEAD, "Alto")
    back.write_text(back.read_text().replace(f'msgid "{COURT}"', 'msgid "The court found."'))
    done = program("sync", "--from", "back.po")
    assert done.returncode == 1
    assert re.match(r"back\.po:\d+: refused: The court found\.\n", done.stdout)
    assert f"It is probably: {COURT}\n" in done.stdout
    assert "a es: 1 taken, 1 refused, 1 unchanged, by unknown.\n" in done.stderr
    assert "1 sentence of the release is not in the file" in done.stderr
    assert "until it is said whose it is: `sync a --locale es --as NAME`" in done.stderr
    assert '"Alto"' in po.read_text()


def test_an_edit_of_what_is_approved_is_told(
    desk: Path, translated_with_key: Path, program: Program
) -> None:
    back = desk / "back.po"
    back.write_text(translated_with_key.read_text())
    seen = printed(program, "review", "diff", "a", "es", "--json")["seen"]
    program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen)
    write(back, NOBODY, "A nadie acusaron.")
    done = program("sync", "--from", "back.po", "--as", "eva")
    assert done.returncode == 0
    assert f": taken: {NOBODY}\n    rosa had approved it, " in done.stdout
    assert "[-Nadie-]{+A+} [-fue-]{+nadie+} [-acusado-]{+acusaron+}." in done.stdout
    (locale,) = printed(program, "status", "a", "--json")["releases"][0]["locales"]
    assert (locale["approved"], locale["translated"]) == (2, 1)


def test_whose_the_edits_are_the_file_may_say(desk: Path, po: Path, program: Program) -> None:
    back = desk / "back.po"
    write(back, HEAD, "Alto")
    text = back.read_text().replace('"Language: es', '"X-Translator-Role: es 2\\n"\n"Language: es')
    back.write_text(text)
    assert "by es 2." in program("sync", "--from", str(back)).stderr
    assert '"Alto"' in po.read_text()


@pytest.mark.usefixtures("po")
def test_a_file_that_cannot_be_used_keeps_no_other_from_it(desk: Path, program: Program) -> None:
    write(desk / "back.po", HEAD, "Alto")
    (desk / "page.po").write_text("<html>")
    done = program("sync", "--from", "page.po", "--from", "back.po", "--from", "none.po")
    assert done.returncode == 2
    assert "Error: page.po:1: this is a web page" in done.stderr
    assert "Error: none.po: no such file" in done.stderr
    assert "a es: 1 taken" in done.stderr


def test_the_po_file_here_is_no_file_that_came_back(po: Path, program: Program) -> None:
    done = program("sync", "--from", str(po), "--as", "eva")
    assert (done.returncode, done.stdout) == (2, "")
    assert "use `sync a --locale es`" in done.stderr


@pytest.mark.usefixtures("po")
def test_a_program_that_took_every_mark_off_is_told_of(desk: Path, program: Program) -> None:
    days = "\n\n".join(f"The court met on day {n}." for n in range(1, 25))
    (desk / "releases" / "a.txt").write_text(f"{HEAD}\n\n{days}\n\n{COURT}")
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    text = (desk / "locales" / "es" / "LC_MESSAGES" / "a.po").read_text()
    (desk / "back.po").write_text(text.replace("#, fuzzy\n", ""))
    done = program("sync", "--from", "back.po", "--as", "eva")
    assert "a es: 0 taken, 27 accepted, by eva." in done.stderr
    assert "Note: all 27 drafts came back accepted." in done.stderr


@pytest.mark.usefixtures("po")
def test_what_the_file_does_not_say_is_said_by_options(desk: Path, program: Program) -> None:
    back = desk / "back.po"
    back.write_text(f'msgid "{HEAD}"\nmsgstr "Alto"\n')
    unsaid = program("sync", "--from", "back.po")
    assert (unsaid.returncode, "--locale" in unsaid.stderr) == (2, True)
    assert program("sync", "a", "--locale", "es", "--from", "back.po").returncode == 0
    assert program("sync", "--locale", "es", "--locale", "fr", "--from", "x.po").returncode == 2
