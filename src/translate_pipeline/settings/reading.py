"""Finding the workspace file, and reading it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.messages import tr
from translate_pipeline.settings.attribution import read_attribution
from translate_pipeline.settings.engines import read_engines
from translate_pipeline.settings.nodes import (
    PartError,
    Reader,
    read_flag,
    read_locale,
    read_locales,
    read_names,
)
from translate_pipeline.settings.places import ledger_of, read_server, read_shelf, shelf_of
from translate_pipeline.settings.recipients import read_recipients
from translate_pipeline.settings.reviewers import read_reviewers
from translate_pipeline.settings.severities import read_checks
from translate_pipeline.settings.workspace import Settings
from translate_pipeline.store.files import read_file

WORKSPACE_FILE = "translate-pipeline.yaml"
WORKSPACE_VARIABLE = "TRANSLATE_PIPELINE_WORKSPACE"

_LONGEST = 100_000
"""Bytes. More is no workspace file, and PyYAML would take minutes over it."""

_READERS: Mapping[str, Reader] = {
    "locales": read_locales,
    "source_locale": read_locale,
    "allow_cloud": read_flag,
    "translate_boilerplate": read_flag,
    "checks": read_checks,
    "two_person_rule": read_flag,
    "reviewers": read_reviewers,
    "legal_domains": read_names,
    "publish_on_approval": read_flag,
    "names_in_files": read_flag,
    "attribution": read_attribution,
    "ledger": read_server,
    "shelf": read_shelf,
    "notify": read_recipients,
    "engines": read_engines,
}


def find_workspace(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upwards, that holds a workspace file."""
    folders = (start.absolute(), *start.absolute().parents)
    return next((folder for folder in folders if (folder / WORKSPACE_FILE).is_file()), None)


def read_settings(workspace: Path | None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the workspace that was named, or else that of the environment or current folder.

    Raises NotFound where there is none, InputError (with line and column) for a bad workspace file.
    """
    folder = _folder(workspace, environ)
    path = folder / WORKSPACE_FILE
    node = _compose(decode_text(read_file(path, at_most=_LONGEST), str(path)), str(path))
    values = _values(node, str(path))
    ledger, shelf = values.pop("ledger", None), values.pop("shelf", Path("published"))
    engines, order = values.pop("engines", ({}, {}))
    return Settings(
        folder, **values, engines=engines, engine_order=order,
        ledger_server=ledger_of(environ) or ledger,
        kept_at=shelf_of(environ) or shelf,
    )  # fmt: skip


def _folder(workspace: Path | None, environ: Mapping[str, str]) -> Path:
    named = workspace or (
        Path(environ[WORKSPACE_VARIABLE]) if WORKSPACE_VARIABLE in environ else None
    )
    folder = named.absolute() if named else find_workspace(Path.cwd())
    if folder is None or not (folder / WORKSPACE_FILE).is_file():
        raise NotFound(
            tr(
                "no workspace in {folder} (it has no {file}); make one with"
                " `translate-pipeline init DIR`, or name one with --workspace DIR",
                folder=folder or Path.cwd(), file=WORKSPACE_FILE,
            )
        )  # fmt: skip
    return folder


def _compose(text: str, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = tr("not YAML: {reason}", reason=error.problem)
        raise InputError(path, line, reason, column=column) from error
    except yaml.YAMLError as error:
        raise InputError(path, 0, tr("not YAML: {reason}", reason=error)) from error
    except RecursionError:
        raise InputError(path, 0, tr("nested too deeply")) from None


def _values(node: yaml.Node | None, path: str) -> dict[str, Any]:
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise InputError(path, 1, tr("a workspace file is a list of `name: value` lines"))
    values: dict[str, Any] = {}
    for name, value in node.value:
        if problem := _problem(name, values):
            raise _error(path, name, problem)
        try:
            values[name.value] = _READERS[name.value](value)
        except ValueError as error:
            part = error.node if isinstance(error, PartError) else value
            raise _error(path, part, f"{name.value}: {error}") from error
    return values


def _problem(name: yaml.Node, known: Mapping[str, object]) -> str | None:
    """What is wrong with a setting's name."""
    if not isinstance(name, yaml.ScalarNode):
        return tr("a name must be a plain word")
    if name.value in known:
        return tr("{name} stands twice", name=name.value)
    if name.value not in _READERS:
        return tr(
            "unknown setting {name}; known: {known}",
            name=repr(name.value), known=", ".join(_READERS),
        )  # fmt: skip
    return None


def _error(path: str, node: yaml.Node, reason: str) -> InputError:
    mark = node.start_mark
    return InputError(path, mark.line + 1, reason, column=mark.column + 1)
