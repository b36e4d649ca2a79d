"""The targets of one release say one concept in one way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.termbase import Concept, TermCheck, Verdict
from translate_pipeline.model.translation import Draft, Finding, Severity
from translate_pipeline.text.renderings import closest_rendering

NAME = "term-consistency"
SEVERITY = Severity.WARNING


def check_catalog(drafts: Sequence[Draft], locale: Locale) -> Iterator[tuple[SegmentKey, Finding]]:
    """Report each target whose approved term is another than the release's own for the concept.

    The release's own is the preferred term where any target has it, else the one in most targets.
    """
    seen = [
        (draft, term, rendering)
        for draft in drafts
        for term in draft.terms
        if (rendering := rendering_of(term, draft.target, locale))
    ]
    counts: dict[str, Counter[str]] = {}
    for _, term, rendering in seen:
        counts.setdefault(term.concept.id, Counter())[rendering] += 1
    for draft, term, rendering in seen:
        count = counts[term.concept.id]
        own = main_rendering(term.concept, count, locale)
        if rendering != own:
            times = f"{count[own]} other segment{'s' if count[own] > 1 else ''}"
            message = (
                f"“{term.concept.source.preferred}” is “{rendering}” here and “{own}” in {times}"
                " of this release: choose one"
            )
            yield draft.key, Finding(NAME, Severity.WARNING, message, term.start, term.end)


def rendering_of(term: TermCheck, target: str, locale: Locale) -> str:
    """The glossary's term that a target has for a concept; empty where it has no approved one."""
    approved = term.concept.terms_in(locale)
    if approved is None or term.verdict not in (Verdict.PREFERRED, Verdict.ADMITTED):
        return ""
    if term.verdict is Verdict.PREFERRED:
        return approved.preferred
    used = target[term.start : term.end]
    found = closest_rendering(used, locale, (approved.preferred, *approved.admitted))
    return found or approved.preferred


def main_rendering(concept: Concept, count: Mapping[str, int], locale: Locale) -> str:
    """Of the renderings of a concept that are in use, the one that the others should follow."""
    approved = concept.terms_in(locale)
    order = approved.approved if approved else ()
    if order and order[0] in count:
        return order[0]
    return max(count, key=lambda one: (count[one], -order.index(one)))
