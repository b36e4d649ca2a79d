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

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from translate_pipeline.text.fold import fold_spelling, spelling
from translate_pipeline.text.morphology import (
    arabic,
    endings,
    germanic,
    hebrew,
    hindi,
    persian,
    slavic,
    turkish,
)
from translate_pipeline.text.morphology.dictionaries import term_forms, text_forms

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
    respelt: _Rule = _nothing
    """Other ways to write it."""
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
    "ar": _Rules(
        respelt=arabic.respelt,
        apart=arabic.apart,
        bare=arabic.bare,
        owned=arabic.owned,
        stems=arabic.stems,
        agreeing=arabic.agreeing,
        term_stems=arabic.term_stems,
    ),
    "ca": _Rules(endings.catalan_core, stems=endings.stems("ca")),
    "de": _Rules(
        germanic.german_core,
        stems=germanic.german_stems,
        agreeing=germanic.german_agreeing,
        heads=germanic.german_heads,
    ),
    "es": _Rules(endings.iberian_core, stems=endings.stems("es")),
    "fa": _Rules(
        persian.core,
        persian.respelt,
        apart=persian.apart,
        owned=persian.owned,
        stems=persian.stems,
    ),
    "fr": _Rules(
        endings.french_core,
        stems=endings.french_stems,
        term_stems=endings.french_term_stems,
    ),
    "he": _Rules(
        hebrew.core,
        apart=hebrew.apart,
        bare=hebrew.bare,
        owned=hebrew.owned,
        stems=hebrew.stems,
        agreeing=hebrew.agreeing,
        term_stems=hebrew.term_stems,
    ),
    "hi": _Rules(respelt=hindi.respelt, stems=hindi.stems, agreeing=hindi.agreeing),
    "it": _Rules(endings.italian_core, endings.italian_respelt, stems=endings.stems("it")),
    "nl": _Rules(stems=germanic.dutch_stems, heads=germanic.dutch_heads),
    "pt": _Rules(endings.iberian_core, stems=endings.stems("pt")),
    "ru": _Rules(slavic.core),
    "tr": _Rules(turkish.core, stems=turkish.stems, term_stems=_nothing),
    "uk": _Rules(slavic.core),
}

_HEAD_FIRST = frozenset({"ar", "he"})
"""Languages where the first word of a term is a noun, which agrees with nothing before it."""


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
        keys |= _lemmas(reduced, language, text_forms)
    return Keys(frozenset(_folded("", apart, language)), frozenset(keys))


def term_keys(
    words: Sequence[str], place: int, language: str, *, lemmas: bool, approved: bool
) -> Keys:
    """The keys of the word of a term at a place."""
    word = words[place]
    rules = _rules(language)
    spellings = _spellings(word, language)
    bare = {left for spelt in spellings for left in rules.bare(spelt)}
    exact = _folded("", bare, language)
    stems = _stems(bare, rules.term_stems or rules.stems, language)
    keys = exact | stems
    if len(words) == 1:
        keys |= {f"+{stem[1:]}" for stem in stems}
    elif place or language not in _HEAD_FIRST:
        keys |= _agreeing(bare, rules, language)
    if approved and any(endings.means_of(spelt, language) for spelt in spellings):
        keys.add(_OF)
    if lemmas:
        keys |= _lemmas(bare, language, term_forms)
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
    """As a dictionary has it, and in other ways."""
    rules = _rules(language)
    core = rules.core(word)
    spelt = spelling(core, language)
    return spelt, *rules.respelt(spelt)


def _folded(mark: str, words: Iterable[str], language: str) -> set[str]:
    return {mark + fold_spelling(word, language) for word in words}


def _stems(words: Iterable[str], rule: _Rule, language: str) -> set[str]:
    return _folded("~", {stem for word in words for stem in (word, *rule(word))}, language)


def _agreeing(words: Iterable[str], rules: _Rules, language: str) -> set[str]:
    left = {stem for word in words for stem in (word, *rules.agreeing(word))}
    return _folded("^", left, language)


def _lemmas(
    words: Iterable[str], language: str, forms: Callable[[str, str], Iterable[str]]
) -> set[str]:
    return _folded("", {form for word in words for form in forms(word, language)}, language)
