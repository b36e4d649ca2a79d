"""Cut a target into words, and name the forms under which two words count as the same.

A word has keys; two words are the same where they share one. Now the keys come from folding, from
prefixes written together with a word (Arabic and, in, for, the; Hebrew likewise) and from regular
plural endings of some languages. A lemmatiser is another source of keys, and nothing else changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate_pipeline.text.fold import fold

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Scripts without spaces between words, and Korean, whose particles are written together with
them: every letter is a word, so that terms are found as substrings."""

_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+|[.;:!?,()。、،؛؟…]")
"""A word, or a stop: no term runs across one."""

_PERSIAN_SUFFIX = frozenset({"ها", "هاي", "هايي", "هايش", "هايشان"})
"""Written after a half-space, a space or nothing; folded."""

_PLURALS: dict[str, tuple[tuple[str, str], ...]] = {
    "ca": (("ns", ""), ("es", "a"), ("os", ""), ("s", "")),
    "es": (("es", ""), ("s", "")),
    "fr": (("aux", "al"), ("x", ""), ("s", "")),
    "fa": (("هاي", ""), ("ها", ""), ("ان", "")),
    "he": (("ים", ""), ("ות", "ה"), ("ות", "")),
    "it": (("chi", "co"), ("ghi", "go"), ("i", "o"), ("i", "e"), ("e", "a"), ("i", "")),
    "pt": (("oes", "ao"), ("ais", "al"), ("eis", "el"), ("is", "il"), ("ns", "m"), ("es", ""),
           ("s", "")),
}  # fmt: skip
"""Endings of plurals and what the singular has there, without accents."""

_ACCENTS = str.maketrans("áàâãäçéèêëíìîïñóòôõöúùûü", "aaaaaceeeeiiiinooooouuuu")

_SHORTEST = 3
"""A word keeps at least so many letters when something is taken from it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    text: str
    """As it stands there."""
    start: int
    """Code points from the start of the text."""
    end: int
    exact: frozenset[str]
    """Its folded form, with and without glued prefixes."""
    keys: frozenset[str]
    """The exact forms, and those of its other numbers."""


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words and stops of a text. An apostrophe or hyphen parts two words."""
    folded = fold(text, language)
    found = []
    for match in _WORD.finditer(folded.text):
        start, end = folded.span(*match.span())
        exact, keys = _keys(match[0], language)
        found.append(Word(text[start:end], start, end, exact, keys))
    return tuple(_joined(text, found)) if language == "fa" else tuple(found)


@lru_cache(maxsize=50_000)
def _keys(word: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    exact = frozenset(_without_prefixes(word, language))
    return exact, exact.union(*(_singulars(form, language) for form in exact))


def _without_prefixes(word: str, language: str) -> Iterator[str]:
    yield word
    if language == "ar":
        for and_ in ("", "و", "ف"):
            for preposition in ("", "ب", "ل", "ك"):
                if word.startswith(and_ + preposition):
                    yield from _without_article(word[len(and_ + preposition) :], preposition)
    elif language == "he":
        for taken in range(1, 4):
            if len(word) - taken < _SHORTEST or word[taken - 1] not in "ושהכלבמ":
                break
            yield word[taken:]


def _without_article(word: str, preposition: str) -> Iterator[str]:
    if len(word) > _SHORTEST:
        yield word
    article = "ل" if preposition == "ل" else "ال"
    bare = word.removeprefix(article)
    if bare != word and len(bare) >= _SHORTEST:
        yield bare


def _singulars(word: str, language: str) -> Iterator[str]:
    if language not in _PLURALS or len(word) <= _SHORTEST:
        return
    plain = word.translate(_ACCENTS)
    yield "~" + plain
    for ending, singular in _PLURALS[language]:
        stem = plain.removesuffix(ending)
        if stem != plain and len(stem) >= _SHORTEST:
            yield "~" + stem + singular


def _joined(text: str, found: list[Word]) -> Iterator[Word]:
    """Persian: a plural suffix that stands on its own belongs to the word before it."""
    before: Word | None = None
    for word in found:
        if before and word.exact & _PERSIAN_SUFFIX:
            exact = frozenset(f"{b} {w}" for b in before.exact for w in word.exact)
            whole = text[before.start : word.end]
            before = Word(whole, before.start, word.end, exact, before.keys | exact)
            continue
        if before:
            yield before
        before = word
    if before:
        yield before
