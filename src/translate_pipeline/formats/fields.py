"""The fields of a JSON object, each read strictly as what it must be."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NoReturn

from translate_pipeline.errors import InputError

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


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

    def number(self, name: str, *, least: int = 0, most: int = LARGEST) -> int:
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
