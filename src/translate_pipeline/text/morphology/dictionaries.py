"""The dictionary forms of a word, from libraries that bring their data along.

pymorphy3 for Russian and Ukrainian, which knows every reading of a form and guesses those of words
it has not seen; simplemma's word lists for all other languages it has. A language's data is loaded
when its first word is looked up, in some milliseconds; the first time on a machine a word list is
unpacked into the user's cache folder, which takes a second or two and up to 8 MB.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

_LONGEST = 60
"""No word of a language is longer; what is, is not looked up."""

_CAPITAL_NOUNS = frozenset({"de", "lb"})

_ROMANCE = frozenset({"ca", "es", "fr", "gl", "it", "pt", "ro"})

_UNLIKELY = 0.02
"""Readings that pymorphy thinks less likely than this do not count."""


def dictionary_forms(word: str, language: str) -> Iterable[str]:
    """The forms under which a word, in small letters, may stand in a dictionary; maybe none."""
    if len(word) > _LONGEST:
        return ()
    return _lookup(language)(word)


@cache
def has_dictionary(language: str) -> bool:
    """Whether words of a language can be looked up at all."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


@cache
def _lookup(language: str) -> Callable[[str], Iterable[str]]:
    if language in ("ru", "uk"):
        return _slavic(language)
    return _listed(language) if has_dictionary(language) else lambda _: ()


def _slavic(language: str) -> Callable[[str], Iterable[str]]:
    from pymorphy3 import MorphAnalyzer

    parse = MorphAnalyzer(lang=language).parse

    def forms(word: str) -> Iterable[str]:
        return [reading.normal_form for reading in parse(word) if reading.score >= _UNLIKELY]

    return forms


def _listed(language: str) -> Callable[[str], Iterable[str]]:
    from simplemma.strategies import DictionaryLookupStrategy

    # Looked up directly: simplemma's guesses for words it does not have are longer steps than a
    # legal term allows, and most of its time.
    lookup: Any = DictionaryLookupStrategy(_factory()).get_lemma

    def forms(word: str) -> Iterable[str]:
        written = (word, word.capitalize()) if language in _CAPITAL_NOUNS else (word,)
        lemmas = [lemma.lower() for one in written if (lemma := lookup(one, language))]
        return [lemma for lemma in lemmas if not _is_another_word(lemma, word, language)]

    return forms


def _is_another_word(lemma: str, word: str, language: str) -> bool:
    """Whether a dictionary form is further away than a term of law may be.

    Irregular verbs of Romance languages (Italian stato, of essere), and Turkish nouns in -lik,
    listed under what they are derived from (vatandaş, citizen; vatandaşlık, citizenship).
    """
    if language in _ROMANCE:
        return lemma[0] != word[0]
    return language == "tr" and bool(re.fullmatch(r"l[ıiuü][kğ]\w*", word.removeprefix(lemma)))


@cache
def _factory() -> Any:  # noqa: ANN401  (the library is imported when it is needed)
    from platformdirs import user_cache_path
    from simplemma import __version__
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    folder = user_cache_path("translate-pipeline") / "dictionaries" / __version__
    # One store for all languages: the library's own keeps eight and loads the ninth anew each time.
    return TrieDictionaryFactory(cache_max_size=100, disk_cache_dir=str(folder))
