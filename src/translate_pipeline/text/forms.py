"""Judge whether a target keeps the glossary concepts of its source.

A term is found as a run of words that are the same as its own (``text.morphology`` says when two
words are), else scattered over the text (``text.sightings``). The longest term masks those inside
it: "derecho internacional humanitario" is not a mention of international law, unless the glossary's
own source term for the longer one holds the shorter ("crime of apartheid" holds "apartheid").

Most targets are judged by their spelling and regular endings; dictionaries are asked only where
these do not settle it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, Termbase, TermCheck, TermHit, Verdict
from translate_pipeline.text.inline import reading
from translate_pipeline.text.lexicon import Form, Lexicon, lexicons
from translate_pipeline.text.morphology import Keys
from translate_pipeline.text.morphology.dictionaries import has_dictionary
from translate_pipeline.text.sightings import sightings
from translate_pipeline.text.terms import says_with_verb
from translate_pipeline.text.words import Target, Words


def check_terms(
    hits: Iterable[TermHit], target: str, locale: Locale, termbase: Termbase | None = None
) -> tuple[TermCheck, ...]:
    """One verdict for every distinct concept that a source expects of its target.

    ``hits`` are the source's, from ``SourceMatcher.find``. Expected is the concept of each
    top-level hit, and those within it that its concept does not say by itself: "crime against
    humanity of apartheid" is the crime of apartheid, and a crime against humanity. Where it has no
    terms in the locale, the concepts within it are expected in its place. A concept that comes up
    twice is expected once; one without terms in the locale is neither expected nor checked. With a
    termbase, the terms of all its concepts mask shorter ones; without, only those of the hits.
    Tags of ``text.inline`` in the target are not read.
    """
    hits = tuple(hits)
    if not hits:
        return ()
    if termbase is None:
        concepts = {hit.concept.id: hit.concept for top in hits for hit in top.walk()}
        termbase = Termbase(ENGLISH, tuple(concepts.values()), " ".join(concepts))
    known = lexicons(termbase, locale)
    awaited = [one for hit in hits for one in _expected(hit, locale, known.implied)]
    expected = {hit.concept.id: hit.concept for hit in awaited}
    if not expected:
        return ()
    read = reading(target)
    words = Words(read.text, locale.language)
    judge = _Judge(words, known.quick, known.implied, expected)
    found = [judge.approved(concept) for concept in expected.values()]
    if not all(map(judge.is_settled, found)):
        if has_dictionary(locale.language):
            judge = _Judge(words, known.thorough, known.implied, expected)
        nouns = {hit.concept.id for hit in awaited if not says_with_verb(hit)}
        found = [
            judge.verdict(concept) or (None if id_ in nouns else judge.related(concept))
            for id_, concept in expected.items()
        ]
    return tuple(
        TermCheck(concept, one.verdict, *read.whole(*words.span(one.first, one.last)))
        if one
        else TermCheck(concept, Verdict.MISSING)
        for concept, one in zip(expected.values(), found, strict=True)
    )


def _expected(
    hit: TermHit, locale: Locale, implied: Mapping[str, frozenset[str]]
) -> Iterator[TermHit]:
    """The hits whose concepts a target has to have."""
    known = hit.concept.terms_in(locale) is not None
    if known:
        yield hit
    if known and hit.concept.source.case_sensitive:
        return  # a name is one, whatever stands in it
    said = implied.get(hit.concept.id, frozenset()) if known else frozenset()
    for inner in hit.within:
        if inner.concept.id not in said:
            yield from _expected(inner, locale, implied)


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
        """The first preferred form that the target has for a concept, else the first admitted.

        Soft where each is doubtful.
        """
        doubtful = None
        for verdict in (Verdict.PREFERRED, Verdict.ADMITTED):
            for one in self._of(concept, verdict):
                if self._is_masked(one):
                    continue
                if not self._is_doubtful(one):
                    return one
                doubtful = doubtful or one
        return doubtful._replace(verdict=Verdict.SOFT) if doubtful else None

    def verdict(self, concept: Concept) -> _Found | None:
        """The approved form; else what may be it, or the forbidden one that stands there."""
        found = self.approved(concept)
        if found and found.verdict is not Verdict.SOFT:
            return found
        scattered = found or self._scattered(concept)
        standing = self._of(concept, Verdict.FORBIDDEN)
        forbidden = next((one for one in standing if not self._is_somebody_elses(one)), None)
        if scattered and forbidden and scattered.verdict is Verdict.SOFT:
            return forbidden if forbidden.covers(scattered) else scattered
        return scattered or forbidden

    def related(self, concept: Concept) -> _Found | None:
        """Where a verb may say what the concept's noun says: "punidas coletivamente"."""
        for form in self._lexicon.by_concept.get(concept.id, ()):
            if form.verdict is Verdict.FORBIDDEN or form.exact:
                continue
            if places := _relatives(form.term.words.folded, self._text.words.folded):
                return _Found(form, Verdict.SOFT, min(places), max(places))
        return None

    def _of(self, concept: Concept, verdict: Verdict) -> list[_Found]:
        """The forms of a concept that the target has, in order, the longer of two first."""
        mine = (
            one
            for one in self._found
            if one.verdict is verdict and one.form.concept.id == concept.id
        )
        return sorted(mine, key=lambda one: (one.first, -one.last))

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
        """Whether an approved term of another concept covers it that is longer or fits better.

        Not one that implies it.
        """
        return any(
            (other.covers(one) if or_equal else one.inside(other) or self._fits_less(one, other))
            and one.form.concept.id not in self._implied.get(other.form.concept.id, ())
            for other in self._others(one)
        )

    def _fits_less(self, one: _Found, other: _Found) -> bool:
        """Whether both stand in the same place, and the other with fewer endings taken off.

        מתנחלים (settlers) has a stem in common with התנחלויות (settlements).
        """
        return one.same_place(other) and self._distance(one) > self._distance(other)

    def _distance(self, one: _Found) -> int:
        """How far the words of the text are from those of the form: 0, 1 or 2 endings."""
        pairs = zip(one.form.term.keys, range(one.first, one.last + 1), strict=True)
        return max(_endings(mine, self._text.keys(place)) for mine, place in pairs)

    def _is_doubtful(self, one: _Found) -> bool:
        """Whether it is a name in small letters, or lies in a longer term that is expected too."""
        return not self._has_capital(one) or any(
            one.inside(other) and other.form.concept.id in self._expected
            for other in self._others(one)
        )

    def _has_capital(self, one: _Found) -> bool:
        """Whether a name has the first of its capitals."""
        written = one.form.term.words.all
        capital = next((n for n, word in enumerate(written) if word[0].isupper()), None)
        if capital is None or not one.form.concept.source.case_sensitive:
            return True
        return bool(self._text.words.all[one.first + capital][0].isupper())

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


