"""A target does not say a word twice by mistake."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity

NAME = "repeated-words"
SEVERITY = Severity.WARNING

_TWICE = re.compile(r"(?<![\w'’\-/])([^\W\d_]+)[ \u00a0]+\1(?![\w'’\-/])", re.IGNORECASE)
_REPEATING = frozenset({
    "id", "ms", "jv", "su", "fil", "tl", "tr", "az", "uz", "kk", "ky", "tk", "tt", "ug",
    "hi", "ur", "bn", "mr", "ne", "pa", "gu", "or", "as", "ta", "te", "kn", "ml", "si",
    "vi", "th", "lo", "km", "my", "haw", "mi", "sm", "to", "sw", "zu", "xh", "rw", "so",
    "ha", "yo", "ig", "mg",
})  # fmt: skip
"""Languages where saying a word twice means something: many, each, slowly, really."""
_RIGHT = {
    "af": "nie", "ca": "nos vos", "de": "die das der sie", "el": "σιγά", "fa": "کم یک",
    "fr": "nous vous", "he": "יום צעד קצת שלב לאט רק אחד אחת מאוד",
    "it": "così piano mano man poco", "nl": "die dat zij ze het", "ru": "чуть еле", "uk": "ледь",
}  # fmt: skip
"""What other languages say twice and mean it: step by step, a clause after its pronoun."""


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each, unless the language says words twice, or the source does so here."""
    if locale.language in _REPEATING or not _TWICE.search(target) or _TWICE.search(source):
        return
    right = _RIGHT.get(locale.language, "").split()
    for match in _TWICE.finditer(target):
        if match[1].casefold() not in right:
            yield Finding(NAME, SEVERITY, f"“{match[0]}”: the word stands twice", *match.span())
