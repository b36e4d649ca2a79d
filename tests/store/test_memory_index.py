"""The index of the translation memory: always what ledger and imported memories have."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import ES, NOW, FakeLedger
from tests.store.remembering import (
    Memories,
    a_memory,
    edited,
    imported,
    revised,
    sources,
    units_of,
)
from translate_pipeline.errors import InputError
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.record import Record
from translate_pipeline.store import memory_index, memory_news
from translate_pipeline.store.locks import locked
from translate_pipeline.store.memory_news import Imported
from translate_pipeline.store.place import open_ledger

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ledger() -> FakeLedger:
    found = FakeLedger()
    found.append([revised("a"), edited("a", "Nobody was charged."), revised("b")])
    return found


def test_an_approval_is_seen_at_once(tmp_path: Path, ledger: FakeLedger) -> None:
    memory = a_memory(tmp_path, ledger)
    [(unit, _)] = memory.similar("Nobody was charged.", [ES], 75)
    assert not unit.approved
    ledger.append([edited("a", "Nobody was charged.", Action.APPROVED)])
    [(unit, _)] = memory.similar("Nobody was charged.", [ES], 75)
    assert unit.approved


def test_what_is_taken_back_is_not_found_any_more(tmp_path: Path, ledger: FakeLedger) -> None:
    memory = a_memory(tmp_path, ledger)
    assert sources(memory, "Nobody was charged.")
    ledger.append([edited("a", "Nobody was charged.", Action.REJECTED)])
    assert sources(memory, "Nobody was charged.") == []


def test_the_mark_is_another_one_as_soon_as_there_are_other_units_and_not_before(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    memory = a_memory(tmp_path, ledger)
    mark = memory.mark()
    assert a_memory(tmp_path, ledger).mark() == mark
    ledger.append([edited("a", "Nobody was charged.", Action.DRAFTED)])
    assert memory.mark() == mark
    ledger.append([edited("a", "Nobody was charged.", Action.APPROVED)])
    assert memory.mark() != mark


def test_an_index_that_has_all_is_not_opened_to_say_its_mark(
    tmp_path: Path, ledger: FakeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = a_memory(tmp_path, ledger).mark()

    def opened(folder: Path) -> None:
        raise AssertionError(folder)

    monkeypatch.setattr("translate_pipeline.store.memory_files.opened", opened)
    assert a_memory(tmp_path, ledger).mark() == mark
    ledger.append([edited("a", "Nobody was charged.", Action.APPROVED)])
    with pytest.raises(AssertionError):
        a_memory(tmp_path, ledger).mark()


def test_an_embargo_is_kept_and_may_be_moved(tmp_path: Path, ledger: FakeLedger) -> None:
    memory = a_memory(tmp_path, ledger)
    until = NOW + timedelta(days=1)
    event = revised("a")
    ledger.append([replace(event, detail={**event.detail, "embargo": until.isoformat()})])
    [(unit, _)] = memory.similar("Nobody was charged.", [ES], 75)
    assert unit.embargo == until


def test_only_releases_that_people_changed_are_read_again(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    folded: list[str] = []

    def fold(record: Record) -> Iterator[MemoryUnit]:
        folded.append(record.id)
        yield from units_of(record)

    memory = a_memory(tmp_path, ledger, fold=fold)
    sources(memory, "x")
    assert sorted(folded) == ["a", "b"]
    ledger.append([edited("b", "Somebody was charged.")])
    assert sources(memory, "Somebody was charged.")
    assert folded[2:] == ["b"]
    ledger.append([edited("a", "Somebody was charged.", Action.DRAFTED)])
    ledger.append([replace(edited("a", ""), action=Action.CHECKED, key=None)])
    sources(memory, "x")
    sources(a_memory(tmp_path, ledger, fold=fold), "x")
    assert folded[3:] == []


def test_another_glossary_has_the_releases_read_again_that_it_touches(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    folded: list[str] = []

    def fold(record: Record) -> Iterator[MemoryUnit]:
        folded.append(record.id)
        yield from units_of(record)

    def glossary(**digests: str) -> Event:
        detail = {concept: {"es": digest} for concept, digest in digests.items()}
        return Event(WORKSPACE, Revision("g"), Action.GLOSSARY, NOW, "x", detail=detail)

    ledger.append([revised("a", "war-crimes", "siege"), revised("b", "siege")])
    memory = a_memory(tmp_path, ledger, fold=fold)
    sources(memory, "x")
    ledger.append([glossary(siege="1")])
    sources(memory, "x")
    assert sorted(folded[2:]) == ["a", "b"]
    ledger.append([glossary(siege="1", **{"war-crimes": "1"})])
    sources(memory, "x")
    assert folded[4:] == ["a"]
    sources(a_memory(tmp_path, ledger, fold=fold), "x")
    assert folded[5:] == []


def test_what_brings_no_unit_is_not_looked_at_again_and_again(
    tmp_path: Path, ledger: FakeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_news, "_MANY", 2)
    since: list[int] = []

    class Counting(FakeLedger):
        def changed_since(
            self, head: tuple[int, str], only: Collection[Action] = ()
        ) -> Collection[ReleaseId] | None:
            since.append(head[0])
            return super().changed_since(head, only)

    counting = Counting()
    counting.append(ledger.log)
    sources(a_memory(tmp_path, counting), "x")
    drafted = edited("a", "Somebody was charged.", Action.DRAFTED)
    for _ in range(3):
        counting.append([drafted])
        sources(a_memory(tmp_path, counting), "x")
    assert max(since) == 3
    sources(a_memory(tmp_path, counting), "x")
    assert since[-1] == 6
    glossary = Event(WORKSPACE, Revision("g"), Action.GLOSSARY, NOW, "x", detail={"siege": {}})
    counting.append([glossary])
    sources(a_memory(tmp_path, counting), "x")
    sources(a_memory(tmp_path, counting), "x")
    assert since[-1] == 7


def test_what_another_one_wrote_is_seen(tmp_path: Path, ledger: FakeLedger) -> None:
    here, there = a_memory(tmp_path, ledger), a_memory(tmp_path, ledger)
    assert sources(here, "Somebody was charged.") == sources(there, "Somebody was charged.")
    ledger.append([edited("b", "Somebody was charged.")])
    assert "Somebody was charged." in sources(there, "Somebody was charged.")
    assert "Somebody was charged." in sources(here, "Somebody was charged.")


def test_an_index_is_used_again(
    tmp_path: Path, ledger: FakeLedger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for number in range(1, 16):
        ledger.append([edited(f"r{number}", f"Sentence {number}."), revised(f"r{number}")])
        assert len(sources(a_memory(tmp_path, ledger), "Sentence 1.")) == number
    assert [record.getMessage() for record in caplog.records] == [
        "making the index of the translation memory anew"
    ]


def test_memories_are_found_once_they_are_imported_until_they_are_removed(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    memories: Memories = {}
    memory = a_memory(tmp_path, ledger, memories)
    assert sources(memory, "Nobody was charged.") == ["Nobody was charged."]
    memories["un"] = imported("Nobody was charged!")
    assert sources(memory, "Nobody was charged!") == ["Nobody was charged!", "Nobody was charged."]
    memories["un"] = imported("Nobody is charged!", "2")
    assert sources(memory, "Nobody is charged!") == ["Nobody is charged!", "Nobody was charged."]
    memories["eu"] = imported("Nobody is charged!")
    assert len(sources(memory, "Nobody is charged!")) == 3
    memories.clear()
    assert sources(a_memory(tmp_path, ledger), "Nobody is charged!") == ["Nobody was charged."]


def test_a_memory_that_cannot_be_read_leaves_the_index_as_it_was(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    def unreadable() -> Iterator[MemoryUnit]:
        yield from imported("Nobody is charged!").units()
        raise InputError("memory/un.tmx", 7, "not XML")

    memories: Memories = {}
    memory = a_memory(tmp_path, ledger, memories)
    assert sources(memory, "Nobody is charged!") == ["Nobody was charged."]
    memories["un"] = Imported("1", unreadable)
    for one in (memory, a_memory(tmp_path, ledger, memories)):
        with pytest.raises(InputError, match=r"un\.tmx:7"):
            sources(one, "Nobody is charged!")
    memories.clear()
    assert sources(memory, "Nobody is charged!") == ["Nobody was charged."]
    memories["un"] = imported("Nobody is charged!", "2")
    assert len(sources(memory, "Nobody is charged!")) == 2


def put(path: Path, data: bytes) -> None:
    """In its place, not over it: another program may be reading it just now."""
    new = path.with_name(f".{path.name}")
    new.write_bytes(data)
    new.replace(path)


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place * (len(data) - 1) // 4] ^= 0x11
    put(path, bytes(data))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "flipped at 0/4": lambda path: flip(path, 0),
    "flipped at 2/4": lambda path: flip(path, 2),
    "flipped at 4/4": lambda path: flip(path, 4),
    "emptied": lambda path: put(path, b""),
    "cut off": lambda path: put(path, path.read_bytes()[: path.stat().st_size // 2]),
    "removed": Path.unlink,
}
KINDS = ("seal", "meta.json", ".store", ".idx")
MORE_KINDS = (".term", ".fast", ".fieldnorm", ".managed.json")


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_happens_to_a_file_the_answers_are_right(
    damage: str, tmp_path: Path, ledger: FakeLedger
) -> None:
    memories = {"un": imported("Nobody was charged!")}
    ledger.append([edited("b", f"Nobody was charged in {year}.") for year in range(1990, 2020)])
    open_all_along = a_memory(tmp_path, ledger, memories)
    expected = open_all_along.similar("Nobody was charged in 1990.", [ES], 75)
    assert len(expected) == 1 + 20
    for kind in KINDS + (MORE_KINDS if damage == "flipped at 2/4" else ()):
        DAMAGES[damage](next((tmp_path / "memory").glob(f"*{kind}")))
        for memory in (open_all_along, a_memory(tmp_path, ledger, memories)):
            assert memory.similar("Nobody was charged in 1990.", [ES], 75) == expected, kind
    ledger.append([edited("c", "Contact"), revised("c")])  # and it can be written
    assert sources(open_all_along, "Contact") == ["Contact"]


def test_an_index_of_another_version_is_made_anew(tmp_path: Path, ledger: FakeLedger) -> None:
    assert sources(a_memory(tmp_path, ledger), "Nobody was charged.")
    seal = tmp_path / "memory" / "seal"
    value = json.loads(seal.read_bytes().split(b"\n", 1)[1])
    text = json.dumps({**value, "format": "99"}).encode()
    seal.write_bytes(b"%d\n%b" % (zlib.crc32(text), text))
    assert sources(a_memory(tmp_path, ledger), "Nobody was charged.")
    assert b'"99"' not in seal.read_bytes()


def test_a_folder_with_something_else_in_it_is_made_an_index(
    tmp_path: Path, ledger: FakeLedger
) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    (folder / "meta.json").write_text("{}")
    (folder / "seal").write_bytes(b"\xff")
    assert sources(a_memory(tmp_path, ledger), "Nobody was charged.")


def test_the_index_of_another_ledger_is_made_anew(tmp_path: Path) -> None:
    first, second = (open_ledger(tmp_path / name) for name in ("first.db", "second.db"))
    first.append([revised("a"), edited("a", "Nobody was charged."), edited("a", "Contact")])
    second.append([revised("a"), edited("a", "Nobody was ever charged."), edited("a", "Contact")])
    assert sources(a_memory(tmp_path, first), "Nobody was charged.") == ["Nobody was charged."]
    both = "Nobody was ever charged."
    assert sources(a_memory(tmp_path, second), "Nobody was charged.") == [both]


def test_a_ledger_that_was_put_back_as_it_once_was_is_another_one(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    ledger.append([revised("a"), edited("a", "Nobody was charged.")])
    copy = (tmp_path / "ledger.db").read_bytes()
    ledger.append([edited("a", "Nobody was charged!")])
    memory = a_memory(tmp_path, ledger)
    assert len(sources(memory, "Nobody was charged.")) == 2
    (tmp_path / "ledger.db").write_bytes(copy)
    assert sources(memory, "Nobody was charged.") == ["Nobody was charged."]
    ledger.append([edited("a", "Nobody was charged?")])
    assert sources(memory, "Nobody was charged!") == ["Nobody was charged.", "Nobody was charged?"]


def test_while_another_one_writes_what_is_at_hand_is_searched(
    tmp_path: Path,
    ledger: FakeLedger,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(memory_index, "_PATIENCE", 0.01)
    memory = a_memory(tmp_path, ledger)
    assert sources(memory, "Nobody was charged.")
    ledger.append([edited("b", "Nobody was charged!")])
    with locked(tmp_path / "memory"):
        assert sources(memory, "Nobody was charged.") == ["Nobody was charged."]
        assert sources(memory, "Nobody was charged.") == ["Nobody was charged."]
        assert caplog.text.count("lacks what is newest: cannot write") == 1
        assert sources(a_memory(tmp_path, ledger), "Nobody was charged.")
    assert len(sources(memory, "Nobody was charged.")) == 2


def test_while_another_one_writes_nothing_is_found_that_does_not_hold_any_more(
    tmp_path: Path, ledger: FakeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_index, "_PATIENCE", 0.01)
    ledger.append([edited("b", "Nobody was charged!"), edited("b", "Nobody was charged?")])
    kept = {"other": imported("Nobody was charged yet.")}
    memory = a_memory(tmp_path, ledger, kept)
    assert len(sources(memory, "Nobody was charged.")) == 4
    secret = replace(revised("a"), detail={**revised("a").detail, "embargo": "2030-01-01T00:00Z"})
    ledger.append([secret, edited("b", "Nobody was charged!", Action.REJECTED)])
    del kept["other"]
    with locked(tmp_path / "memory"):
        found = memory.similar("Nobody was charged.", [ES], 75)
    assert [(unit.source, unit.embargo is not None) for unit, _ in found] == [
        ("Nobody was charged.", True), ("Nobody was charged?", False)
    ]  # fmt: skip


def test_without_an_index_a_search_waits_for_whoever_makes_it_but_not_for_ever(
    tmp_path: Path, ledger: FakeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_index, "_BUILD", 0.01)
    with locked(tmp_path / "memory"):
        assert sources(a_memory(tmp_path, ledger), "Nobody was charged.")
    assert not (tmp_path / "memory").exists()


def test_where_no_index_can_be_written_a_search_does_without_and_says_so(
    tmp_path: Path, ledger: FakeLedger, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    memory = a_memory(tmp_path / "file", ledger)
    marks = [memory.mark()]
    assert len(sources(memory, "Nobody was charged.")) == 1
    ledger.append([edited("b", "Nobody was charged!"), edited("a", "Nobody was charged.")])
    assert sources(memory, "Nobody was charged.")
    assert sources(a_memory(tmp_path / "file", ledger), "Nobody was charged!")
    marks.append(a_memory(tmp_path / "file", ledger).mark())
    assert marks[0] != marks[1]
    assert "without its index: cannot write" in caplog.text


def test_nothing_is_made_or_imported_before_the_first_search(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from translate_pipeline.store.memory_index import IndexedMemory\n"
        f"IndexedMemory(Path({str(tmp_path / 'memory')!r}), None, None, None)\n"
        "print({'tantivy', 'rapidfuzz'} & {name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )
    assert done.stdout == "set()\n"
    assert not (tmp_path / "memory").exists()


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


WRITER = """
import sys
from pathlib import Path
from tests.store.remembering import a_memory, edited, revised, sources
from translate_pipeline.store import memory_index
from translate_pipeline.store.place import open_ledger
memory_index._PATIENCE = 60
folder, name = Path(sys.argv[1]), sys.argv[2]
ledger = open_ledger(folder / "ledger.db")
memory = a_memory(folder, ledger)
for number in range(4):
    source = f"Sentence {number} of {name}."
    ledger.append([revised(name), edited(name, source)])
    found = sources(memory, source)
    assert found[0] == source, found
