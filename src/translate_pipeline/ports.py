"""What the pipeline needs from the world. Ten protocols; everything else is a value."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from translate_pipeline.model.bundle import FileFacts, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.trust import Signed


class Engine(Protocol):
    """A machine-translation engine. Raises EngineUnavailable or EngineRefused, nothing else."""

    @property
    def name(self) -> str:
        """As users write it: ``neural``, ``apertium``, ``deep:google``."""

    @property
    def on_device(self) -> bool:
        """Whether the text stays on this machine."""

    def supports(self, source: Locale, target: Locale) -> str:
        """What it would translate the pair with (``eng-spa``); empty where it cannot."""

    def why_not(self, source: Locale, target: Locale) -> str:
        """For a pair it does not support: what is missing and how to get it, in one line."""

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """As many targets as texts, in the same order; an empty one where it has none."""


class Catalogs(Protocol):
    """The PO files of a workspace."""

    def read(self, release: ReleaseId, locale: Locale | None) -> str | None:
        """The catalog's text, None where there is none yet; a locale of None is the template."""

    def writing(
        self, release: ReleaseId, locale: Locale | None, text: str, *, over: str | None
    ) -> AbstractContextManager[bool]:
        """Replace the catalog, as a whole or not at all, if it still reads ``over``.

        ``over`` is what ``read`` gave. False where somebody wrote the catalog since. Whoever cannot
        do what belongs to the new text raises a PipelineError: then the earlier one is back.
        """

    def path(self, release: ReleaseId, locale: Locale | None) -> str:
        """Where it is, relative to the workspace, with ``/``."""


class Ledger(Protocol):
    """The append-only record of what people and engines did."""

    def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
        """Record events, all or none.

        False, and nothing recorded, where ``known`` is given and their release has not just so
        many events: somebody else was faster.
        """

    def events(
        self, release: ReleaseId, only: Collection[Action] = (), *, locale: Locale | None = None
    ) -> Sequence[Event]:
        """The events of a release, in the order they happened; those of some actions, or all.

        With a locale those that happened in it.
        """

    def mark(self, release: ReleaseId, locale: Locale) -> tuple[int, str]:
        """How many events a release has in a locale, and what stands for all up to the newest.

        At little cost. Two ledgers that say the same here have the same events of it.
        """

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the newest first; ``WORKSPACE`` is none."""

    def turn(self) -> AbstractContextManager[None]:
        """Whoever else of this ledger asks for a turn waits until this one ends.

        For what one program at a time is to do outside the ledger; events are added and read
        meanwhile. A turn ends with the program, however that ends.
        """


class Settled(Protocol):
    """What may be forgotten at any time: JSON values, one for each locale of a release."""

    def get(self, release: ReleaseId, locale: Locale) -> Mapping[str, Any] | None:
        """What was put there last; None where that is forgotten, or there never was anything."""

    def put(self, release: ReleaseId, locale: Locale, shape: Mapping[str, Any]) -> None:
        """Keep it, if possible, instead of what was there."""


class HeadedLedger(Ledger, Protocol):
    """A ledger that says at little cost whether anything is new."""

    def head(self) -> tuple[int, str]:
        """The number of the newest event and its link; another value after every event."""

    def changed_since(
        self, head: tuple[int, str], only: Collection[Action] = ()
    ) -> Collection[ReleaseId] | None:
        """The releases with events after this head, and ``WORKSPACE`` where that has some.

        Events of some actions, or all. None where it was never this ledger's head.
        """


class Memory(Protocol):
    """The translation memory: what was translated before, found by its source."""

    def similar(
        self, source: str, locales: Collection[Locale], at_least: float
    ) -> Sequence[tuple[MemoryUnit, float]]:
        """Units in these locales whose source is like this one, the most alike first.

        The likeness is rapidfuzz's ``fuzz.ratio`` of the two sources, 100 where they are the same,
        and ``at_least`` that. Of very many the best are given; all that have the same source are
        better than any that has not.
        """

    def mark(self) -> str:
        """Another value after everything that may have brought a unit or taken one away."""


class Shelf(Protocol):
    """Where bundles are kept: each stands at a place and never changes.

    Loose files beside them may be replaced, such as an index of the bundles.
    """

    def has(self, place: str) -> bool:
        """Whether a whole bundle stands there."""

    def put(self, place: str, files: Mapping[str, bytes]) -> bool:
        """Put a bundle there, whole or not at all; False where one stands there already.

        Raises StorageError.
        """

    def get(self, place: str) -> Mapping[str, bytes] | None:
        """The files of a bundle, by name; None where none stands there."""

    def lengths(self, place: str) -> Mapping[str, int]:
        """The files that stand there, with their bytes, be they no whole bundle.

        Raises StorageError.
        """

    def read(self, name: str) -> bytes | None:
        """A file by its name, such as ``index.json``; None where none stands there.

        So also a file of a bundle, ``a/es/v1/text.txt``. Raises StorageError.
        """

    def write(self, name: str, data: bytes) -> None:
        """Put a loose file there, as a whole or not at all, over an earlier one.

        Raises StorageError.
        """


class Files(Protocol):
    """The files of a bundle that somebody received, in a folder or elsewhere."""

    def names(self) -> Collection[str]:
        """Everything that is there, hidden files too; the name of a folder ends with ``/``."""

    def read(self, name: str, at_most: int) -> bytes:
        """The file's first bytes, so many or fewer. Raises AlteredFile for what is no file."""


class Origin(Protocol):
    """Where approved versions are pulled from. Files have the names that they have on a shelf.

    Nothing that it gives is believed before it was verified. Every method raises OriginUnavailable
    or OriginRefused where it cannot give an answer, and Retracted where it says so itself.
    """

    def read(self, name: str, at_most: int) -> bytes | None:
        """A file's bytes, of a longer one just one more; None where there is none."""

    def read_changed(self, name: str, at_most: int, tag: str) -> tuple[bytes, str] | None:
        """The same, with the tag by which to ask next time; None where that tag still fits.

        Raises OriginRefused where there is no such file.
        """

    def fetch(self, name: str, facts: FileFacts, part: Path) -> None:
        """Have ``part`` be the file, going on with what is there of it.

        Raises MissingFile, and AlteredFile where what is there is not the file that is meant.
        """


class Holdings(Protocol):
    """The bundles that an office has, one for a release in a locale. Methods raise StorageError."""

    def held(self, release: ReleaseId, locale: Locale) -> Files | None:
        """What stands in the place of a bundle; None where nothing does.

        Raises AlteredFile where its place is a link or a file.
        """

    def folder(self, release: ReleaseId, locale: Locale) -> str:
        """The place of a bundle."""

    def part(self, release: ReleaseId, locale: Locale, name: str, facts: FileFacts) -> Path:
        """Where a file is fetched to. What an earlier pull got of it is still there."""

    def put(
        self,
        release: ReleaseId,
        locale: Locale,
        signed: Signed,
        files: Mapping[str, FileFacts],
        verify: Callable[[Files], None],
    ) -> None:
        """Put a bundle of fetched files in its place, as a whole and once ``verify`` lets it.

        What stands there must have been verified: it goes.
        """

    def aside(self, release: ReleaseId, locale: Locale, version: Version) -> str:
        """Where ``set_aside`` would put a version that must not be used any more."""

    def set_aside(self, release: ReleaseId, locale: Locale, version: Version) -> None:
        """Take what stands in the place of a bundle out of the way, whatever it is."""
