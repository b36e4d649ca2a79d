"""The ledger as JSON lines: what `ledger export` prints, read back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import read_file
from translate_pipeline.store.rows import NAMES, Row, event_of, stored_detail, told_damage

_LARGEST = 2_000_000_000
"""Bytes."""


def read_export(path: Path) -> list[Row]:
    """The rows of an exported ledger, each verified.

    Raises InputError, with the line, where one is damaged, missing or of a newer program.
    """
    rows = list(_parsed(read_file(path, at_most=_LARGEST), str(path)))
    for damage in told_damage(rows):
        advice = tr("export the ledger once more")
        raise InputError(str(path), 0, f"{damage}; {advice}")
    return [row[1:-1] for row in rows]


def _parsed(data: bytes, path: str) -> Iterator[tuple[Any, ...]]:
    """Rows as ``(seq, *row, link)``."""
    for number, line in enumerate(data.rstrip(b"\n").split(b"\n") if data else (), 1):
        try:
            shape = json.loads(line.decode())
            if not isinstance(shape, dict) or shape.keys() != {"seq", *NAMES, "chain"}:
                raise ValueError(tr("no event of a ledger"))  # noqa: TRY301
            row = [*map(shape.get, NAMES[:-1]), stored_detail(shape["detail"])]
            event_of(row)
            stored_detail(row).encode()  # a JSON text may hold halves of characters
            if type(shape["seq"]) is not int:
                raise ValueError(tr("{field} is no number", field="seq"))  # noqa: TRY301
        except (ValueError, RecursionError) as error:
            reason = tr("not a line of `ledger export`: {reason}", reason=error)
            raise InputError(path, number, reason) from error
        yield shape["seq"], *row, shape["chain"]
