"""The terms of a glossary in one locale, by the words that begin them."""

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Termbase, Verdict
from translate_pipeline.text.morphology import Keys, new_text_keys
from translate_pipeline.text.terms import SourceMatcher
from translate_pipeline.text.words import Term, Words, read_term

_REMEMBERED = 20_000
"""Words of texts of which a lexicon knows what they begin."""

_SPOKEN = 4
"""An acronym of so many letters may be a word like others: one capital, inflected."""


class Form(NamedTuple):
    """One way to write a concept in a locale."""

    concept: Concept
    verdict: Verdict
    """What a target deserves that has it."""
    term: Term
    exact: bool
    """Whether its inflections are something else."""
    acronym: bool
    """Whether its capitals make it what it is."""

    def stands_at(self, words: Words, place: int, keys_at: Callable[[int], Keys]) -> bool:
        """Whether the words of a text are those of this form, from a place on that begins it."""
        length = len(self.term)
        if place + length > len(words.all):
            return False
        if self.exact and any(
            mine.exact.isdisjoint(keys_at(place + n).exact) for n, mine in enumerate(self.term.keys)
        ):
            return False
        for number in range(1, length):
            here = place + number
            if self.term.keys[number].all.isdisjoint(keys_at(here).all):
                return False
            if words.follows_comma(here) and not self.term.words.follows_comma(number):
                return False
        if self.acronym and not self._has_capitals(words.all[place]):
            return False
        return not words.goes_on(place + length - 1)

    def _has_capitals(self, word: str) -> bool:
        """Whether a word may be an acronym: German UN, not un; Russian ОПТ, not Опт; Хамас."""
        length = len(self.term.words.letters)
        return word[0].isupper() if length >= _SPOKEN else word[:length].isupper()


class Lexicon(dict[str, tuple[Form, ...]]):
    """From a word of a text to the forms that it begins, worked out when it is first seen."""

    def __init__(self, termbase: Termbase, locale: Locale, *, lemmas: bool) -> None:
        super().__init__()
        self._language = locale.language
        self.lemmas = lemmas
        """Whether dictionaries are asked."""
        self.by_concept: dict[str, list[Form]] = {}
        """All forms, by the id of their concept."""
        self._by_key: dict[str, list[Form]] = {}
        for concept in termbase.concepts:
            for form in _forms(concept, locale, lemmas=lemmas):
                self.by_concept.setdefault(concept.id, []).append(form)
                for key in form.term.keys[0].all:
                    self._by_key.setdefault(key, []).append(form)
        self._covered = frozenset(map(id, self._inner_forms()))

    def begun(self, words: Words) -> list[tuple[int, Form]]:
        """Every place of a text where the first word of a form stands."""
        if len(self) > _REMEMBERED:
            self.clear()
        by_place = enumerate(map(self.__getitem__, words.all))
        return [(place, form) for place, forms in by_place if forms for form in forms]

    def is_covered(self, form: Form) -> bool:
        """Whether a form lies in a longer one of another concept."""
        return id(form) in self._covered

    def __missing__(self, word: str) -> tuple[Form, ...]:
        keys = new_text_keys(word, self._language, lemmas=self.lemmas)
        self[word] = forms = self._begun_by(keys)
        return forms

    def _begun_by(self, keys: Keys) -> tuple[Form, ...]:
        shared = sorted(keys.all & self._by_key.keys())
        return tuple({id(form): form for key in shared for form in self._by_key[key]}.values())

    def _inner_forms(self) -> Iterator[Form]:
        for forms in self.by_concept.values():
            for longer in forms:
                words, keys = longer.term
                for place in range(len(keys) if longer.verdict is not Verdict.FORBIDDEN else 0):
                    for form in self._begun_by(keys[place]):
                        if (
                            len(form.term) < len(keys)
                            and form.concept.id != longer.concept.id
                            and form.stands_at(words, place, keys.__getitem__)
                        ):
                            yield form


class Lexicons:
    """What is known of a termbase's terms in one locale."""

    def __init__(self, termbase: Termbase, locale: Locale) -> None:
        self._termbase, self._locale = termbase, locale
        self.implied = _implied(termbase)
        """By concept: the concepts that its own source term holds."""

    @cached_property
    def quick(self) -> Lexicon:
        """By spelling and regular endings."""
        return Lexicon(self._termbase, self._locale, lemmas=False)

    @cached_property
    def thorough(self) -> Lexicon:
        """By dictionaries too, which are loaded now."""
        return Lexicon(self._termbase, self._locale, lemmas=True)


lexicons = lru_cache(maxsize=64)(Lexicons)
"""The lexicons of a termbase in a locale, made once."""


def _forms(concept: Concept, locale: Locale, *, lemmas: bool) -> Iterator[Form]:
    terms = concept.terms_in(locale)
    if terms is None:
        return
    written = [(text, Verdict.PREFERRED) for text in (terms.preferred, *terms.forms)]
    written += [(text, Verdict.ADMITTED) for text in terms.admitted]
    written += [(text, Verdict.FORBIDDEN) for text in terms.forbidden]
    if locale.language == "fa":
        # The half-space may be left out: بین‌المللی, بینالمللی.
        written += [(t.replace("\u200c", ""), v) for t, v in written if "\u200c" in t]
    for text, verdict in written:
        approved = verdict is not Verdict.FORBIDDEN
        if term := read_term(text, locale.language, lemmas=lemmas, approved=approved):
            acronym = text.isupper() and text.isalpha() and text.lower() != text
            exact = concept.number_locked or (acronym and len(text) < _SPOKEN)
            yield Form(concept, verdict, term, exact, acronym)


@lru_cache(maxsize=8)
def _implied(termbase: Termbase) -> dict[str, frozenset[str]]:
    matcher = SourceMatcher(termbase)
    return {
        concept.id: frozenset(
            inner.concept.id
            for hit in matcher.find(concept.source.preferred)
            for inner in hit.walk()
            if inner.concept.id != concept.id
        )
        for concept in termbase.concepts
    }
