"""Put approved terms where an engine wrote something else.

A term's place in the source is held by a word that the engine hands on (``text.placeholders``);
in the engine's answer the approved term takes that word's place, in the number it was found in,
and what stands before it is contracted, elided or made to agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.mending import Span
from translate_pipeline.text.placeholders import NAMES, nouns, participles
from translate_pipeline.text.romance import grammar_of
from translate_pipeline.text.romance.grammar import (
    Grammar,
    Shape,
    agree,
    inflect_participle,
    join,
    shape,
)
from translate_pipeline.text.slots import DETERMINERS, Slot
from translate_pipeline.text.terms import is_participle

_DETERMINED = re.compile(rf"(?:\b(?:{DETERMINERS})|[’']s?)\s$", re.IGNORECASE)
_NAMED = re.compile(rf"(?:\b(?:{DETERMINERS})|[’']s?)\s(?:[\w.-]+\s){{0,2}}$", re.IGNORECASE)
"""A name so near to a determiner stands like any noun: the UN | High Commissioner."""
_AN = re.compile(r"(?<![\w’'])([Aa])n\s$")
_LATIN = "A-Za-zÀ-ɏ0-9"
_CURLY = re.compile("[‘’“”]")
"""What tells how a source, and so its target (``text.quotes``), writes apostrophes."""
_START = re.compile(r"(?:^|[.!?:]\s)\W*$")
"""What stands before a word that begins a sentence, or goes on after a colon."""


class _Holder(NamedTuple):
    """The word that holds the places of one term."""

    slot: Slot
    source: str
    answers: tuple[str, ...]
    """What it may come back as."""
    terms: tuple[str, ...]
    """For each of ``answers`` the term as it agrees with the words around that one."""
    bare: Shape | None = None
    """For a holder without gender: what the words before the term are to agree with."""

    @property
    def is_name(self) -> bool:
        """Whether it is an invented name, which has a capital everywhere."""
        return self.source in NAMES

    def found(self, answer: str) -> list[re.Match[str]]:
        """Where it came back."""
        words = "|".join(map(re.escape, sorted(self.answers, key=len, reverse=True)))
        return list(
            re.finditer(rf"(?<![{_LATIN}])(?:{words})(?![{_LATIN}])", answer, re.IGNORECASE)
        )


@dataclass(frozen=True, slots=True)
class Masked:
    """A source whose terms' places are held. Made by ``mask``."""

    text: str
    locale: Locale
    apostrophe: str
    holders: tuple[tuple[_Holder, int], ...]
    """And how many places each one holds."""


def mask(
    source: str,
    places: Sequence[Slot],
    locale: Locale,
    *,
    raw: str = "",
    turns: Mapping[str, int] = MappingProxyType({}),
) -> Masked:
    """Hold the places of terms in an English source.

    ``turns``, by concept: 0 (where nothing is said) and 1 hold it with nouns that have the term's
    gender and number, another set each time, where the language has such; 2 with an invented name.
    A person's name is held by an invented one in every turn.
    No word is taken that is in the source or in the ``raw`` target already.
    """
    used = f"{source}\n{raw}".casefold()
    holders: dict[tuple[str, bool], _Holder] = {}
    counts = dict.fromkeys((slot.key for slot in places), 0)
    for slot in places:
        if slot.key not in holders:
            turn = turns.get(slot.concept.id, 0)
            holders[slot.key] = holder = _holder(slot, source, locale, turn, used)
            used += "\n" + "\n".join((holder.source, *holder.answers)).casefold()
        counts[slot.key] += 1
    text = source
    for slot in reversed(places):
        word, before = holders[slot.key].source, text[: slot.start]
        word = word.capitalize() if _START.search(before) and slot.text[0].isupper() else word
        text = _AN.sub(r"\1 ", before) + word + text[slot.end :]
    apostrophe = "’" if _CURLY.search(source) else "'"
    return Masked(text, locale, apostrophe, tuple((holders[key], n) for key, n in counts.items()))


