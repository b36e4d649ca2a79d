"""Recording: what the ledger is told of a release's text, and of the glossary's concepts in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from translate_pipeline.model.release import Block, Release, ReleaseId, Segment, SegmentKey
from translate_pipeline.model.termbase import TermHit
from translate_pipeline.pipeline.catalogs import Unit
from translate_pipeline.pipeline.glossary_record import record_glossary
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.ports import Ledger
from translate_pipeline.text.terms import SourceMatcher


def current_record(
    release: ReleaseId, ledger: Ledger, matcher: SourceMatcher, now: datetime
) -> Record | None:
    """The same, after recording what the glossary of now finds in the release, if that is news.

    An approval is bound to the terms of its segment: so it is known at once which are void.
    """
    record = read_record(release, ledger)
    if record is None:
        return None
    record_glossary(matcher.termbase, ledger, now)
    detail = record.revised.detail
    if detail.get("glossary") != matcher.termbase.revision:
        segments = [
            {**one, "concepts": sorted(concepts_in(matcher.find(one["text"])))}
            for one in detail["segments"]
        ]
        news = {**detail, "glossary": matcher.termbase.revision, "segments": segments}
        ledger.append([replace(record.revised, at=now, detail=news)])
    return read_record(release, ledger)


def revised_detail(
    release: Release,
    units: Sequence[Unit],
    hits: Mapping[SegmentKey, Sequence[TermHit]],
    glossary: str,
) -> dict[str, Any]:
    """What the event of a revision says of a release, with the glossary's revision and finds."""
    segments = [
        {
            "key": unit.segment.key,
            "text": unit.segment.text,
            "times": len(unit.places),
            "places": list(unit.places),
            "concepts": sorted(concepts_in(hits[unit.segment.key])),
        }
        for unit in units
    ]
    moments = {"embargo": release.embargo, "deadline": release.deadline}
    return {
        "title": release.title,
        "path": release.path,
        "source_locale": release.source_locale.tag,
        "glossary": glossary,
        "segments": segments,
        "blocks": [
            {
                "kind": block.kind.value,
                "segments": list(map(_in_block, block.segments)),
                **_inline(block),
            }
            for block in release.blocks
        ],
        **({"date": release.date.isoformat()} if release.date else {}),
        **{name: moment.isoformat() for name, moment in moments.items() if moment},
        **({"confidential": True} if release.confidential else {}),
    }


def _in_block(segment: Segment) -> str | dict[str, str]:
    """The key of a segment that is translated, the text of one that is not."""
    return segment.key if segment.translate else {"text": segment.text}


def _inline(block: Block) -> dict[str, list[dict[str, str]]]:
    """For each segment its tags, with where links lead; nothing where no segment has any."""
    tags = [{one.name: one.href for one in segment.inline} for segment in block.segments]
    return {"inline": tags} if any(tags) else {}


def concepts_in(hits: Iterable[TermHit]) -> frozenset[str]:
    """The ids of the concepts that were found, those within others included."""
    return frozenset(hit.concept.id for top in hits for hit in top.walk())
