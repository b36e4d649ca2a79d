"""Write a number as another number of the same text is written: its digits, groups and decimals."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.numbers import find_numbers

_INDIAN = re.compile(r"\d{1,2}(?:\D\d\d)+\D\d{3}")
_SYSTEMS = {"٠": "arab", "۰": "arabext"}
"""Digits whose marks are not those of European digits."""
_FROM_FIVE = frozenset({"bg", "ca", "es", "et", "gl", "hu", "it", "lv", "pl", "pt-PT"})
"""Where numbers of four digits are not grouped (CLDR, minimum grouping digits)."""


class Style(NamedTuple):
    """How a number is written."""

    value: Decimal
    zero: str
    """The zero of its digits."""
    group: str
    """What groups its thousands; empty where nothing does."""
    decimal: str
    """What begins its decimals; empty where it has none."""
    indian: bool | None
    """Whether it is grouped as in India, 12,34,567; None where it is too small to tell."""


def style_of(written: str, locale: Locale) -> Style | None:
    """How digits are written; None for what is not one number, or begins with zeros.

    >>> style_of("31 480,5", Locale("fr"))
    Style(value=Decimal('31480.5'), zero='0', group=' ', decimal=',', indian=None)
    """
    found = list(find_numbers(written, locale))
    if len(found) != 1 or found[0].text != written:
        return None
    zeros = {chr(ord(char) - unicodedata.decimal(char)) for char in written if char.isdecimal()}
    if len(zeros) > 1:
        return None
    (zero,) = zeros
    marks = [char for char in written if not char.isdecimal()]
    group = marks[0] if found[0].separator else ""
    decimal = marks[-1] if marks and marks[-1] != group else ""
    whole = written.rpartition(decimal)[0] if decimal else written
    if len(whole) > 1 and whole[0] == zero:
        return None
    large = group and found[0].value >= 10**5
    indian = _INDIAN.fullmatch(whole) is not None if large else None
    return Style(found[0].value, zero, group, decimal, indian)


def write_like(  # noqa: PLR0913  (a number, and all that says how to write it)
    style: Style, value: Decimal, places: int, locale: Locale, target: str, *, grouped: bool
) -> str:
    """A number with so many decimals, written as one of a target is.

    Where that one is too small to tell, the other numbers of the target tell, else the locale does.
    ``grouped``: whether the source groups its thousands; a year has no groups anywhere.

    >>> style = style_of("500", Locale("es"))
    >>> write_like(style, Decimal(31480), 0, Locale("es"), "Son 500.", grouped=True)
    '31.480'
    """
    from babel.numbers import format_decimal

    others = [one for one in _styles(target, locale) if one.zero == style.zero]
    whole, _, decimals = f"{value:.{places}f}".partition(".")
    text = whole
    if _has_groups(style, int(whole), others, locale, grouped=grouped):
        group = style.group or next((one.group for one in others if one.group), "")
        indian = style.indian if style.indian is not None else is_indian(locale)
        pattern = "#,##,##0" if indian else "#,##0"
        text = format_decimal(int(whole), format=pattern, locale="en")
        text = text.replace(",", group or _symbol(locale, style.zero, "group"))
    if decimals:
        decimal = style.decimal or next((one.decimal for one in others if one.decimal), "")
        text += (decimal or _symbol(locale, style.zero, "decimal")) + decimals
    return in_digits(text, style.zero)


def in_digits(text: str, zero: str) -> str:
    """The text with its European digits in those of another script."""
    return text.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})


def _styles(text: str, locale: Locale) -> list[Style]:
    """How the numbers of a text are written."""
    found = (style_of(number.text, locale) for number in find_numbers(text, locale))
    return [style for style in found if style]


def _has_groups(
    style: Style,
    whole: int,
    others: list[Style],
    locale: Locale,
    *,
    grouped: bool,
) -> bool:
    if whole < 1000 or style.group:
        return whole >= 1000
    if style.value >= 10**4 or not grouped:
        return False  # it could have had groups, or is a year
    large = [one for one in others if one.value >= 10**4]
    if whole >= 10**4:
        return any(one.group for one in large) or not large
    if style.value >= 1000:
        return False
    small = [bool(one.group) for one in others if 1000 <= one.value < 10**4]
    if any(small):
        return True
    return not small and locale.tag not in _FROM_FIVE


def is_indian(locale: Locale) -> bool:
    """Whether a locale counts in lakhs and groups digits so: 12,34,567."""
    import babel

    try:
        pattern = babel.Locale.parse(locale.gettext).decimal_formats[None]
    except (ValueError, babel.UnknownLocaleError):
        return False
    return tuple(pattern.grouping) == (3, 2)


def _symbol(locale: Locale, zero: str, name: str) -> str:
    import babel

    for tag in (locale.gettext, locale.language):
        try:
            symbols = babel.Locale.parse(tag).number_symbols
        except (ValueError, babel.UnknownLocaleError):
            continue
        system = _SYSTEMS.get(zero, "latn")
        return str(symbols.get(system, {}).get(name) or symbols["latn"][name])
    return {"group": ",", "decimal": "."}[name]
