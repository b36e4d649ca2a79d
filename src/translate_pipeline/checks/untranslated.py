"""A target is not in the language of its source."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import identify
from translate_pipeline.text.leftovers import share_kept

NAME = "untranslated"
SEVERITY = Severity.ERROR

_MOST = 0.5


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a target that is in the source's language and keeps most of its words.

    One that is the source itself is another rule's, and so is one with some words left.
    """
    if share_kept(source, target) < _MOST or " ".join(target.split()) == " ".join(source.split()):
        return
    language = identify(source)
    if language and language != locale.language and identify(target) == language:
        yield Finding(NAME, SEVERITY, "this is in the language of the source")