def _endings(one: Keys, other: Keys) -> int:
    """How many of two words have lost an ending where they meet."""
    if not one.exact.isdisjoint(other.exact):
        return 0
    whole = any(
        {key, f"~{key}"} & theirs.all
        for mine, theirs in ((one, other), (other, one))
        for key in mine.exact
    )
    return 1 if whole else 2


_SHORTEST_STEM = 4
_SHARED = 0.4
"""How much of the shorter of two words, from its beginning, makes them relatives."""
_NEAR = 6


def _relatives(term: Sequence[str], text: Sequence[str]) -> list[int]:
    """A place for each longer word of a term, near each other, where a word begins like it."""
    stems = [word for word in term if len(word) >= _SHORTEST_STEM]
    for first, word in enumerate(text):
        if not stems or not _begin_alike(stems[0], word):
            continue
        near = range(max(0, first - _NEAR), min(len(text), first + _NEAR + 1))
        rest = [
            next((place for place in near if _begin_alike(stem, text[place])), -1)
            for stem in stems[1:]
        ]
        if -1 not in rest:
            return [first, *rest]
    return []


def _begin_alike(one: str, other: str) -> bool:
    needed = max(_SHORTEST_STEM, ceil(_SHARED * min(len(one), len(other))))
    return len(one) >= needed and other.startswith(one[:needed])
