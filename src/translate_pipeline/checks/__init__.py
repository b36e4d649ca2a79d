"""Checks of a target against its source. One module a rule; add it to RULES and it runs.

Every rule has its page and its cases in ``docs/checks/<rule>/``.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from translate_pipeline.checks import forbidden_terms, glossary_terms
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding


class Rule(Protocol):
    """What a rule module offers."""

    NAME: str

    def check(
        self, source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
    ) -> Iterator[Finding]:
        """Yield what is wrong with a target that is not empty.

        ``terms`` are the verdicts of ``text.forms.check_terms`` on source and target.
        """


RULES: tuple[Rule, ...] = (glossary_terms, forbidden_terms)


def run_checks(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> tuple[Finding, ...]:
    """All that the rules find in a target, rule by rule; nothing in an empty one."""
    if not target.strip():
        return ()
    return tuple(finding for rule in RULES for finding in rule.check(source, target, locale, terms))