"""


def test_several_programs_write_and_search_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), f"r{number}"], env=environment()
        )
        for number in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    memory = a_memory(tmp_path, open_ledger(tmp_path / "ledger.db"))
    for name in ("r0", "r1", "r2"):
        for number in range(4):
            source = f"Sentence {number} of {name}."
            assert sources(memory, source).count(source) == 1


BUILDER = """
import sys
from pathlib import Path
from tests.store.remembering import a_memory, sources
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.store.memory_news import Imported
from translate_pipeline.store.place import open_ledger
folder, many = Path(sys.argv[1]), int(sys.argv[2])
def units():
    for number in range(many):
        if number == many // 2:
            print("half", flush=True)
        yield MemoryUnit(f"Sentence {number} of many.", "x", Locale("es"), "tmx:un", False)
memory = a_memory(folder, open_ledger(folder / "ledger.db"), {"un": Imported("1", units)})
print(sources(memory, f"Sentence {many - 1} of many.")[0])
"""


def test_programs_that_are_killed_while_they_write_leave_nothing_wrong(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    ledger.append([revised("a"), edited("a", "Nobody was charged.")])
    before = a_memory(tmp_path, ledger)
    assert sources(before, "Nobody was charged.") == ["Nobody was charged."]
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    for later in (0, 0.1):
        with subprocess.Popen(
            [*command, "10000"], stdout=subprocess.PIPE, env=environment()
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(later)
            process.send_signal(signal.SIGKILL)
        assert sources(before, "Nobody was charged.") == ["Nobody was charged."]
        assert sources(a_memory(tmp_path, ledger), "Sentence 7 of many.") == []
    done = subprocess.run(
        [*command, "100"], capture_output=True, text=True, check=True, env=environment()
    )
    assert done.stdout.endswith("Sentence 99 of many.\n")
