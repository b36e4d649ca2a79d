"""Tables that stay readable in a narrow terminal: what can be spared there is shortened or goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

_SHORT = 2
"""From this level on, columns are short, and stand close together."""
_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    cells: Sequence[Text]
    brief: Mapping[str, Any] = field(default_factory=dict)
    """What is another where there is little room: ``heading``, ``cells``."""
    until: int | None = None
    """The level, from 0 for the widest tables, from which on the column is left out."""
    numeric: bool = False


def fitted(columns: Sequence[Column], width: int) -> Table:
    """The table of the widest level that fits into so many character cells, else the narrowest."""
    fits = (level for level in range(_LEVELS) if _needs(columns, level) <= width)
    level = next(fits, _LEVELS - 1)
    return _table(_shown(columns, level), _gap(level))


def _needs(columns: Sequence[Column], level: int) -> int:
    """How wide the table of a level is, in character cells."""
    shown = _shown(columns, level)
    return sum(map(_width, shown)) + _gap(level) * (len(shown) - 1)


def _shown(columns: Sequence[Column], level: int) -> list[Column]:
    shown = [column for column in columns if column.until is None or level < column.until]
    return [replace(one, **one.brief) for one in shown] if level >= _SHORT else shown


def _gap(level: int) -> int:
    """Cells between two columns."""
    return 1 if level >= _SHORT else 2


def _width(column: Column) -> int:
    return max(1, cell_len(column.heading), *(cell.cell_len for cell in column.cells))


def _table(columns: Sequence[Column], gap: int) -> Table:
    # The line between two columns is a space of the box.
    padding = (0, gap - 1, 0, 0)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=padding, pad_edge=False)
    for column in columns:
        side: JustifyMethod = "right" if column.numeric else "left"
        table.add_column(column.heading, justify=side, no_wrap=True)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table
