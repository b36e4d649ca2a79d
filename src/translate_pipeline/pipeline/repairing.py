"""Repairing: the old target of a sentence, mended for what a correction changed in it.

A casualty figure, a day or a name that changed needs no new translation: it is put into the old
one, in the locale's own writing. What is not certain is left to people, and what is certain is a
draft all the same.
"""

from collections import Counter
from collections.abc import Callable

from translate_pipeline.checks import run_checks
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.inline import plain
from translate_pipeline.text.persons import Persons
from translate_pipeline.text.repairs.correction import Source
from translate_pipeline.text.repairs.repair import Repaired, repair_target
from translate_pipeline.text.terms import SourceMatcher

__all__ = ["Repair", "Repaired", "Source", "repair", "repairer"]

Repair = Callable[[str, str, str], Repaired | None]
"""From an old source, its target and a new source: the target for that one; None in doubt."""


def repair(
    old: Source, target: str, new: Source, locale: Locale, termbase: Termbase
) -> Repaired | None:
    """The old target for the new source, and what changed; None where anything is in doubt.

    The sources differ in nothing but numbers, dates, names of people and terms of the glossary,
    each change has one place in the target, the words around it stay right, and no check says of
    the new pair what it does not say of the old one.
    """
    repaired = repair_target(old, target, new, locale, termbase)
    if repaired is None:
        return None
    before = _findings(old, target, locale, termbase)
    after = _findings(new, repaired.target, locale, termbase)
    return repaired if after <= before else None


def repairer(matcher: SourceMatcher, locale: Locale, persons: Persons) -> Repair:
    """What repairs targets in a locale, given an old source, its target and a new source.

    ``persons`` are those whom the old sources name and those whom the new ones do.
    """

    def mend(old: str, target: str, new: str) -> Repaired | None:
        past, present = plain(old), plain(new)
        old_source = Source(old, matcher.find(past), tuple(persons.find(past)))
        new_source = Source(new, matcher.find(present), tuple(persons.find(present)))
        return repair(old_source, target, new_source, locale, matcher.termbase)

    return mend


def _findings(
    source: Source, target: str, locale: Locale, termbase: Termbase
) -> Counter[tuple[str, str]]:
    """How often every rule says something of a target."""
    terms = check_terms(source.hits, target, locale, termbase)
    found = run_checks(source.text, target, locale, terms)
    return Counter((finding.rule, str(finding.severity)) for finding in found)
