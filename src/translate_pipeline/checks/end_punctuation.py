"""A target ends as its source does, with the marks of its own script."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked

NAME = "end-punctuation"
SEVERITY = Severity.WARNING

_SORTS = {
    "full stop": ".。．｡।॥۔։።។။",
    "question mark": "?？؟՞፧\u037e",
    "exclamation mark": "!！՜",
    "colon": ":：፡",
    "semicolon": ";；؛",
    "comma": ",，،、",
    "ellipsis": "…⋯",
}
_SORT = {mark: sort for sort, marks in _SORTS.items() for mark in marks}
_CLOSING = " \t\n\r\u00a0\u202f\u200c\u200e\u200f\u2069\"“”„«»‹›’‘')]）］」』】》〉*_–—\ufffc"
"""What may follow the last mark; a dash too: Russian puts one before who said it."""
_AFTER_STOP = "」』）)》】"
_ABBREVIATION = re.compile(
    r"(?:\b\w\.[ \u00a0]?\w|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Jr|Sr|Co|Corp|Ltd|St|Dr"
    r"|Mr|Mrs|Ms|No|etc|vs|ca|cit|op|usw|dgl|bzw|ecc|enz|itd|itp|tzw|m\.in|vb|др|пр|г|руб|млн|тыс"
    r"))\Z"
)
_LOOSE = (
    {"comma", "semicolon", "colon", ""},
    {"ellipsis", "full stop"},
    {"ellipsis", ""},
    {"ellipsis", "comma"},
    {"exclamation mark", "full stop"},
    {"exclamation mark", "question mark"},
    {"semicolon", "full stop"},
    {"colon", "full stop"},
    {"comma", "full stop"},
)
"""What may stand for what: a list in another form, an exclamation put calmly."""
_WITHOUT_STOP = frozenset({"th", "lo", "km"})
_ASKING = frozenset({"th", "lo", "km", "my", "ja", "ko", "zh"})
"""Languages whose words say that a sentence asks."""

_FULL = {
    "Arab": {"?": "؟", ";": "؛", ",": "،"},
    "Syrc": {"?": "؟", ";": "؛", ",": "،"},
    "Thaa": {"?": "؟", ";": "؛", ",": "،"},
    "Hans": {",": "，", ".": "。", "?": "？", "!": "！", ";": "；", ":": "："},
    "Jpan": {",": "、", ".": "。", "?": "？", "!": "！"},
    "Grek": {"?": ";"},
    "Armn": {".": "։", "?": "՞"},
    "Ethi": {".": "።", ",": "፣"},
    "Deva": {".": "।"},
    "Beng": {".": "।"},
}
_FULL["Hant"] = _FULL["Hans"]
_OTHERWISE: dict[str, dict[str, str]] = {
    "mr": {},
    "kok": {},
    "sd": {},
    "ur": _FULL["Arab"] | {".": "۔"},
}
_SPANISH = {"?": "¿", "!": "¡"}


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a final mark that is missing, added or another, and marks of another script.

    In Spanish, also a question or exclamation that is not opened.
    """
    wanted = _end(source)[1]
    mine, found = _end(target)
    place = len(mine)
    if wanted != found and not _may_differ(source, target, locale):
        message = f"the source ends {_with(wanted)}, the target {_with(found)}"
        yield Finding(NAME, SEVERITY, message, *_span(place, target))
    marks = _OTHERWISE.get(locale.language, _FULL.get(locale.script))
    if marks and (match := _strange("".join(marks)).search(masked(target))):
        message = f"write {marks[match[0]]} for {match[0]}"
        yield Finding(NAME, Severity.NOTE, message, *match.span())
    if locale.language == "es" and found in {"question mark", "exclamation mark"}:
        mark = target[place]
        if mark in _SPANISH and not set(_SPANISH.values()) & set(target):
            message = f"{mark} is not opened: write {_SPANISH[mark]} where it begins"
            yield Finding(NAME, SEVERITY, message, place, place + 1)


@cache
def _strange(marks: str) -> re.Pattern[str]:
    """Such marks after a letter that is not Latin; a full stop may also end an abbreviation."""
    at_end = r"(?=[\W_]*\Z)" if marks == "." else ""
    return re.compile(rf"(?<=[^\W\da-zA-Z_])[{re.escape(marks)}](?![\w.]){at_end}")


@lru_cache(maxsize=512)
def _end(text: str) -> tuple[str, str]:
    """A text without its last mark and what closes after it, and of which sort the mark is."""
    body = text.rstrip(_CLOSING)
    if body.endswith("..."):
        return body[:-3], "ellipsis"
    if body.endswith("፡፡"):  # typed for ።
        return body[:-2], "full stop"
    sort = _SORT.get(body[-1:], "")
    return (body[:-1], sort) if sort else (body, "")


def _may_differ(source: str, target: str, locale: Locale) -> bool:
    """Whether two ends that are not the same are each right in their language."""
    (body, wanted), (mine, found) = _end(source), _end(target)
    if any(wanted in group and found in group for group in _LOOSE):
        return True
    if wanted == "question mark":
        asked = found == "semicolon" and locale.script == "Grek"
        return asked or locale.language in _ASKING
    if "full stop" not in (wanted, found) or (wanted and found):
        return False
    if locale.language in _WITHOUT_STOP or masked(target).rstrip()[-1:] == "\ufffc":
        return True
    if locale.script in {"Jpan", "Hans", "Hant", "Kore"} and target.rstrip()[-1:] in _AFTER_STOP:
        return True
    return bool(_ABBREVIATION.search(body if wanted else mine))


def _with(sort: str) -> str:
    article = "an" if sort.startswith("e") else "a"
    return f"with {article} {sort}" if sort else "without a mark"


def _span(place: int, target: str) -> tuple[int, int]:
    return (place, place + 1) if place < len(target) else (max(0, place - 1), place)
