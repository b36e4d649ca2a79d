"""``checks``: what becomes of the findings of a check."""

from difflib import get_close_matches

import yaml

from translate_pipeline.messages import tr
from translate_pipeline.model.translation import Severities, Severity
from translate_pipeline.settings.nodes import PartError, stands_twice

_SEVERITIES: dict[str, Severity | None] = {"off": None} | {str(one): one for one in Severity}
_NEVER_OFF = ("glossary-terms", "forbidden-terms")


def read_checks(node: yaml.Node) -> Severities:
    """What becomes of the findings, by the name of their rule."""
    from translate_pipeline.checks import all_rules

    if not isinstance(node, yaml.MappingNode):
        raise ValueError(tr("write lines such as `spaces: off`"))  # noqa: TRY004
    names = [rule.NAME for rule in all_rules()]
    severities: dict[str, Severity | None] = {}
    for name, value in node.value:
        if name.value not in names:
            raise _unknown(name, names)
        if name.value in severities:
            raise stands_twice(name)
        severities[name.value] = _severity(name.value, value)
    return severities


def _unknown(name: yaml.Node, names: list[str]) -> PartError:
    near = get_close_matches(str(name.value), names)
    hint = (
        tr("did you mean {names}?", names=", ".join(near))
        if near
        else tr("`check --rules` lists them")
    )
    told = tr("no rule is called {name}; {hint}", name=repr(name.value), hint=hint)
    return PartError(name, told)


def _severity(rule: str, node: yaml.Node) -> Severity | None:
    if not isinstance(node, yaml.ScalarNode) or node.value not in _SEVERITIES:
        told = tr("write one of {choices}", choices=", ".join(_SEVERITIES))
        raise PartError(node, f"{rule}: {told}")
    if node.value == "off" and rule in _NEVER_OFF:
        told = tr(
            "{rule} cannot be off: a legal term is never missed in silence; the least is `note`",
            rule=rule,
        )
        raise PartError(node, told)
    return _SEVERITIES[node.value]
