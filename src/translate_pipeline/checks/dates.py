"""A target has the days and months of its source."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.months import (
    Month,
    find_months,
    has_months,
    has_other_calendar,
)

NAME = "dates"
SEVERITY = Severity.ERROR

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})(?:\2(?:\d{4}|\d\d))(?![\d/-])")
_ISO = re.compile(r"(?<!\d)\d{4}[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})(?![\d%/]|\.\d)")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?(?:\.| of| de)? ?$")
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]\d|\d| ?%)")


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a month that is missing or another one, and days and months that changed places."""
    own = source_locale(source)
    there = list(find_months(source, own))
    if not there:
        yield from _nine_eleven(source, target, own, locale)
        return
    here = list(find_months(target, locale, sure=False))
    converted = locale.language in ("ar", "fa") and has_other_calendar(target, locale)
    if _is_unknown(locale) or converted:
        return
    days = {(day, month.number) for month in there if (day := _day(source, month))}
    numeric = set(_numeric(target, locale))
    had = {month.number for month in here} | {month for _, month in numeric}
    for day, month in sorted(days):
        if (month, day) in numeric and (day, month) not in numeric and day != month:
            message = f"day and month changed places: {day} and month {month} in the source"
            yield Finding(NAME, Severity.ERROR, message)
            had.add(month)
    yield from _missing(source, there, here, had, is_latin=locale.is_latin)


def _missing(
    source: str, there: Sequence[Month], here: Sequence[Month], had: set[int], *, is_latin: bool
) -> Iterator[Finding]:
    wanted = {month.number for month in there}
    instead = [
        month
        for month in here
        if month.number not in wanted and (month.end - month.start > 3 or not is_latin)
    ]  # an abbreviation may be another word
    seen: set[int] = set()
    for month in there:
        if month.number in had or month.number in seen:
            continue
        seen.add(month.number)
        name = source[month.start : month.end]
        if instead:
            other = instead[0]
            message = f"“{name}” is another month here"
            yield Finding(NAME, Severity.ERROR, message, other.start, other.end)
        else:
            yield Finding(NAME, Severity.WARNING, f"the month “{name}” is not here")


def _day(text: str, month: Month) -> int:
    """The day that stands beside a month; 0 where none does."""
    before = _DAY_BEFORE.search(text, max(0, month.start - 10), month.start)
    after = _DAY_AFTER.match(text, month.end)
    found = before or after
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else 0


def _numeric(text: str, locale: Locale) -> Iterator[tuple[int, int]]:
    """Days and months of the dates in figures of a text, as the locale orders them."""
    for match in _ISO.finditer(text):
        yield int(match[2]), int(match[1])
    for pattern in (_NUMERIC, _SHORT):
        for match in pattern.finditer(text):
            first, second = int(match[1]), int(match[3])
            yield (first, second) if _day_first(locale) or first > 12 else (second, first)


@cache
def _day_first(locale: Locale) -> bool:
    import babel

    try:
        pattern = str(babel.Locale.parse(locale.gettext).date_formats["short"].pattern)
    except (ValueError, babel.UnknownLocaleError):
        return True
    return pattern.find("d") < pattern.find("M")


@cache
def _is_unknown(locale: Locale) -> bool:
    """Whether CLDR has no names of months in words for a locale."""
    return not has_months(locale)


def _nine_eleven(source: str, target: str, own: Locale, locale: Locale) -> Iterator[Finding]:
    """Report 9/11 where the target's readers take it for the ninth of November."""
    if own.language != "en" or "9/11" not in source or not _day_first(locale):
        return
    place = target.find("9/11")
    if place >= 0:
        message = "“9/11” reads as 9 November here: write 11 September out"
        yield Finding(NAME, Severity.WARNING, message, place, place + 4)
