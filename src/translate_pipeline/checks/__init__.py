"""Checks of a target against its source. One module a rule; add it to RULES and it runs.

A rule that has to see all targets of a release in a locale is in CATALOG_RULES instead. Every rule
has its page and its cases in ``docs/checks/<rule>/``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from translate_pipeline.checks import (
    acronyms,
    attribution_lost,
    brackets,
    capital_at_start,
    dates,
    end_punctuation,
    forbidden_terms,
    glossary_terms,
    hedge_lost,
    invisible_characters,
    kashida,
    length_ratio,
    mixed_scripts,
    negation_lost,
    not_nfc,
    numbers,
    one_source_two_targets,
    partly_translated,
    person_names,
    quotation_marks,
    repeated_words,
    same_placeholders,
    spaces,
    spelling,
    term_consistency,
    two_sources_one_target,
    unbalanced_isolates,
    unchanged,
    untranslated,
    weakened_terms,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Draft, Finding, Severities, Severity


class Rule(Protocol):
    """What a rule module offers."""

    NAME: str
    SEVERITY: Severity
    """That of its gravest findings."""

    def check(
        self, source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
    ) -> Iterator[Finding]:
        """Yield what is wrong with a target that is not empty.

        ``terms`` are the verdicts of ``text.forms.check_terms`` on source and target.
        """


class CatalogRule(Protocol):
    """What the module of a rule offers that compares targets with each other."""

    NAME: str
    SEVERITY: Severity
    """That of its gravest findings."""

    def check_catalog(
        self, drafts: Sequence[Draft], locale: Locale
    ) -> Iterator[tuple[SegmentKey, Finding]]:
        """Yield what is wrong with the targets of one release in one locale, taken together."""


RULES: tuple[Rule, ...] = (
    glossary_terms,
    forbidden_terms,
    weakened_terms,
    numbers,
    dates,
    untranslated,
    unchanged,
    partly_translated,
    length_ratio,
    negation_lost,
    hedge_lost,
    attribution_lost,
    same_placeholders,
    acronyms,
    brackets,
    quotation_marks,
    end_punctuation,
    spaces,
    capital_at_start,
    repeated_words,
    mixed_scripts,
    kashida,
    invisible_characters,
    unbalanced_isolates,
    not_nfc,
    spelling,
)
CATALOG_RULES: tuple[CatalogRule, ...] = (
    term_consistency,
    person_names,
    one_source_two_targets,
    two_sources_one_target,
)
OWN: Severities = MappingProxyType({})
"""Every rule as it comes."""


def all_rules() -> tuple[Rule | CatalogRule, ...]:
    """Every rule, in the order in which they run."""
    return (*RULES, *CATALOG_RULES)


def run_checks(  # noqa: PLR0913  (all that a target is judged by)
    source: str,
    target: str,
    locale: Locale,
    terms: Sequence[TermCheck],
    severities: Severities = OWN,
    *,
    drafted: bool = False,
) -> tuple[Finding, ...]:
    """All that the rules find in a target, rule by rule; nothing in an empty one.

    ``drafted``: an engine made it, and no person has accepted it.
    """
    if not target.strip():
        return ()
    stricter = {partly_translated.NAME: partly_translated.check_draft} if drafted else {}
    return tuple(
        _weighed(finding, severities)
        for rule in RULES
        if severities.get(rule.NAME, rule.SEVERITY)
        for finding in stricter.get(rule.NAME, rule.check)(source, target, locale, terms)
    )


def run_catalog_checks(
    drafts: Sequence[Draft], locale: Locale, severities: Severities = OWN
) -> tuple[Draft, ...]:
    """The drafts of one release in one locale, with what the catalog rules find added to each."""
    found: dict[SegmentKey, list[Finding]] = defaultdict(list)
    for rule in CATALOG_RULES:
        if severities.get(rule.NAME, rule.SEVERITY):
            for key, finding in rule.check_catalog(drafts, locale):
                found[key].append(_weighed(finding, severities))
    return tuple(
        replace(draft, findings=(*draft.findings, *found[draft.key]))
        if draft.key in found
        else draft
        for draft in drafts
    )


def _weighed(finding: Finding, severities: Severities) -> Finding:
    """The finding with the severity that the workspace gives its rule."""
    severity = severities.get(finding.rule)
    return replace(finding, severity=severity) if severity else finding
