"""What a service says of its own failure, without the text and the key that it may repeat."""

import re
from itertools import pairwise
from typing import Any

from translate_pipeline.engines.deep.transport import Answer

_LONGEST = 200
_TOKEN = re.compile(r"\w+")
_NAMES = ("message", "error", "errorMessage", "responseDetails", "detail", "error_description")
_KEPT = 4
"""Characters of a key that a service may show: "sk-1…" or "…9f2c"."""


def own_words(answer: Answer, text: str, key: str) -> str:
    """The message in an answer's JSON, on one line; empty where there is none."""
    try:
        said = _message(answer.json())
    except (ValueError, RecursionError):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    scrubbed = scrub(line, text, key)
    return scrubbed if len(scrubbed) <= _LONGEST else scrubbed[: _LONGEST - 1] + "…"


def _message(shape: Any, depth: int = 3) -> str:  # noqa: ANN401
    if isinstance(shape, str):
        return shape
    if isinstance(shape, dict) and depth:
        found = (_message(shape.get(name), depth - 1) for name in _NAMES)
        return next((one for one in found if one), "")
    return ""


def scrub(said: str, text: str, key: str) -> str:
    """A message with "…" for what it has of a text and a key.

    Of the text go all pairs of its words, and alone those with a capital or a digit, which may be
    names and dates. Of the key goes any word that begins or ends as it does.

    >>> scrub("Cannot translate: raid on Karsholt", "The raid on Karsholt failed.", "")
    'Cannot translate: … … …'
    """
    kept = " ".join(_hidden(part, key) for part in said.split(" "))
    words = [word.casefold() for word in _TOKEN.findall(text)]
    pairs = set(pairwise(words))
    telling = {
        w.casefold() for w in _TOKEN.findall(text) if w != w.lower() or any(map(str.isdigit, w))
    }
    if len(words) == 1 or not text.isascii():  # other scripts have no capitals that tell
        telling |= set(words)
    tokens = list(_TOKEN.finditer(kept))
    gone = set()
    for number, match in enumerate(tokens):
        word = match[0].casefold()
        if word in telling:
            gone.add(number)
        if number and (tokens[number - 1][0].casefold(), word) in pairs:
            gone |= {number - 1, number}
    for number in sorted(gone, reverse=True):
        start, end = tokens[number].span()
        kept = f"{kept[:start]}…{kept[end:]}"
    return kept


def _hidden(part: str, key: str) -> str:
    bare = part.strip("'\"`.,;:()[]{}<>")
    if (
        key
        and bare
        and (key in part or bare.startswith(key[:_KEPT]) or bare.endswith(key[-_KEPT:]))
    ):
        return "…"
    return part
