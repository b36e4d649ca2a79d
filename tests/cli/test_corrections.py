"""A corrected release on the command line: what it will cost, before anything is written."""

import json
from pathlib import Path

from tests.cli.conftest import Program, printed

RUN = ("run", "--direct", "--engine", "slow", "releases/a.txt", "--locale", "es")


def contents(desk: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in desk.rglob("*") if one.is_file()}


def test_diff_shows_what_a_correction_costs_and_writes_nothing(
    desk: Path, program: Program
) -> None:
    source = desk / "releases/a.txt"
    program(*RUN)
    text = source.read_text()
    source.write_text(
        text.replace("Nobody was charged.", "Nobody was charged yet.") + "\nA wholly other one.\n"
    )
    before = contents(desk)
    shape = printed(program, *RUN, "--diff", "--json")
    assert list(shape) == ["release", "revision", "before", "changes", "locales"]
    changed, new = shape["changes"]
    assert changed == {
        "place": "paragraph 1, sentence 2 of 2", "text": "Nobody was charged yet.",
        "previous": "Nobody was charged.",
    }  # fmt: skip
    assert (new["text"], new["previous"]) == ("A wholly other one.", None)
    (es,) = shape["locales"]
    assert list(es) == ["locale", "kept", "open", "repaired", "remembered", "changed", "new"]
    assert es["changed"] == {"segments": 1, "words": 4}
    assert es["new"] == {"segments": 1, "words": 4}
    done = program(*RUN, "--diff")
    assert "Nobody was charged{+ yet+}." in done.stdout
    assert done.stderr.endswith("Nothing was written; `run` without --diff does it.\n")
    assert contents(desk) == before


def test_diff_tells_which_catalog_cannot_be_read(desk: Path, program: Program) -> None:
    program(*RUN)
    (desk / "locales/es/LC_MESSAGES/a.po").write_text('msgid "cut')
    done = program(*RUN, "--diff", "--json")
    assert done.returncode == 2
    (es,) = json.loads(done.stdout)["locales"]
    assert es["error"].startswith("locales/es/LC_MESSAGES/a.po:1")
