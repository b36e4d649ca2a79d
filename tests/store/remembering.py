"""An index of the translation memory for tests, and a simple fold of what it is made from."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.fakes import ES, NOW
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.record import Record
from translate_pipeline.ports import HeadedLedger
from translate_pipeline.store.memory_index import IndexedMemory
from translate_pipeline.store.memory_news import Imported

Memories = dict[str, Imported]


def revised(release: str, *concepts: str) -> Event:
    shape = {"key": "k", "text": "x", "times": 1, "concepts": concepts}
    detail = {"title": release, "segments": [shape]}
    return Event(ReleaseId(release), Revision("r"), Action.REVISED, NOW, "x", detail=detail)


def edited(release: str, source: str, action: Action = Action.EDITED) -> Event:
    key = SegmentKey(source)
    return Event(ReleaseId(release), Revision("r"), action, NOW, "ana", ES, key, source, "hola")


def units_of(record: Record) -> Iterator[MemoryUnit]:
    """A simple fold: what was edited, and is not rejected."""
    texts = {event.key: event for event in record.events if event.key}
    approved = {event.key for event in record.events if event.action is Action.APPROVED}
    for key, event in texts.items():
        if event.action not in (Action.REJECTED, Action.DRAFTED):
            yield MemoryUnit(
                event.source, event.target, ES, record.id, key in approved, embargo=record.embargo
            )


def a_memory(
    folder: Path,
    ledger: HeadedLedger,
    imported: Memories | None = None,
    fold: Callable[[Record], Iterable[MemoryUnit]] = units_of,
) -> IndexedMemory:
    return IndexedMemory(folder / "memory", ledger, fold, lambda: imported or {})


def imported(source: str, stamp: str = "1") -> Imported:
    unit = MemoryUnit(source, "hola", ES, "tmx:other", approved=False)
    return Imported(stamp, lambda: iter([unit]))


def sources(memory: IndexedMemory, source: str) -> list[str]:
    return [unit.source for unit, _ in memory.similar(source, [ES], 75)]
