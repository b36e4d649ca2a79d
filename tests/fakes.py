"""The ports in memory, and values that tests share."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock

from rapidfuzz import fuzz

from translate_pipeline.errors import PipelineError
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import (
    WORKSPACE,
    Block,
    BlockKind,
    Release,
    ReleaseId,
    Segment,
    segment_key,
)
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.engines import Choice, Drafter

NOW = datetime(2026, 5, 3, 6, 0, tzinfo=UTC)
ES = Locale("es")


class FakeEngine:
    """An engine that answers with what ``answer`` makes of each text, and remembers the texts."""

    def __init__(
        self,
        answer: Callable[[str], str] = lambda text: f"[{text}]",
        *,
        name: str = "fake",
        on_device: bool = True,
        locales: Sequence[str] = ("es", "fr"),
    ) -> None:
        self.name, self.on_device = name, on_device
        self.asked: list[str] = []
        self._answer, self._locales = answer, locales

    def supports(self, source: Locale, target: Locale) -> str:
        return f"{source}-{target}" if target.tag in self._locales else ""

    def why_not(self, source: Locale, target: Locale) -> str:
        del source
        return f"{self.name} has no {target}"

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        del source, target
        self.asked += texts
        return [self._answer(text) for text in texts]

    @property
    def choice(self) -> Choice:
        return Choice((Drafter(self, f"{self.name} en-es"),))


class FakeLedger:
    """A ledger in a list."""

    def __init__(self) -> None:
        self.log: list[Event] = []
        self._turn = Lock()

    def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
        added = list(events)
        if known is not None and added and len(self.events(added[0].release)) != known:
            return False
        self.log += added  # all or none
        return True

    def events(
        self, release: ReleaseId, only: Collection[Action] = (), *, locale: Locale | None = None
    ) -> Sequence[Event]:
        found = [event for event in self.log if event.release == release]
        found = [event for event in found if not only or event.action in only]
        return [event for event in found if locale is None or event.locale == locale]

    def mark(self, release: ReleaseId, locale: Locale) -> tuple[int, str]:
        found = self.events(release, locale=locale)
        return len(found), sha256(repr(found).encode()).hexdigest() if found else ""

    def head(self) -> tuple[int, str]:
        return len(self.log), ""

    def changed_since(
        self, head: tuple[int, str], only: Collection[Action] = ()
    ) -> Collection[ReleaseId] | None:
        if head[0] > len(self.log):
            return None
        later = self.log[head[0] :]
        return {event.release for event in later if not only or event.action in only}

    def releases(self) -> Sequence[ReleaseId]:
        named = (event.release for event in reversed(self.log))
        return [release for release in dict.fromkeys(named) if release != WORKSPACE]

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._turn:
            yield


class FakeMemory:
    """A memory that compares with every unit it has."""

    def __init__(self, units: Iterable[MemoryUnit] = ()) -> None:
        self.units = list(units)

    def similar(
        self, source: str, locales: Collection[Locale], at_least: float
    ) -> Sequence[tuple[MemoryUnit, float]]:
        compared = (
            (unit, fuzz.ratio(source, unit.source)) for unit in self.units if unit.locale in locales
        )
        found = [(unit, likeness) for unit, likeness in compared if likeness >= at_least]
        return sorted(found, key=lambda match: (-match[1], not match[0].approved))

    def mark(self) -> str:
        return str(hash(tuple(self.units)))


class FakeCatalogs:
    """Catalogs in a dictionary; ``writes`` counts those that changed something."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.writes = 0

    def path(self, release: ReleaseId, locale: Locale | None) -> str:
        return f"{locale.gettext}/{release}.po" if locale else f"{release}.pot"

    def read(self, release: ReleaseId, locale: Locale | None) -> str | None:
        return self.texts.get(self.path(release, locale))

    @contextmanager
    def writing(
        self, release: ReleaseId, locale: Locale | None, text: str, *, over: str | None
    ) -> Iterator[bool]:
        if self.read(release, locale) != over:
            yield False
            return
        before = dict(self.texts)
        self.writes += text != over
        self.texts[self.path(release, locale)] = text
        try:
            yield True
        except PipelineError:
            self.texts = before
            raise


def a_release(*paragraphs: str, path: str = "releases/a.txt") -> Release:
    """A release of a headline and paragraphs, one segment each."""
    blocks, start = [], 0
    for number, text in enumerate(paragraphs):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        segment = Segment(segment_key(text), text, start, start + len(text))
        blocks.append(Block(kind, 2 * number + 1, (segment,)))
        start += len(text) + 1
    text = "\n".join(paragraphs)
    return Release(ReleaseId("a"), ENGLISH, paragraphs[0], path, text, tuple(blocks))