def lost(answer: str, masked: Masked) -> frozenset[str]:
    """The concepts whose holders are not in the answer, or more often than they were sent."""
    return frozenset(
        holder.slot.concept.id
        for holder, times in masked.holders
        if len(holder.found(answer)) != times
    )


class Filled(NamedTuple):
    """A target, and where in it the terms stand that were put into it."""

    text: str
    places: tuple[Span, ...]


def fill(answer: str, masked: Masked) -> tuple[Filled, ...]:
    """The engine's answer with the terms in their places: the best one first.

    The second one, where there are two, has participles as the glossary writes them.
    None where a holder was lost: the answer is about shirts and pianos then.
    """
    if lost(answer, masked):
        return ()
    found = [(match, holder) for holder, _ in masked.holders for match in holder.found(answer)]
    found.sort(key=lambda pair: -pair[0].start())
    filled = (_filled(answer, found, masked, agreeing) for agreeing in (True, False))
    return tuple(dict.fromkeys(filled))


def _holder(slot: Slot, source: str, locale: Locale, turn: int, used: str) -> _Holder:
    rules = None if slot.person else grammar_of(locale.language)
    wanted = shape(slot.term, rules) if rules else None
    if rules and wanted and turn < 2:
        fitting = tuple(_grammatical(slot, source[: slot.start], locale, rules))
        half = len(fitting) // 2 * turn
        for holder in (*fitting[half:], *fitting[:half]):
            if not any(word.casefold() in used for word in (holder.source, *holder.answers)):
                return holder
    spare = NAMES[::-1] if slot.person and turn else NAMES
    name = next((name for name in spare if name.casefold() not in used), spare[-1])
    return _Holder(slot, name, (name,), (slot.term,), wanted)


def _grammatical(slot: Slot, before: str, locale: Locale, rules: Grammar) -> Iterator[_Holder]:
    """The holders that make the words around them agree."""
    if slot.verbal and is_participle(slot.text):
        for english, word in participles(locale.language):
            answers, terms = (
                tuple(inflect_participle(text, ending, rules) for ending in range(4))
                for text in (word, slot.term)
            )
            yield _Holder(slot, english, answers, terms)
    elif not slot.verbal and not _bare_name(slot, before):
        notion = not slot.plural and not _DETERMINED.search(before)
        for noun in nouns(locale.language, shape(slot.term, rules), rules, notion=notion):
            yield _Holder(slot, noun.source, (noun.one, noun.many), (slot.one, slot.many))


def _bare_name(slot: Slot, before: str) -> bool:
    """Whether it is a name without an article: a noun in its place would want one."""
    named = any(word[0].isupper() for word in slot.concept.source.preferred.split())
    return named and not _NAMED.search(before)


def _filled(
    answer: str,
    found: Sequence[tuple[re.Match[str], _Holder]],
    masked: Masked,
    agreeing: bool,  # noqa: FBT001
) -> Filled:
    rules = grammar_of(masked.locale.language)
    kept: list[Span] = []
    for match, holder in found:
        before, after = answer[: match.start()], answer[match.end() :]
        place = [word.casefold() for word in holder.answers].index(match[0].casefold())
        term = holder.terms[place] if agreeing or not holder.slot.verbal else holder.slot.term
        start = _START.search(before)
        if start and match[0][0].isupper() and not (holder.is_name and ":" in start[0]):
            term = term[0].upper() + term[1:]
        if rules:
            if holder.bare:
                before = agree(before, rules, holder.bare)
            before, term = join(before, term, rules)
        answer = before + term + after
        kept.append((len(after) + len(term), len(after)))
    return Filled(answer.replace("’", masked.apostrophe), _from_ends(answer, kept))


def _from_ends(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that were counted from the end of a text and from the last one on."""
    return tuple((len(text) - start, len(text) - end) for start, end in reversed(spans))
