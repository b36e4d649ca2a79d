"""Take back what an engine changed for no reason when it was asked again with other words.

A name that it does not know makes the next word begin with a capital ("Ana Li Dijo"), a noun makes
a conjunction agree ("dadas que"), and a sentence that begins with a term may begin with a small
letter.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

Span = tuple[int, int]
"""Start and end in a text, in code points."""

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE_END = frozenset(".:!?…¿¡“”«»\"'‘’(")
_FROZEN = frozenset(("dado", "dato", "donat", "donné"))
"""Participles that agree with nothing before "that": dado que, étant donné que."""
_THAT = frozenset(("che", "que"))


def mended(first: str, second: str, placed: Sequence[Span]) -> str:
    """The second draft without changes of the first that its terms are no reason for.

    ``placed``: where the terms stand in it, which stay as they are. Its length may change.
    """
    old, new = _PIECE.findall(first), _PIECE.findall(second)
    folded = [[piece.casefold() for piece in pieces] for pieces in (old, new)]
    end, inside = 0, []
    for piece in new:
        inside.append(any(start < end + len(piece) and end < stop for start, stop in placed))
        end += len(piece)
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for mine, theirs in zip(range(c, d), range(a, b), strict=False):
            small = kind == "equal" and old[theirs].islower() and not _begins(new, mine)
            if not inside[mine] and (small or (kind == "replace" and _is_frozen(old, theirs))):
                new[mine] = old[theirs]
    text = "".join(new)
    return text[:1].upper() + text[1:] if first[:1].isupper() else text


def _begins(pieces: Sequence[str], place: int) -> bool:
    """Whether a sentence, a quotation or a bracket begins with a piece."""
    before = next((piece for piece in reversed(pieces[:place]) if not piece.isspace()), ".")
    return before in _SENTENCE_END


def _is_frozen(pieces: Sequence[str], place: int) -> bool:
    """Whether a piece is a participle before a conjunction."""
    following = next((piece for piece in pieces[place + 1 :] if not piece.isspace()), "")
    return pieces[place].casefold() in _FROZEN and following.casefold() in _THAT
