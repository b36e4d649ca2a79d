"""Characters nobody sees: zero-width spaces, soft hyphens, marks of direction."""

import re
import unicodedata
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import SourceFinding

NAME = "hidden-character"

_HIDDEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_JOINERS = "\u200c\u200d"
_MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_JOINING = frozenset({"ar", "bn", "ckb", "fa", "gu", "hi", "kn", "ku", "ml", "mr", "ne", "pa"}) | {
    "ps", "sd", "si", "ta", "te", "ug", "ur",
}  # fmt: skip
"""Languages that need joiners and non-joiners for their spelling."""


def check(source: Source) -> Iterator[SourceFinding]:
    """Report them, save where the source language's script, or an emoji, needs them."""
    needed = _MARKS if source.language in _RIGHT_TO_LEFT else ""
    needed += _JOINERS if source.language in _JOINING else ""
    for raw in source.raw_blocks:
        for match in _HIDDEN.finditer(raw.text):
            if match[0] not in needed and not _in_emoji(raw.text, match.start()):
                name = unicodedata.name(match[0], "character").lower()
                message = f"Invisible {name} (U+{ord(match[0]):04X}): delete it"
                yield raw.finding(NAME, *match.span(), message, "delete the character")


def _in_emoji(text: str, at: int) -> bool:
    """Whether a joiner makes one pictogram of two."""
    before = text[:at].rstrip("\ufe0f")[-1:] if text[at] == "\u200d" else ""
    return bool(before) and unicodedata.category(before) in {"So", "Sk"}
