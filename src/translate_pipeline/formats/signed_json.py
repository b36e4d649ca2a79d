"""The JSON that is signed: one spelling for each value, and read strictly.

UTF-8, keys in the order of their code points, an indent of 2, a newline at the end. Integers only,
within what every reader of JSON holds exactly. A text in any other spelling is refused, so that two
readers cannot understand one signed file in two ways.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.formats.fields import LARGEST, Fields

FORMAT = 1
"""Of all signed files; a higher one means something that this program would misunderstand."""

_DEEPEST = 20


def canonical(value: Mapping[str, object], path: str) -> bytes:
    """The bytes of a value. Raises InputError for what has no spelling: a float, half a letter."""
    try:
        _refuse_odd(value, path, 0)
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2)
        return f"{text}\n".encode()
    except UnicodeEncodeError as error:
        raise InputError(path, 0, "holds half of a surrogate pair, which is no letter") from error


def parse_canonical(data: bytes, path: str) -> dict[str, Any]:
    """The value of such bytes. Raises InputError for any others."""
    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=lambda pairs: _object(pairs, path),
            parse_int=lambda digits: _integer(digits, path),
        )
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is not UTF-8; signed files are never converted"
        raise InputError(path, 0, reason) from error
    except json.JSONDecodeError as error:
        raise InputError(
            path, error.lineno, f"not JSON: {error.msg}", column=error.colno
        ) from error
    except RecursionError:
        raise _too_deep(path) from None
    if not isinstance(value, dict):
        raise InputError(path, 0, "must be one JSON object")
    if canonical(value, path) != data:
        raise InputError(path, 0, "not in the one spelling of signed files; fetch it anew")
    return value


def write_signed(
    kind: str, value: Mapping[str, object], extra: Mapping[str, object], path: str
) -> bytes:
    """The bytes to be signed. ``kind`` keeps one signed file from being taken for another."""
    return canonical({**extra, **value, "type": kind, "format": FORMAT}, path)


def read_signed(data: bytes, kind: str, path: str) -> Fields:
    """The fields of a signed file of this kind. Raises InputError."""
    fields = Fields(parse_canonical(data, path), path)
    if (found := fields.text("type")) != kind:
        raise InputError(path, 0, f"this is a file of the type {found!r}, not {kind!r}")
    if (number := fields.number("format", least=1)) > FORMAT:
        reason = f"made by a newer program, in format {number}; update translate-pipeline"
        raise InputError(path, 0, reason)
    return fields


def written_moment(moment: datetime, path: str) -> str:
    """A moment as signed files have it. Raises InputError for one without zone or with parts."""
    if moment.tzinfo is None or moment.microsecond:
        raise InputError(path, 0, f"{moment} is no moment with a zone and whole seconds")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _object(pairs: list[tuple[str, object]], path: str) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(path, 0, f"{twice!r} stands twice in one object")
    return found


def _integer(digits: str, path: str) -> int:
    """Without reading a number of a million digits."""
    if len(digits) > 17:
        raise InputError(path, 0, f"the number {digits} is too large")
    return int(digits)


def _refuse_odd(value: object, path: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise _too_deep(path)
    match value:
        case None | bool() | str():
            pass
        case int():
            if abs(value) > LARGEST:
                raise InputError(path, 0, f"the number {value} is too large")
        case dict():
            for name, inner in value.items():
                _refuse_odd(inner, path, depth + 1)
                if not isinstance(name, str):
                    raise InputError(path, 0, f"{name!r} is no name of a field")
        case list() | tuple():
            for inner in value:
                _refuse_odd(inner, path, depth + 1)
        case _:
            reason = f"{value!r} is neither text, whole number, truth, list nor object"
            raise InputError(path, 0, reason)


def _too_deep(path: str) -> InputError:
    return InputError(path, 0, "nested too deeply")
