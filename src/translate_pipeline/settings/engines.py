"""``engines``: what is said of some engines, and which of them ``auto`` asks."""

from collections.abc import Mapping

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.engine import AUTO, EngineOptions, EngineOrder
from translate_pipeline.model.locale import Locale
from translate_pipeline.settings.nodes import (
    PartError,
    Reader,
    inside,
    read_locale,
    read_parts,
    stands_twice,
)

_ENGINE = "deep:deepl: {characters_a_day: 100000}"
_OTHER = "other"
"""What stands for all locales that have no list of their own."""


def read_engines(node: yaml.Node) -> tuple[Mapping[str, EngineOptions], EngineOrder]:
    """What is said of engines by name, and whom ``auto`` asks."""
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(tr("write lines such as {line}", line=_ENGINE))  # noqa: TRY004
    found: dict[str, EngineOptions] = {}
    order: EngineOrder | None = None
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise PartError(name, tr("a name must be a plain word"))
        if name.value in found or (name.value == AUTO and order is not None):
            raise stands_twice(name)
        with inside(name.value):
            if name.value == AUTO:
                order = _engine_order(value)
            else:
                found[name.value] = _engine(value)
    return found, order or {}


def _engine_order(node: yaml.Node) -> EngineOrder:
    """A list for all locales, or one for each of some and, as ``other``, for all others."""
    if not isinstance(node, yaml.MappingNode):
        return {None: _engine_names(node)}
    found: dict[Locale | None, tuple[str, ...]] = {}
    for name, value in node.value:
        try:
            locale = None if name.value == _OTHER else read_locale(name)
        except ValueError as error:
            raise PartError(name, str(error)) from error
        if locale in found:
            raise stands_twice(name)
        found[locale] = _engine_names(value)
    return found


def _engine_names(node: yaml.Node) -> tuple[str, ...]:
    from translate_pipeline.engines import engine_names

    if not isinstance(node, yaml.SequenceNode) or not node.value:
        told = tr("write a list of engines, such as {example}", example="[neural, apertium]")
        raise PartError(node, told)
    known = engine_names()
    for one in node.value:
        if one.value not in known:
            name = repr(one.value) if isinstance(one, yaml.ScalarNode) else "…"
            told = tr("no engine {name}; known: {known}", name=name, known=", ".join(known))
            raise PartError(one, told)
    return tuple(dict.fromkeys(one.value for one in node.value))


def _engine(node: yaml.Node) -> EngineOptions:
    if not isinstance(node, yaml.MappingNode):
        raise PartError(node, tr("write lines such as {line}", line=_ENGINE))
    return EngineOptions(**read_parts(node, _OF_ENGINES, _unknown))


def _unknown(_key: str) -> str:
    return tr(
        "only {names} can stand here; a key belongs in the environment, not in a file that is"
        " shared",
        names=", ".join(_OF_ENGINES),
    )


def _url(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or "://" not in node.value:
        raise ValueError(tr("write one URL, such as http://127.0.0.1:5000"))
    return str(node.value).strip()


def _characters(node: yaml.Node) -> int:
    if node.tag != "tag:yaml.org,2002:int" or not str(node.value).replace("_", "").isdecimal():
        raise ValueError(tr("write a whole number of characters; 0 is no limit"))
    return int(node.value)


_OF_ENGINES: Mapping[str, Reader] = {
    "url": _url,
    "characters_a_day": _characters,
}
