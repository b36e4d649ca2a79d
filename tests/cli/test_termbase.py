"""glossary lint, import, export, impact, consistency and candidates.

The program runs in this process here, since there are many short runs.
"""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed
from tests.formats.test_tbx import MARTIF, bomb

RUN = ("run", "--direct", "--engine", "slow", "releases/a.txt")


@pytest.fixture
def program(in_process: Program) -> Program:
    """Run the program in the workspace."""
    return in_process


def glossary_files(desk: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (desk / "glossary").iterdir()}


def test_lint_findings_have_a_place(desk: Path, program: Program) -> None:
    path = desk / "glossary" / "a.yaml"
    path.write_text(path.read_text().replace("guerra,", "guerra, admitted: [Crímenes de guerra],"))
    shape = printed(program, "glossary", "lint", "--json", code=1)
    first, second = shape["findings"]
    assert list(first) == ["file", "line", "column", "rule", "severity", "message"]
    assert (first["file"], first["line"], first["column"]) == ("glossary/a.yaml", 8, 54)
    assert (first["rule"], first["severity"]) == ("duplicate-form", "error")
    assert (second["file"], second["line"], second["rule"]) == ("glossary", 0, "unapproved")


@pytest.mark.usefixtures("desk")
def test_lint_for_people_says_where_what_and_how_many(program: Program) -> None:
    done = program("glossary", "lint")
    assert done.returncode == 0
    assert done.stdout.startswith("glossary: warning: 1 of 1 entries of the domain crime")
    assert done.stderr == "0 errors, 1 warning, 0 notes.\n"


