"""Checks of a source text, before it is multiplied by every locale.

One module a rule; add it to RULES and it runs. Each rule has its page and its cases in
``docs/checks/source/<name>/``. A rule is a warning unless what it found is surely wrong.
"""

from collections.abc import Iterator
from typing import Protocol

from translate_pipeline.checks.source import (
    call_to_action,
    comma_before_apposition,
    comma_before_attribution,
    digit_in_word,
    doubled_space,
    fact_told_two_ways,
    hidden_character,
    mixed_quotation_marks,
    name_spelt_two_ways,
    number_written_two_ways,
    obfuscated_address,
    photo_credit,
    repeated_sentence,
    run_together,
    space_before_apostrophe,
    unbalanced_quotation_mark,
    unusual_space,
)
from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import SourceFinding

__all__ = ["RULES", "Rule", "Source", "run_source_checks"]


class Rule(Protocol):
    """What a rule module offers."""

    NAME: str

    def check(self, source: Source) -> Iterator[SourceFinding]:
        """Yield what is wrong with the source."""


RULES: tuple[Rule, ...] = (
    digit_in_word,
    number_written_two_ways,
    fact_told_two_ways,
    name_spelt_two_ways,
    repeated_sentence,
    obfuscated_address,
    photo_credit,
    call_to_action,
    run_together,
    comma_before_apposition,
    comma_before_attribution,
    unbalanced_quotation_mark,
    mixed_quotation_marks,
    space_before_apostrophe,
    doubled_space,
    unusual_space,
    hidden_character,
)


def run_source_checks(source: Source) -> tuple[SourceFinding, ...]:
    """Everything that the rules find, in the order of the file."""
    findings = (finding for rule in RULES for finding in rule.check(source))
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.column)))
