"""A target writes a letter with its accent as one character where there is one."""

from collections.abc import Iterator, Sequence
from unicodedata import is_normalized, normalize

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity

NAME = "not-nfc"
SEVERITY = Severity.WARNING


def check(
    _source: str, target: str, _locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report the first letter that is two characters and could be one (Unicode's form NFC).

    The order of marks on one letter, and letters that NFC takes apart, are left alone: Arabic
    and Hindi keyboards write them as they do.
    """
    if target.isascii() or is_normalized("NFC", target):
        return
    for at, character in enumerate(target):
        one, two = normalize("NFC", character), normalize("NFC", target[at : at + 2])
        if len(two) == 1 and at + 1 < len(target):
            message = f"“{two}” is written as two characters: searches miss it"
            yield Finding(NAME, SEVERITY, message, at, at + 2)
            return
        if one != character and len(one) == 1:
            message = f"“{character}” (U+{ord(character):04X}) only looks like U+{ord(one):04X}"
            yield Finding(NAME, SEVERITY, message, at, at + 1)
            return
