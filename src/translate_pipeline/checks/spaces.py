"""A target has its spaces where its locale wants them."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked

NAME = "spaces"
SEVERITY = Severity.WARNING

_DOUBLED = re.compile(r"(?<=[^\s])[ \u00a0\u202f]{2,}(?=[^\s])")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0\u202f]+([.,;:!?،؛؟۔、。，；：？！])(?=[\s\"”»]|$)")
_FRENCH_BEFORE = re.compile(r"(?<=\w)[ \u00a0\u202f]+([.,])(?=[\s\"”»]|$)")
_FRENCH_PLAIN = re.compile(r"(?<=\S) (?=[;:!?»](?:\W|$))|(?<=«) (?=\S)")
_FRENCH_NONE = re.compile(r"(?<=[\w)])(?=[;!?»:](?:\s|$))|(?<=«)(?=\w)")
_UNSPACED = frozenset({"th", "lo", "km", "my"})
"""Languages where a space is a mark of its own."""
_LOOSE = frozenset({
    "hi", "mr", "ne", "bn", "as", "sa", "mai", "doi", "kok", "bho", "or", "pa", "gu", "kn",
    "te", "ta", "ml", "si", "br",
})  # fmt: skip
"""Languages that often set a space before a full stop, a question mark or a colon."""


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report spaces at the ends that the source has not, doubled ones, ones before punctuation.

    In French, a place that wants a no-break space and has a plain one, or none.
    """
    if target[0].isspace() or target[-1].isspace() or source[:1].isspace() or source[-1:].isspace():
        yield from _ends(source, target)
    if locale.language not in _UNSPACED and (match := _DOUBLED.search(target)):
        yield Finding(NAME, SEVERITY, "two spaces stand together", *match.span())
    language = locale.language
    if language in _LOOSE:
        return
    before = (_FRENCH_BEFORE if language == "fr" else _BEFORE).search(target)
    if before and not _before(source):
        message = f"a space stands before {before[1]}"
        yield Finding(NAME, SEVERITY, message, before.start(), before.end())
    if language == "fr" and locale.tag != "fr-CH":
        yield from _french(masked(target), canadian=locale.tag == "fr-CA")


def _before(source: str) -> bool:
    return bool(_BEFORE.search(source))


def _ends(source: str, target: str) -> Iterator[Finding]:
    """What is wrong with the spaces at the start and at the end."""
    for where, given, found, place in (
        ("start", len(source) - len(source.lstrip()), len(target) - len(target.lstrip()), 0),
        (
            "end",
            len(source) - len(source.rstrip()),
            len(target) - len(target.rstrip()),
            len(target),
        ),
    ):
        if bool(given) != bool(found):
            verb = "a space that the source has not" if found else "not the space of the source"
            span = (0, found) if not place else (place - found, place)
            yield Finding(NAME, SEVERITY, f"the {where} has {verb}", *span)


def _french(target: str, *, canadian: bool) -> Iterator[Finding]:
    """The first plain space where a line must not break, and the first place without any.

    In Canada only the colon and « » have one.
    """
    only = ":»" if canadian else ":;!?»"
    for match in _FRENCH_PLAIN.finditer(target):
        if target[match.end()] in only or target[match.start() - 1] == "«":
            message = "a plain space stands where French wants a no-break space (U+00A0 or U+202F)"
            yield Finding(NAME, Severity.NOTE, message, *match.span())
            break
    for match in _FRENCH_NONE.finditer(target):
        if target[match.end()] in only or target[match.start() - 1] == "«":
            after = target[match.start() - 1] == "«"
            place = "after «" if after else f"before {target[match.end()]}"
            message = f"French wants a no-break space {place} (U+00A0 or U+202F)"
            yield Finding(
                NAME,
                Severity.NOTE,
                message,
                max(0, match.start() - after),
                match.end() + (not after),
            )
            break
