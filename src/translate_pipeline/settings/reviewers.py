"""``reviewers``: who may approve what."""

from collections.abc import Mapping

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.reviewer import Reviewer
from translate_pipeline.model.standing import same_person
from translate_pipeline.settings.nodes import (
    PartError,
    Reader,
    inside,
    read_locales,
    read_names,
    read_parts,
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
        with inside(name.value):
            found[known] = _reviewer(name.value, value)
    return found


def _reviewer(name: str, node: yaml.Node) -> Reviewer:
    if node.value in ("", "null", "~"):
        return Reviewer(name)
    if not isinstance(node, yaml.MappingNode):
        raise PartError(node, tr("write {{roles: [legal], locales: [es]}}"))
    return Reviewer(name, **read_parts(node, _OF_REVIEWERS, _unknown))


def _unknown(key: str) -> str:
    return tr("{key} is neither roles nor locales", key=key)


_OF_REVIEWERS: Mapping[str, Reader] = {
    "roles": read_names,
    "locales": lambda node: frozenset(read_locales(node)),
}
