"""``notify``: who is told what happens."""

import re
from collections.abc import Mapping

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.notice import Recipient, Role
from translate_pipeline.settings.nodes import (
    PartError,
    Reader,
    read_locale,
    read_locales,
    read_parts,
)

_RECIPIENT = "{role: translator, locales: [es], urls: [TRANSLATORS_ES]}"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_recipients(node: yaml.Node) -> tuple[Recipient, ...]:
    """All who are told, in the order of the file."""
    if not isinstance(node, yaml.SequenceNode):
        told = tr("write a list of lines such as {line}", line=_RECIPIENT)
        raise ValueError(told)  # noqa: TRY004
    return tuple(map(_recipient, node.value))


def _recipient(node: yaml.Node) -> Recipient:
    if not isinstance(node, yaml.MappingNode):
        raise PartError(node, tr("write {line}", line=_RECIPIENT))
    said = read_parts(node, _OF_RECIPIENTS, _unknown)
    for name in ("role", "urls"):
        if name not in said:
            told = tr("{name} is missing; write {line}", name=name, line=_RECIPIENT)
            raise PartError(node, told)
    return Recipient(addresses=said.pop("urls"), **said)


def _unknown(_key: str) -> str:
    return tr("only {names} can stand here", names=", ".join(_OF_RECIPIENTS))


def _role(node: yaml.Node) -> Role:
    if node.value not in list(Role):
        raise ValueError(tr("write one of {choices}", choices=", ".join(Role)))
    return Role(node.value)


def _addresses(node: yaml.Node) -> tuple[str, ...]:
    """Names only. What is refused is not quoted: it may be a password."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise ValueError(tr("write a list of names, such as [TRANSLATORS_ES]"))
    if not all(
        isinstance(one, yaml.ScalarNode) and _NAME.fullmatch(one.value) for one in node.value
    ):
        told = tr(
            "write names such as TRANSLATORS_ES, never addresses: they hold passwords, and this"
            " file is shared. A name is that of an environment variable, or of a line in the file"
            " that `translate-pipeline notify` names"
        )
        raise ValueError(told)
    return tuple(dict.fromkeys(one.value for one in node.value))


_OF_RECIPIENTS: Mapping[str, Reader] = {
    "role": _role,
    "locales": lambda node: frozenset(read_locales(node)),
    "urls": _addresses,
    "language": read_locale,
}
