"""A target has the numbers of its source, by value."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.figures import Figure, Kind, Values, read_figures
from translate_pipeline.text.identify import source_locale
from translate_pipeline.text.months import find_months

NAME = "numbers"
SEVERITY = Severity.ERROR

_WRITTEN = (Kind.DIGITS, Kind.ORDINAL)
_LAST_ORDINAL = 31
"""Days and centuries are often said in words or in Roman numerals."""
_UNIT = re.compile(
    r"[\s-]?(?:(?P<foot>feet|foot|ft\b)|(?P<inch>inch)|(?P<yard>yards?\b)|(?P<mile>miles?\b|mph\b)"
    r"|(?P<pound>pounds?\b|lbs?\b)|(?P<acre>acres?\b)|(?P<gallon>gallons?\b)|(?P<ounce>ounces?\b|oz\b)"
    r"|(?P<degree>degrees?\b|°|F\b)|s?(?P<percent>%| ?per ?cent))"
)
_RANGE = re.compile(r"(?: ?[-–] ?| to | or | and )\d[\d.,]*")
_MEASURE = re.compile(
    r"\b(?:f[eo][eo]t|inch(?:es)?|yards?|miles?|pounds?|acres?|gallons?|ounces?|degrees?)\b"
)
_DECADES = re.compile(r"\bdecades\b")
"""Three decades are thirty years."""
_METRIC = {
    "foot": (0.3048, 30.48), "inch": (2.54, 25.4), "yard": (0.9144,), "mile": (1.609,),
    "pound": (0.4536,), "acre": (0.4047, 4047), "gallon": (3.785,), "ounce": (28.35,),
}  # fmt: skip
_ROUNDED = 0.12
"""How far a converted measure may be from the exact one, as a share of it."""


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report numbers of the source that the target lacks, and numbers it has instead or besides."""
    own = source_locale(source)
    there, here = read_figures(source, own), read_figures(target, locale)
    if not there and not here:
        return
    wanted, had = _pool(there, source, own), _pool(here, target, locale)
    if _DECADES.search(source):
        wanted |= {value * 10 for value in wanted if value <= 10}
    lost = [figure for figure in there if _counts(figure) and not _found(figure, had)]
    added = [
        figure for figure in here
        if figure.kind is Kind.DIGITS
        and not _found(figure, wanted | _COMMON)
        and figure.doubtful.isdisjoint(wanted)
    ]  # fmt: skip
    for figure in lost:
        unit = _unit(source, figure)
        if not _converted(figure, unit, had):
            yield from _lost(figure, here, added, unit)
    if not (lost and len(added) == 1) and not (added and _MEASURE.search(source)):
        for figure in added:
            message = f"“{figure.text}” is not in the source"
            yield Finding(NAME, Severity.ERROR, message, figure.start, figure.end)


_COMMON = frozenset({Decimal(1)})
"""What a figure may be added for: an article."""


def _counts(figure: Figure) -> bool:
    if figure.kind is Kind.WORD:  # in the middle of a sentence, Four with a capital is in a name
        return figure.counts and (figure.start < 2 or not figure.text[0].isupper())
    return figure.kind in _WRITTEN


def _pool(figures: Sequence[Figure], text: str, locale: Locale) -> Values:
    """All that the figures of a text may say, and its months."""
    said = [figure.values for figure in figures]
    said += [part for figure in figures for part in figure.parts]
    months = [Decimal(month.number) for month in find_months(text, locale, sure=False)]
    return frozenset(months).union(*said)


def _found(figure: Figure, pool: Values) -> bool:
    if not figure.values.isdisjoint(pool):
        return True
    return bool(figure.parts) and all(not part.isdisjoint(pool) for part in figure.parts)


def _unit(source: str, figure: Figure) -> str:
    """The measure after a number that other countries have another one for, or a percentage."""
    end = _RANGE.match(source, figure.end)
    match = _UNIT.match(source, end.end() if end else figure.end)
    return match.lastgroup or "" if match else ""


def _converted(figure: Figure, unit: str, had: Values) -> bool:
    """Whether a measure is there in metric units."""
    if not unit or unit == "percent":
        return False
    value = float(max(figure.values, default=0))
    wanted = [value * factor for factor in _METRIC.get(unit, ())]
    if unit == "degree":
        wanted = [(value - 32) / 1.8, value / 1.8]
    return any(abs(float(one) - two) <= abs(two) * _ROUNDED + 0.5 for one in had for two in wanted)


def _lost(
    figure: Figure, here: Sequence[Figure], added: Sequence[Figure], unit: str
) -> Iterator[Finding]:
    """What to say of a number that is not in the target."""
    for other in here:
        if not figure.values.isdisjoint(other.doubtful):
            means = f"{min(other.values).normalize():f}"
            message = f"“{other.text}” means {means} here, and “{figure.text}” is in the source"
            yield Finding(NAME, Severity.WARNING, message, other.start, other.end)
            return
    sure = _is_firm(figure) or len(added) == 1
    sure = sure and (not unit or (unit == "percent" and figure.text != "100"))
    severity = Severity.ERROR if sure else Severity.WARNING
    if len(added) == 1:
        (other,) = added
        message = f"“{figure.text}” is “{other.text}” here"
        yield Finding(NAME, severity, message, other.start, other.end)
    else:
        yield Finding(NAME, severity, f"“{figure.text}” is not here")


def _is_firm(figure: Figure) -> bool:
    """Whether there is hardly another way to say it than by this number."""
    if figure.kind is Kind.WORD or not figure.sure:
        return False
    return figure.kind is Kind.DIGITS or max(figure.values, default=0) > _LAST_ORDINAL
