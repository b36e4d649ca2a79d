"""What an office wants of what is published, what of it is to be held, and what came of that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from translate_pipeline.errors import PipelineError
from translate_pipeline.formats.listing import Listed
from translate_pipeline.model.bundle import Manifest, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import Index, IndexEntry, Key

Pulled = Mapping[tuple[ReleaseId, Locale], frozenset[Version]]
"""What an office pulled, ever, and was not told to have been retracted."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an office wants."""

    locales: frozenset[Locale]
    releases: frozenset[ReleaseId] = frozenset()
    """Empty: every one."""
    endings: frozenset[str] = frozenset()
    """Of the files' names, such as ``html``. Empty: every file."""

    def wants(self, release: ReleaseId, locale: Locale) -> bool:
        """Whether it is one of them."""
        return locale in self.locales and (not self.releases or release in self.releases)

    def files(self, manifest: Manifest) -> frozenset[str]:
        """Those of a bundle's files."""
        names = manifest.files
        return frozenset(
            name for name in names if not self.endings or name.rpartition(".")[2] in self.endings
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """A release in a locale: what is to be held of it."""

    release: ReleaseId
    locale: Locale
    newest: Version | None
    """That was not retracted; None where there is none."""
    entries: Mapping[Version, IndexEntry] = field(default_factory=dict)
    """Those that the index tells of; what is under embargo is not among them yet."""

    @property
    def early(self) -> bool:
        """Whether what is to be held is not in the index yet."""
        return not self.entries or (self.newest is not None and self.newest not in self.entries)


class Fate(StrEnum):
    """What came of it."""

    PULLED = "pulled"
    CURRENT = "current"
    RETRACTED = "retracted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a goal; where a version was retracted and an older one pulled, there are two."""

    fate: Fate
    goal: Goal
    version: Version | None
    folder: str
    """Where it is; of a retracted one, where it is put out of the way, or empty."""
    manifest: Manifest | None = None
    """None where it failed, and of a retracted one that is not there as it was pulled."""
    files: tuple[str, ...] = ()
    signed_by: tuple[Key, ...] = ()
    replaced: Version | None = None
    """What stood there before, if it was another one."""
    reason: str = ""
    """Why it was retracted."""
    again: bool = False
    """Whether its retraction is to be told again: something is in its place, and may be it."""
    error: PipelineError | None = None
    """Why it failed."""

    @property
    def embargo(self) -> datetime | None:
        """The hour of its embargo, past or to come: of two that are signed, the index is newer."""
        if self.version and self.version in self.goal.entries:
            return self.goal.entries[self.version].embargo
        return self.manifest.embargo if self.manifest else None

    @property
    def doubt(self) -> IndexEntry | None:
        """The newest version of all, where it was retracted and an older one is held.

        That one was corrected by it once; whether it may be used again is for people to say.
        """
        if self.fate not in (Fate.PULLED, Fate.CURRENT) or not self.goal.entries:
            return None
        last = self.goal.entries[max(self.goal.entries)]
        return last if last.retracted and self.version and self.version < last.version else None


def goals(index: Index, wishes: Wishes) -> list[Goal]:
    """What is to be held as the index has it, in its order."""
    found: dict[tuple[ReleaseId, Locale], dict[Version, IndexEntry]] = {}
    for entry in index.versions:
        if wishes.wants(entry.release, entry.locale):
            found.setdefault((entry.release, entry.locale), {})[entry.version] = entry
    return [
        Goal(
            *pair,
            max((number for number, one in entries.items() if not one.retracted), default=None),
            entries,
        )
        for pair, entries in found.items()
    ]


def early_goals(listed: Iterable[Listed], index: Index, wishes: Wishes) -> list[Goal]:
    """What a server lists and the index does not tell of yet: it is under embargo.

    Be it a correction: the goal then knows what the index has of the versions before it.
    """
    told = {(goal.release, goal.locale): goal.entries for goal in goals(index, wishes)}
    found = (
        Goal(one.release, one.locale, one.version, told.get((one.release, one.locale), {}))
        for one in listed
        if wishes.wants(one.release, one.locale)
    )
    return [
        one for one in found
        if not one.entries or (one.newest is not None and one.newest > max(one.entries))
    ]  # fmt: skip


def remembered(pulled: Pulled, outcomes: Iterable[Outcome]) -> Pulled:
    """What was pulled and not told to have been retracted, once these outcomes were told."""
    found = {pair: set(versions) for pair, versions in pulled.items()}
    for one in outcomes:
        versions = found.setdefault((one.goal.release, one.goal.locale), set())
        if one.version and one.fate in (Fate.PULLED, Fate.CURRENT):
            versions.add(one.version)
        elif one.version and one.fate is Fate.RETRACTED and not one.again:
            versions.discard(one.version)
    return {pair: frozenset(versions) for pair, versions in found.items() if versions}
