"""Inherit: what a corrected release's segments take over from its earlier revision in a locale.

The texts that a correction brought are aligned with those that it took away. Where nothing but
numbers, dates, names or terms differ, the earlier target is repaired and becomes a draft; else it
stands in for the new one as it is, stale, until somebody has looked at it. A target that was stale
itself is compared by the source that it was made for: what two corrections changed is told as one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translate_pipeline.model.release import Revision, SegmentKey, segment_key
from translate_pipeline.model.review import MEMORY, REPAIR, Action, Event, State
from translate_pipeline.model.standing import Standing, Standings
from translate_pipeline.pipeline.catalogs import GENERATOR
from translate_pipeline.pipeline.repairing import Repair
from translate_pipeline.text.alignment import align
from translate_pipeline.text.difference import difference

SOURCE_CHANGED = "source changed: "
"""How the note begins that says that a target is still that of another source."""
_MEMORY, _SENT_BACK, _DRAFT = "memory: ", "sent back before: ", "draft before: "


@dataclass(frozen=True, slots=True)
class Taken:
    """A target that a segment takes over from elsewhere."""

    action: Action
    """``CARRIED`` or ``DRAFTED``."""
    actor: str
    target: str
    previous: str
    """The source that it was made for; empty where that is the same."""
    notes: tuple[str, ...]
    """What a person should know of it, a line each."""


def earlier_texts(
    revisions: Sequence[Event], locale_events: Sequence[Event], now: Revision
) -> Sequence[str]:
    """The texts, in document order, of the revision that a locale was last prepared for.

    That is another one than that of now. Empty where the ledger knows of none.
    """
    prepared = (one.revision for one in locale_events if one.action is Action.PREPARED)
    last = [revision for revision in prepared if revision != now][-1:]
    revised = [one for one in revisions if one.action is Action.REVISED and one.revision in last]
    return [str(segment["text"]) for one in revised[-1:] for segment in one.detail["segments"]]


def inherit(
    old: Sequence[str],
    new: Sequence[str],
    wanted: Collection[SegmentKey],
    standings: Standings,
    repair: Repair,
) -> Mapping[SegmentKey, Taken]:
    """What the wanted ones of the new texts take over from the old ones, where they can."""
    if not (old and wanted):
        return {}
    pairs = ((segment_key(new[at]), origin) for at, origin in align(old, new).items())
    sources = {segment_key(text): text for text in new}
    found = (
        (key, _taken([old[at] for at in origin.old], sources[key], standings, repair))
        for key, origin in pairs
        if key in wanted
    )
    return {key: taken for key, taken in found if taken}


def _taken(old: Sequence[str], new: str, standings: Standings, repair: Repair) -> Taken | None:
    """The target of these old texts for a new one; None where one of them has none."""
    found = [standings[segment_key(text)] for text in old]
    if not all(one.target for one in found):
        return None
    made = {(_made_for(text, one), one.target): None for text, one in zip(old, found, strict=True)}
    before, target = (" ".join(parts) for parts in zip(*made, strict=True))
    history = tuple(dict.fromkeys(note for one in found for note in _history(one)))
    settled = len(old) == 1 and not any(map(_is_open, found))
    return inherited(before, target, new, repair if settled else None, history)


def inherited(
    old: str, target: str, new: str, repair: Repair | None, history: tuple[str, ...] = ()
) -> Taken:
    """The target of an old text for the new one that it became: repaired, or as it is."""
    repaired = repair(old, target, new) if repair else None
    if repaired:
        return Taken(Action.DRAFTED, REPAIR, repaired.target, old, repaired.changes + history)
    notes = (f"{SOURCE_CHANGED}{difference(old, new)}", *history)
    return Taken(Action.CARRIED, GENERATOR, target, old, notes)


def _made_for(text: str, standing: Standing) -> str:
    """The source that the target of a text was made for: another one where it is stale itself."""
    left = any(note.startswith(SOURCE_CHANGED) for note in standing.notes)
    return (standing.previous if left else "") or text


def _is_open(standing: Standing) -> bool:
    """Whether somebody has still to rework a target: to change its numbers would hide that."""
    unfinished = standing.text is not None and standing.text.detail.get("fuzzy")
    return bool(unfinished) or standing.state() is State.REJECTED


def _history(standing: Standing) -> Iterator[str]:
    """What a person should still know of an old target that nobody stands by."""
    yield from (one for one in standing.notes if one.startswith((_MEMORY, _SENT_BACK, _DRAFT)))
    if standing.drafter not in ("", REPAIR, MEMORY):
        yield f"{_DRAFT}{standing.drafter}"
    if standing.rejection:
        yield f"{_SENT_BACK}{' '.join(standing.rejection.detail['reason'].split())}"
