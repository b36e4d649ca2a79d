"""A target does not use a forbidden term for a glossary concept."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck, Verdict
from translate_pipeline.model.translation import Finding, Severity

NAME = "forbidden-terms"
SEVERITY = Severity.ERROR


def check(
    _source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a forbidden term that stands where an approved one is expected."""
    for term in terms:
        approved = term.concept.terms_in(locale)
        if term.verdict is Verdict.FORBIDDEN and approved:
            used = target[term.start : term.end]
            message = (
                f"“{used}” is not to be used for “{term.concept.source.preferred}”: "
                f"write “{approved.preferred}”"
            )
            yield Finding(NAME, Severity.ERROR, message, term.start, term.end)
