"""How an element of HTML looks, in a page or in Markdown: struck, raised or lowered."""

import re

from translate_pipeline.text.raised import Look

LOOKS = {
    **dict.fromkeys(("del", "s", "strike"), Look.STRUCK),
    "sup": Look.RAISED,
    "sub": Look.LOWERED,
}
_STYLES = (
    (
        re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,100}line-through", re.IGNORECASE),
        Look.STRUCK,
    ),
    (re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE), Look.RAISED),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), Look.LOWERED),
)


def looks(tag: str, style: str) -> frozenset[Look]:
    """How the text of an element looks by its name or its style."""
    styled = {look for pattern, look in _STYLES if pattern.search(style)}
    return frozenset(styled | {LOOKS[tag]}) if tag in LOOKS else frozenset(styled)
