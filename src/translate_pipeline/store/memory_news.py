"""Where the units of the translation memory come from, and what of that is news to an index."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import WORKSPACE, ReleaseId
from translate_pipeline.model.review import Action
from translate_pipeline.pipeline.glossary_record import Digests, glossary_revisions
from translate_pipeline.pipeline.record import Record, last_digests, read_record
from translate_pipeline.ports import HeadedLedger

_SILENT = {
    Action.DRAFTED, Action.CARRIED, Action.PREPARED, Action.CHECKED, Action.SENT, Action.CONFLICTED,
}  # fmt: skip
_TELLING = frozenset(Action) - _SILENT
"""What may bring a unit or take one away: nothing that machines do, for they leave alone what a
person wrote."""

_MANY = 20_000
"""Events after which it is noted that they brought nothing, so that they are not read again."""

Units = Callable[[], Iterable[MemoryUnit]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an index was made from; nothing by default."""

    number: int = 0
    """That of the newest event of the ledger that is in it."""
    link: str = ""
    """The event's link of the chain, by which the ledger is known again."""
    glossaries: int = 0
    """How many revisions of the glossary the ledger had."""
    imported: Mapping[str, str] = field(default_factory=dict)
    """The stamps of the memories that were imported, by name."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A memory of another organisation."""

    stamp: str
    """Another one as soon as its file is another."""
    units: Units
    """What it has, read anew each time. May raise InputError."""


@dataclass(frozen=True, slots=True)
class News:
    """What is to be done so that an index has what there is now."""

    seen: Seen
    groups: Mapping[str, Units]
    """Groups of units that are new or changed, each as a whole."""
    gone: AbstractSet[str]
    """Groups that are no more."""
    noteworthy: bool
    """Whether it is to be kept what was seen, even where it brought nothing."""

    def __bool__(self) -> bool:
        """Whether there is anything to be done."""
        return bool(self.groups or self.gone or self.noteworthy)

    def true_of(
        self, found: Iterable[tuple[MemoryUnit, float]]
    ) -> Iterator[tuple[MemoryUnit, float]]:
        """What an index without this news finds, as it is now; without what is no more."""
        now: dict[str, dict[tuple[str, str, Locale], MemoryUnit]] = {}
        for unit, likeness in found:
            group = f"imported:{unit.memory}" if unit.memory else f"release:{unit.origin}"
            if group in self.groups:
                if group not in now:
                    now[group] = {(u.source, u.target, u.locale): u for u in self.groups[group]()}
                current = now[group].get((unit.source, unit.target, unit.locale))
                if current:
                    yield current, likeness
            elif group not in self.gone:
                yield unit, likeness


@dataclass(frozen=True, slots=True)
class Origins:
    """The ledger, and the memories that were imported."""

    ledger: HeadedLedger
    units_of: Callable[[Record], Iterable[MemoryUnit]]
    """The units of a release."""
    imported: Callable[[], Mapping[str, Imported]]
    """The memories that there are now, by name."""

    def now(self) -> tuple[object, ...]:
        """Another value after every change, at little cost."""
        return self.ledger.head(), _stamps(self.imported())

    def since(self, seen: Seen) -> News | None:
        """What is news to an index that was made from this; None where the ledger is another."""
        imported = self.imported()
        number, link = self.ledger.head()  # before the events, which may become more meanwhile
        changed = self.ledger.changed_since((seen.number, seen.link), _TELLING)
        if changed is None:
            return None
        releases, glossaries = {*changed} - {WORKSPACE}, seen.glossaries
        digests = last_digests(self.ledger) if changed else {}
        if WORKSPACE in changed:
            revisions = glossary_revisions(self.ledger)
            glossaries = len(revisions)
            if seen.number:
                before = revisions[seen.glossaries - 1].detail if seen.glossaries else {}
                releases |= {*self._touched(before, digests)}
        groups: dict[str, Units] = {
            f"release:{release}": partial(self._of_release, release, digests)
            for release in releases
        }
        stamps = _stamps(imported)
        for name, one in imported.items():
            if stamps[name] != seen.imported.get(name):
                groups[f"imported:{name}"] = one.units
        return News(
            Seen(number, link, glossaries, stamps),
            groups,
            {f"imported:{name}" for name in seen.imported.keys() - stamps.keys()},
            noteworthy=WORKSPACE in changed or number - seen.number > _MANY,
        )

    def _touched(self, before: Digests, after: Digests) -> Iterator[ReleaseId]:
        """The releases in which another glossary voids approvals, or makes them hold again."""
        changed = {
            concept for concept in {*before, *after} if before.get(concept) != after.get(concept)
        }
        for release in self.ledger.releases():
            record = read_record(release, self.ledger, after, only={Action.REVISED})
            if record and any(one.concepts & changed for one in record.sources):
                yield release

    def _of_release(self, release: ReleaseId, digests: Digests) -> Iterable[MemoryUnit]:
        record = read_record(release, self.ledger, digests)
        return self.units_of(record) if record else ()


def _stamps(imported: Mapping[str, Imported]) -> Mapping[str, str]:
    return {name: one.stamp for name, one in imported.items()}
