"""A digit typed or scanned for a letter (0ctober), or a letter for a digit (1O,000)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.checks.source.vocabulary import is_word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity, SourceFinding

NAME = "digit-in-word"

_L = "A-Za-zÀ-ɏ"
_WORD = re.compile(
    rf"(?<![\w@#/.&=+-])(?:[{_L}]{{1,30}}[01]{{1,2}}[{_L}]{{1,30}}|[01][{_L}]{{2,30}}|[{_L}]{{2,30}}[01]"
    rf"|[{_L}]{{2,30}}[3578][{_L}]{{2,30}})"
    r"(?![\w@/]|[.-]\w)"
)
_TOUCHING = re.compile(rf"[013578](?=[{_L}])|(?<=[{_L}])[013578]")
"""In few blocks; looked for first, because it is found fast."""
_LETTERS = {"0": "oO", "1": "lIi", "3": "eE", "5": "sS", "7": "tT", "8": "bB"}
_SHORT_WORD = re.compile(
    r"(?<![\w@#/.&=+-])(?=\w{1,2}0|0\w)[A-Za-z]{0,2}0[A-Za-z]{0,2}(?![\w@/]|[.-]\w)"
)
_SHORT_WORDS = {
    "en": frozenset(
        {
            "do", "for", "go", "how", "no", "not", "now", "of", "on", "one", "or", "our", "out",
            "so", "to", "who", "you", "FOR", "HOW", "NO", "NOT", "NOW", "ONE", "OUR", "OUT",
            "WHO", "YOU",
        }
    ),
}  # fmt: skip
"""Words of two and three letters that are looked for with a 0 for their o."""
_GROUPED = re.compile(r"(?<![\w.,])(?=[\d.,]*[OolI])[\dOolI]{1,3}(?:[.,][\dOolI]{3})+(?!\w)")
_CODE = re.compile(r"(?<![\w.,/#-])\d{1,9}[OolI]\d{1,9}(?![\w/-])")
_COUNTED = re.compile(r"(?<![\w.,/#-])(?:\d{1,6}O|l\d{1,6})(?=\s[a-zà-ÿ]{4,30}\b)")
"""A number with a capital O or a small l at its end, before what is counted."""
_DIGITS = str.maketrans("OolI", "0011")


def check(source: Source) -> Iterator[SourceFinding]:
    """Report them; an error only where mending gives a month, a weekday or a word of the text."""
    words = source.words
    dates = _dates(source.release.source_locale)
    for raw in source.raw_blocks:
        for match in _WORD.finditer(raw.text) if _TOUCHING.search(raw.text) else ():
            mended, severity = _word(match[0], words, dates, source.language)
            if mended:
                message = f"“{match[0]}” has a digit where a letter belongs"
                yield raw.finding(NAME, *match.span(), message, mended, severity=severity)
        for match in _SHORT_WORD.finditer(raw.text) if _TOUCHING.search(raw.text) else ():
            mended = match[0].replace("0", "O" if match[0].isupper() else "o")
            if mended in _SHORT_WORDS.get(source.language, ()):
                message = f"“{match[0]}” has a digit where a letter belongs"
                yield raw.finding(NAME, *match.span(), message, mended)
        for pattern in (_GROUPED, _CODE, _COUNTED):
            for match in pattern.finditer(raw.text):
                severity = _number(match[0], sure=pattern is _GROUPED)
                message = f"“{match[0]}” has a letter where a digit belongs"
                mended = match[0].translate(_DIGITS)
                yield raw.finding(NAME, *match.span(), message, mended, severity=severity)


def _word(
    written: str, words: Counter[str], dates: Mapping[str, str], language: str
) -> tuple[str, Severity]:
    """What the word should be, and how sure that is; empty where it may well be right (0xff)."""
    options = ["".join(letters) for letters in product(*(_LETTERS.get(c, c) for c in written))]
    for option in options:
        if date := dates.get(option.casefold()):
            return (option if option.isupper() else date), Severity.ERROR
    letters = re.sub(r"\d", "", written)
    known = [option for option in options if option in words and len(letters) > 2]
    inside = not written[0].isdigit() and not written[-1].isdigit()
    if known:
        # "1and" may lack a space after a footnote mark, "total1" may carry one.
        sure = inside or written[0] == "0"
        return known[0], Severity.ERROR if sure else Severity.WARNING
    if len(letters) > 2 and (inside or not is_word(letters, language)):
        spelt = [option for option in options if option.isupper() == letters.isupper()]
        listed = next((option for option in spelt if is_word(option, language)), "")
        if listed or re.search(r"[3578]", written):
            return listed, Severity.WARNING
    guess = options[0] if letters[:1].islower() else options[-1]
    looks_like_a_word = len(letters) > 3 and letters[1:].islower()
    if looks_like_a_word and (inside or (written[0] == "0" and letters[0] not in "xX")):
        return guess if inside else guess[0].upper() + guess[1:], Severity.WARNING
    return "", Severity.WARNING


def _number(written: str, *, sure: bool) -> Severity:
    """``1O,000`` is surely a number; ``l,400`` may be a stray letter, ``2O23`` a code."""
    head = re.split(r"[.,]", written)[0]
    return Severity.ERROR if sure and any(map(str.isdigit, head)) else Severity.WARNING


@cache
def _dates(locale: Locale) -> Mapping[str, str]:
    """The names of months and weekdays by their case-folded form, from CLDR."""
    import babel

    try:
        names = babel.Locale.parse(locale.language)
    except (ValueError, babel.UnknownLocaleError):
        return {}
    found = (*names.months["format"]["wide"].values(), *names.days["format"]["wide"].values())
    return {name.casefold(): name for name in found}
