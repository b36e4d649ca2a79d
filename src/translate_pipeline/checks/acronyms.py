"""A target keeps an acronym of its source, has its own for it, or spells it out."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked
from translate_pipeline.text.terms import source_forms

NAME = "acronyms"
SEVERITY = Severity.WARNING

_ACRONYM = re.compile(r"(?<![\w.\-])(?:[A-Z]{3,6}|(?:[A-Z]\.){3,6})(?![\w\-]|\.[A-Za-z])")
_SHOUTED = re.compile(r"[A-Z]{3,}[ ,:]+[A-Z]{3,}")
_OWN = re.compile(r"\b[^\W\d_]{2,}\b|\b(?:[^\W\d_]\. ?){2,}")
_WORDS = frozenset({
    "USA", "CEO", "ATM", "CCTV", "GOP", "VIP", "FAQ", "BST", "EST", "EDT", "CST", "CDT",
    "PST", "PDT", "CET", "CEST", "EET",
})  # fmt: skip
"""What other languages have plain words for: an American, a cash machine, local time."""
_LEAST = 4
_WORD = re.compile(r"[^\W\d_]+")


def check(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report an acronym that left no trace: other scripts than Latin write them as words."""
    if not locale.is_latin:
        return
    wanted = _acronyms(source)
    if not wanted:
        return
    controlled = {form for term in terms for form in source_forms(term.concept.source)}
    text = target.upper().replace(".", "")
    lost = [one for one in wanted if one not in text and one not in controlled]
    if not lost:
        return
    unexplained = [one for one in lost if not _spelt_out(one, target)]
    own = {match[0] for match in _OWN.finditer(target) if match[0].isupper()} - set(wanted)
    if len(unexplained) > len(own):
        for acronym in unexplained:
            message = f"{acronym} of the source is neither here nor spelt out"
            yield Finding(NAME, SEVERITY, message)


@lru_cache(maxsize=512)
def _acronyms(source: str) -> tuple[str, ...]:
    """The acronyms of a source, without their points; none of one that is all in capitals."""
    if source.isupper() or _SHOUTED.search(source):
        return ()
    found = (match[0].replace(".", "") for match in _ACRONYM.finditer(masked(source)))
    return tuple(one for one in dict.fromkeys(found) if one not in _WORDS)


def _spelt_out(acronym: str, target: str) -> bool:
    """Whether words stand together that begin with most of its letters, in any order.

    Short words in small letters are left out: they are articles and prepositions.
    """
    words = _WORD.findall(target)
    initials = [word[0].upper() for word in words if len(word) >= _LEAST or word[0].isupper()]
    window, letters = len(acronym) + 1, set(acronym)
    return any(
        sum(min(near.count(one), acronym.count(one)) for one in letters) >= len(acronym) - 1
        for start in range(len(initials))
        for near in (initials[start : start + window],)
    )
