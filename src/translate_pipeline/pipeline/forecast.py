"""Forecast: what a run of a release would find and cost in each locale, before it does anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from translate_pipeline.errors import PipelineError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Revision, SegmentKey
from translate_pipeline.model.review import MEMORY, REPAIR, Action, State
from translate_pipeline.pipeline.catalogs import Unit
from translate_pipeline.pipeline.inherit import Taken
from translate_pipeline.pipeline.job import Work
from translate_pipeline.pipeline.premises import Premises, read_premises
from translate_pipeline.pipeline.recall import recall
from translate_pipeline.pipeline.run import Run
from translate_pipeline.pipeline.taking import take_over
from translate_pipeline.ports import Catalogs, Ledger, Memory
from translate_pipeline.text.alignment import align


class Lot(StrEnum):
    """What would become of a segment."""

    KEPT = "kept"
    """It has a target that a person stands by, which stays."""
    OPEN = "open"
    """It has one that stays, and that nobody has accepted yet."""
    REPAIRED = "repaired"
    """It would get that of an earlier text, with numbers, dates, names or terms changed."""
    REMEMBERED = "remembered"
    """It would get a match of the translation memory."""
    CHANGED = "changed"
    """It would get that of an earlier text as it is, and be stale."""
    NEW = "new"
    """An engine would draft it, or nobody."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is of something, over all places."""

    segments: int = 0
    words: int = 0
    """Of the source, as they are counted for paying translators."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would find in a locale."""

    locale: Locale
    amounts: Mapping[Lot, Amount]
    failure: PipelineError | None = None
    """Why the locale would be left as it is."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A text that the release has and did not have, or the other way round."""

    place: str
    """For people; empty for a text that goes."""
    text: str
    """Empty for a text that goes."""
    previous: str
    """What it was; empty for one that is really new."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run would do."""

    revision: Revision | None
    """The one that the ledger has now; None where it knows none of this release."""
    changes: Sequence[SourceChange]
    locales: Sequence[Forecast]


def look_ahead(
    run: Run, catalogs: Catalogs, ledger: Ledger, memory: Memory | None = None
) -> Outlook:
    """What a run that may go ahead would find. Writes nothing, and asks no engine."""
    revised = ledger.events(run.job.release.id, {Action.REVISED})[-1:]
    old = [str(one["text"]) for event in revised for one in event.detail["segments"]]
    changes = tuple(_changes(old, run.job.units)) if revised else ()
    forecasts = tuple(_forecast(work, catalogs, ledger, memory) for work in run.works)
    return Outlook(revised[0].revision if revised else None, changes, forecasts)


def _changes(old: Sequence[str], units: Sequence[Unit]) -> Iterator[SourceChange]:
    """What a correction changes, in the order of the release; what goes comes last."""
    new = [unit.segment.text for unit in units]
    known, origins = set(old), align(old, new)
    for at, unit in enumerate(units):
        if new[at] not in known:
            before = " ".join(old[one] for one in origins[at].old) if at in origins else ""
            yield SourceChange(" · ".join(unit.places), new[at], before)
    became = {one for origin in origins.values() for one in origin.old}
    for at, text in enumerate(old):
        if text not in set(new) and at not in became:
            yield SourceChange("", "", text)


def _forecast(work: Work, catalogs: Catalogs, ledger: Ledger, memory: Memory | None) -> Forecast:
    try:
        premises = read_premises(work, catalogs, ledger)
    except PipelineError as error:
        return Forecast(work.locale, {}, error)
    taken = take_over(work, premises, recall(work, premises, memory))
    segments: Counter[Lot] = Counter()
    words: Counter[Lot] = Counter()
    for unit in work.job.units:
        lot = _lot(unit.segment.key, premises, taken)
        segments[lot] += len(unit.places)
        words[lot] += len(unit.places) * len(unit.segment.text.split())
    return Forecast(work.locale, {lot: Amount(segments[lot], words[lot]) for lot in Lot})


def _lot(key: SegmentKey, premises: Premises, taken: Mapping[SegmentKey, Taken]) -> Lot:
    if key in taken:
        by = {REPAIR: Lot.REPAIRED, MEMORY: Lot.REMEMBERED}
        return by.get(taken[key].actor, Lot.CHANGED)
    if premises.wants(key):
        return Lot.NEW
    done = premises.standings.state(key) in (State.TRANSLATED, State.APPROVED)
    return Lot.KEPT if done else Lot.OPEN
