"""An imported memory as it is kept: a JSON array a pair, and at the end what all of it is.

    ["One.","Uno.","es-ES","2020-04-03T10:11:12+00:00"]
    {"pairs":1,"locales":{"es-ES":1},"file":"un.tmx","imported":"2026-05-03T06:00:00+00:00"}

A file without that end was cut off.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.formats.tmx_reading import Pair
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit, origin_of


@dataclass(frozen=True, slots=True)
class Summary:
    """What an imported memory holds."""

    pairs: int
    locales: Mapping[str, int]
    """How many pairs are in each."""
    file: str
    """The name of the file that it was read from, without folders."""
    imported: datetime


def memory_lines(pairs: Iterable[Pair], file: str, now: datetime) -> Iterator[str]:
    """The lines of a memory, each with its end."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    locales: Counter[str] = Counter()
    for pair in pairs:
        tag = pair.locale.tag
        locales[tag] += 1
        yield encode([pair.source, pair.target, tag, pair.at.isoformat() if pair.at else ""]) + "\n"
    told = {"pairs": locales.total(), "locales": locales, "file": file, "imported": now.isoformat()}
    yield encode(told) + "\n"


def parse_memory(path: str, name: str, lines: Iterable[bytes]) -> Iterator[MemoryUnit]:
    """The units of an imported memory. Raises InputError, with the line, where it is damaged."""
    origin, locale, number, told = origin_of(name), cache(Locale.parse), 0, None
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line.decode())
            if isinstance(found, dict) and told is None:
                told = found["pairs"]
                continue
            source, target, tag, at = found
            (source + target + tag).encode()  # texts, and no halves of characters
            moment = datetime.fromisoformat(at) if at else None
            unit = MemoryUnit(source, target, locale(tag), origin, approved=False, at=moment)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise _damaged(path, number) from error
        if told is not None:
            raise _damaged(path, number)
        yield unit
    if told != number - 1:
        raise _damaged(path, number)


def parse_summary(path: str, line: bytes) -> Summary:
    """What the last line of an imported memory tells. Raises InputError where it is damaged."""
    try:
        found: dict[str, Any] = json.loads(line.decode())
        return Summary(
            int(found["pairs"]), dict(found["locales"]), str(found["file"]),
            datetime.fromisoformat(found["imported"]),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(path, 0) from error


def _damaged(path: str, line: int) -> InputError:
    told = tr("this imported memory is damaged; import it once more, or `memory forget` it")
    return InputError(path, line, told)
