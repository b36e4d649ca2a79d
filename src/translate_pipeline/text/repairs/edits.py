"""Edits of a target, and what they are read against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.figures import Figure, Values, read_figures
from translate_pipeline.text.inline import reading
from translate_pipeline.text.markup import masked
from translate_pipeline.text.months import Month, find_months

UNSPACED = frozenset({"ja", "ko", "th", "zh"})
"""Languages that write a number and what it counts together, and inflect neither."""


class Edit(NamedTuple):
    """What is put in the place of a stretch of a text without tags."""

    start: int
    end: int
    text: str
    value: Decimal | None = None
    """What a number says then."""


@dataclass(frozen=True)
class Readable:
    """A text as numbers and months are looked for: without tags, addresses and placeholders."""

    whole: str
    locale: Locale

    @property
    def text(self) -> str:
        """Without its tags."""
        return reading(self.whole).text

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All that may be a number, but for those that are months (5月)."""
        spaced = self.locale.language not in UNSPACED
        return tuple(
            figure
            for figure in read_figures(masked(self.text), self.locale)
            if spaced
            or not any(m.start <= figure.start and figure.end <= m.end for m in self.months)
        )

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """All that may be a month."""
        return tuple(find_months(masked(self.text), self.locale, sure=False))

    @cached_property
    def pool(self) -> Values:
        """All that its numbers may say, and its months."""
        months = (Decimal(month.number) for month in self.months)
        return frozenset(months).union(*map(said, self.figures))


def said(figure: Figure) -> Values:
    """All that a number may say, whole or in part: 10:30 says ten and thirty."""
    if figure.values and any(char.isspace() for char in figure.text):
        return figure.values  # 31 480 says nothing of 31
    return figure.values.union(*figure.parts)


def zero_of(written: str) -> str:
    """The zero of the digits that a number is written in.

    >>> zero_of("٣١٬٤٨٠")
    '٠'
    """
    digit = next(char for char in written if char.isdecimal())
    return chr(ord(digit) - int(digit))


def apply(edits: Iterable[Edit], target: str) -> str | None:
    """A target with the edits in it; None where two overlap, or a tag stands within one."""
    read = reading(target)
    ordered = sorted(edits, reverse=True)
    last = len(read.text)
    for edit in ordered:
        start, end = read.whole(edit.start, edit.end)
        if edit.end > last or target[start:end] != read.text[edit.start : edit.end]:
            return None
        target = target[:start] + edit.text + target[end:]
        last = edit.start
    return target


def read_back(before: Readable, edits: Sequence[Edit], after: Readable) -> bool:
    """Whether the numbers of a target are what they should be once the edits are in it."""
    if len(before.figures) != len(after.figures):
        return False
    changed = [edit for edit in edits if edit.value is not None]
    for old, new in zip(before.figures, after.figures, strict=True):
        edit = next((e for e in changed if e.start < old.end and old.start < e.end), None)
        if edit is None:
            within = any(e.start <= old.start and old.end <= e.end for e in edits)
            if old.text != new.text and not within:
                return False
        elif edit.value not in new.values:
            return False
    return True
