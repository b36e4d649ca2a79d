"""Judge whether a target keeps the glossary concepts of its source.

A term is found as a run of words that are the same as its own (``text.morphology`` says when two
words are), else scattered over the text (``text.sightings``). The longest term masks those inside
it: "derecho internacional humanitario" is not a mention of international law, unless the glossary's
own source term for the longer one holds the shorter ("crime of apartheid" holds "apartheid").

Most targets are judged by their spelling and regular endings; dictionaries are asked only where
these do not settle it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Termbase, TermCheck, TermHit, Verdict
from translate_pipeline.text.lexicon import Form, Lexicon, lexicons
from translate_pipeline.text.morphology.dictionaries import has_dictionary
from translate_pipeline.text.sightings import sightings
from translate_pipeline.text.words import Target, Words


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
    known = lexicons(termbase, locale)
    words = Words(target, locale.language)
    judge = _Judge(words, known.quick, known.implied, expected)
    found = [judge.approved(concept) for concept in expected.values()]
    if not all(map(judge.is_settled, found)):
        if has_dictionary(locale.language):
            judge = _Judge(words, known.thorough, known.implied, expected)
        found = [judge.verdict(concept) for concept in expected.values()]
    return tuple(
        TermCheck(concept, one.verdict, *words.span(one.first, one.last))
        if one
        else TermCheck(concept, Verdict.MISSING)
        for concept, one in zip(expected.values(), found, strict=True)
    )


def _expected(hit: TermHit, locale: Locale) -> Iterator[Concept]:
    if hit.concept.terms_in(locale):
        yield hit.concept
    else:
        for inner in hit.within:
            yield from _expected(inner, locale)


class _Found(NamedTuple):
    """A form seen in a target."""

    form: Form
    verdict: Verdict
    first: int
    """The place of a word."""
    last: int
    """The place of a word, which is included."""

    def covers(self, other: "_Found") -> bool:
        """Whether all words of the other one are words of this."""
        return self.first <= other.first and other.last <= self.last

    def same_place(self, other: "_Found") -> bool:
        """Whether they stand for the same words."""
        return self.first == other.first and self.last == other.last

    def inside(self, other: "_Found") -> bool:
        """Whether the other one is longer and covers it."""
        return other.covers(self) and not self.same_place(other)


class _Judge:
    """What one target says, as far as one lexicon knows."""

    def __init__(
        self,
        words: Words,
        lexicon: Lexicon,
        implied: Mapping[str, frozenset[str]],
        expected: Mapping[str, Concept],
    ) -> None:
        self._lexicon, self._implied, self._expected = lexicon, implied, expected
        self._text = Target(words, lexicon.lemmas)
        self._begun = lexicon.begun(words)
        self._found = [
            _Found(form, form.verdict, place, place + len(form.term) - 1)
            for place, form in self._begun
            if form.stands_at(words, place, self._text.keys)
        ]

    def is_settled(self, found: _Found | None) -> bool:
        """Whether dictionaries cannot change a verdict."""
        if found is None or found.verdict is not Verdict.PREFERRED:
            return False
        return not self._lexicon.is_covered(found.form)

    def approved(self, concept: Concept) -> _Found | None:
        """The first preferred form that the target has for a concept, else the first admitted."""
        return self._first(concept, Verdict.PREFERRED, self._is_masked) or self._first(
            concept, Verdict.ADMITTED, self._is_masked
        )

    def verdict(self, concept: Concept) -> _Found | None:
        """The approved form; else what may be it, or the forbidden one that stands there."""
        if found := self.approved(concept):
            return found
        scattered = self._scattered(concept)
        forbidden = self._first(concept, Verdict.FORBIDDEN, self._is_somebody_elses)
        if scattered and forbidden and scattered.verdict is Verdict.SOFT:
            return forbidden if forbidden.covers(scattered) else scattered
        return scattered or forbidden

    def _first(
        self, concept: Concept, verdict: Verdict, hidden: Callable[[_Found], bool]
    ) -> _Found | None:
        mine = [
            one
            for one in self._found
            if one.verdict is verdict and one.form.concept.id == concept.id and not hidden(one)
        ]
        return min(mine, key=lambda one: (one.first, -one.last), default=None)

    def _scattered(self, concept: Concept) -> _Found | None:
        """The surest place where a concept's words stand otherwise than side by side."""
        soft = None
        for form in self._lexicon.by_concept.get(concept.id, ()):
            if form.verdict is Verdict.FORBIDDEN or form.exact:
                continue
            begins = [place for place, begun in self._begun if begun is form]
            for first, last, sure in sightings(form.term, self._text, begins):
                found = _Found(form, form.verdict if sure else Verdict.SOFT, first, last)
                if self._is_masked(found, or_equal=True):
                    continue
                if sure:
                    return found
                soft = soft or found
        return soft

    def _is_masked(self, one: _Found, *, or_equal: bool = False) -> bool:
        """Whether a longer approved term of another concept, that does not imply it, covers it."""
        return any(
            (other.covers(one) if or_equal else one.inside(other))
            and one.form.concept.id not in self._implied.get(other.form.concept.id, ())
            for other in self._others(one)
        )

    def _is_somebody_elses(self, one: _Found) -> bool:
        """Whether a forbidden form is, or lies in, what is right for another concept."""
        return any(
            one.inside(other) or (one.same_place(other) and other.form.concept.id in self._expected)
            for other in self._others(one)
        )

    def _others(self, one: _Found) -> Iterator[_Found]:
        mine = one.form.concept.id
        return (
            other
            for other in self._found
            if other.verdict is not Verdict.FORBIDDEN and other.form.concept.id != mine
        )
