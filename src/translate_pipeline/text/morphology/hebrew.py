"""Hebrew: up to three particles are written before a word, and plurals have a construct form."""

import re
from collections.abc import Iterator

_PARTICLES = "ושהכלבמ"
_SHORTEST = 3

_PRONOUNS = ("יהם", "יהן", "ינו", "יכם", "יו", "יה", "יך", "ו", "ה", "ם", "ן", "נו", "כם")

_ENDINGS = (("ים", ""), ("י", ""), ("ים", "ה"), ("ות", "ה"), ("ת", "ה"), ("יות", "ית"),
            ("ויות", "ות"), ("יי", "י"), ("יים", "י"))  # fmt: skip
"""Plurals, plural and singular construct forms."""


def core(word: str) -> str:
    """An acronym without the marks that say it is one."""
    return re.sub("[\"“”„\u05f4']", "", word)


def apart(word: str) -> Iterator[str]:
    """A word, and what is left of it without one, two or three particles."""
    yield word
    for taken in range(1, 4):
        if len(word) - taken < _SHORTEST or word[taken - 1] not in _PARTICLES:
            break
        yield word[taken:]


def bare(word: str) -> Iterator[str]:
    """A word of a term: a preposition swallows the article, and a construct has none."""
    yield word
    if word.startswith("ה") and len(word) > _SHORTEST:
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
    """A word without its regular ending."""
    for ending, singular in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + singular
