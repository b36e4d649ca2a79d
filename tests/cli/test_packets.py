"""review packet and review return from the command line."""

import re
import sys
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Program, printed
from translate_pipeline.cli import main

REVIEWERS = "locales: [es]\nreviewers: {rosa: {roles: [legal], locales: [es]}, bo: }\n"
HEAD, COURT, NOBODY = (
    "Halt the war crimes", "The court found war crimes.", "Nobody was charged.",
)  # fmt: skip
TARGETS = {
    HEAD: "Alto a los crímenes de guerra",
    COURT: "El tribunal halló crímenes de guerra.",
    NOBODY: "Nadie fue acusado.",
}


@pytest.fixture
def program(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run the program in the workspace, in this process: a letter takes many commands."""
    monkeypatch.syspath_prepend(workspace / "plugin")
    monkeypatch.chdir(workspace)

    def call(*arguments: str) -> CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["translate-pipeline", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return CompletedProcess(arguments, int(ended.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture
def po(desk: Path, program: Program) -> Path:
    """The catalog of a release that is drafted."""
    (desk / "translate-pipeline.yaml").write_text(REVIEWERS)
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    return desk / "locales" / "es" / "LC_MESSAGES" / "a.po"


def write(packet: Path, source: str, target: str) -> None:
    text = packet.read_text()
    packet.write_text(re.sub(f'(msgid "{source}"\nmsgstr) ".*"', rf'\1 "{target}"', text))


def decide(packet: Path, source: str, *, reject: str = "") -> None:
    """Take the mark off an entry, or leave it and say why it is sent back."""
    text = packet.read_text()
    said = f"# reject: {reject}\n#, fuzzy\n" if reject else ""
    packet.write_text(text.replace(f'#, fuzzy\nmsgid "{source}"', f'{said}msgid "{source}"'))


@pytest.fixture
def translated(po: Path, program: Program) -> Path:
    """The workspace once ana has translated everything in a packet."""
    folder = po.parents[3]
    program("review", "packet", "a", "es", "--out", "ana.po")
    for source, target in TARGETS.items():
        write(folder / "ana.po", source, target)
    done = program("review", "return", "ana.po", "--as", "ana")
    assert (done.returncode, done.stderr.splitlines()) == (0, [
        "3 edited, 0 approved, 0 sent back, 0 left.",
        "What ana edited or accepted waits for a second person.",
    ])  # fmt: skip
    return folder


def test_a_release_is_translated_and_reviewed_by_mail(translated: Path, program: Program) -> None:
    assert program("review", "packet", "a", "es", "--out", "bo.po").stderr == (
        "3 segments in bo.po.\n"
    )
    packet = translated / "bo.po"
    decide(packet, HEAD)
    decide(packet, NOBODY, reject="Who?")
    write(packet, COURT, "Un tribunal halló crímenes de guerra.")
    shape = printed(program, "review", "return", "bo.po", "--as", "bo", "--json", code=3)
    assert (shape["release"], shape["locale"]) == ("a", "es")
    rows = {
        group: [row["place"] for row in rows] for group, rows in shape.items() if group in GROUPS
    }
    assert rows == {
        **{group: [] for group in GROUPS},
        "edited": ["paragraph 1, sentence 1 of 2"],
        "rejected": ["paragraph 1, sentence 2 of 2"],
        "left": ["headline"],
    }
    (left,) = shape["left"]
    assert (left["forbidden"], left["decision"], left["target"]) == (True, "approve", TARGETS[HEAD])
    again = program("review", "return", "bo.po", "--as", "bo")
    assert (again.returncode, again.stderr) == (
        3, "0 edited, 0 approved, 0 sent back, 1 left, 2 known already.\n",
    )  # fmt: skip
    assert program("review", "return", "bo.po", "--as", "rosa").stderr.startswith(
        "0 edited, 1 approved, 1 sent back, 0 left, 1 known already.\n"
    )


GROUPS = (
    "edited", "accepted", "approved", "rejected", "left", "conflicts", "refused", "known", "open",
)  # fmt: skip


def test_what_was_read_already_is_said_to_be_nothing_new(
    translated: Path, program: Program
) -> None:
    before = (translated / "locales" / "es" / "LC_MESSAGES" / "a.po").read_bytes()
    assert program("sync", "a").stderr == "0 edits in 1 file.\n"
    done = program("review", "return", "ana.po", "--as", "ana")
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (0, "", [
        "0 edited, 0 approved, 0 sent back, 0 left, 3 known already.",
        "Nothing in it is new; nothing was recorded.",
    ])  # fmt: skip
    assert (translated / "locales" / "es" / "LC_MESSAGES" / "a.po").read_bytes() == before


def test_a_row_is_named_with_its_place_in_the_file(translated: Path, program: Program) -> None:
    program("review", "packet", "a", "es", "--out", "bo.po")
    packet = translated / "bo.po"
    write(packet, HEAD, "")
    packet.write_text(packet.read_text().replace(f'msgid "{NOBODY}"', 'msgid "Nobody was."'))
    done = program("review", "return", "bo.po", "--as", "bo")
    line = packet.read_text().splitlines().index("#. headline") + 1
    assert done.returncode == 1
    assert f"  headline  (bo.po:{line})\n    its target was emptied" in done.stdout
    assert "its source was changed" in done.stdout


def test_two_who_changed_the_same_sentence_are_shown_both(
    translated: Path, program: Program
) -> None:
    for name in ("bo", "eva"):
        program("review", "packet", "a", "es", "--out", f"{name}.po")
    write(translated / "bo.po", NOBODY, "Nadie ha sido acusado.")
    write(translated / "eva.po", NOBODY, "A nadie se acusó.")
    assert program("review", "return", "bo.po", "--as", "bo").returncode == 0
    done = program("review", "return", "eva.po", "--as", "eva")
    assert done.returncode == 3
    assert "it was changed since by bo, " in done.stdout
    assert "    came back: A nadie se acusó.\n" in done.stdout
    assert printed(program, "review", "return", "eva.po", "--as", "eva", "--json", code=3)[
        "conflicts"
    ]


def test_an_edit_with_an_error_is_recorded_and_the_error_is_said(
    translated: Path, program: Program
) -> None:
    program("review", "packet", "a", "es", "--out", "bo.po")
    write(translated / "bo.po", COURT, "El tribunal halló abusos.")
    done = program("review", "return", "bo.po", "--as", "bo")
    assert done.returncode == 1
    assert "[-crímenes de guerra-]{+abusos+}.\n    error: " in done.stdout


@pytest.mark.usefixtures("translated")
def test_a_packet_is_a_word_document_too_and_never_written_over(
    desk: Path, program: Program
) -> None:
    out = desk / "mail" / "a.docx"
    call = ("review", "packet", "a", "es", "headline", "--out", "mail/a.docx")
    assert program(*call).stderr == "1 segments in mail/a.docx.\n"
    assert TARGETS[HEAD] in ZipFile(out).read("word/document.xml").decode()
    out.write_bytes(b"worked in")
    done = program(*call)
    assert (done.returncode, "mail/a.docx is there already" in done.stderr) == (2, True)
    assert out.read_bytes() == b"worked in"
    assert program(*call, "--force").returncode == 0
    assert printed(program, "review", "return", "mail/a.docx", "--as", "bo", "--json")["open"]


@pytest.mark.usefixtures("po")
def test_what_is_no_packet_or_can_be_none_is_said(desk: Path, program: Program) -> None:
    assert program("review", "packet", "a", "es", "--out", "a.odt").returncode == 2
    done = program("review", "packet", "a", "es", "--state", "approved", "--out", "a.po")
    assert (done.returncode, done.stderr) == (
        0, "Nothing of that is open; no packet was written.\n",
    )  # fmt: skip
    assert not (desk / "a.po").exists()
    done = program("review", "return", "locales/es/LC_MESSAGES/a.po", "--as", "bo")
    assert (done.returncode, "no packet: its header has no X-Release" in done.stderr) == (2, True)
    assert program("review", "return", "none.po", "--as", "bo").returncode == 2
    assert program("review", "return", "none.po", "--as", " ").returncode == 2


def test_edits_that_nobody_recorded_are_warned_of(po: Path, program: Program) -> None:
    po.write_text(po.read_text().replace("#, fuzzy\n", ""))
    done = program("review", "packet", "a", "es", "--out", "a.po")
    assert done.stderr.startswith("Warning: locales/es/LC_MESSAGES/a.po says something else of 3")


def test_a_release_under_embargo_is_sent_out_only_when_that_is_said(
    po: Path, program: Program
) -> None:
    hour = ("--embargo-until", "2999-05-03T06:00+00:00")
    program("run", "--direct", "--engine", "slow", "releases/a.txt", *hour)
    call = ("review", "packet", "a", "es", "--out", "a.po")
    done = program(*call)
    assert (done.returncode, done.stderr.partition(",")[0]) == (
        3, "Error: a is under embargo until 2999-05-03 06:00 UTC",
    )  # fmt: skip
    assert not (po.parents[3] / "a.po").exists()
    assert program(*call, "--embargoed").returncode == 0


def test_a_remark_is_told(translated: Path, program: Program) -> None:
    program("review", "packet", "a", "es", "--out", "bo.po")
    packet = translated / "bo.po"
    packet.write_text(packet.read_text().replace("#. headline", "# Is this ours?\n#. headline"))
    done = program("review", "return", "bo.po", "--as", "bo")
    assert (done.returncode, "remark: " in done.stdout) == (0, True)
    assert "    Is this ours?\n" in done.stdout


def test_many_rows_that_are_all_approved_are_pointed_at(desk: Path, program: Program) -> None:
    sentences = " ".join(f"Point {chr(65 + number)}a holds." for number in range(21))
    (desk / "releases" / "b.txt").write_text(f"Points\n\n{sentences}\n")
    program("run", "--direct", "--engine", "slow", "releases/b.txt")
    program("review", "packet", "b", "es", "--out", "b.po")
    packet = desk / "b.po"
    packet.write_text(packet.read_text().replace("#, fuzzy\n", ""))
    done = program("review", "return", "b.po", "--as", "bo")
    assert "Note: all 22 rows came back approved." in done.stderr
