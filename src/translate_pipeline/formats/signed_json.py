"""The JSON that is signed: one spelling for each value, and read strictly.

UTF-8, keys in the order of their code points, an indent of 2, a newline at the end. Integers only,
within what every reader of JSON holds exactly. A text in any other spelling is refused, so that two
readers cannot understand one signed file in two ways.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

from translate_pipeline.errors import InputError

FORMAT = 1
"""Of all signed files; a higher one means something that this program would misunderstand."""

_LARGEST = 2**53 - 1
_DEEPEST = 20
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


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


def read_signed(data: bytes, kind: str, path: str) -> "Fields":
    """The fields of a signed file of this kind. Raises InputError."""
    fields = Fields(parse_canonical(data, path), path)
    if (found := fields.text("type")) != kind:
        raise InputError(path, 0, f"this is a file of the type {found!r}, not {kind!r}")
    if (number := fields.number("format", least=1)) > FORMAT:
        reason = f"made by a newer program, in format {number}; update translate-pipeline"
        raise InputError(path, 0, reason)
    return fields


class Fields:
    """An object's fields, each read as what it must be. Every method raises InputError."""

    def __init__(self, value: object, path: str, place: str = "") -> None:
        self._path, self._place = path, place
        if not isinstance(value, dict):
            self.fail("must be an object")
        self._values: dict[str, Any] = value
        self._read: set[str] = set()

    def fail(self, reason: str, name: str = "") -> NoReturn:
        """Refuse the file because of a field, or of the object as a whole."""
        place = ": ".join(part for part in (self._place, name) if part)
        raise InputError(self._path, 0, f"{place}: {reason}" if place else reason)

    def has(self, name: str) -> bool:
        """Whether the field is there; one that is null is not."""
        self._read.add(name)
        return self._values.get(name) is not None

    def text(self, name: str, *, longest: int = 1000) -> str:
        """A line of text."""
        return self._line(self._value(name), name, longest)

    def texts(self, name: str) -> tuple[str, ...]:
        """Lines of text."""
        return tuple(self._line(one, name, 5000) for one in self._list(name, 1000))

    def matching(self, name: str, pattern: re.Pattern[str], what: str) -> str:
        """A text that the pattern matches as a whole."""
        text = self.text(name)
        return text if pattern.fullmatch(text) else self.fail(f"{text!r} is not {what}", name)

    def digest(self, name: str) -> str:
        """A SHA-256."""
        return self.matching(name, _DIGEST, "the 64 hexadecimal digits of a SHA-256")

    def number(self, name: str, *, least: int = 0, most: int = _LARGEST) -> int:
        """An integer in this range."""
        value = self._value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(f"must be a whole number from {least} to {most}", name)
        return value

    def moment(self, name: str) -> datetime:
        """A moment in UTC."""
        text = self.matching(name, _MOMENT, "a moment such as 2026-05-03T06:00:00Z")
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            self.fail(f"{text!r} is no moment: {error}", name)

    def fields(self, name: str) -> "Fields":
        """An object."""
        return Fields(self._value(name), self._path, self._inside(name))

    def named(self, name: str, *, most: int) -> Iterator[tuple[str, "Fields"]]:
        """The objects in an object, by their names."""
        inner, names = self.fields(name), list(self._value(name))
        if len(names) > most:
            self.fail(f"more than {most}", name)
        for one in names:
            yield one, inner.fields(one)

    def rows(self, name: str, *, most: int) -> Iterator["Fields"]:
        """The objects in a list."""
        for number, value in enumerate(self._list(name, most), 1):
            yield Fields(value, self._path, self._inside(f"{name} {number}"))

    def rest(self) -> dict[str, object]:
        """The fields that nobody read."""
        return {name: value for name, value in self._values.items() if name not in self._read}

    def _value(self, name: str) -> Any:  # noqa: ANN401  (as JSON has it)
        self._read.add(name)
        if name not in self._values:
            self.fail(f"has no {name}")
        return self._values[name]

    def _list(self, name: str, most: int) -> Sequence[object]:
        value = self._value(name)
        if not isinstance(value, list):
            self.fail("must be a list", name)
        if len(value) > most:
            self.fail(f"more than {most}", name)
        return value

    def _line(self, value: object, name: str, longest: int) -> str:
        if not isinstance(value, str):
            self.fail("must be a text", name)
        if len(value) > longest:
            self.fail(f"longer than {longest} characters", name)
        if odd := _UNPRINTABLE.search(value):
            self.fail(f"holds U+{ord(odd.group()):04X}, which is not printed", name)
        return value

    def _inside(self, name: str) -> str:
        return f"{self._place}: {name}" if self._place else name


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
            if abs(value) > _LARGEST:
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
