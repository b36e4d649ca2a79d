"""Difference: what changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

_PIECE = re.compile(r"\d[\d.,\u202f\u00a0٬٫]*\d|\w+|\s+|[^\w\s]")
"""A number is one piece, with the marks within it."""


def difference(old: str, new: str) -> str:
    """The new text with what went in ``[-…-]`` and what came in ``{+…+}``, as ``wdiff`` shows it.

    >>> difference("Murieron 31.480 personas.", "Murieron 33.912 personas.")
    'Murieron [-31.480-]{+33.912+} personas.'
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    said = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            said.append(come)
        else:
            said.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(said)
