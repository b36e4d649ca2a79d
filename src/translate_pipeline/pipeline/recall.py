"""Recall: what a release's segments that have no target take from the translation memory."""

from collections.abc import Collection, Iterator, Mapping

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release, SegmentKey
from translate_pipeline.model.review import MEMORY, Action
from translate_pipeline.pipeline.inherit import Taken
from translate_pipeline.pipeline.job import Work
from translate_pipeline.pipeline.memory import Kind, Match, Wanted, comments, matches, mended
from translate_pipeline.pipeline.premises import Premises
from translate_pipeline.pipeline.repairing import Repair
from translate_pipeline.ports import Memory


def recall(work: Work, premises: Premises, memory: Memory | None) -> Mapping[SegmentKey, Match]:
    """The best match of each segment that never had a target and has a match."""
    if memory is None:
        return {}
    keys = {unit.segment.key for unit in work.job.units if premises.untouched(unit.segment.key)}
    sought = _sought(work.job.release, work.locale, keys)
    found = ((key, matches(memory, wanted, work.now)) for key, wanted in sought)
    return {key: best[0] for key, best in found if best}


def taken_from(match: Match, source: str, repair: Repair) -> Taken:
    """A match as the target of a source, its numbers those of that source where that is sure."""
    made = mended(match, source, repair)
    previous = "" if match.kind is not Kind.FUZZY else match.unit.source
    return Taken(Action.DRAFTED, MEMORY, made.target, previous, tuple(comments(made, source)))


def _sought(
    release: Release, locale: Locale, keys: Collection[SegmentKey]
) -> Iterator[tuple[SegmentKey, Wanted]]:
    """The segments as they are looked for: between their neighbours where they stand first."""
    segments = list(release.segments())
    around = [None, *(segment.key for segment in segments), None]
    left = set(keys)
    for at, segment in enumerate(segments):
        if segment.translate and segment.key in left:
            left.remove(segment.key)
            before, after = around[at], around[at + 2]
            yield segment.key, Wanted(segment.text, locale, release.id, before, after)
