"""Judge whether a target keeps the glossary concepts of its source.

A term is found as a run of words that are the same as its own (``text.words`` says when two words
are). The longest term masks those inside it: "derecho internacional humanitario" is not a mention
of international law, unless the glossary's own source term for the longer one holds the shorter
("crime of apartheid" holds "apartheid").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Termbase, TermCheck, TermHit, Verdict
from translate_pipeline.text.terms import SourceMatcher
from translate_pipeline.text.words import Word, words


class _Form(NamedTuple):
    """One way to write a concept in a locale."""

    concept: Concept
    verdict: Verdict
    words: tuple[Word, ...]
    exact: bool
    """Whether its inflections are something else."""
    acronym: bool


class _Found(NamedTuple):
    """A form seen in a target."""

    concept: Concept
    verdict: Verdict
    start: int
    end: int

    def inside(self, other: "_Found") -> bool:
        """Whether the other one is longer and covers it."""
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


def check_terms(
    hits: Iterable[TermHit], target: str, locale: Locale, termbase: Termbase | None = None
) -> tuple[TermCheck, ...]:
    """One verdict for every distinct concept that a source expects of its target.

    ``hits`` are the source's, from ``SourceMatcher.find``. Expected is the concept of each
    top-level hit; where it has no terms in the locale, the concepts within it are expected in its
    place. A concept that comes up twice is expected once; one without terms in the locale is
    neither expected nor checked. With a termbase, the terms of all its concepts mask shorter ones;
    without, only those of the hits.
    """
    hits = tuple(hits)
    expected = {concept.id: concept for hit in hits for concept in _expected(hit, locale)}
    if not expected:
        return ()
    if termbase is None:
        concepts = {hit.concept.id: hit.concept for top in hits for hit in top.walk()}
        termbase = Termbase(Locale("en"), tuple(concepts.values()), " ".join(concepts))
    found = tuple(_find(target, locale, termbase))
    implied = _implied(termbase)
    return tuple(_judge(concept, found, expected, implied) for concept in expected.values())


def _expected(hit: TermHit, locale: Locale) -> Iterator[Concept]:
    if hit.concept.terms_in(locale):
        yield hit.concept
    else:
        for inner in hit.within:
            yield from _expected(inner, locale)


def _judge(
    concept: Concept,
    found: Sequence[_Found],
    expected: Mapping[str, Concept],
    implied: Mapping[str, frozenset[str]],
) -> TermCheck:
    approved = [one for one in found if one.verdict is not Verdict.FORBIDDEN]
    mine = sorted((one for one in found if one.concept.id == concept.id), key=_place)

    def masked(one: _Found) -> bool:
        return any(
            one.inside(other) and concept.id not in implied.get(other.concept.id, ())
            for other in approved
            if other.concept.id != concept.id
        )

    def somebody_elses(one: _Found) -> bool:
        return any(
            one.inside(other) or (one[2:] == other[2:] and other.concept.id in expected)
            for other in approved
            if other.concept.id != concept.id
        )

    for verdict in (Verdict.PREFERRED, Verdict.ADMITTED, Verdict.FORBIDDEN):
        hides = somebody_elses if verdict is Verdict.FORBIDDEN else masked
        for one in mine:
            if one.verdict is verdict and not hides(one):
                return TermCheck(concept, verdict, one.start, one.end)
    return TermCheck(concept, Verdict.MISSING)


def _place(one: _Found) -> tuple[int, int]:
    return one.start, -one.end


def _find(target: str, locale: Locale, termbase: Termbase) -> Iterator[_Found]:
    """Every form of every concept in a target."""
    forms = _forms(termbase, locale)
    text = words(target, locale.language)
    for place, word in enumerate(text):
        candidates = {id(form): form for key in word.keys for form in forms.get(key, ())}
        for form in candidates.values():
            run = text[place : place + len(form.words)]
            if _is(form, run):
                yield _Found(form.concept, form.verdict, word.start, run[-1].end)


def _is(form: _Form, run: Sequence[Word]) -> bool:
    if len(run) != len(form.words):
        return False
    for mine, theirs in zip(form.words, run, strict=True):
        if form.exact:
            if not mine.exact & theirs.exact:
                return False
        elif not mine.keys & theirs.keys:
            return False
    # An acronym in small letters is another word: German UN and un, Russian ОПТ and опт.
    return not form.acronym or all(word.text.isupper() for word in run)


@lru_cache(maxsize=64)
def _forms(termbase: Termbase, locale: Locale) -> Mapping[str, Sequence[_Form]]:
    """All forms of a locale, by the keys of their first word."""
    index: dict[str, list[_Form]] = {}
    for concept in termbase.concepts:
        terms = concept.terms_in(locale)
        if terms is None:
            continue
        written = [(text, Verdict.PREFERRED) for text in (terms.preferred, *terms.forms)]
        written += [(text, Verdict.ADMITTED) for text in terms.admitted]
        written += [(text, Verdict.FORBIDDEN) for text in terms.forbidden]
        for text, verdict in written:
            run = words(text, locale.language)
            acronym = text.isupper() and text.isalpha() and text.lower() != text
            exact = acronym or concept.number_locked
            if run:
                form = _Form(concept, verdict, run, exact, acronym)
                for key in run[0].keys:
                    index.setdefault(key, []).append(form)
    return index


@lru_cache(maxsize=8)
def _implied(termbase: Termbase) -> Mapping[str, frozenset[str]]:
    """By concept: the concepts that its own source term holds."""
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
