"""Taking: what the segments of a release that have no target take over from others.

In this order: the target of the very same sentence, from the translation memory; that of what a
changed sentence was before, repaired or as it is; that of a sentence of the memory that is like it.
"""

from collections.abc import Mapping

from translate_pipeline.model.release import SegmentKey
from translate_pipeline.pipeline.inherit import Taken, inherit
from translate_pipeline.pipeline.job import Work, persons_in
from translate_pipeline.pipeline.memory import Kind, Match
from translate_pipeline.pipeline.premises import Premises
from translate_pipeline.pipeline.recall import taken_from
from translate_pipeline.pipeline.repairing import repairer


def take_over(
    work: Work, premises: Premises, matches: Mapping[SegmentKey, Match]
) -> Mapping[SegmentKey, Taken]:
    """What each segment takes over that never had a target, where there is anything for it.

    ``matches`` are those of the translation memory.
    """
    texts = {unit.segment.text: unit.segment.key for unit in work.job.units}
    wanted = {key for key in texts.values() if premises.untouched(key)}
    if not wanted:
        return {}
    job, locale = work.job, work.locale
    persons = persons_in([*premises.earlier, *texts], job.release.source_locale)
    mend = repairer(job.matcher, locale, persons)
    inherited = inherit(premises.earlier, list(texts), wanted, premises.standings, mend)
    sources = {key: text for text, key in texts.items()}
    remembered = {
        key: taken_from(match, sources[key], mend)
        for key, match in matches.items()
        if key in wanted and (match.kind is not Kind.FUZZY or key not in inherited)
    }
    return {**inherited, **remembered}
