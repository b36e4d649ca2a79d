"""Repair: an old target with what changed in its source put in."""

import re
from dataclasses import dataclass

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.text.months import has_other_calendar
from translate_pipeline.text.repairs.correction import Correction, Kind, Source, read_correction
from translate_pipeline.text.repairs.dates import date_edits
from translate_pipeline.text.repairs.edits import Edit, Readable, apply, read_back
from translate_pipeline.text.repairs.months import month_edits
from translate_pipeline.text.repairs.names import name_edits
from translate_pipeline.text.repairs.numbers import number_edits
from translate_pipeline.text.repairs.strangers import has_strangers
from translate_pipeline.text.repairs.terms import term_edits

_ENDLESS = re.compile(r"\d(?:\W?\d){27}")
"""More digits than are reckoned with."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """An old target with what changed put in: a draft, which a person confirms."""

    target: str
    changes: tuple[str, ...]
    """What changed in the source, for people: ``number changed: 31,480 → 33,912``."""


def repair_target(
    old: Source, target: str, new: Source, locale: Locale, termbase: Termbase
) -> Repaired | None:
    """The target of an old source for a new one; None where anything is in doubt.

    Nothing may have changed but numbers, months, names of people and terms of the glossary. What
    comes out has yet to pass the checks (``pipeline.repairing``).
    """
    if any(map(_ENDLESS.search, (old.text, target, new.text))):
        return None
    correction = read_correction(old, new)
    if correction is None or not target.strip() or not correction.told:
        return None
    edits = _edits(correction, Readable(old.text, correction.locale), target, locale, termbase)
    repaired = None if edits is None else apply(edits, target)
    if repaired is None or edits is None:
        return None
    sound = read_back(Readable(target, locale), edits, Readable(repaired, locale))
    return Repaired(repaired, correction.told) if sound else None


def _edits(
    correction: Correction, source: Readable, target: str, locale: Locale, termbase: Termbase
) -> tuple[Edit, ...] | None:
    here = Readable(target, locale)
    if has_strangers(source, here) or (
        _has_date(correction) and has_other_calendar(here.text, locale)
    ):
        return None
    dates, in_figures = date_edits(correction, source, here)
    pairs = [pair for pair in correction.pairs if pair not in dates]
    found = (
        number_edits(pairs, source, here),
        month_edits(pairs, source, here),
        name_edits(pairs, here),
        term_edits(pairs, here, termbase),
    )
    if None in found:
        return None
    return (*in_figures, *(edit for some in found for edit in some or ()))


def _has_date(correction: Correction) -> bool:
    """Whether a date changed, or what may be a year."""
    return any(
        pair.changed and (pair.old.kind is Kind.MONTH or re.fullmatch(r"\d{4}", pair.old.text))
        for pair in correction.pairs
    ) or any(pair.changed for date in correction.dates for pair in date)
