"""A button or banner of the web page that was copied together with the text."""

from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.release import BlockKind
from translate_pipeline.model.translation import SourceFinding

NAME = "call-to-action"


def check(source: Source) -> Iterator[SourceFinding]:
    """Report the blocks that the parser took for one."""
    for raw in source.raw_blocks:
        if raw.kind is BlockKind.CALL_TO_ACTION:
            message = (
                "A call to action (a button or banner of the web page) was left in the text: "
                "delete the line if it was not meant to stay"
            )
            yield raw.finding(NAME, *raw.extent, message, "delete the line")
