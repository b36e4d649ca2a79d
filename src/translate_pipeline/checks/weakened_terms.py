"""A target does not soften the charge that its source makes."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, Termbase, TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.renderings import find_renderings
from translate_pipeline.text.terms import SourceMatcher

NAME = "weakened-terms"
SEVERITY = Severity.WARNING


def check(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a watched rendering where an approved term is missing, or stands too few times."""
    for term in terms:
        approved = term.concept.terms_in(locale)
        if approved is None or not approved.watch:
            continue
        found = find_renderings(target, locale, approved.watch)
        free = [
            (start, end)
            for start, end in found
            if not any(other.start <= start and end <= other.end for other in terms)
        ]
        if not free:
            continue
        if term.verdict.satisfied:
            kept = find_renderings(target, locale, approved.approved)
            if len(kept) >= _mentions(source, term.concept):
                continue
        for start, end in free:
            message = (
                f"“{target[start:end]}” says less than “{term.concept.source.preferred}”: "
                f"write “{approved.preferred}”"
            )
            yield Finding(NAME, Severity.WARNING, message, start, end)


def _mentions(source: str, concept: Concept) -> int:
    """How many times a source names a concept."""
    return len(SourceMatcher(Termbase(ENGLISH, (concept,), concept.id)).find(source))
