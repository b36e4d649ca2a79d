"""What the pipeline needs from the world. Five protocols; everything else is a value."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Event


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

    def events(self, release: ReleaseId) -> Sequence[Event]:
        """The events of a release, in the order they happened."""

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the newest first; ``WORKSPACE`` is none."""


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
