"""A target keeps the glossary concepts of its source."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck, Verdict
from translate_pipeline.model.translation import Finding, Severity

NAME = "glossary-terms"
SEVERITY = Severity.ERROR


def check(
    _source: str, _target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a concept that is missing, and one that was recognised without proof."""
    for term in terms:
        approved = term.concept.terms_in(locale)
        if approved is None:
            continue
        concept, wanted = term.concept.source.preferred, " or ".join(
            f"“{text}”" for text in (approved.preferred, *approved.admitted)
        )  # fmt: skip
        if term.verdict is Verdict.MISSING:
            message = f"“{concept}” has no approved term here: expected {wanted}"
            yield Finding(NAME, Severity.ERROR, message)
        elif term.verdict is Verdict.SOFT:
            message = f"“{concept}” may be here, but not as {wanted}: please look"
            yield Finding(NAME, Severity.WARNING, message, term.start, term.end)
