"""Figures of a target that do not come from its source as they are."""

from translate_pipeline.text.figures import Figure, Kind
from translate_pipeline.text.repairs.edits import Readable, said
from translate_pipeline.text.repairs.spelled import spelled_value


def has_strangers(source: Readable, target: Readable) -> bool:
    """Whether a target has figures that its source has not, or has some of them more often.

    They may say a number of the source in other units, or on another calendar: 5 miles (8 km).
    """
    return any(
        _is_strange(figure, source, target)
        for figure in target.figures
        if figure.kind in (Kind.DIGITS, Kind.ORDINAL) or spelled_value(figure.text, target.locale)
    )


def _is_strange(figure: Figure, source: Readable, target: Readable) -> bool:
    if figure.values.isdisjoint(source.pool):
        parts = figure.parts
        return not parts or any(part.isdisjoint(source.pool) for part in parts)
    there = sum(not said(one).isdisjoint(figure.values) for one in source.figures)
    there += sum(month.number in figure.values for month in source.months)
    here = (one for one in target.figures if one.kind is not Kind.WORD)
    return sum(not said(one).isdisjoint(figure.values) for one in here) > there
