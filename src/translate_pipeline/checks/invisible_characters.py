"""A target has no characters that nobody sees, save those that its script needs."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category, name

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity

NAME = "invisible-characters"
SEVERITY = Severity.ERROR

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffd\ue000-\uf8ff\U000e0000-\U000e007f]"
)
_UNSAFE = frozenset("\u202d\u202e\ufffd")
_MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c"
_JOINERS = "\u200c\u200d"
_NEEDED = {
    "Arab": _MARKS + _JOINERS, "Hebr": _MARKS, "Syrc": _MARKS + _JOINERS, "Thaa": _MARKS,
    "Nkoo": _MARKS, "Mong": _JOINERS + "\u180e",
    **dict.fromkeys(("Thai", "Laoo", "Khmr", "Mymr", "Tibt"), "\u200b\u200c\u200d"),
    **dict.fromkeys(("Beng", "Deva", "Gujr", "Guru", "Knda"), _JOINERS),
    **dict.fromkeys(("Mlym", "Orya", "Sinh", "Taml", "Telu"), _JOINERS),
}  # fmt: skip
"""By script. Where words are not spaced, a zero-width space says where a line may break."""


def check(
    _source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each kind once; controls, overrides and damaged characters are errors.

    Joiners inside an emoji are part of it.
    """
    if target.isascii() and target.isprintable():
        return
    needed = _NEEDED.get(locale.script, "")
    seen: set[str] = set()
    for match in _HIDDEN.finditer(target):
        character = match[0]
        if character in needed or character in seen or _in_emoji(target, match.start()):
            continue
        seen.add(character)
        grave = character in _UNSAFE or category(character) in {"Cc", "Co"}
        severity = Severity.ERROR if grave else Severity.WARNING
        label = name(character, "control character").lower()
        message = f"{label} (U+{ord(character):04X}) is not to be seen: delete it"
        if character == "\ufffd" or category(character) == "Co":
            message = f"a character was lost on the way (U+{ord(character):04X}): write it anew"
        yield Finding(NAME, severity, message, *match.span())


def _in_emoji(text: str, at: int) -> bool:
    """Whether a joiner makes one pictogram of two, or a tag a flag of a region."""
    if text[at] >= "\U000e0000":
        return True
    before = text[:at].rstrip("\ufe0f")[-1:] if text[at] == "\u200d" else ""
    return bool(before) and category(before) in {"So", "Sk"}
