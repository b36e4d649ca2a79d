"""Hindi: one word in several spellings, and endings of number and case."""

import re
from collections.abc import Iterator
from unicodedata import normalize

_DOT, _SILENT = "\u093c", "\u094d"

_NASALS = {"ङ": "क-ङ", "ञ": "च-ञ", "ण": "ट-ण", "न": "त-न", "म": "प-म"}
"""Each before the letters that are spoken in the same place: बन्धक, बंधक."""

_NASAL = re.compile("|".join(f"{nasal}{_SILENT}(?=[{row}])" for nasal, row in _NASALS.items()))
_DOUBLE_R = re.compile("(?<=.)रर")

_SHORTEST = 2
_ENDINGS = (
    ("े", "ा"), ("ों", ""), ("ों", "ा"), ("ें", ""), ("ियों", "ी"), ("ियां", "ी"), ("ियों", "ि"),
    ("ियां", "ि"), ("इयों", "ई"), ("इयां", "ई"), ("ाओं", "ा"), ("ाएं", "ा"), ("ायें", "ा"),
    ("ुओं", "ु"), ("ुएं", "ु"), ("ुओं", "ू"), ("ुएं", "ू"),
)  # fmt: skip
"""Endings of number and case, and what the singular has there."""

_AGREEING = (*_ENDINGS, ("ी", "ा"))


def respelt(word: str) -> Iterator[str]:
    """A word in its simplest spelling: without dots, a nasal as a point above the line.

    क़ानून, कानून; बन्धक, बंधक; यातनाएँ, यातनाएं; अंतर्राष्ट्रीय, अंतरराष्ट्रीय.
    """
    plain = normalize("NFD", word).replace(_DOT, "").replace("ँ", "ं")
    yield _DOUBLE_R.sub(f"र{_SILENT}र", _NASAL.sub("ं", plain))


def stems(word: str) -> Iterator[str]:
    """A word without its regular ending."""
    return _stems(word, _ENDINGS)


def agreeing(word: str) -> Iterator[str]:
    """An adjective in the form of a masculine singular."""
    return _stems(word, _AGREEING)


def _stems(word: str, endings: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for ending, singular in endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + singular
