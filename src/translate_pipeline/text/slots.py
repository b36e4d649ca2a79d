"""The places of terms in an English source, and the approved term that each one asks for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Concept,
    LocaleTerms,
    SourceTerms,
    Termbase,
    TermHit,
    Verdict,
)
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.persons import Person
from translate_pipeline.text.romance import grammar_of
from translate_pipeline.text.romance.grammar import (
    Grammar,
    in_number,
    is_infinitive,
    is_verbal,
    shape,
)
from translate_pipeline.text.terms import (
    is_plural,
    is_verb,
    is_written,
    says_with_verb,
    source_forms,
    verb_form,
)

DETERMINERS = (
    "an?|the|this|that|these|those|any|each|every|no|another|such|its|their|his|her|our|my|your"
    "|all|some|both"
)
"""English words that make a noun one or some, as alternatives of a pattern."""

_LEADING = re.compile(rf"(?:(?:{DETERMINERS})\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a source whose term the target lacks."""

    concept: Concept
    start: int
    end: int
    text: str
    """As it stands in the source."""
    one: str
    """The approved term in the singular, as far as it has one."""
    many: str
    plural: bool
    """Which of the two the source asks for."""
    within: tuple[TermHit, ...] = ()
    """The shorter hits of other concepts in it."""
    person: bool = False
    """Whether it is somebody's name, which no noun can stand for."""

    @property
    def term(self) -> str:
        """The approved term as the source asks for it."""
        return self.many if self.plural else self.one

    verbal: bool = False
    """Whether English says it with a verb: arbitrarily detained, forcibly evict."""

    @property
    def key(self) -> tuple[str, bool]:
        """What places that one word can hold have in common."""
        return self.concept.id, self.plural


class _Scene(NamedTuple):
    """What a place is judged by."""

    source: str
    locale: Locale
    termbase: Termbase
    wanted: frozenset[str]


def slots(
    source: str, hits: Sequence[TermHit], wanted: frozenset[str], locale: Locale, termbase: Termbase
) -> tuple[Slot, ...]:
    """The places of concepts, by their ids; where two overlap, the longer one that loses nothing.

    None for a verb, but for a participle after "to be" and an infinitive where the approved terms
    have such: "were forcibly displaced" has no place for "desplazamiento forzado". None for "the
    crime against humanity of apartheid" where its term says "crime of apartheid" alone, but for
    "crime against humanity" in it.
    """
    scene = _Scene(source, locale, termbase, wanted)
    found = [hit for top in hits for hit in top.walk() if hit.concept.id in wanted]
    taken: list[Slot] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
        terms = hit.concept.terms_in(locale)
        free = all(hit.end <= slot.start or slot.end <= hit.start for slot in taken)
        if terms and free and (slot := _slot(hit, terms, scene)):
            taken.append(slot)
    return tuple(sorted(taken, key=lambda slot: slot.start))


def name_slot(person: Person) -> Slot:
    """The place of a person's name, which asks for the name itself."""
    concept = Concept(f"person {person.name}", "person", "", "", SourceTerms(person.name))
    name = person.name
    return Slot(concept, person.start, person.end, name, name, name, plural=False, person=True)


def _slot(hit: TermHit, terms: LocaleTerms, scene: _Scene) -> Slot | None:
    rules = grammar_of(scene.locale.language)
    verb = says_with_verb(hit)
    written = (
        _verb(verb_form(scene.source[: hit.start], hit.text), terms, rules)
        if verb
        else terms.preferred
    )
    if not written or not is_written(hit, source_forms(hit.concept.source)):
        return None  # no verb for a verb; or its words stand apart, and others between them
    start, end = (hit.start, hit.end) if verb else _narrowed(hit)
    text = hit.text[start - hit.start : end - hit.start]
    within = tuple(
        inner._replace(within=())
        for inner in tuple(hit.walk())[1:]
        if start <= inner.start and inner.end <= end
    )
    covered = tuple(inner for inner in within if inner.concept.id in scene.wanted)
    kept = check_terms(covered, written, scene.locale, scene.termbase)
    if not all(check.verdict.satisfied for check in kept):
        return None  # what is wanted within it would be lost
    slot = Slot(
        hit.concept, start, end, text, written, written,
        is_plural(text), within, verbal=verb or is_verb(text),
    )  # fmt: skip
    if (
        slot.verbal
        or rules is None
        or hit.concept.number_locked
        or hit.concept.source.case_sensitive
    ):
        return slot
    many = shape(written, rules).plural
    other = in_number(written, rules, plural=not many)
    accepted = _accepted(other, hit, scene)
    if not accepted or (many and not is_plural(hit.concept.source.preferred)):
        return slot  # "ill-treatment" is "malos tratos" in the plural only
    return replace(slot, one=other) if many else replace(slot, many=other)


def _verb(form: str, terms: LocaleTerms, rules: Grammar | None) -> str:
    """The approved term that is a verb in a form; empty where there is none.

    A noun only looks like one: tomada de reféns.
    """
    if not rules or not form:
        return ""
    verbs = (term for term in terms.approved if is_verbal(term, rules))
    return next((verb for verb in verbs if is_infinitive(verb) == (form == "infinitive")), "")


def _narrowed(hit: TermHit) -> tuple[int, int]:
    """Where the hit stands without what is not in its term.

    The glossary finds "all parties" and "root causes of the conflict" for "parties to the
    conflict" and "root causes"; the approved term says neither "all" nor "of the conflict".
    """
    forms = source_forms(hit.concept.source)
    leading = _LEADING.match(hit.text)
    start = leading.end() if leading and leading.end() < len(hit.text) else 0
    end = len(hit.text)
    if not is_written(hit, source_forms(SourceTerms(hit.concept.source.preferred))):
        inner = [match.span() for form in forms for match in _inside(form, hit.text[start:])]
        if inner:
            first, last = max(inner, key=lambda span: span[1] - span[0])
            start, end = start + first, start + last
    return hit.start + start, hit.start + end


def _inside(form: str, text: str) -> Iterator[re.Match[str]]:
    pattern = r"[\s\-‐‑]+".join(map(re.escape, re.split(r"[\s\-]+", form)))
    for match in re.finditer(rf"(?<![\w\-]){pattern}(?![\w\-])", text, re.IGNORECASE):
        if match[0] != text:
            yield match


def _accepted(term: str, hit: TermHit, scene: _Scene) -> bool:
    alone = hit._replace(within=())
    proven = (Verdict.PREFERRED, Verdict.ADMITTED)
    checks = check_terms((alone,), term, scene.locale, scene.termbase)
    return all(check.verdict in proven for check in checks)
