"""memory search, import, export, list and forget.

The program runs in this process here, since there are many short runs.
"""

import errno
import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Kept, Program, printed
from tests.formats.test_tmx import memory, tu
from translate_pipeline.formats.xml_tree import parse_xml

RUN = ("run", "--direct", "--engine", "slow", "releases/a.txt")
CHARGED = "Nobody was charged."
KEYS = ["source", "target", "score", "locale", "release", "repaired"]


@pytest.fixture
def program(in_process: Program) -> Program:
    """Run the program in the workspace."""
    return in_process


@pytest.fixture
def translated(desk: Path, program: Program, kept: Kept) -> Path:
    """A release that ana translated; a person's work, and not approved."""
    kept.made("remembered", desk, lambda: _translate(desk, program))
    return desk


def _translate(desk: Path, program: Program) -> None:
    assert program(*RUN).returncode < 2
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    text = po.read_text().replace("#, fuzzy\n", "")
    for source, target in {"Halt": "Alto", "The court": "El tribunal", "Nobody": "Nadie"}.items():
        text = re.sub(rf'(msgid "{source}[^"]*"\nmsgstr) ".*"', rf'\1 "{target}."', text)
    po.write_text(text)
    assert program("sync", "a", "--as", "ana").returncode == 0


def tmx(desk: Path, *units: str, name: str = "un.tmx") -> str:
    path = desk / name
    path.write_bytes(memory(*units))
    return str(path)


@pytest.mark.usefixtures("translated")
def test_search_prints_the_matches_as_the_contract_has_them(program: Program) -> None:
    shape = printed(program, "memory", "search", CHARGED, "--locale", "es", "--json")
    (match,) = shape["matches"]
    assert list(match) == KEYS
    assert list(match.values()) == [CHARGED, "Nadie.", 97, "es", "a", False]


@pytest.mark.usefixtures("translated")
def test_a_release_s_own_translation_counts_in_full_and_in_its_context(program: Program) -> None:
    done = program("memory", "search", f" {CHARGED}\n", "--locale", "es", "--release", "a")
    assert done.stdout == f"100 %  in context · a · translated\n    {CHARGED}\n    Nadie.\n"
    assert done.stderr == "1 match.\n"


def test_search_shows_where_a_match_is_from_and_what_differs(
    translated: Path, program: Program
) -> None:
    program(
        "memory",
        "import",
        tmx(translated, tu(("en", "Nobody was ever charged."), ("es-MX", "¡Nadie!"))),
    )
    done = program("memory", "search", CHARGED, "--locale", "es")
    first, second = done.stdout.split("\n    Nadie.\n")
    assert first.startswith(" 97 %  exact · a · translated\n")
    assert second.startswith(
        " 78 %  fuzzy · imported, un · es-MX\n    Nobody was [-ever -]charged.\n"
    )


def test_a_number_that_differs_is_repaired_and_said_so(desk: Path, program: Program) -> None:
    unit = tu(("en", "The court charged 12 people."), ("es", "El tribunal acusó a 12 personas."))
    program("memory", "import", tmx(desk, unit))
    call = ("memory", "search", "The court charged 14 people.", "--locale", "es")
    (match,) = printed(program, *call, "--json")["matches"]
    assert (match["target"], match["repaired"]) == ("El tribunal acusó a 14 personas.", True)
    assert "fuzzy · imported, un · number changed: 12 → 14\n" in program(*call).stdout


@pytest.mark.usefixtures("desk")
def test_nothing_found_is_no_error(program: Program) -> None:
    done = program("memory", "search", "What?", "--locale", "es")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No match.\n")
    assert printed(program, "memory", "search", "What?", "--locale", "es", "--json") == {
        "matches": []
    }


