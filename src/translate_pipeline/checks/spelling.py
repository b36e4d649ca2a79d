"""A target has only words that its language's dictionary knows, where one is installed."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked
from translate_pipeline.text.spelling import speller

NAME = "spelling"
SEVERITY = Severity.WARNING

_WORD = re.compile(
    r"(?<![\w.@#’'·\ufffc])[^\W\d_]{2,}(?:[’'·\-\u2010\u2011\u200c][^\W\d_]+)*(?![\w’'\ufffc])"
)
_LEAST = 4
"""Letters of a word that is looked up: shorter ones are mostly abbreviations and endings."""
_AT_MOST = 5


def check(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report unknown words, once each. Right are names, the glossary's terms and source words."""
    right = speller(locale)
    if right is not None:
        yield from islice(_unknown(source, target, right, terms), _AT_MOST)


def _unknown(
    source: str, target: str, right: Callable[[str], bool], terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    known = set(_WORD.findall(source.casefold()))
    for match in _WORD.finditer(masked(target)):
        word = match[0]
        if len(word) < _LEAST or word in known or word != word.lower():
            continue
        known.add(word)
        in_term = any(term.start <= match.start() < term.end for term in terms)
        if not in_term and not right(word):
            message = f"“{word}” is not in the dictionary: a slip, or a word that it lacks"
            yield Finding(NAME, SEVERITY, message, *match.span())
