"""A target's tags open before they close, and the inner ones close first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.inline import misplaced, tags

NAME = "tag-nesting"
SEVERITY = Severity.ERROR


def check(
    source: str, target: str, _locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report tags that close before they open, cross each other or hold nothing.

    One that is missing or too many is for ``same_placeholders`` to tell.
    """
    wanted, found = (Counter((t.name, t.closing) for t in tags(text)) for text in (source, target))
    if wanted != found or any(misplaced(source)):
        return
    for tag, message in misplaced(target):
        yield Finding(NAME, SEVERITY, message, tag.start, tag.end)
