"""A long sentence in pieces, cut where a clause ends."""

import re
from collections.abc import Callable, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import between_sentences

_BOUNDARIES = tuple(re.compile(pattern) for pattern in (r"[;:]\s|[；：]", r",\s|[，、]", r"\s"))
_CAPITAL_NOUNS = ("de", "lb")


def cut(text: str, longest: int, size: Callable[[str], int] = len) -> list[str]:
    """The text cut near its middle until no piece is longer than ``longest``.

    Where there is no white space to cut at, a piece stays too long.

    >>> cut("One thing happened; then another did, they said.", 30)
    ['One thing happened;', 'then another did, they said.']
    """
    if size(text) <= longest:
        return [text]
    for boundary in _BOUNDARIES:
        ends = (match.end() for match in boundary.finditer(text))
        inner = [end for end in ends if len(text) / 4 < end < len(text) * 3 / 4]
        if inner:
            at = min(inner, key=lambda end: abs(end - len(text) / 2))
            parts = text[:at].rstrip(), text[at:].lstrip()
            return [piece for part in parts for piece in cut(part, longest, size)]
    return [text]


def joined(pieces: Sequence[str], answers: Sequence[str], locale: Locale) -> str:
    """The translations of the pieces as one sentence.

    A service takes each piece for a sentence: what goes on within one begins small again, but in
    languages whose nouns have capitals.
    """
    first, *others = answers
    if locale.language not in _CAPITAL_NOUNS:
        others = [
            answer[:1].lower() + answer[1:] if piece[:1].islower() else answer
            for piece, answer in zip(pieces[1:], others, strict=True)
        ]
    return between_sentences(locale).join((first, *others))
