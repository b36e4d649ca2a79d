"""The YAML front matter of a release: what its editors say about it.

Read node by node instead of by ``yaml.safe_load``, so that every complaint has its line and column,
``no`` stays Norwegian instead of becoming False, and a date is read by our rules, not YAML 1.1's.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import known_locale

LONGEST = 20_000
"""Characters. More is not front matter, and PyYAML would take minutes over it."""
_DEEPEST = 2
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SPACE_BEFORE_ZONE = re.compile(r"\s+(?=[+-]\d|[Zz]$)")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was said; None and empty where nothing was."""

    id: str = ""
    title: str = ""
    date: dt.date | None = None
    embargo: dt.datetime | None = None
    deadline: dt.datetime | None = None
    contact: str = ""
    locales: tuple[Locale, ...] = ()
    source_locale: Locale | None = None
    confidential: bool = False
    translate_boilerplate: bool | None = None


def split_front_matter(text: str, path: str) -> tuple[FrontMatter, str, int]:
    """What the front matter says, the text below it, and the number of that text's first line.

    Front matter is what stands between two lines ``---``, the first of which opens the document.
    Blank lines above it do no harm: an embargo must not be overlooked for one.

    Raises InputError for front matter that is not closed, is not YAML, uses anchors or aliases,
    has an unknown or repeated key, or a value that its key cannot have.
    """
    lines = text.split("\n")
    opening = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[opening].rstrip() != "---":
        return FrontMatter(), text, 1
    below = range(opening + 1, len(lines))
    closing = next((i for i in below if lines[i].rstrip() in ("---", "...")), None)
    if closing is None:
        reason = tr("front matter begins here and never ends; close it with a line --- of its own")
        raise InputError(path, opening + 1, reason)
    source = "\n".join(lines[opening + 1 : closing])
    if len(source) > LONGEST:
        reason = tr(
            "front matter has {size} characters, more than {most}; is it text?",
            size=f"{len(source):,}", most=f"{LONGEST:,}",
        )  # fmt: skip
        raise InputError(path, opening + 1, reason)
    front_matter = _read(source, path, opening + 2)
    return front_matter, "\n".join(lines[closing + 1 :]), closing + 2


Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key, its value as written, and where the value stands."""

    key: str
    value: Value
    line: int
    column: int


def _read(source: str, path: str, first_line: int) -> FrontMatter:
    said: dict[str, Any] = {}
    for entry in _entries(source, path, first_line):
        name = "source_locale" if entry.key == "language" else entry.key
        if name in said:
            reason = f"{entry.key}: " + tr("this is said twice; remove one")
            raise InputError(path, entry.line, reason, column=entry.column)
        try:
            said[name] = _reader(entry.key)(entry.value)
        except ValueError as error:
            reason = f"{entry.key}: {error}"
            raise InputError(path, entry.line, reason, column=entry.column) from None
    return FrontMatter(**said)


def _entries(source: str, path: str, first_line: int) -> list[_Entry]:
    import yaml

    def refuse(mark: yaml.Mark | None, reason: str) -> InputError:
        if mark is None:
            return InputError(path, first_line, reason)
        return InputError(path, first_line + mark.line, reason, column=mark.column + 1)

    def written(node: yaml.Node) -> str:
        value = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else None
        if value is None or _UNPRINTABLE.search(value):
            raise refuse(node.start_mark, _only_plain())
        return "" if node.tag == "tag:yaml.org,2002:null" else value

    def entry(key: yaml.Node, value: yaml.Node) -> _Entry:
        many = isinstance(value, yaml.SequenceNode)
        said = tuple(map(written, value.value)) if many else written(value)
        place = value.start_mark if said else key.start_mark
        return _Entry(written(key), said, first_line + place.line, place.column + 1)

    try:
        if event := next(_not_plain(yaml.parse(source, yaml.SafeLoader)), None):
            raise refuse(event.start_mark, _only_plain())
        root = yaml.compose(source, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        reason = tr("front matter is not valid YAML: {reason}", reason=error.problem)
        reason += "; "
        reason += tr("a text with a colon or a quotation mark in it must stand in quotes")
        raise refuse(error.problem_mark, reason) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        first = str(error).partition("\n")[0]
        told = tr("front matter is not valid YAML: {reason}", reason=first)
        raise refuse(None, told) from None
    if root is not None and not isinstance(root, yaml.MappingNode):
        told = tr("front matter must be lines such as title: Some words")
        raise refuse(root.start_mark, told)
    return [entry(key, value) for key, value in root.value] if root else []


def _only_plain() -> str:
    return tr("front matter has plain values and lists of them only: no nesting, no & and *")


def _not_plain(events: Iterable[Any]) -> Iterator[Any]:
    """What must not be composed: anchors and aliases may grow without end, nesting overflows."""
    import yaml

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or (isinstance(event, yaml.NodeEvent) and event.anchor):
            yield event


def _reader(key: str) -> Callable[[Value], Any]:
    if key in _READERS:
        return _READERS[key]
    from difflib import get_close_matches

    close = get_close_matches(key.lower(), _READERS, n=1)
    hint = tr("did you mean {name}?", name=close[0]) + " " if close else ""
    raise ValueError(
        f"{tr('no such key')}; {hint}{tr('Known are {names}', names=', '.join(_READERS))}"
    )


def _id(value: Value) -> str:
    """A release's id, if it can be a file name; else ValueError."""
    text = _one(value)
    if not _ID.fullmatch(text) or ".." in text:
        told = tr(
            "{text} cannot be a file name; use up to 100 of A-Z a-z 0-9 . _ - and begin with a"
            " letter or digit",
            text=repr(text),
        )
        raise ValueError(told)
    return text


def _one(value: Value) -> str:
    if value and isinstance(value, str):
        return value
    raise ValueError(
        tr("write one value") if value else tr("there is no value; write one or remove the line")
    )


def _date(value: Value) -> dt.date:
    text = _one(value)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        told = tr("{text} is not a date; write it like 2026-05-03", text=repr(text))
        raise ValueError(told) from None


def _moment(value: Value) -> dt.datetime:
    text = _SPACE_BEFORE_ZONE.sub("", _one(value))
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        example = "2026-05-03T10:00:00+02:00"
        told = tr(
            "{text} is not a date and time; write it like {example}",
            text=repr(text), example=example,
        )  # fmt: skip
        raise ValueError(told) from None
    if moment.tzinfo is None:
        written = moment.isoformat()
        reason = tr(
            "{text} has no time zone; write it like {time}+02:00, or {time}Z for UTC",
            text=repr(text), time=written,
        )  # fmt: skip
        raise ValueError(reason)
    return moment


def _locales(value: Value) -> tuple[Locale, ...]:
    if isinstance(value, str) or not value:
        raise ValueError(tr("write a list such as [es, pt-BR], or remove the line"))
    return tuple(dict.fromkeys(map(known_locale, value)))


def _yes_or_no(value: Value) -> bool:
    text = _one(value).lower()
    if text not in _TRUE + _FALSE:
        raise ValueError(tr("{text} is neither true nor false", text=repr(text)))
    return text in _TRUE


def _locale(value: Value) -> Locale:
    return known_locale(_one(value))


_READERS: Mapping[str, Callable[[Value], Any]] = {
    "id": _id,
    "title": _one,
    "date": _date,
    "embargo": _moment,
    "deadline": _moment,
    "contact": _one,
    "locales": _locales,
    "source_locale": _locale,
    "language": _locale,
    "confidential": _yes_or_no,
    "translate_boilerplate": _yes_or_no,
}
