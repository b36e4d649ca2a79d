"""Judge: what the glossary and all rules say of the targets of one release in one locale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from translate_pipeline.checks import OWN, run_catalog_checks, run_checks
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.termbase import Termbase, TermHit
from translate_pipeline.model.translation import Draft, Severities
from translate_pipeline.text.forms import check_terms


def judged(
    bare: Iterable[Draft],
    hits: Mapping[SegmentKey, Sequence[TermHit]],
    locale: Locale,
    termbase: Termbase,
    severities: Severities = OWN,
) -> Mapping[SegmentKey, Draft]:
    """The same targets, each with its terms and findings; an empty one has no findings.

    ``hits`` are the terms of every source, by key.
    """
    drafts = []
    for draft in bare:
        terms = check_terms(hits[draft.key], draft.target, locale, termbase)
        findings = run_checks(
            draft.source, draft.target, locale, terms, severities, drafted=bool(draft.engine)
        )
        drafts.append(replace(draft, terms=terms, findings=findings))
    return {draft.key: draft for draft in run_catalog_checks(drafts, locale, severities)}
