"""A target ends every stretch of writing direction that it begins."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import name

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity

NAME = "unbalanced-isolates"
SEVERITY = Severity.ERROR

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDS = {"\u2069": "\u2066\u2067\u2068", "\u202c": "\u202a\u202b\u202d\u202e"}


def check(
    _source: str, target: str, _locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each control without its partner: it turns around what stands after the target."""
    if target.isascii():
        return
    begun: list[int] = []
    lone: list[int] = []
    for match in _CONTROL.finditer(target):
        starts = _ENDS.get(match[0])
        if starts is None:
            begun.append(match.start())
        elif begun and target[begun[-1]] in starts:
            begun.pop()
        else:
            lone.append(match.start())
    for at in sorted(begun + lone):
        verb = "ends what was never begun" if target[at] in _ENDS else "is never ended"
        control = f"{name(target[at]).lower()} (U+{ord(target[at]):04X})"
        yield Finding(NAME, SEVERITY, f"{control} {verb}", at, at + 1)
