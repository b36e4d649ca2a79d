"""Doubts about an engine's answers: what comes back and is no translation.

A service that is out of order seldom says so with an error. It sends the source back, or a notice
about its limits, a web page, half of the sentence, or the translation of another one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from translate_pipeline.checks import unchanged
from translate_pipeline.checks.length_ratio import usual_lengths
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity
from translate_pipeline.text.identify import function_words, identify
from translate_pipeline.text.leftovers import share_kept, translatable
from translate_pipeline.text.markup import pieces

_PAGE = re.compile(r"<!doctype\b|<html\b|<head\b|<body\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"mymemory warning|used all available free|query length limit|invalid language pair"
    r"|select two distinct languages|no query specified|too many requests|rate limit exceeded"
    r"|invalid api key|quota exceeded",
    re.IGNORECASE,
)
"""What services were seen to write where the translation belongs."""
_FIGURE = re.compile(r"\d{2,}")
_MOST_KEPT = 0.5
"""Of a source's words in an answer in its language: with more the checks of targets see to it."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS, _SMALLEST = 0.15, 3
"""The least share of small words in a text of a language, and the length of those that tell it."""
_WORDS = 4
"""The fewest words that tell a language or make a sentence one's own."""
_MOST_LATIN = 0.8
"""Of the letters of a text in another script."""
_SHORT, _LONG = 0.75, 1.5
"""Shares of the least and the most that people write."""


def doubt(source: str, target: str, own: Locale, locale: Locale) -> str:
    """Why an answer should be asked for again; empty where it looks like a translation.

    ``own`` is the locale of the source. An empty answer raises no doubt: it says what it is.
    """
    return worthless(source, target, own, locale) or next(_damage(source, target), "")


def worthless(source: str, target: str, own: Locale, locale: Locale) -> str:
    """Why an answer is no translation of its source at all; empty where it may be one."""
    return next(_reasons(source, target, own, locale), "") if target.strip() else ""


def _reasons(source: str, target: str, own: Locale, locale: Locale) -> Iterator[str]:
    for pattern, told in ((_PAGE, "a web page"), (_NOTICE, "a notice of the service")):
        if pattern.search(target) and not pattern.search(source):
            yield told
    found = unchanged.check(source, target, locale, ())
    # a quotation in another language may stay
    ours = identify(source) == own.language or not function_words(own.language)
    if ours and any(finding.severity is Severity.ERROR for finding in found):
        yield "the source itself"
    if own.language != locale.language and len(translatable(source)) >= _WORDS:
        yield from _wrong_language(source, target, own, locale)
    if usual := usual_lengths(source, locale):
        length = len(target.strip())
        if length < usual[0] * _SHORT:
            yield "a part of a translation"
        if length > usual[1] * _LONG:
            yield "much more than a translation"


def worthless_of(
    sources: Sequence[str], targets: Sequence[str], own: Locale, locale: Locale
) -> tuple[str, ...]:
    """As ``worthless`` for each of a batch, where also another one's translation is seen."""
    pairs = list(zip(sources, targets, strict=True))
    figures = [(_figures(source), _figures(target)) for source, target in pairs]
    return tuple(
        worthless(source, target, own, locale)
        or ("another's translation" if _doubled(pair, pairs) or _swapped(mine, figures) else "")
        for pair, mine in zip(pairs, figures, strict=True)
        for source, target in (pair,)
    )


def _doubled(pair: tuple[str, str], pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a quite different sentence has the same target."""
    source, target = pair
    long = len(translatable(source)) >= _WORDS
    return long and any(
        target == other_target and share_kept(source, other) < _MOST_KEPT
        for other, other_target in pairs
        if target
    )


Figures = tuple[frozenset[str], frozenset[str]]
"""Those of a source, and of its target."""


def _swapped(mine: Figures, figures: Sequence[Figures]) -> bool:
    """Whether two targets lack their sources' figures, and the first has the second source's."""
    wanted, got = mine
    return bool(wanted and got and wanted.isdisjoint(got)) and any(
        got <= source and source.isdisjoint(target) for source, target in figures
    )


def _figures(text: str) -> frozenset[str]:
    """The figures of two digits or more, whatever the script's digits are."""
    return frozenset(str(int(figure)) for figure in _FIGURE.findall(text) if len(figure) < 20)


def _wrong_language(source: str, target: str, own: Locale, locale: Locale) -> Iterator[str]:
    language = identify(target)
    if not _is_full_of(function_words(language), target):
        language = ""
    if language == own.language and share_kept(source, target) < _MOST_KEPT:
        yield "a text in the language of the source"
    known = function_words(locale.language)
    if known and language not in ("", own.language, locale.language, *_close(locale)):
        yield f"a text in another language ({language})"
    letters, latin = len(_letters().findall(target)), len(_latin().findall(target))
    if language and locale.is_latin and latin < letters * (1 - _MOST_LATIN):
        yield "a text in another script"
    if language and not locale.is_latin and latin > letters * _MOST_LATIN:
        yield "a text in another script"


def _is_full_of(small: frozenset[str], text: str) -> bool:
    """Whether a text has as many small words, two of them at least, as texts of their language.

    Those of one or two letters are words of many languages.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    found = [word for word in words if len(word) >= _SMALLEST and word in small]
    return len(set(found)) > 1 and len(found) > len(words) * _SMALL_WORDS


def _close(locale: Locale) -> tuple[str, ...]:
    """The languages whose small words may be taken for those of a locale's."""
    return next((some for some in _ALIKE if locale.language in some), ())


_ALIKE = (("es", "pt", "ca", "fr", "it"), ("ru", "uk"), ("ar", "fa"), ("de", "nl"), ("ja", "zh"))


def _damage(source: str, target: str) -> Iterator[str]:
    wanted = Counter(piece.text for piece in pieces(source))
    if wanted and (lost := wanted - Counter(piece.text for piece in pieces(target))):
        yield f"without {len(lost)} of the source's addresses or placeholders"


@cache
def _letters() -> Any:  # noqa: ANN401
    import regex

    return regex.compile(r"\p{L}")


@cache
def _latin() -> Any:  # noqa: ANN401
    import regex

    return regex.compile(r"\p{Script=Latin}")
