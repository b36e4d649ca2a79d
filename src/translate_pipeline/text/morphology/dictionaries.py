"""The dictionary forms of a word, from libraries that bring their data along.

pymorphy3 for Russian and Ukrainian, which knows every reading of a form and guesses those of words
it has not seen; simplemma's word lists for all other languages it has. A language's data is loaded
when its first word is looked up, in some milliseconds; the first time on a machine a word list is
unpacked into the user's cache folder, which takes a second or two and up to 8 MB.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

_LONGEST = 60
"""No word of a language is longer; what is, is not looked up."""

_CAPITAL_NOUNS = frozenset({"de", "lb"})

_ROMANCE = frozenset({"ca", "es", "fr", "gl", "it", "pt", "ro"})

_DERIVED = {
    "ar": re.compile("ات$"),
    "tr": re.compile("l[ıiuü]|[cç][ıiuü]|s[ıiuü]z"),
}
"""Endings that make another word. Arabic: settlements, of settler. Turkish: vatandaşlık,
citizenship, of vatandaş, citizen; işkenceci, torturer, of işkence, torture; suçlu, guilty, of suç,
crime."""

_PARTICIPLE = {
    "ca": re.compile("(?:[aiu]ts?|[aiu]d(?:a|es))$"),
    "es": re.compile("[aií]d[oa]s?$"),
    "fr": re.compile("[éiu]e?s?$"),
    "gl": re.compile("[aií]d[oa]s?$"),
    "it": re.compile("[aiu]t[aeio]$"),
    "pt": re.compile("[aií]d[oa]s?$"),
}
"""Endings of participles, which are adjectives and nouns too."""

_INFINITIVE = re.compile("(?:r|re)$")
_AS_PARTICIPLE = "#"

_CYRILLIC = re.compile("['а-яёіїєґ]+")
"""pymorphy fails at letters that have no name in Unicode's data."""

_UNLIKELY = 0.02
"""Readings that pymorphy thinks less likely than this do not count."""


def dictionary_forms(word: str, language: str) -> Iterable[str]:
    """The forms under which a word, in small letters, may stand in a dictionary; maybe none."""
    if len(word) > _LONGEST:
        return ()
    return _lookup(language)(word)


def text_forms(word: str, language: str) -> Iterator[str]:
    """What a word of a text may be a form of; a participle, of its verb, and of itself."""
    for form in dictionary_forms(word, language):
        yield form
        if _is_participle(word, form, language):
            yield form + _AS_PARTICIPLE


def term_forms(word: str, language: str) -> Iterator[str]:
    """The same of a word of a term: a refugee who is a participle is no form of "takes refuge"."""
    for form in dictionary_forms(word, language):
        yield form + _AS_PARTICIPLE if _is_participle(word, form, language) else form


def _is_participle(word: str, form: str, language: str) -> bool:
    ending = _PARTICIPLE.get(language)
    return bool(ending and ending.search(word) and _INFINITIVE.search(form))


@cache
def has_dictionary(language: str) -> bool:
    """Whether words of a language can be looked up at all."""
    installed = find_spec("simplemma")
    folders = (installed.submodule_search_locations if installed else None) or ()
    lists = (Path(folder, "strategies", "dictionaries", "data") for folder in folders)
    return any((folder / f"{language}.plzma").is_file() for folder in lists)


@cache
def _lookup(language: str) -> Callable[[str], Iterable[str]]:
    if language in ("ru", "uk"):
        return _slavic(language)
    return _listed(language) if has_dictionary(language) else lambda _: ()


def _slavic(language: str) -> Callable[[str], Iterable[str]]:
    from pymorphy3 import MorphAnalyzer

    parse = MorphAnalyzer(lang=language).parse

    def forms(word: str) -> Iterable[str]:
        if not _CYRILLIC.fullmatch(word):
            return ()
        return [reading.normal_form for reading in parse(word) if reading.score >= _UNLIKELY]

    return forms


def _listed(language: str) -> Callable[[str], Iterable[str]]:
    # Looked up directly: simplemma's guesses for words it does not have are longer steps than a
    # legal term allows, and most of its time.
    lemma_of = _word_list(language)

    def forms(word: str) -> Iterable[str]:
        capital = word.capitalize()
        found = [lemma_of(word) or lemma_of(capital)]
        found += [lemma_of(capital)] if language in _CAPITAL_NOUNS else []
        lemmas = [lemma.lower() for lemma in found if lemma]
        return [lemma for lemma in lemmas if not _is_another_word(lemma, word, language)]

    return forms


def _word_list(language: str) -> Callable[[str], str | None]:
    """The word list of a language, which simplemma unpacks the first time.

    Later it is read without: importing simplemma takes longer than all of the words of a release.
    """
    from marisa_trie import BytesTrie
    from platformdirs import user_cache_path

    folder = user_cache_path("translate-pipeline") / "dictionaries" / version("simplemma")
    words = BytesTrie()
    try:
        words.load(str(folder / f"{language}.dic"))
    except Exception:  # noqa: BLE001  (not there or damaged: the library has no error of its own)
        from simplemma.strategies.dictionaries import TrieDictionaryFactory

        unpacked = TrieDictionaryFactory(disk_cache_dir=str(folder)).get_dictionary(language)
        return unpacked.get

    def lemma_of(word: str) -> str | None:
        found = words.get(word)
        return found[0].decode() if found else None

    return lemma_of


def _is_another_word(lemma: str, word: str, language: str) -> bool:
    """Whether a dictionary form is further away than a term of law may be.

    Irregular verbs of Romance languages (Italian stato, of essere), and nouns and adjectives listed
    under what they are derived from (``_DERIVED``).
    """
    if language in _ROMANCE:
        return lemma[0] != word[0]
    derived = _DERIVED.get(language)
    return bool(derived and word.startswith(lemma) and derived.match(word, len(lemma)))
