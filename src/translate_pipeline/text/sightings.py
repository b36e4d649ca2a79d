"""Where a target has a term though not as a run of its words, and how sure that is.

Sure, by the grammar or spelling of the language:

* a head that two terms share: "derecho nacional o internacional", "crimini contro l'umanità e di
  guerra", "Gedanken-, Gewissens- und Religionsfreiheit"
* the same letters with a space more or fewer: "Kızıl Haç" for "Kızılhaç"

Only likely, so that a person has to look:

* other words stand between its words: "crímenes atroces de guerra"; two at most, five after the
  first
* it ends a German or Dutch compound
* what is written in one with it makes another word of it: شکنجه‌گر, 戦争犯罪人
* Chinese: its two halves stand apart
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from translate_pipeline.text.morphology.germanic import part
from translate_pipeline.text.words import Target, Term, Words

_GAP = 2
_HEAD_GAP = 5

_AND = {
    "ar": {"و", "او"}, "ca": {"i", "o"}, "de": {"und", "oder", "sowie"}, "es": {"y", "e", "o", "u"},
    "fa": {"و", "يا"}, "fr": {"et", "ou"}, "he": {"או"}, "hi": {"और", "या", "एवं", "तथा"},
    "it": {"e", "ed", "o", "od"}, "nl": {"en", "of"}, "pl": {"i", "oraz", "lub", "albo"},
    "pt": {"e", "ou"}, "ru": {"и", "или", "либо"}, "tr": {"ve", "veya", "ya"},
    "uk": {"і", "й", "та", "або", "чи"},
}  # fmt: skip
"""And, or: folded."""
_HEAD_LAST = frozenset({"de", "hi", "nl", "pl", "ru", "tr", "uk"})
"""Languages where what describes a word stands before it."""

_GLUED_AND = {"ar": "و", "he": "ו"}

_COMPOUNDS = frozenset({"de", "nl"})
"""Languages that write as many words in one as they like."""

_SHORTEST_PART = 4
_SHORT = 7
"""A term of fewer letters may be in a row of letters by accident."""
_SHORT_HERE = {"fa": 5}

_HALVES_APART = 12
_SHORTEST_HALVED = 4


class Sighting(NamedTuple):
    """Where a term is, or may be, in a text."""

    first: int
    """The place of a word."""
    last: int
    """The place of a word, which is included."""
    sure: bool


def sightings(term: Term, text: Target, begins: Iterable[int]) -> Iterator[Sighting]:
    """Where a term is although its words do not stand side by side.

    ``begins``: the places where its first word stands.
    """
    language = text.words.language
    yield from _derived(term, text, begins)
    if language == "zh":
        yield from _halved(term.words, text.words)
        return
    if len(term) > 1:
        for first in begins:
            yield from _spread(term, text, first)
    elif language in _COMPOUNDS and len(term.words.letters) >= _SHORTEST_PART:
        yield from _compounds(term.words.letters, text.words)
    yield from _respaced(term.words, text.words)


def _derived(term: Term, text: Target, begins: Iterable[int]) -> Iterator[Sighting]:
    for first in begins:
        last = _last_place(term, text, 1, first, gap=0)
        if last is not None and text.words.goes_on(last):
            yield Sighting(first, last, sure=False)


def _spread(term: Term, text: Target, first: int) -> Iterator[Sighting]:
    for second in _next_places(term, text, 1, first, _HEAD_GAP):
        last = _last_place(term, text, 2, second, gap=0)
        if last is not None:
            yield Sighting(first, last, _shares_head(text.words, first + 1, second))
    last = _last_place(term, text, 1, first, _GAP)
    if last is not None:
        yield Sighting(first, last, sure=False)


def _last_place(term: Term, text: Target, number: int, before: int, gap: int) -> int | None:
    """Where a term ends whose words, from one on, follow a place with so many others between."""
    if number == len(term):
        return before
    for place in _next_places(term, text, number, before, gap):
        last = _last_place(term, text, number + 1, place, gap)
        if last is not None:
            return last
    return None


def _next_places(term: Term, text: Target, number: int, before: int, gap: int) -> Iterator[int]:
    """The places after one, with so many words between at most, where a term's word stands."""
    keys = term.keys[number].all
    for place in range(before + 1, min(len(text.words.all), before + 2 + gap)):
        if not keys.isdisjoint(text.keys(place).all):
            yield place
        if text.words.is_stop(place):
            return


def _shares_head(text: Words, start: int, second: int) -> bool:
    """Whether what parts a term's first word from its second is another term with the same head.

    It stands between two places. "derecho | nacional o | internacional": its last word is an
    "and". Where the head stands last, it may begin with a comma or an "and": "fikir |, vicdan ve
    din | hürriyeti". Elsewhere that is two heads, and only maybe a term: "direitos e liberdades
    humanas" for human rights.
    """
    ands = [word in _AND.get(text.language, ()) for word in text.folded[start:second]]
    glued = _GLUED_AND.get(text.language)
    if (ands and ands[-1]) or (glued and text.folded[second].startswith(glued)):
        return True
    head_last = text.language in _HEAD_LAST
    return head_last and any(ands) and (ands[0] or text.follows_comma(start))


def _compounds(term: str, text: Words) -> Iterator[Sighting]:
    whole = part(term)
    for place, word in enumerate(text.folded):
        if term.startswith(word) and word != term and text.hangs(place):
            yield from _suspended(term, text, place)
        if whole in word:
            yield Sighting(place, place, sure=False)


def _suspended(term: str, text: Words, place: int) -> Iterator[Sighting]:
    """A compound whose end stands further on: Gedanken-, Gewissens- und Religionsfreiheit."""
    rest = term.removeprefix(text.folded[place])
    for other in range(place + 1, min(len(text.all), place + 2 + _HEAD_GAP)):
        word = text.folded[other]
        if text.is_stop(other):
            return
        if not text.hangs(other) and word not in _AND[text.language]:
            if len(rest) >= _SHORTEST_PART and rest in word:
                yield Sighting(place, other, sure=word.endswith(rest))
            return


def _respaced(term: Words, text: Words) -> Iterator[Sighting]:
    if len(term.letters) < _SHORT_HERE.get(text.language, _SHORT):
        return
    start = text.letters.find(term.letters)
    if start < 0:
        return
    owners, end = text.owners, start + len(term.letters)
    first, last = owners[start], owners[end - 1]
    begins = not start or owners[start - 1] != first
    ends = end == len(owners) or owners[end] != last
    fewer = last - first + 1 < len(term.all)
    parted = any(text.follows_comma(place) for place in range(first + 1, last + 1))
    whole = begins and ends and not parted and not text.goes_on(last)
    yield Sighting(first, last, sure=fewer or whole)


def _halved(term: Words, text: Words) -> Iterator[Sighting]:
    if len(term.letters) < _SHORTEST_HALVED:
        return
    between = f"[^。;!?]{{0,{_HALVES_APART}}}?"
    halves = re.escape(term.letters[:2]) + between + re.escape(term.letters[-2:])
    if match := re.search(halves, text.letters):
        yield Sighting(text.owners[match.start()], text.owners[match.end() - 1], sure=False)
