"""What is common to the values of a workspace file.

A reader takes the node of a value. It raises ValueError where the value is wrong, or PartError,
which is one, where only a part is; neither names the setting, which stands before all messages.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import known_locale

Reader = Callable[[yaml.Node], Any]
"""Makes a value of a setting from what stands in the file."""


class PartError(ValueError):
    """What is wrong with a part of a setting's value."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.node = node


def stands_twice(name: yaml.Node) -> PartError:
    """What is wrong with a name that stood before."""
    return PartError(name, tr("{name} stands twice", name=name.value))


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Put the name of what holds a part before what is wrong with it."""
    try:
        yield
    except PartError as error:
        raise PartError(error.node, f"{name}: {error}") from error


def read_parts(
    node: yaml.MappingNode, readers: Mapping[str, Reader], unknown: Callable[[str], str]
) -> dict[str, Any]:
    """The parts of a value, by name. ``unknown`` says what is wrong with a name that has no reader.

    Raises PartError.
    """
    said: dict[str, Any] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise PartError(name, unknown("…"))
        if name.value not in readers:
            raise PartError(name, unknown(repr(name.value)))
        try:
            said[name.value] = readers[name.value](value)
        except ValueError as error:
            raise PartError(value, f"{name.value}: {error}") from error
    return said


def read_flag(node: yaml.Node) -> bool:
    """True or false, in any of YAML's words."""
    if node.tag != "tag:yaml.org,2002:bool":
        raise ValueError(tr("write true or false"))
    return str(node.value).lower() in ("true", "yes", "on")


def read_locale(node: yaml.Node) -> Locale:
    """One locale that Babel knows."""
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError(tr("write one locale, such as pt-BR"))  # noqa: TRY004  (an input, not a type)
    return known_locale(node.value)


def read_locales(node: yaml.Node) -> tuple[Locale, ...]:
    """A list of locales, each once."""
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(tr("write a list of locales, such as [es, pt-BR]"))  # noqa: TRY004
    return tuple(dict.fromkeys(map(read_locale, node.value)))


def read_names(node: yaml.Node) -> frozenset[str]:
    """A list of plain words, in any order."""
    named = isinstance(node, yaml.SequenceNode) and all(
        isinstance(one, yaml.ScalarNode) and one.value.strip() for one in node.value
    )
    if not named:
        raise ValueError(tr("write a list of names, such as [crime, law]"))
    return frozenset(one.value.strip() for one in node.value)
