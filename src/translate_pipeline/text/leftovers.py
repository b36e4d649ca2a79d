"""Words of a source that stand in its target as they are."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.identify import function_words
from translate_pipeline.text.morphology.dictionaries import dictionary_forms, has_dictionary

_NO_WORDS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|\[email.protected\]|\{\w*\}|%\w|[#@]\w+"
    r"|\b[\w-]+\.(?:com|org|net|int|edu|gov|co|uk|info)\b\S*"
)
"""Addresses, placeholders, tags: what is no language."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"[(\[（«„“\"「『《〈].{1,120}?[)\]）»“”\"」』》〉]")
"""A translator may give the original of a name or a title."""
_ENGLISH = re.compile(r".{3}(?:ed|ly|ness|less|ful|hood|ght|wards?|th|ties|ously)$")
_NEAR = 25
Span = tuple[int, int]


@lru_cache(maxsize=4096)
def translatable(text: str) -> tuple[str, ...]:
    """The words of a text that are neither names, nor acronyms, nor parts of addresses.

    >>> translatable("Sign Amnesty’s petition at https://a.org, the UN said.")
    ('petition', 'at', 'the', 'said')
    """
    words = _WORD.findall(_NO_WORDS.sub(" ", text))
    return tuple(word for word in words if _is_plain(word))


def _is_plain(word: str) -> bool:
    """Whether a word begins small, or its script has no capitals."""
    return len(word) > 1 and (word[0].islower() or not (word[0].isupper() or word[0].istitle()))


def share_kept(source: str, target: str) -> float:
    """How many of the words of a source that should be translated stand in its target, of 1."""
    words = translatable(source)
    there = set(translatable(target))
    return sum(word in there for word in words) / len(words) if words else 0.0


def leftovers(source: str, target: str, own: Locale, locale: Locale) -> Iterator[Span]:
    """Where words of the source stand in a target that are none of the target's language.

    Not in brackets and quotation marks, nor beside a word with a capital, as in a title.
    """
    words = set(translatable(source))
    text = _NO_WORDS.sub(lambda match: "0" * len(match[0]), target)
    if words.isdisjoint(_WORD.findall(text)):
        return
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = list(_WORD.finditer(text))
    for place, match in enumerate(found):
        word = match[0]
        if word not in words or any(one <= match.start() < two for one, two in quoted):
            continue
        beside = found[max(1, place - 1) : place] + found[place + 1 : place + 2]
        if any(other[0][0].isupper() for other in beside) and locale.is_latin:
            continue
        if is_foreign(word, own.language, locale):
            yield match.span()


def certain(source: str, target: str, spans: Sequence[Span], own: str) -> list[Span]:
    """Of such places those that cannot be loanwords, as software and tsunami are everywhere.

    That is small words, words with an English ending, and two beside each other in both texts.
    """
    small = function_words(own)

    def is_certain(place: int) -> bool:
        start, end = spans[place]
        word = target[start:end]
        if word in small or (own == "en" and _ENGLISH.search(word)):
            return True
        near = [spans[other] for other in (place - 1, place + 1) if 0 <= other < len(spans)]
        return any(
            target[min(start, first) : max(end, last)] in source and abs(start - first) < _NEAR
            for first, last in near
        )

    return [span for place, span in enumerate(spans) if is_certain(place)]


@lru_cache(maxsize=8192)
def is_foreign(word: str, own: str, locale: Locale) -> bool:
    """Whether a word of a source is certainly none of the language it should be translated into."""
    if not locale.is_latin:
        return word.isascii() and len(word) > 2
    if word in function_words(locale.language) or not has_dictionary(locale.language):
        return False
    if len(word) < 3 or (len(word) < 4 and word not in function_words(own)):
        return False
    parts = word.split("-")
    return not any(dictionary_forms(part, locale.language) for part in (word, *parts))
