"""Memory: what was translated before and may serve for a new sentence, the best first.

The same sentence comes before one that is like it, whatever is taken off: a like one may have
another figure. How alike two sources are is a number up to 100; from it are taken off:

* ``UNAPPROVED`` where the target is another release's and nobody approved it;
* ``IMPORTED`` where it comes from a memory of others;
* ``WIDER`` where it is in a wider locale than the one that is asked for, as es is than es-MX, and
  ``OTHER_REGION`` where it is in any other of the same language and script.

Of two with the same number, the one between the same neighbours comes first. What is under an
embargo is seen in its own release only, until the hour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import ReleaseId, SegmentKey
from translate_pipeline.pipeline.inherit import SOURCE_CHANGED
from translate_pipeline.pipeline.repairing import Repair
from translate_pipeline.ports import Memory
from translate_pipeline.text.difference import difference
from translate_pipeline.text.languages import family

AT_LEAST = 75
"""Below this a match costs a translator more than it saves."""
UNAPPROVED = 3
IMPORTED = 5
WIDER = 2
OTHER_REGION = 5


class Kind(StrEnum):
    """How a source of the memory is like the one that is asked for; the better first."""

    IN_CONTEXT = "in context"
    """The same, between the same neighbours."""
    EXACT = "exact"
    FUZZY = "fuzzy"


_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence for which a translation is looked for."""

    source: str
    locale: Locale
    release: ReleaseId | None = None
    """The release that it stands in; None for a sentence of none."""
    before: SegmentKey | None = None
    """The sentence before it there, and after it; both None where they are not known."""
    after: SegmentKey | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the same or a like sentence."""

    unit: MemoryUnit
    score: float
    """0 to 100: how alike the sources are, less what was taken off."""
    kind: Kind
    target: str
    """The unit's, or that repaired for the sentence that was asked for."""
    notes: tuple[str, ...] = ()
    """Why something was taken off, for people: ``not approved``, ``pt-PT``."""
    changes: tuple[str, ...] = ()
    """What was changed in the unit's target: ``number changed: 92 → 12``."""

    @property
    def repaired(self) -> bool:
        """Whether its numbers or names were changed, so that nobody wrote it so."""
        return self.target != self.unit.target

    @property
    def percent(self) -> int:
        """The score as it is shown: 100 is the same sentence, and nothing taken off."""
        return int(self.score)


def matches(
    memory: Memory, wanted: Wanted, now: datetime, *, at_least: float = AT_LEAST
) -> Sequence[Match]:
    """What may serve for a sentence, the best first: each target once, the best of its units.

    The same sentence goes before a like one. Of two that are equally good the approved one goes
    first, then the newer one.
    """
    units = memory.similar(wanted.source, family(wanted.locale), at_least)
    seen = (_match(unit, alike, wanted) for unit, alike in units if _visible(unit, wanted, now))
    best: dict[str, Match] = {}
    for one in sorted((one for one in seen if one.score >= at_least), key=_rank):
        best.setdefault(one.target, one)
    return list(best.values())


def mended(match: Match, source: str, repair: Repair) -> Match:
    """A match with its target repaired for the sentence that was asked for, if that is sure.

    Its score stays: it tells how alike the sources are.
    """
    unit = match.unit
    made = repair(unit.source, unit.target, source) if match.kind is Kind.FUZZY else None
    return replace(match, target=made.target, changes=made.changes) if made else match


def comments(match: Match, source: str) -> Iterator[str]:
    """What a translator should know of a match, a line each: where it is from, what changed."""
    name = "the same sentence" if match.kind is not Kind.FUZZY else f"{match.percent} % the same"
    where = match.unit.memory or match.unit.origin
    yield " · ".join((f"memory: {name}", where, *match.notes))
    if match.kind is Kind.FUZZY:
        yield from match.changes or (f"{SOURCE_CHANGED}{difference(match.unit.source, source)}",)


def _visible(unit: MemoryUnit, wanted: Wanted, now: datetime) -> bool:
    return unit.embargo is None or unit.embargo <= now or unit.origin == wanted.release


def _match(unit: MemoryUnit, alike: float, wanted: Wanted) -> Match:
    taken = tuple(_taken_off(unit, wanted))
    return Match(
        unit, alike - sum(points for points, _ in taken), _kind(unit, wanted), unit.target,
        notes=tuple(note for _, note in taken),
    )  # fmt: skip


def _kind(unit: MemoryUnit, wanted: Wanted) -> Kind:
    if unit.source != wanted.source:
        return Kind.FUZZY
    around = wanted.before, wanted.after
    known = around != (None, None)
    return Kind.IN_CONTEXT if known and around == (unit.before, unit.after) else Kind.EXACT


def _taken_off(unit: MemoryUnit, wanted: Wanted) -> Iterator[tuple[int, str]]:
    """What is taken off, with why."""
    if unit.memory:
        yield IMPORTED, "imported"
    elif not unit.approved:
        yield (0 if unit.origin == wanted.release else UNAPPROVED), "not approved"
    if unit.locale != wanted.locale:
        wider = unit.locale in wanted.locale.wider
        yield (WIDER if wider else OTHER_REGION), unit.locale.tag


def _rank(match: Match) -> tuple[bool, float, int, bool, float]:
    """What a better match has less of."""
    at = match.unit.at
    return (
        match.kind is Kind.FUZZY, -match.score, _KINDS.index(match.kind), not match.unit.approved,
        -at.timestamp() if at else 0.0,
    )  # fmt: skip
