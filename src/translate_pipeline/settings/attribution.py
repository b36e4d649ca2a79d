"""``attribution``: the line under an approved version."""

from collections.abc import Mapping

import yaml

from translate_pipeline.model.locale import Locale
from translate_pipeline.settings.nodes import PartError, read_locale


def read_attribution(node: yaml.Node) -> Mapping[Locale, str]:
    """The line of each locale that has one."""
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("write lines such as `es: Traducción de la organización`")  # noqa: TRY004
    found: dict[Locale, str] = {}
    for name, value in node.value:
        if not isinstance(value, yaml.ScalarNode):
            raise PartError(value, "write one line of text")
        try:
            found[read_locale(name)] = " ".join(value.value.split())
        except ValueError as error:
            raise PartError(name, str(error)) from error
    return found
