"""Successors: what came by mail for a sentence that a correction has changed since.

The file was on its way while the source changed. What the sentence is now began with the target of
before, which the mail makes better: so it begins anew with what came, unless somebody worked on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from translate_pipeline.formats.po import Catalog, Entry, update_entry
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.review import REPAIR, Action, Event
from translate_pipeline.model.standing import Standing, Standings
from translate_pipeline.model.translation import Draft
from translate_pipeline.pipeline.evidence import evidence, is_evidence
from translate_pipeline.pipeline.inherit import inherited
from translate_pipeline.pipeline.job import persons_in
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.repairing import repairer
from translate_pipeline.text.inline import plain
from translate_pipeline.text.terms import SourceMatcher


def successors(
    record: Record,
    locale: Locale,
    events: Sequence[Event],
    standings: Standings,
    matcher: SourceMatcher,
) -> list[Event]:
    """What gives the sentences of now another start, after these edits of earlier ones."""
    came = {one.source: one for one in events if one.action is Action.EDITED and one.target}
    open_ = [
        (source, came[before])
        for source in record.sources
        if (before := standings[source.key].previous) in came and _untouched(standings[source.key])
    ]
    if not open_:
        return []
    texts = [text for source, edit in open_ for text in (edit.source, source.text)]
    mend = repairer(matcher, locale, persons_in(texts, record.source_locale))
    found = []
    for source, edit in open_:
        taken = inherited(edit.source, edit.target, source.text, mend)
        if taken.target != standings[source.key].target:
            detail = {"previous": taken.previous, "notes": list(taken.notes)}
            found.append(
                Event(
                    record.id, record.revision, taken.action, edit.at, taken.actor, locale,
                    source.key, source.text, taken.target, detail,
                )
            )  # fmt: skip
    return found


def _untouched(stands: Standing) -> bool:
    """Whether a target is still the one that a correction gave it."""
    carried = stands.text is not None and (
        stands.text.action is Action.CARRIED or stands.drafter == REPAIR
    )
    return carried and stands.rejection is None


def rewritten_as(
    catalog: Catalog,
    events: Sequence[Event],
    drafts: Mapping[SegmentKey, Draft],
    locale: Locale,
    matcher: SourceMatcher,
) -> Catalog:
    """The catalog with the new starts; entries made by hand stay."""
    by_source = {one.source: one for one in events}

    def begun(entry: Entry) -> Entry:
        one = by_source.get(entry.msgid)
        if one is None or one.key is None or entry.obsolete or entry.by_hand:
            return entry
        said = evidence(matcher.find(plain(one.source)), locale, drafts[one.key])
        places = (line for line in entry.extracted if not is_evidence(line))
        return update_entry(
            entry, msgstr=one.target, fuzzy=True, previous=one.detail["previous"],
            extracted=(*places, *said, *one.detail["notes"]),
        )  # fmt: skip

    return replace(catalog, entries=tuple(map(begun, catalog.entries))) if events else catalog
