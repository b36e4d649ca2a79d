"""``reviewers``: who may approve what."""

from collections.abc import Mapping
from typing import Any

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.reviewer import Reviewer
from translate_pipeline.model.standing import same_person
from translate_pipeline.settings.nodes import (
    PartError,
    Reader,
    read_locales,
    read_names,
    stands_twice,
)


def read_reviewers(node: yaml.Node) -> Mapping[str, Reviewer]:
    """The reviewers by the name that stands for every spelling of theirs."""
    if not isinstance(node, yaml.MappingNode):
        reason = tr("write lines such as `rosa: {{roles: [legal], locales: [es]}}`")
        raise ValueError(reason)  # noqa: TRY004
    found: dict[str, Reviewer] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode) or not name.value.strip():
            raise PartError(name, tr("a name must be a plain word"))
        known = same_person(name.value)
        if known in found:
            raise stands_twice(name)
        found[known] = _reviewer(name.value, value)
    return found


def _reviewer(name: str, node: yaml.Node) -> Reviewer:
    if node.value in ("", "null", "~"):
        return Reviewer(name)
    if not isinstance(node, yaml.MappingNode):
        told = tr("write {{roles: [legal], locales: [es]}}")
        raise PartError(node, f"{name}: {told}")
    said: dict[str, Any] = {}
    for key, value in node.value:
        reader = _OF_REVIEWERS.get(key.value)
        if reader is None:
            told = tr("{key} is neither roles nor locales", key=repr(key.value))
            raise PartError(key, f"{name}: {told}")
        try:
            said[key.value] = reader(value)
        except ValueError as error:
            raise PartError(value, f"{name}: {key.value}: {error}") from error
    return Reviewer(name, **said)


_OF_REVIEWERS: Mapping[str, Reader] = {
    "roles": read_names,
    "locales": lambda node: frozenset(read_locales(node)),
}
