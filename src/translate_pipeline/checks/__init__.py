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
    tag_nesting,
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
from translate_pipeline.text.inline import Reading, plain, reading


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
    tag_nesting,
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
ON_MARKUP: tuple[Rule, ...] = (same_placeholders, tag_nesting)
"""Rules that read the tags of ``text.inline``; all others are given texts without them."""
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
    read = reading(target)
    words = plain(source), read.text, locale, _terms_read(terms, read)
    found: list[Finding] = []
    for rule in RULES:
        if severities.get(rule.NAME, rule.SEVERITY):
            check = stricter.get(rule.NAME, rule.check)
            if rule in ON_MARKUP:
                found += check(source, target, locale, terms)
            elif read.text.strip():
                found += (_in_whole(finding, read) for finding in check(*words))
    return tuple(_weighed(finding, severities) for finding in found)


def run_catalog_checks(
    drafts: Sequence[Draft], locale: Locale, severities: Severities = OWN
) -> tuple[Draft, ...]:
    """The drafts of one release in one locale, with what the catalog rules find added to each."""
    found: dict[SegmentKey, list[Finding]] = defaultdict(list)
    readings = {draft.key: reading(draft.target) for draft in drafts}
    read = [_read(draft, readings[draft.key]) for draft in drafts]
    for rule in CATALOG_RULES:
        if severities.get(rule.NAME, rule.SEVERITY):
            for key, finding in rule.check_catalog(read, locale):
                whole = _in_whole(finding, readings[key])
                found[key].append(_weighed(whole, severities))
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


def _terms_read(terms: Sequence[TermCheck], read: Reading) -> Sequence[TermCheck]:
    """The verdicts with their places in a target without tags."""
    if not read.places:
        return terms
    places = (read.read(term.start, term.end) for term in terms)
    return [
        replace(term, start=start, end=end)
        for term, (start, end) in zip(terms, places, strict=True)
    ]


def _read(draft: Draft, read: Reading) -> Draft:
    """A draft without the tags of its source and its target."""
    source = plain(draft.source)
    if not read.places and source == draft.source:
        return draft
    return replace(draft, source=source, target=read.text, terms=(*_terms_read(draft.terms, read),))


def _in_whole(finding: Finding, read: Reading) -> Finding:
    """What was found in a target without tags, at its place in the target with them."""
    if not read.places:
        return finding
    start, end = read.whole(finding.start, finding.end)
    return replace(finding, start=start, end=end)
