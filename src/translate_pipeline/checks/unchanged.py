"""A target is not its source."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import identify, source_locale
from translate_pipeline.text.leftovers import is_foreign, translatable

NAME = "unchanged"
SEVERITY = Severity.ERROR


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a target that is its source, though that has words to translate."""
    if " ".join(target.casefold().split()) != " ".join(source.casefold().split()):
        return
    own = source_locale(source)
    if own.language == locale.language:
        return
    words = translatable(source)
    foreign = [word for word in words if is_foreign(word, own.language, locale)]
    if not foreign:
        return
    sure = identify(source) or len(foreign) > 1
    severity = Severity.ERROR if sure else Severity.WARNING
    yield Finding(NAME, severity, "this is the source, not a translation of it")
