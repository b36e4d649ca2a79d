"""No comma between a quotation and who said it: prevail” said X."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import SourceFinding

NAME = "comma-before-attribution"

_UNSTOPPED = re.compile(
    r"(?<=\w)[”\"](?=\s+(?:said|says|added|adds|told|warned|stressed|explained|concluded|wrote)"
    r"\s+(?:[A-Z]|the\s|a\s|an\s|one\s|he\b|she\b|they\b))"
)


def check(source: Source) -> Iterator[SourceFinding]:
    """Report a quotation of three words and more that runs into its attribution; English only."""
    if source.language != "en":
        return
    for raw in source.raw_blocks:
        for match in _UNSTOPPED.finditer(raw.text):
            opening = max(raw.text.rfind(mark, 0, match.start()) for mark in '“"')
            quoted = raw.text[opening + 1 : match.start()].split()
            if len(quoted) >= 3:
                suggestion = f"{quoted[-1]},{match[0]}"
                start = match.start() - len(quoted[-1])
                message = "A comma is missing between the quotation and who said it"
                yield raw.finding(NAME, start, match.end(), message, suggestion)
