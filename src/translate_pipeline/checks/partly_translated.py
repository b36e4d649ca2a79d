"""A target has no words of its source's language left in it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from translate_pipeline.checks import unchanged, untranslated
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.leftovers import certain, leftovers

NAME = "partly-translated"
SEVERITY = Severity.WARNING

_NAMED = 3
"""How many of the words a message names."""


def check(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report words of the source that were left in the target, once a target."""
    return _check(source, target, locale, terms, drafted=False)


def check_draft(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """The same for a draft that no person has accepted: an engine borrows no words.

    A single word that the target's language does not have is one that the engine did not know.
    """
    return _check(source, target, locale, terms, drafted=True)


def _check(
    source: str, target: str, locale: Locale, terms: Sequence[TermCheck], *, drafted: bool
) -> Iterator[Finding]:
    own = source_locale(source)
    if own.language == locale.language:
        return
    spans = list(leftovers(source, target, own, locale))
    if locale.is_latin and not drafted:
        spans = certain(source, target, spans, own.language)
    for term in terms:
        spans = [span for span in spans if not term.start <= span[0] < term.end]
    if not spans:
        return
    for whole in (unchanged, untranslated):
        if any(whole.check(source, target, locale, terms)):
            return
    words = list(dict.fromkeys(target[start:end] for start, end in spans))
    named = ", ".join(f"“{word}”" for word in islice(words, _NAMED))
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    message = f"{named}{more} stand{'s' if len(words) == 1 else ''} here as in the source"
    yield Finding(NAME, SEVERITY, message, spans[0][0], spans[0][1])