@pytest.mark.parametrize("name", ["terms.tbx", "terms.csv"])
def test_what_is_exported_is_imported_as_it_was(desk: Path, program: Program, name: str) -> None:
    assert program("glossary", "export", "--out", name).returncode == 0
    before = glossary_files(desk)
    done = program("glossary", "import", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 concepts added, 0 replaced, 1 unchanged.\n"
    assert glossary_files(desk) == before
    (desk / "glossary" / "a.yaml").unlink()
    done = program("glossary", "import", name)
    assert (done.returncode, done.stdout) == (0, "glossary/terms.yaml\n")
    assert printed(program, "glossary", "match", "releases/a.txt", "--json")["hits"]


@pytest.mark.usefixtures("desk")
def test_an_export_without_a_file_is_printed_as_tbx(program: Program) -> None:
    assert '<conceptEntry id="war_crimes">' in program("glossary", "export").stdout
    table = program("glossary", "export", "--format", "csv").stdout
    assert table.startswith("\ufeffconcept,locale,list,term,")


def test_a_file_of_another_program_is_taken_in(desk: Path, program: Program) -> None:
    (desk / "their terms.xml").write_text(MARTIF)
    done = program("glossary", "import", "their terms.xml")
    assert (done.returncode, done.stdout) == (0, "glossary/their_terms.yaml\n")
    assert done.stderr.endswith("1 concept added, 0 replaced, 0 unchanged.\n")
    assert "their terms.xml:28:3: C-8 has no English term; left out" in done.stderr
    assert program("glossary", "lint").returncode == 0


def test_a_conflict_changes_nothing_until_it_is_meant(desk: Path, program: Program) -> None:
    text = "concept,locale,term\nwar_crimes,en,war crimes\nwar_crimes,es,crimen de guerra\n"
    (desk / "t.csv").write_text(text)
    before = glossary_files(desk)
    done = program("glossary", "import", "t.csv")
    assert done.returncode == 2
    assert "t.csv:2: 1 concept says something else" in done.stderr
    assert "war_crimes (line 2) is in glossary/a.yaml:2:3" in done.stderr
    assert glossary_files(desk) == before
    done = program("glossary", "import", "t.csv", "--replace")
    assert (done.returncode, done.stdout) == (0, "glossary/a.yaml\n")
    assert "preferred: crimen de guerra" in glossary_files(desk)["a.yaml"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bomb.tbx", bomb().encode(), ["bomb.tbx:2:13", "declares entities"]),
        ("cut.tbx", b"<tbx><text>", ["cut.tbx:1:12", "not XML"]),
        ("a.csv", b"concept;locale\n", ["a.csv:1", "no column term"]),
        ("a.csv", "café".encode("latin-1"), ["a.csv:1:4", "UTF-8"]),
        ("a.csv", b"", ["a.csv", "empty"]),
        ("a.dat", b"concept,locale,term\n", ["a.dat", "--format"]),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    desk: Path, program: Program, name: str, data: bytes, words: list[str]
) -> None:
    (desk / name).write_bytes(data)
    before = glossary_files(desk)
    done = program("glossary", "import", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert glossary_files(desk) == before


def test_a_hundred_megabytes_are_refused_unread(desk: Path, program: Program) -> None:
    with (desk / "large.tbx").open("wb") as file:
        file.write(b"<tbx>")
        os.truncate(file.fileno(), 100_000_000)
    done = program("glossary", "import", "large.tbx")
    assert done.returncode == 2
    assert "large.tbx: larger than 20 MB" in done.stderr


def test_impact_lists_what_used_a_changed_term(desk: Path, program: Program) -> None:
    assert program(*RUN).returncode == 1
    unknown = program("glossary", "impact", "ffffffffffff")
    assert unknown.returncode == 2
    revision = unknown.stderr.splitlines()[-1].split()[0]
    assert printed(program, "glossary", "impact", revision, "--json")["segments"] == []
    path = desk / "glossary" / "a.yaml"
    path.write_text(path.read_text().replace("crímenes de guerra", "crimen de guerra"))
    shape = printed(program, "glossary", "impact", revision[:6], "--json")
    assert list(shape) == ["from", "to", "segments"]
    assert (shape["from"], len(shape["segments"])) == (revision, 2)
    assert list(shape["segments"][0]) == [
        "release", "locale", "segment", "source", "state", "current", "concept", "change",
    ]  # fmt: skip
    line = program("glossary", "impact", revision).stdout.splitlines()[0]
    assert line.startswith("a es ")
    assert line.endswith(" draft: war_crimes was changed: Halt the war crimes")


def test_a_second_run_records_the_glossary_no_more(desk: Path, program: Program) -> None:
    assert program(*RUN).returncode == 1
    ledger = desk / ".translate-pipeline" / "ledger.db"
    before = ledger.read_bytes()
    assert program(*RUN).returncode == 1
    assert ledger.read_bytes() == before


def test_consistency_lists_a_concept_said_in_two_ways(desk: Path, program: Program) -> None:
    path = desk / "glossary" / "a.yaml"
    path.write_text(path.read_text().replace("guerra,", "guerra, admitted: [crímenes bélicos],"))
    program(*RUN)
    po = desk / "locales/es/LC_MESSAGES/a.po"
    text = po.read_text()
    text = text.replace('"es: letters sin Hbmu uif xbs dsjnft"', '"Basta de crímenes de guerra"', 1)
    text = text.replace('"es: letters sin Tif dpvsu gpvoe xbs dsjnft."', '"Hubo crímenes bélicos."')
    po.write_text(text)
    program(*RUN)
    assert (
        "is “crímenes bélicos” here and “crímenes de guerra” in 1 other segment" in po.read_text()
    )
    assert printed(program, "glossary", "consistency", "--json") == {
        "concepts": [
            {
                "concept": "war_crimes",
                "locale": "es",
                "renderings": [
                    {"term": "crímenes de guerra", "releases": {"a": 1}},
                    {"term": "crímenes bélicos", "releases": {"a": 1}},
                ],
            }
        ]
    }
    assert program("glossary", "consistency").stdout == (
        "war_crimes in es\n  crímenes de guerra: a (1)\n  crímenes bélicos: a (1)\n"
    )


def test_candidates_have_places_in_the_text(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text("Head\n\nThe UNHCR spoke of war crimes.\n\nThen the UNHCR left.\n")
    shape = printed(program, "glossary", "candidates", "b.txt", "--json")
    text = printed(program, "segments", "b.txt", "--json")["text"]
    (candidate,) = shape["candidates"]
    assert list(candidate) == ["text", "kind", "score", "places"]
    assert [place["line"] for place in candidate["places"]] == [3, 5]
    for place in candidate["places"]:
        assert list(place) == ["segment", "line", "start", "end"]
        assert text[place["start"] : place["end"]] == "UNHCR"
    people = program("glossary", "candidates", "b.txt").stdout
    assert people == "   4  acronym UNHCR  [2×, line 3, 5]\n"
