"""The glossary in the ledger: every revision that was used, as digests of its terms.

So what a change of the glossary touches can be told without its old files, and an approval can be
bound to the terms that it was given for.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.termbase import Concept, LocaleTerms, Termbase
from translate_pipeline.ports import Ledger

Digests = Mapping[str, Mapping[str, str]]
"""Concept → locale → eight hexadecimal digits; the source locale stands for the source terms."""


def record_glossary(termbase: Termbase, ledger: Ledger, now: datetime) -> None:
    """Record the glossary's revision, with its digests, where another one was used last."""
    if [event.revision for event in glossary_revisions(ledger)[-1:]] != [termbase.revision]:
        event = Event(
            WORKSPACE, Revision(termbase.revision), Action.GLOSSARY, now, "coordinator",
            detail=digests(termbase.concepts, termbase.source_locale),
        )  # fmt: skip
        ledger.append([event])


def glossary_revisions(ledger: Ledger) -> Sequence[Event]:
    """The events of all revisions, the one that was used last at the end."""
    return [event for event in ledger.events(WORKSPACE) if event.action is Action.GLOSSARY]


def digests(concepts: Iterable[Concept], source_locale: Locale) -> Digests:
    """Of each concept what decides about targets, not notes, evidence or approval."""
    return {
        concept.id: {
            source_locale.tag: _digest(_source(concept)),
            **{locale.tag: _digest(_terms(terms)) for locale, terms in concept.terms.items()},
        }
        for concept in concepts
    }


def _source(concept: Concept) -> list[object]:
    source = concept.source
    guards = sorted((form, guard.when, guard.unless) for form, guard in source.guards.items())
    flags = [source.case_sensitive, source.inflect, concept.number_locked, concept.do_not_translate]
    return [source.preferred, sorted(source.variants), *flags, guards]


def _terms(terms: LocaleTerms) -> list[object]:
    lists = (terms.admitted, terms.forbidden, terms.forms, terms.watch)
    return [terms.preferred, *map(sorted, lists)]


def _digest(value: list[object]) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:8]


def terms_digest(
    concepts: Collection[str], locale: Locale, source_locale: Locale, known: Digests
) -> str:
    """What stands for the terms of some concepts in a locale; empty where there are none."""
    found: dict[str, list[str]] = {}
    for concept in concepts:
        of_concept = known.get(concept, {})
        if terms := digest_in(of_concept, locale):
            found[concept] = [terms, of_concept.get(source_locale.tag, "")]
    return _digest([sorted(found.items())]) if found else ""


def digest_in(digests: Mapping[str, str], locale: Locale) -> str | None:
    """A concept's digest in a locale, else in a wider one; None where it has no terms there."""
    return next((digests[one.tag] for one in (locale, *locale.wider) if one.tag in digests), None)
