"""A target does not stretch its words with kashidas."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity

NAME = "kashida"
SEVERITY = Severity.WARNING

_LETTER = r"[\u0621-\u063f\u0641-\u064a\u0671-\u06d3]"
_INSIDE = re.compile(
    rf"[\u0621-\u064a\u0671-\u06d3]{{0,30}}{_LETTER}[\u064b-\u0652]?\u0640+{_LETTER}+"
)


def check(
    _source: str, target: str, _locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each stretched word; before a figure or another script (الـGPS) a kashida is right."""
    if "\u0640" not in target:
        return
    for match in _INSIDE.finditer(target):
        plain = match[0].replace("\u0640", "")
        message = f"“{match[0]}” is stretched: a search for “{plain}” misses it"
        yield Finding(NAME, SEVERITY, message, *match.span())
