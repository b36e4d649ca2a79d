"""Different sources have different targets."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.translation import Draft, Finding, Severity
from translate_pipeline.text.identify import function_words, source_locale
from translate_pipeline.text.likeness import essence

NAME = "two-sources-one-target"
SEVERITY = Severity.WARNING

_FEWEST_WORDS = 3
"""Two short sources may well be one word: Background, Context."""
_FEWEST_LETTERS = 8
_UNSPACED = ("Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai")
"""Scripts without spaces between words."""


def check_catalog(drafts: Sequence[Draft], locale: Locale) -> Iterator[tuple[SegmentKey, Finding]]:
    """Report a target that stands for two sources that do not say the same."""
    unspaced = locale.script in _UNSPACED
    same: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        said = essence(draft.target)
        if len(said) >= _FEWEST_LETTERS and (unspaced or len(said.split()) >= _FEWEST_WORDS):
            same[said].append(draft)
    for first, *others in same.values():
        for draft in others:
            if _content(draft.source) != _content(first.source):
                message = f"this is the target of another source too: “{first.source}”"
                yield draft.key, Finding(NAME, SEVERITY, message)


def _content(source: str) -> frozenset[str]:
    """The words of a source that say something."""
    words = frozenset(essence(source).split())
    return words - function_words(source_locale(source).language)
