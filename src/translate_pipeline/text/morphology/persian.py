"""Persian: plural and pronoun are written after a half-space, a space or nothing."""

import re
from collections.abc import Iterator

from translate_pipeline.text.fold import fold_spelling

_SHORTEST = 3
_ENDINGS = (
    ("هایی", "", 2), ("های", "", 2), ("ها", "", 2), ("گانی", "ه", 3), ("گان", "ه", 3),
    ("ان", "", 3), ("ات", "", 3), ("ی", "", 3),
)  # fmt: skip
"""What the singular has there, and how many letters remain at least: two in آتش‌بس‌ها. The first that
fits is taken."""

_CLITIC = re.compile("\u200c(?:را|است|هاست|ای[مد]|[مت])$")
"""What is not taken off of a word in one with it: who is, whose it is, what is done to."""

_PRONOUNS = ("یشان", "شان", "مان", "تان", "یش", "اش", "ش")
_AFTER_VOWELS = re.compile("(.{2,}[هی])ا[یمت]")
"""One of something, and pronouns: شکنجه‌ای."""


def core(word: str) -> str:
    """A word and its suffixes in one."""
    return _CLITIC.sub("", word).replace("\u200c", "").replace(" ", "")


def respelt(word: str) -> Iterator[str]:
    """A word without hamzas and in Arabic letters."""
    yield fold_spelling(word, "fa")


def apart(word: str) -> Iterator[str]:
    """A word, and what is left of it without the old preposition به in one with it."""
    yield word
    if word.startswith("ب") and len(word) > _SHORTEST + 1:
        yield word[1:]


def owned(word: str) -> Iterator[str]:
    """A word without its pronoun."""
    for pronoun in _PRONOUNS:
        rest = word.removesuffix(pronoun)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest
    if longer := _AFTER_VOWELS.fullmatch(word):
        yield longer[1]


def stems(word: str) -> Iterator[str]:
    """A word without its plural ending or the ی of "a certain"."""
    written = word.replace("ي", "ی")
    for ending, singular, shortest in _ENDINGS:
        rest = written.removesuffix(ending)
        if rest != written and len(rest) >= shortest:
            yield rest + singular
            return
