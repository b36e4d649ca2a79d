"""A target hedges what its source hedges."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.speech_marks import kept

NAME = "hedge-lost"
SEVERITY = Severity.WARNING


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a charge, a report or a guess of the source that is a fact in the target."""
    lost = kept(source, target, source_locale(source), locale, "hedges")
    if lost:
        yield Finding(NAME, SEVERITY, f"nothing here says what “{lost}” says in the source")
