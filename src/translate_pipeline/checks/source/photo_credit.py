"""A photo credit that was copied together with the text."""

from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.release import BlockKind
from translate_pipeline.model.translation import SourceFinding
from translate_pipeline.text.inline import plain

NAME = "photo-credit"


def check(source: Source) -> Iterator[SourceFinding]:
    """Report the blocks that the parser took for one."""
    for block in source.release.blocks:
        if block.kind is BlockKind.CREDIT:
            raw = source.raw_by_line[block.line]
            credit = plain(source.release.text[block.segments[0].start : block.segments[-1].end])
            alone = raw.kind is BlockKind.CREDIT
            message = "A photo credit was left in the text: delete it if it was not meant to stay"
            suggestion = f"delete the {'line' if alone else 'credit'}"
            yield raw.finding(NAME, *raw.span_of(credit), message, suggestion)
