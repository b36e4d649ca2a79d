"""A target marks its quotations as its locale does, and closes them."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked
from translate_pipeline.text.quotations import MARKS, accepted, is_part, styles, unpaired

NAME = "quotation-marks"
SEVERITY = Severity.ERROR

_DASHED = frozenset({"hu", "ru", "uk", "be", "bg", "mk", "pl", "ro", "lt", "lv", "kk", "ky"})
"""Where dashes part what is said from who says it, and one quotation goes on over sentences."""
_STRAIGHT = re.compile("[\"']")
_DASH = re.compile(r"(?:^|\s)[–—-](?:\s|$)")


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a mark without its partner, once, and each mark of another style than the locale's.

    A source whose own marks do not pair is part of a longer quotation, and so is its target.
    Straight marks are right where the source has them.
    """
    if not MARKS.search(target):
        return
    lone = unpaired(target)
    if lone and not is_part(source) and not (locale.language in _DASHED and _DASH.search(target)):
        message = f"{target[lone[0]]} has no partner: the quotation is not closed, or not opened"
        severity = Severity.WARNING if locale.language in _DASHED else Severity.ERROR
        yield Finding(NAME, severity, message, lone[0], lone[0] + 1)
    right = accepted(locale) | ({'"'} if _STRAIGHT.search(source) else set())
    text = masked(target)
    wrong = [match.start() for match in MARKS.finditer(text) if match[0] not in right]
    if wrong:
        pair = styles(locale)[0]
        message = (
            f"{text[wrong[0]]} is not how {locale} marks a quotation: write {pair[0]}…{pair[1]}"
        )
        yield Finding(NAME, Severity.NOTE, message, wrong[0], wrong[0] + 1)
