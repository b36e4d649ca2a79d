"""When two words of a language are the same word: keys that they share.

A key is a folded spelling, or something a word is reduced to. Keys of different kinds begin with a
different mark, so that they never meet by accident:

* no mark: the spelling; the word without what is written together with it; its dictionary form
* ``=``: any "of", for a term that is approved
* ``~``: the word with a regular ending taken off
* ``^``: the word without an ending that agrees with another's, for a term of several words
* ``+``: the beginning of a compound, for a term of one word

A word of a text gets more keys than a word of a term: "and-to-the-courts" is a mention of "court",
but a term that begins like "and" is not without it.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from translate_pipeline.text.fold import fold_spelling, spelling
from translate_pipeline.text.morphology import (
    arabic,
    endings,
    germanic,
    hebrew,
    persian,
    turkish,
)
from translate_pipeline.text.morphology.dictionaries import dictionary_forms

_Rule = Callable[[str], Iterable[str]]


_OF = "="

_CACHED = 10_000
"""Words whose keys are kept: those that begin a term, and what comes after them."""

_REMEMBERED = 20_000
"""Words of a language whose folded form is kept."""


def _itself(word: str) -> Iterable[str]:
    return (word,)


def _nothing(_word: str) -> Iterable[str]:
    return ()


class _Rules(NamedTuple):
    """What a language does to its words. Rules take a spelling and give spellings."""

    core: Callable[[str], str] = str
    """What of a word counts, before anything else."""
    apart: _Rule = _itself
    """A word of a text, and what is left of it without prefixes that are written together."""
    bare: _Rule = _itself
    """A word of a term, and what is left of it without its article."""
    owned: _Rule = _nothing
    """What is left of a word of a text without a possessive or an object written after it."""
    stems: _Rule = _nothing
    """What is left of a word without a regular ending, with what the dictionary form has there."""
    agreeing: _Rule = _nothing
    """What is left of a word without an ending that only words beside another have."""
    heads: _Rule = _nothing
    """What a compound may begin with."""
    term_stems: _Rule | None = None
    """``stems`` for a word of a term, where that must keep its ending."""


_RULES = {
    "ar": _Rules(str, arabic.apart, arabic.bare, arabic.owned, arabic.stems),
    "de": _Rules(
        germanic.german_core,
        stems=germanic.german_stems,
        agreeing=germanic.german_agreeing,
        heads=germanic.german_heads,
    ),
    "fa": _Rules(persian.core, persian.apart, owned=persian.owned, stems=persian.stems),
    "fr": _Rules(endings.french_core, stems=endings.stems("fr")),
    "he": _Rules(hebrew.core, hebrew.apart, hebrew.bare, hebrew.owned, hebrew.stems),
    "nl": _Rules(stems=germanic.dutch_stems, heads=germanic.dutch_heads),
    "tr": _Rules(turkish.core, stems=turkish.stems, term_stems=_nothing),
}


class Keys(NamedTuple):
    """What a word is known by."""

    exact: frozenset[str]
    """As it is written, apart from what is written together with it."""
    all: frozenset[str]
    """The exact ones, and those that tell no number, case or gender."""


@lru_cache(maxsize=_CACHED)
def text_keys(word: str, language: str, lemmas: bool) -> Keys:  # noqa: FBT001  (fast in a cache)
    """The keys of a word of a text. ``lemmas``: look it up in a dictionary too, which is slow."""
    return new_text_keys(word, language, lemmas=lemmas)


def new_text_keys(word: str, language: str, *, lemmas: bool) -> Keys:
    """The same, not kept: for a word that is met for the first time, and maybe the last."""
    rules = _rules(language)
    written = _spellings(word, language)
    apart = {left for spelt in written for left in rules.apart(spelt)}
    reduced = apart.union(*map(rules.owned, apart))
    keys = _folded("", reduced, language) | _stems(reduced, rules.stems, language)
    if rules.agreeing is not _nothing:
        keys |= _agreeing(apart, rules, language)
    if rules.heads is not _nothing:
        keys |= _folded("+", (head for spelt in written for head in rules.heads(spelt)), language)
    if any(endings.means_of(spelt, language) for spelt in written):
        keys.add(_OF)
    if lemmas:
        keys |= _lemmas(reduced, language)
    return Keys(frozenset(_folded("", apart, language)), frozenset(keys))


def term_keys(word: str, language: str, *, lemmas: bool, alone: bool, approved: bool) -> Keys:
    """The keys of a word of a term. ``alone``: it is the term's only word."""
    rules = _rules(language)
    spellings = _spellings(word, language)
    bare = {left for spelt in spellings for left in rules.bare(spelt)}
    exact = _folded("", bare, language)
    keys = exact | _stems(bare, rules.term_stems or rules.stems, language)
    keys |= _folded("+", bare, language) if alone else _agreeing(bare, rules, language)
    if approved and any(endings.means_of(spelt, language) for spelt in spellings):
        keys.add(_OF)
    if lemmas:
        keys |= _lemmas(bare, language)
    return Keys(frozenset(exact), frozenset(keys))


def folded_words(words: Iterable[str], language: str) -> list[str]:
    """What of each word counts, folded."""
    known = _known_words(language)
    if len(known) > _REMEMBERED:
        known.clear()
    return list(map(known.__getitem__, words))


class _FoldedWords(dict[str, str]):
    """What words of a language are folded to, worked out when they are first seen."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        core = _rules(self._language).core(word)
        self[word] = folded = fold_spelling(core, self._language)
        return folded


_known_words = cache(_FoldedWords)


def _rules(language: str) -> _Rules:
    return _RULES.get(language) or _Rules(stems=endings.stems(language))


def _spellings(word: str, language: str) -> tuple[str, ...]:
    """As a dictionary has it, and folded: people leave hamzas and diacritics out."""
    core = _rules(language).core(word)
    spelt = spelling(core, language)
    if language in ("ar", "fa"):
        return spelt, fold_spelling(spelt, language)
    return (spelt,)


def _folded(mark: str, words: Iterable[str], language: str) -> set[str]:
    return {mark + fold_spelling(word, language) for word in words}


def _stems(words: Iterable[str], rule: _Rule, language: str) -> set[str]:
    return _folded("~", {stem for word in words for stem in (word, *rule(word))}, language)


def _agreeing(words: Iterable[str], rules: _Rules, language: str) -> set[str]:
    left = {stem for word in words for stem in (word, *rules.agreeing(word))}
    return _folded("^", left, language)


def _lemmas(words: Iterable[str], language: str) -> set[str]:
    lemmas = {lemma for word in words for lemma in dictionary_forms(word, language)}
    return _folded("", lemmas, language)
