"""Put a date that a correction changed into a target that writes it in figures: 03.05.2024."""

import re
from collections.abc import Sequence

from translate_pipeline.text.figures import Figure
from translate_pipeline.text.repairs.correction import Correction, Kind, Pair, Unit
from translate_pipeline.text.repairs.edits import Edit, Readable, said, zero_of
from translate_pipeline.text.repairs.style import in_digits

_RUN = re.compile(r"\d+")
_PARTS = 3


def date_edits(
    correction: Correction, source: Readable, target: Readable
) -> tuple[tuple[Pair, ...], tuple[Edit, ...]]:
    """The pairs of all dates that the target writes in figures, and the edits for them.

    A date stands there for sure if day, month and year are three different numbers, none of which
    the source has elsewhere.
    """
    pairs: list[Pair] = []
    edits: list[Edit] = []
    for date in correction.dates:
        if any(pair.changed for pair in date) and (edit := _edit(date, source, target)):
            pairs += date
            edits.append(edit)
    return tuple(pairs), tuple(edits)


def _edit(date: Sequence[Pair], source: Readable, target: Readable) -> Edit | None:
    numbers = [(_number(pair.old), _number(pair.new)) for pair in date]
    wanted = dict(numbers)
    here = [figure for figure in target.figures if _runs(figure) == sorted(wanted)]
    if len(date) != _PARTS or len(wanted) != _PARTS or 0 in wanted or len(here) != 1:
        return None
    for text, most in ((source, 1), (target, 1)):
        for value in wanted:
            if sum(value in said(figure) for figure in text.figures) > most:
                return None
    if any(month.number in wanted for month in target.months):
        return None
    figure = here[0]
    runs = _RUN.findall(figure.text)
    padded = {run[0] == zero_of(run) for run in runs if int(run) < 10}
    if any(wanted[int(run)] < 10 for run in runs) and len(padded) != 1:
        return None  # whether it is 3 or 03
    width = 2 if True in padded else 1
    zero = zero_of(figure.text)
    put = iter(in_digits(f"{wanted[int(run)]:0{width}}", zero) for run in runs)
    return Edit(figure.start, figure.end, _RUN.sub(lambda _match: next(put), figure.text))


def _number(unit: Unit) -> int:
    """A day, a month or a year; 0 for what is none."""
    if unit.kind is Kind.MONTH:
        return unit.month
    digits = _RUN.match(unit.text)
    return int(digits[0]) if digits else 0


def _runs(figure: Figure) -> list[int]:
    return sorted(int(run) for run in _RUN.findall(figure.text))
