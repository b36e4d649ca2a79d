"""Imported memories: a file each, replaced as a whole, forgotten by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.tmx_reading import Pair
from translate_pipeline.model.locale import Locale
from translate_pipeline.store.imported import ImportedMemories, memory_name

ONE, TWO = Pair("One.", "Uno.", ES, NOW), Pair("Two.", "Dos.", Locale("es-MX"), None)


@pytest.fixture
def memories(tmp_path: Path) -> ImportedMemories:
    return ImportedMemories(tmp_path / "memory")


def sources(memories: ImportedMemories, name: str) -> list[str]:
    return [unit.source for unit in memories.units(name)]


def test_without_a_folder_there_is_none(memories: ImportedMemories) -> None:
    assert memories.names() == []


def test_what_is_put_there_is_there_until_it_is_forgotten(memories: ImportedMemories) -> None:
    memories.put("un", [ONE, TWO], "un.tmx", NOW)
    memories.put("eu", [ONE], "eu.tmx", NOW)
    assert memories.names() == ["eu", "un"]
    assert sources(memories, "un") == ["One.", "Two."]
    assert memories.summary("un").locales == {"es": 1, "es-MX": 1}
    memories.forget("un")
    assert memories.names() == ["eu"]


def test_an_error_on_the_way_leaves_what_was_there(memories: ImportedMemories) -> None:
    def broken() -> Iterator[Pair]:
        yield TWO
        raise InputError("un.tmx", 3, "not XML")

    memories.put("un", [ONE], "un.tmx", NOW)
    with pytest.raises(InputError):
        memories.put("un", broken(), "un.tmx", NOW)
    assert sources(memories, "un") == ["One."]
    assert [path.name for path in memories.path("un").parent.iterdir()] == ["un.jsonl"]


def test_a_memory_in_many_locales_is_summed_up_too(memories: ImportedMemories) -> None:
    pairs = [Pair(f"{n}", "x", Locale(f"es-{n:03}"), None) for n in range(900)]
    memories.put("un", pairs, "un.tmx", NOW)
    assert len(memories.summary("un").locales) == 900


def test_a_memory_that_was_imported_again_has_another_stamp(memories: ImportedMemories) -> None:
    memories.put("un", [ONE], "un.tmx", NOW)
    memories.put("eu", [ONE], "un.tmx", NOW)
    before = memories.stamps()
    memories.put("un", [ONE], "un.tmx", NOW)
    after = memories.stamps()
    assert [name for name in ("eu", "un") if before[name] != after[name]] == ["un"]


def test_other_files_in_the_folder_are_none(memories: ImportedMemories) -> None:
    memories.put("un", [ONE], "un.tmx", NOW)
    for name in (".un.jsonl.x1", "notes.txt", "-a.jsonl"):
        (memories.path("un").parent / name).write_text("x")
    assert memories.names() == ["un"]


@pytest.mark.parametrize("name", ["eu", "../un", ""])
def test_what_was_not_imported_cannot_be_forgotten(memories: ImportedMemories, name: str) -> None:
    memories.put("un", [ONE], "un.tmx", NOW)
    with pytest.raises(NotFound, match="known: un"):
        memories.forget(name)


def test_what_was_not_imported_has_no_summary(memories: ImportedMemories) -> None:
    with pytest.raises(NotFound, match="known: none yet"):
        memories.summary("un")


@pytest.mark.parametrize("damage", [b"", b"\n", b"x" * 300_000])
def test_a_damaged_memory_is_named(memories: ImportedMemories, damage: bytes) -> None:
    memories.put("un", [ONE], "un.tmx", NOW)
    memories.path("un").write_bytes(damage)
    with pytest.raises(InputError, match="damaged"):
        memories.summary("un")
    with pytest.raises(InputError, match="damaged"):
        sources(memories, "un")


@pytest.mark.parametrize(
    ("said", "file", "name"),
    [
        (None, "un.tmx", "un"),
        (None, "/elsewhere/UN Vol. 3 (es).tmx", "UN-Vol.-3-es"),
        ("un_2", "x.tmx", "un_2"),
    ],
)
def test_a_memory_is_called_as_said_or_as_its_file(said: str | None, file: str, name: str) -> None:
    assert memory_name(said, Path(file)) == name


@pytest.mark.parametrize(
    ("said", "file"),
    [("../a", "x"), ("a/b", "x"), ("", "…"), (None, "…"), ("a..b", "x"), ("a" * 101, "x")],
)
def test_a_name_that_no_file_can_have_is_refused(said: str | None, file: str) -> None:
    with pytest.raises(InputError, match="cannot be a file name"):
        memory_name(said, Path(file))
