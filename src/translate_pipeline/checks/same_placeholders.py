"""A target keeps the addresses, placeholders and markup of its source."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import Piece, pieces

NAME = "same-placeholders"
SEVERITY = Severity.ERROR

_ENDING = re.compile(r"['’:-][A-Za-z]{1,6}")
_NAMES = {
    "url": "the address", "mail": "the address", "handle": "the account", "tag": "the tag",
    "variable": "the placeholder", "entity": "the entity", "note": "the footnote",
    "mark": "the markup",
}  # fmt: skip


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each one that is lost, and each that the source does not have.

    A link may lead to the same page in the target's language.
    """
    wanted, found = pieces(source), pieces(target)
    if not wanted and not found:
        return
    found = tuple(_uninflected(piece, wanted) for piece in found)
    expected = Counter(_key(piece, locale) for piece in wanted)
    there = Counter(_key(piece, locale) for piece in found)
    if expected == there:
        return
    for piece in _first(wanted, locale):
        key = _key(piece, locale)
        if there[key] < expected[key]:
            times = f" ({there[key]} of {expected[key]} times)" if there[key] else ""
            message = f"{_NAMES[piece.kind]} {piece.text} of the source is missing{times}"
            yield Finding(NAME, SEVERITY, message)
    for piece in _first(found, locale):
        key = _key(piece, locale)
        if there[key] > expected[key]:
            verb = (
                "is more often here than in the source" if expected[key] else "is not in the source"
            )
            message = f"{_NAMES[piece.kind]} {piece.text} {verb}"
            yield Finding(NAME, SEVERITY, message, piece.start, piece.end)


def _first(found: Sequence[Piece], locale: Locale) -> list[Piece]:
    """The pieces, once each."""
    return list({_key(piece, locale): piece for piece in reversed(found)}.values())[::-1]


def _uninflected(piece: Piece, wanted: Sequence[Piece]) -> Piece:
    """An address of the source without the ending that the target's language gives it."""
    if piece.kind in {"url", "mail"}:
        for one in wanted:
            if piece.text.startswith(one.text) and _ENDING.fullmatch(piece.text[len(one.text) :]):
                return piece._replace(text=one.text)
    return piece


def _key(piece: Piece, locale: Locale) -> str:
    """What has to be the same: the text, but for the language that an address names."""
    if piece.kind != "url":
        return piece.text
    own = {"en", locale.language, locale.tag.lower(), locale.tag.lower().replace("-", "_")}
    head, *path = piece.text.rstrip("/").split("/")
    return "/".join([head, *("*" if part.lower() in own else part for part in path)])
