"""Regular endings of languages that need no rules of their own, and what means "of"."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ca": (("ns", ""), ("es", "a"), ("os", ""), ("s", "")),
    "es": (("ades", "ado"), ("ides", "ido"), ("es", ""), ("s", "")),
    "fr": (("aux", "al"), ("x", ""), ("s", "")),
    "it": (("chi", "co"), ("ghi", "go"), ("i", "o"), ("i", "e"), ("e", "a"), ("i", "")),
    "pl": (
        *((soft, hard) for soft, hard in ("ńn", "ćc", "śs", "źz")),
        *((ending, "") for ending in (
            "a", "ach", "ami", "ą", "e", "ego", "ej", "em", "emu", "ę", "i", "ia", "iach",
            "iami", "ią", "ie", "iem", "ię", "iom", "iu", "o", "om", "owi", "ów", "u", "y", "ych",
            "ym", "ymi",
        )),
    ),
    "pt": (("ades", "ado"), ("ides", "ido"), ("oes", "ao"), ("ais", "al"), ("eis", "el"),
           ("is", "il"), ("ns", "m"), ("es", ""), ("s", "")),
}  # fmt: skip
"""Endings of plurals (Polish: of cases), Spanish and Portuguese ones that mean everybody, and what
the singular has there, without accents."""

_ACCENTS = str.maketrans("áàâãäçéèêëíìîïñóòôõöúùûü", "aaaaaceeeeiiiinooooouuuu", "·")
_SHORTEST = 3

_OF = {
    "ca": ("d", "de", "del", "dels"),
    "es": ("de", "del"),
    "fr": ("d", "de", "des", "du"),
    "it": ("d", "degli", "dei", "del", "dell", "della", "delle", "dello", "di"),
    "pt": ("da", "das", "de", "do", "dos"),
}
"""What stands for one another in an approved term: crimes de guerra, crimes da guerra."""


def catalan_core(word: str) -> str:
    """A word with its l·l as a dictionary has it: il.legal, iŀlegal."""
    whole = word.replace("\u0140", "l·").replace("\u013f", "L·")
    return re.sub(r"(?<=[lL])[^\w](?=[lL])", "·", whole)


def iberian_core(word: str) -> str:
    """A word for everybody, as one for men: refugiad@s, refugiadxs."""
    return re.sub(r"(?<=[dlnrt])[@*x](?=s?$)", "o", word)


def french_core(word: str) -> str:
    """A word without the endings that mean women too: civil·e·s, réfugié(e)s."""
    return re.split(r"[^\w]", word, maxsplit=1)[0]


def italian_core(word: str) -> str:
    """A word without the vowel that means everybody: rifugiatə."""
    return word.rstrip("əɜ")


def italian_respelt(word: str) -> Iterator[str]:
    """A word for everybody, as one for men: rifugiat*, which is cut before the asterisk."""
    if re.search("...[ai][dnt]$", word):
        yield word + "o"


def means_of(word: str, language: str) -> bool:
    """Whether a word is "of", with an article or without."""
    return word in _OF.get(language, ())


@cache
def stems(language: str) -> Callable[[str], Iterable[str]]:
    """The rule of a language: a word without accents, and without the endings of plurals."""

    def rule(word: str) -> Iterator[str]:
        if language in _ENDINGS and len(word) > _SHORTEST:
            plain = word.translate(_ACCENTS)
            yield plain
            yield from _singular(plain, language)

    return rule


def french_stems(word: str) -> Iterator[str]:
    """A word of a text, whose accents tell it from others: côlon, colon."""
    return _singular(word, "fr")


def french_term_stems(word: str) -> Iterator[str]:
    """A word of a term, whose accents a text may leave out."""
    yield from french_stems(word)
    yield from stems("fr")(word)


def _singular(word: str, language: str) -> Iterator[str]:
    for ending, singular in _ENDINGS[language]:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + singular
