"""Concept, Term, Termbase: the glossary, concept first as in TBX (ISO 30042)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from translate_pipeline.model.locale import Locale


class Evidence(StrEnum):
    """How well a concept's terms in a locale are known to be right."""

    ATTESTED = "attested"
    PARTLY_ATTESTED = "partly attested"
    FROM_KNOWLEDGE = "from knowledge"


@dataclass(frozen=True, slots=True)
class LocaleTerms:
    """The terms of one concept in one locale."""

    preferred: str
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Inflected forms that count as the preferred term, declared where rules do not find them:
    broken plurals, cases."""
    status: Evidence = Evidence.FROM_KNOWLEDGE
    evidence: str = ""
    """Where the form was seen: keys of ``Termbase.evidence``, or a citation."""
    note: str = ""
    watch: tuple[str, ...] = ()
    """Renderings that soften the charge ("abusos" for war crimes): right in other sentences, so
    they are warned of only where the approved term is not there."""
    example: str = ""
    """A sentence with one of the approved terms, for translators and for ``glossary lint``."""
    approved_by: str = ""
    """The role or pseudonym of who approved this entry; empty where nobody has yet."""
    approved_on: dt.date | None = None

    @property
    def approved(self) -> tuple[str, ...]:
        """Preferred and admitted terms, and their declared forms; preferred first."""
        return (self.preferred, *self.admitted, *self.forms)


@dataclass(frozen=True, slots=True)
class Guard:
    """When a word is the concept and when it is not: a settlement in the West Bank, or in court.

    Every pattern holds one ``~``, which stands for the term. What is left of it is a regular
    expression that must match up to where the term begins, what is right of it one that must match
    from where it ends. Capitals do not matter unless the pattern says ``(?-i:…)``.
    """

    when: tuple[str, ...] = ()
    """At least one of these must match; empty where nothing is asked for."""
    unless: tuple[str, ...] = ()
    """None of these may match."""


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """How a concept is written in the source locale."""

    preferred: str
    variants: tuple[str, ...] = ()
    case_sensitive: bool = False
    """True for names and acronyms (ICC, Hamas): a capital in the term must be one in the text.
    They have no plural."""
    inflect: bool = True
    """Whether the plural or singular of the head word counts too: war crimes, war crime."""
    guards: Mapping[str, Guard] = field(default_factory=dict)
    """By form, as it stands in the text (``settlement``): when that form counts."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, and its terms in every locale."""

    id: str
    domain: str
    """crime, law, people, place, institution, …: the kind of thing it is."""
    definition: str
    legal_source: str
    """The provision that defines it, such as "Rome Statute art. 8"; empty where there is none."""
    source: SourceTerms
    terms: Mapping[Locale, LocaleTerms] = field(default_factory=dict)
    number_locked: bool = False
    """Singular and plural are two concepts (Territory, Territories): in a target only the written
    forms count, not their inflections."""
    do_not_translate: bool = False
    """A name that stays as it is in every locale of Latin script that has no terms of its own."""

    def terms_in(self, locale: Locale) -> LocaleTerms | None:
        """The terms in a locale, else in a wider one (``es`` for ``es-MX``)."""
        terms = self.terms.get(locale)
        if terms is None and self.terms:
            terms = next(filter(None, map(self.terms.get, locale.wider)), None)
        if terms is None and self.do_not_translate and locale.is_latin:
            return LocaleTerms(self.source.preferred, self.source.variants)
        return terms


@dataclass(frozen=True, slots=True)
class Termbase:
    """A glossary: concepts in file order."""

    source_locale: Locale
    concepts: tuple[Concept, ...] = ()
    revision: str = ""
    """Twelve hexadecimal digits: a fingerprint of the glossary's files."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """What the keys in ``LocaleTerms.evidence`` stand for."""

    def __hash__(self) -> int:
        """By revision, so that what is built from a termbase can be kept for its next use."""
        return hash(self.revision)


class TermHit(NamedTuple):
    """A concept found in a source text. Longest match wins; what it covers is ``within``."""

    concept: Concept
    start: int
    """Code points from the start of the text that was searched."""
    end: int
    text: str
    within: tuple["TermHit", ...] = ()
    """Shorter hits of other concepts that lie inside it, or overlap it."""

    def walk(self) -> Iterator["TermHit"]:
        """The hit itself, then all that lie within it."""
        yield self
        for hit in self.within:
            yield from hit.walk()


class Verdict(StrEnum):
    """What a target does with a concept of its source."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SOFT = "soft"
    """Recognised, but not in a form that proves it: shown, not failing."""
    FORBIDDEN = "forbidden"
    MISSING = "missing"

    @property
    def satisfied(self) -> bool:
        """Whether the target keeps the concept."""
        return self in (Verdict.PREFERRED, Verdict.ADMITTED, Verdict.SOFT)


@dataclass(frozen=True, slots=True)
class TermCheck:
    """The verdict on one concept, and where in the target it was seen (-1 where it was not)."""

    concept: Concept
    verdict: Verdict
    start: int = -1
    end: int = -1