@pytest.mark.usefixtures("translated")
def test_min_says_how_alike_a_sentence_has_to_be(program: Program) -> None:
    call = ("memory", "search", "Nobody was ever charged here.", "--locale", "es", "--json")
    assert printed(program, *call)["matches"]
    assert not printed(program, *call, "--min", "90")["matches"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "One.", "--locale", "xx"), "'xx'"),
        (("search", "One.", "--locale", "es", "--release", "b"), "no release 'b'"),
        (("search", " ", "--locale", "es"), "write a sentence"),
        (("search", "One.", "--locale", "es", "--min", "101"), "101"),
        (("search", "One."), "--locale"),
        (("export", "--release", "b"), "no release 'b'"),
        (("export", "--locale", "xx"), "'xx'"),
        (("forget", "un"), "no memory 'un' was imported; known: none yet"),
        (("import", "no.tmx"), "no such file"),
        (("import", "glossary"), "folder"),
        (("import", "un.tmx", "--name", "../un"), "cannot be a file name"),
        (("import", "un.tmx", "--name", "a/b"), "cannot be a file name"),
    ],
)
def test_wrong_usage_is_told(
    desk: Path, program: Program, arguments: tuple[str, ...], words: str
) -> None:
    done = program("memory", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert not (desk / "memory").exists()


def test_an_imported_memory_is_one_file_that_may_be_forgotten(desk: Path, program: Program) -> None:
    file = tmx(desk, tu(("en", "One."), ("es", "Uno."), ("fr", "Un.")), tu(("de", "Eins.")))
    done = program("memory", "import", file)
    assert (done.returncode, done.stdout) == (0, "memory/un.jsonl\n")
    assert done.stderr.splitlines() == [
        "2 pairs in es, fr.", "Left out:",
        "          1  units without a text in the source's language",
    ]  # fmt: skip
    (shape,) = printed(program, "memory", "list", "--json")["memories"]
    assert shape.pop("imported").startswith("20")
    assert shape == {"name": "un", "pairs": 2, "locales": {"es": 1, "fr": 1}, "file": "un.tmx"}
    assert program("memory", "list").stdout.startswith("un  2 pairs  es, fr  20")
    assert printed(program, "memory", "search", "One.", "--locale", "es", "--json")["matches"] == [
        dict(zip(KEYS, ["One.", "Uno.", 95, "es", "tmx:un", False], strict=True))
    ]
    assert program("memory", "forget", "un").stderr == "un is forgotten.\n"
    assert list((desk / "memory").iterdir()) == []
    assert program("memory", "list").stdout == ""


def test_of_a_memory_that_was_forgotten_no_text_stays_in_any_file(
    translated: Path, program: Program
) -> None:
    program("memory", "import", tmx(translated, tu(("en", "Zyxwvu."), ("es", "Uvwxyz."))))
    assert program("memory", "search", "Zyxwvu.", "--locale", "es").returncode == 0
    assert _files_with(b"Uvwxyz", translated / ".translate-pipeline")
    program("memory", "forget", "un")
    assert not _files_with(b"Uvwxyz", translated / ".translate-pipeline")
    assert program("memory", "search", CHARGED, "--locale", "es").stdout


def _files_with(text: bytes, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text in path.read_bytes()]


def test_importing_a_name_again_replaces_it(desk: Path, program: Program) -> None:
    program("memory", "import", tmx(desk, tu(("en", "One."), ("es", "Uno."))), "--name", "b")
    program("memory", "import", tmx(desk, tu(("en", "Two."), ("es", "Dos."))), "--name", "b")
    assert [path.name for path in (desk / "memory").iterdir()] == ["b.jsonl"]
    assert not printed(program, "memory", "search", "One.", "--locale", "es", "--json")["matches"]
    assert printed(program, "memory", "search", "Two.", "--locale", "es", "--json")["matches"]


def test_the_name_of_a_file_becomes_one_that_every_system_can_have(
    desk: Path, program: Program
) -> None:
    name = "UN – Año 2026 (es).v2.tmx"
    done = program("memory", "import", tmx(desk, tu(("en", "One."), ("es", "Uno.")), name=name))
    assert done.stdout == "memory/UN-A-o-2026-es-.v2.jsonl\n"


def test_of_a_damaged_file_nothing_is_imported_and_the_earlier_memory_stays(
    desk: Path, program: Program
) -> None:
    unit = tu(("en", "One."), ("es", "Uno."))
    program("memory", "import", tmx(desk, unit))
    kept = (desk / "memory" / "un.jsonl").read_bytes()
    for data, words in [
        (memory(unit, tu(("en", "Two & three."))), "un.tmx:2:"),
        (memory(unit)[:-20], "not XML"),
        (b"", "empty"),
        (memory(tu(("fr", "Un."), ("es", "Uno."))), "of a text in en. Its languages: fr, es"),
    ]:  # fmt: skip
        (desk / "un.tmx").write_bytes(data)
        done = program("memory", "import", str(desk / "un.tmx"))
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert [path.name for path in (desk / "memory").iterdir()] == ["un.jsonl"]
        assert (desk / "memory" / "un.jsonl").read_bytes() == kept


def test_a_full_disk_leaves_the_earlier_memory(
    desk: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmx(desk, tu(("en", "One."), ("es", "Uno.")))
    program("memory", "import", file)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        done = program("memory", "import", file)
        assert done.returncode == 2
        assert "the disk is full" in done.stderr
        assert program("memory", "export", "--out", "ours.tmx").returncode == 2
    assert [path.name for path in (desk / "memory").iterdir()] == ["un.jsonl"]
    assert not (desk / "ours.tmx").exists()


def test_a_damaged_memory_is_named_and_the_others_are_listed(desk: Path, program: Program) -> None:
    for name in ("a", "b"):
        program("memory", "import", tmx(desk, tu(("en", "One."), ("es", "Uno."))), "--name", name)
    path = desk / "memory" / "a.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    done = program("memory", "list")
    assert (done.returncode, done.stdout.split()[0]) == (2, "b")
    assert "a.jsonl: this imported memory is damaged; import it once more" in done.stderr


def test_a_long_import_says_how_far_it_is(
    desk: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.cli.progress._STEP", 100)
    done = program("memory", "import", tmx(desk, tu(("en", "One."), ("es", "Uno."))))
    assert done.stderr.splitlines()[0] == "0 of 0 MB"


def exported(program: Program, *arguments: str) -> list[list[tuple[str, str]]]:
    done = program("memory", "export", *arguments)
    assert done.returncode == 0, done.stderr
    root = parse_xml("a.tmx", done.stdout.encode())
    return [
        [(tuv.attributes["lang"], next(tuv.all("seg")).text) for tuv in unit.all("tuv")]
        for unit in root.all("tu")
    ]


def test_export_has_what_people_stand_by(translated: Path, program: Program) -> None:
    assert [dict(unit)["es"] for unit in exported(program)] == ["Alto.", "El tribunal.", "Nadie."]
    assert exported(program, "--approved") == exported(program, "--locale", "fr") == []
    done = program("memory", "export", "--release", "a", "--out", "a.tmx")
    assert (done.stdout, done.stderr) == ("", "3 pairs written to a.tmx.\n")
    assert "ana" not in (translated / "a.tmx").read_text()


@pytest.mark.usefixtures("translated")
def test_what_was_exported_can_be_imported(program: Program) -> None:
    program("memory", "export", "--out", "ours.tmx")
    assert program("memory", "import", "ours.tmx").stderr == "3 pairs in es.\n"


@pytest.mark.parametrize("said", ["confidential: true", "embargo: 2999-01-01T00:00Z"])
def test_what_is_secret_is_exported_by_name_only_and_searched_in_its_own_release(
    translated: Path, program: Program, said: str
) -> None:
    source = translated / "releases" / "a.txt"
    source.write_text(f"---\n{said}\n---\n{source.read_text()}")
    assert program(*RUN).returncode < 2
    done = program("memory", "export", "--out", "ours.tmx")
    assert done.stderr.splitlines() == [
        "0 pairs written to ours.tmx.",
        "Left out, since they are confidential or under an embargo: a",
    ]
    done = program("memory", "export", "--release", "a", "--out", "ours.tmx")
    assert done.stderr.splitlines()[0] == "3 pairs written to ours.tmx."
    assert "Warning: a is confidential or under an embargo" in done.stderr
    assert (translated / "ours.tmx").stat().st_mode & 0o777 == 0o600
    call = ("memory", "search", CHARGED, "--locale", "es", "--json")
    assert printed(program, *call)["matches"] == []
    own = printed(program, *call, "--release", "a")["matches"]
    assert len(own) == ("embargo" in said)


def test_a_kept_memory_is_lines_of_json(desk: Path, program: Program) -> None:
    program("memory", "import", tmx(desk, tu(("en", "One."), ("es", "Uno."))))
    first, last = (desk / "memory" / "un.jsonl").read_text().splitlines()
    assert json.loads(first) == ["One.", "Uno.", "es", ""]
    assert json.loads(last)["pairs"] == 1
