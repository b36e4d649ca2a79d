"""Hebrew: up to three particles are written before a word, and plurals have a construct form."""

import re
from collections.abc import Iterator

_PARTICLES = "ושהכלבמ"
_SHORTEST = 3
_SHORTEST_APART = 2
"""The same where particles are taken: ה|אש."""

_PRONOUNS = ("יהם", "יהן", "ינו", "יכם", "יו", "יה", "יך", "ו", "ה", "ם", "ן", "נו", "כם")

_MEN, _WOMEN = "M", "F"
_KINDS = {
    _MEN: (("ים", ""), ("י", ""), ("ים", "ה"), ("ת", "ה"), ("יי", "י"), ("יים", "י")),
    _WOMEN: (("ות", "ה"), ("ת", "ה"), ("יות", "ית"), ("ויות", "ות"), ("יות", "י"), ("ית", "י")),
}
"""Plurals, plural and singular construct forms, and what the singular has there. Two of one kind
meet, two of different kinds do not: מתנחלים, settlers, and התנחלויות, settlements."""

_AGREEING = ("יים", "יות", "ית", "ים", "ות", "ה", "ת", "י")

_FEMININE = re.compile("(..[וי].)(?:ות|ה)")
"""Of participles that are nouns too, for women and things: כבוש, כבושות; פליט, פליטה. Of other
words, -ות makes abstract nouns: אזרח, citizen; אזרחות, citizenship."""


def core(word: str) -> str:
    """An acronym without the marks that say it is one; בין-לאומי in one word."""
    joined = re.sub(r"ן[-‐‑־ ](?=\w)", "נ", word)
    return re.sub("[\"“”„\u05f4']", "", joined)


def apart(word: str) -> Iterator[str]:
    """A word, and what is left of it without one, two or three particles."""
    yield word
    for taken in range(1, 4):
        if len(word) - taken < _SHORTEST_APART or word[taken - 1] not in _PARTICLES:
            break
        yield word[taken:]


def bare(word: str) -> Iterator[str]:
    """A word of a term: a preposition swallows the article, and a construct has none."""
    yield word
    if word.startswith("ה") and len(word) > _SHORTEST_APART:
        yield word[1:]


def owned(word: str) -> Iterator[str]:
    """A word without its pronoun; a feminine ending is written differently without one."""
    for pronoun in _PRONOUNS:
        rest = word.removesuffix(pronoun)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest
            if rest.endswith("ת"):
                yield rest[:-1] + "ה"


def stems(word: str) -> Iterator[str]:
    """A word of a text without its regular ending."""
    yield from term_stems(word)
    if feminine := _FEMININE.fullmatch(word):
        yield feminine[1]
        yield feminine[1] + _MEN


def term_stems(word: str) -> Iterator[str]:
    """A word of a term without its regular ending; as a singular, it is of either kind."""
    for kind, endings in _KINDS.items():
        yield word + kind
        for ending, singular in endings:
            rest = word.removesuffix(ending)
            if rest != word and len(rest) >= _SHORTEST:
                yield rest + singular + kind


def agreeing(word: str) -> Iterator[str]:
    """An adjective in the form of a masculine singular."""
    for ending in _AGREEING:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + "י" if ending in ("יים", "יות", "ית") else rest
