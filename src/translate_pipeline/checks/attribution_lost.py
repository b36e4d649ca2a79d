"""A target says who said it where its source does."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.speech_marks import kept

NAME = "attribution-lost"
SEVERITY = Severity.WARNING


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a source that names who said it where nothing in the target does."""
    lost = kept(source, target, source_locale(source), locale, "attributions")
    if lost:
        yield Finding(NAME, SEVERITY, f"nothing here says what “{lost}” says in the source")
