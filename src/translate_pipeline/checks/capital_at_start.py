"""A target begins with a capital where its source does."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked

NAME = "capital-at-start"
SEVERITY = Severity.WARNING

_LETTERS = re.compile(r"[^\w\ufffc]*([^\W\d_][\w'’\-]*)")
_GOES_ON = frozenset(",;")
"""The end of a clause in a list: "Whereas …," begins in small letters in many languages."""
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_CLITIC = re.compile(r"['’][nst] ", re.IGNORECASE)
"""Dutch: 's avonds, 't Hof."""


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a small letter at the start; one that the source has in such a word is right.

    Unicode has capitals for Georgian, but no sentence begins with one.
    """
    begins, began = _LETTERS.match(masked(target)), _LETTERS.match(masked(source))
    if not begins or not began or not began[1][0].isupper():
        return
    if source.rstrip()[-1:] in _GOES_ON or locale.script == "Geor":
        return
    word = begins[1]
    if not word[0].islower() or word[0].upper() == word[0] or word in _WORD.findall(source):
        return
    if _CLITIC.match(target, max(0, begins.start(1) - 1)) or any(map(str.isupper, word)):
        return
    place = begins.start(1)
    yield Finding(
        NAME, SEVERITY, f"“{word}” begins the sentence without a capital", place, place + 1
    )
