"""Two or more spaces where one belongs."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import SourceFinding

NAME = "doubled-space"

_RUN = re.compile(r"(?<=[^\s|])[ \u00a0\u2000-\u200a\u202f\u205f]{2,}(?=[^\s|])")
_BULLET = re.compile(r"\s*(?:\W{1,2}|\w{1,3}[.)])")


def check(source: Source) -> Iterator[SourceFinding]:
    """Report runs of spaces inside a line; after a bullet and in a table they are layout."""
    for raw in source.raw_blocks:
        for match in _RUN.finditer(raw.text):
            line_start = raw.text.rfind("\n", 0, match.start()) + 1
            if not _BULLET.fullmatch(raw.text, line_start, match.start()):
                kind = "spaces" if match[0].strip(" ") == "" else "spaces, not all of them plain,"
                message = f"{len(match[0])} {kind} where one belongs"
                yield raw.finding(NAME, *match.span(), message, " ")
