"""YAML read into plain values, with the place of every one of them; and written.

Only what a data file needs: mappings, lists, strings and the words that YAML 1.1 takes for
something else. Anchors and aliases are refused (a small file of them grows to fill the memory), as
are tags, repeated keys and deep nesting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr

_DEEPEST = 50
_WIDTH = 105
_WORDS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
    **dict.fromkeys(("", "~", "null"), None),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What YAML's escapes can bring in, and XML or a table cannot hold."""
_NUMBER = re.compile(r"[-+]?(\d[\d_]*(\.\d*)?|\.\d+)")

Value = Mapping[str, "Value"] | Sequence["Value"] | str | bool | float | None
Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


class Tree(NamedTuple):
    """A YAML document."""

    value: Value
    values: Mapping[Path, yaml.Event]
    """What began the value at a path."""
    keys: Mapping[Path, yaml.Event]
    """The key at the end of a path."""

    def place(self, path: Path) -> Place:
        """Where the value at a path begins, or the nearest one that holds it."""
        while path and path not in self.values:
            path = path[:-1]
        return _place(self.values[path]) if path in self.values else Place(1, 1)

    def key_place(self, path: Path) -> Place:
        """Where the key at the end of a path stands."""
        return _place(self.keys[path])


def parse_yaml(path: str, text: str) -> Tree:
    """Read a YAML document. Raises InputError, with line and column."""
    try:
        return _Reader(path, yaml.parse(text, yaml.CSafeLoader)).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(0, 0)
        problem = error.problem or tr("not YAML")
        lines = text.splitlines()
        if 0 < place.line <= len(lines) and lines[place.line - 1][place.column - 1 :][:1] == "\t":
            problem = tr("a tab; indent with spaces")
        raise InputError(path, place.line, problem, column=place.column) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        raise InputError(path, line, str(error.reason), column=column) from error


def dump_yaml(value: Value) -> str:
    """Write a value so that people like to read it, and ``parse_yaml`` reads the same."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH,
        default_flow_style=False,
    )  # fmt: skip


class _Dumper(yaml.CSafeDumper):
    """Lists in one line; quotes around what this module's reader would not take for a text."""


def _dump_list(dumper: _Dumper, items: list[Value]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


def _dump_text(dumper: _Dumper, text: str) -> yaml.Node:
    special = text.lower() in _WORDS or _NUMBER.fullmatch(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if special else None)


_Dumper.add_representer(list, _dump_list)
_Dumper.add_representer(str, _dump_text)


class _Reader:
    """Turns the parser's events into values, remembering places."""

    def __init__(self, path: str, events: Iterator[yaml.Event]) -> None:
        self.path, self.events = path, events
        self.values: dict[Path, yaml.Event] = {}
        self.keys: dict[Path, yaml.Event] = {}

    def read(self) -> Tree:
        value: Value = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.values:
                    raise self.error(event, tr("a second document; a file holds one"))
                value = self.value(next(self.events), ())
        return Tree(value, self.values, self.keys)

    def value(self, event: yaml.Event, path: Path) -> Value:
        if getattr(event, "anchor", None):
            reason = tr("anchors and aliases (& and *) are not allowed; use quotes")
            raise self.error(event, reason)
        if tag := getattr(event, "tag", None):
            reason = tr("tags such as {tag} are not allowed; use quotes", tag=tag)
            raise self.error(event, reason)
        if len(path) > _DEEPEST:
            raise self.error(event, tr("nested too deeply"))
        self.values[path] = event
        if isinstance(event, yaml.ScalarEvent):
            self.check(event)
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> Value:
        items: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.error(event, tr("a key must be a plain word"))
            self.check(event)
            key, inner = event.value, (*path, event.value)
            if key in items:
                first = _place(self.keys[inner])
                reason = tr(
                    "{key} is here twice; the other is in line {line}", key=key, line=first.line
                )
                raise self.error(event, reason)
            self.keys[inner] = event
            items[key] = self.value(next(self.events), inner)
        return items

    def check(self, event: yaml.ScalarEvent) -> None:
        if control := _CONTROL.search(event.value):
            character = f"U+{ord(control[0]):04X}"
            reason = tr("{character} is a control character; remove it", character=character)
            raise self.error(event, reason)

    def error(self, event: yaml.Event, reason: str) -> InputError:
        place = _place(event)
        return InputError(self.path, place.line, reason, column=place.column)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    assert mark is not None
    return Place(mark.line + 1, mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    if not event.implicit[0]:
        return text
    lowered = text.lower()
    if lowered in _WORDS:
        return _WORDS[lowered]
    return float(text.replace("_", "")) if _NUMBER.fullmatch(text) else text
