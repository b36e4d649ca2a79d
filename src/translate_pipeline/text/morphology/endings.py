"""Regular endings of languages that need no rules of their own, and what means "of"."""

import re
from collections.abc import Callable, Iterable
from functools import cache

_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ca": (("ns", ""), ("es", "a"), ("os", ""), ("s", "")),
    "es": (("es", ""), ("s", "")),
    "fr": (("aux", "al"), ("x", ""), ("s", "")),
    "hi": (("ों", ""), ("ियों", "ी"), ("ें", ""), ("ियाँ", "ी"), ("े", "ा"), ("ाओं", "ा")),
    "it": (("chi", "co"), ("ghi", "go"), ("i", "o"), ("i", "e"), ("e", "a"), ("i", "")),
    "pl": tuple(
        (ending, "")
        for ending in (
            "a", "ach", "ami", "ą", "e", "ego", "ej", "em", "emu", "ę", "i", "ia", "iach",
            "iami", "ią", "ie", "iem", "ię", "iom", "iu", "o", "om", "owi", "ów", "u", "y", "ych",
            "ym", "ymi",
        )
    ),
    "pt": (("oes", "ao"), ("ais", "al"), ("eis", "el"), ("is", "il"), ("ns", "m"), ("es", ""),
           ("s", "")),
}  # fmt: skip
"""Endings of plurals (Polish: of cases) and what the singular has there, without accents."""

_ACCENTS = str.maketrans("áàâãäçéèêëíìîïñóòôõöúùûü", "aaaaaceeeeiiiinooooouuuu")
_SHORTEST = 3

_OF = {
    "ca": ("d", "de", "del", "dels"),
    "es": ("de", "del"),
    "fr": ("d", "de", "des", "du"),
    "it": ("d", "degli", "dei", "del", "dell", "della", "delle", "dello", "di"),
    "pt": ("da", "das", "de", "do", "dos"),
}
"""What stands for one another in an approved term: crimes de guerra, crimes da guerra."""


def french_core(word: str) -> str:
    """A word without the endings that mean women too: civil·e·s."""
    return re.split("[·•]", word, maxsplit=1)[0]


def means_of(word: str, language: str) -> bool:
    """Whether a word is "of", with an article or without."""
    return word in _OF.get(language, ())


@cache
def stems(language: str) -> Callable[[str], Iterable[str]]:
    """The rule of a language: a word without accents, and without the endings of plurals."""
    endings = _ENDINGS.get(language, ())

    def rule(word: str) -> Iterable[str]:
        if not endings or len(word) <= _SHORTEST:
            return
        plain = word.translate(_ACCENTS)
        yield plain
        for ending, singular in endings:
            rest = plain.removesuffix(ending)
            if rest != plain and len(rest) >= _SHORTEST:
                yield rest + singular

    return rule
