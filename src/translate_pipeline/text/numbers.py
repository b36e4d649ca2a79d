"""Numbers in running text, by value: 6546, 6,546 and 6 546 are one number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.raised import RAISED

_SPACES = "\u00a0\u2009\u202f"
"""No-break, thin and narrow no-break space: they group digits in every locale."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in digits, of any script."""

    start: int
    """Code points from the start of the text that was searched."""
    end: int
    text: str
    value: Decimal
    separator: str
    """What groups its thousands; empty where nothing does, one space for any kind of space."""


def find_numbers(text: str, locale: Locale) -> Iterator[Number]:
    """The numbers of a text, in order, read as ``locale`` writes them.

    ``1,400`` is fourteen hundred in English and one and two fifths in Spanish; which mark begins
    the decimals is asked of CLDR. Left out is what only contains digits: parts of words (A4, 10th),
    powers of ten (10⁶),
    times, dates with slashes or points, version and telephone numbers with a plus sign.
    """
    for match in _pattern(decimal_mark(locale)).finditer(text):
        mark = match["separator"] or match["indian"] or ""
        whole = "".join(filter(str.isdecimal, match["whole"]))
        value = Decimal(f"{whole}.{match['decimals'] or '0'}")
        separator = " " if mark.isspace() else mark
        yield Number(match.start(), match.end(), match[0], value, separator)


@cache
def decimal_mark(locale: Locale) -> str:
    """``.`` or ``,``: what the locale, or its bare language, writes before decimals."""
    import babel

    for tag in (locale.gettext, locale.language):
        try:
            symbols = babel.Locale.parse(tag).number_symbols
        except (ValueError, babel.UnknownLocaleError):
            continue
        return str(symbols.get("latn", {}).get("decimal", "."))
    return "."


@cache
def _pattern(decimal: str) -> re.Pattern[str]:
    """The shape of a number where decimals begin with ``decimal``.

    Only letters of scripts that put spaces between words disqualify a neighbour: Arabic and Hebrew
    write prefixes right before a figure, Chinese writes no spaces at all.
    """
    groups = ",'’٬" if decimal == "." else ".'’٬ "
    letter = "A-Za-z_À-ӿ"
    return re.compile(
        rf"(?<![{letter}\d+])(?<!\d[.,:/])"
        r"(?P<whole>"
        rf"\d{{1,3}}(?P<separator>[{groups}{_SPACES}])\d{{3}}(?:(?P=separator)\d{{3}})*(?!\d)"
        r"|\d{1,2}(?P<indian>,)\d{2}(?:,\d{2})*,\d{3}(?!\d)"
        r"|\d+)"
        rf"(?:[{decimal}٫](?P<decimals>\d+))?"
        rf"(?!(?<=(?<!\d)10)[⁻{RAISED}])"
        rf"(?![{letter}\d])(?![.,:/]\d)"
    )
