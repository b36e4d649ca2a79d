"""Settings: the workspace file and the environment."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.messages import tr
from translate_pipeline.model.engine import AUTO, EngineOptions, EngineOrder
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.notice import Recipient, Role
from translate_pipeline.model.reviewer import LEGAL_DOMAINS, Policy, Reviewer
from translate_pipeline.model.standing import same_person
from translate_pipeline.model.translation import Severities, Severity
from translate_pipeline.store.files import read_file
from translate_pipeline.store.place import Place
from translate_pipeline.store.server import Server
from translate_pipeline.store.shelf_url import ShelfUrl
from translate_pipeline.text.languages import known_locale

WORKSPACE_FILE = "translate-pipeline.yaml"
WORKSPACE_VARIABLE = "TRANSLATE_PIPELINE_WORKSPACE"
LEDGER_VARIABLE = "TRANSLATE_PIPELINE_LEDGER"
SHELF_VARIABLE = "TRANSLATE_PIPELINE_SHELF"

_LONGEST = 100_000
"""Bytes. More is no workspace file, and PyYAML would take minutes over it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace decides. The defaults are those of an empty workspace file."""

    workspace: Path
    """The folder that holds ``glossary/``, ``locales/`` and ``releases/``; absolute."""
    locales: tuple[Locale, ...] = ()
    """Drafted where neither the command nor the release names any."""
    source_locale: Locale = ENGLISH
    allow_cloud: bool = False
    """Whether a text may be sent to an engine that is not on this machine."""
    translate_boilerplate: bool = False
    """Whether photo credits and calls to action are translated too."""
    checks: Severities = field(default_factory=dict)
    """What becomes of the findings of a check, by rule; the others keep their severities."""
    two_person_rule: bool = True
    """Whether a target is approved only by somebody who did not write it."""
    reviewers: Mapping[str, Reviewer] = field(default_factory=dict)
    """Who may approve, by name. Where nobody is named, anybody may, without any role."""
    legal_domains: frozenset[str] = LEGAL_DOMAINS
    """The domains of the glossary whose concepts need a reviewer with the role ``legal``."""
    attribution: Mapping[Locale, str] = field(default_factory=dict)
    """By locale: the line under an approved version that says of whom the translation is."""
    publish_on_approval: bool = True
    """Whether the flows publish what is approved; else only people do."""
    names_in_files: bool = False
    """Whether PO files say who approved by name, and not only by role."""
    notify: tuple[Recipient, ...] = ()
    """Who is told what happens, through services outside this machine; nobody by default."""
    engines: Mapping[str, EngineOptions] = field(default_factory=dict)
    """What is said of some engines, by name."""
    engine_order: EngineOrder = field(default_factory=dict)
    """The engines that ``auto`` asks, where not all that are installed in the usual order."""

    @property
    def policy(self) -> Policy:
        """Who may approve what."""
        return Policy(self.two_person_rule, self.reviewers, self.legal_domains)

    ledger_server: Server | None = None
    """Where the ledger is if it is not in the workspace."""

    @property
    def ledger(self) -> Place:
        """Where the ledger is."""
        return self.ledger_server or self.workspace / ".translate-pipeline" / "ledger.db"

    kept_at: Path | ShelfUrl = Path("published")
    """Where approved versions are kept; a folder is meant from the workspace."""

    @property
    def shelf(self) -> Path | ShelfUrl:
        """Where approved versions are kept: a folder, or a URL."""
        return self.workspace / self.kept_at if isinstance(self.kept_at, Path) else self.kept_at

    @property
    def tokens(self) -> Path:
        """The file with the digests of the section offices' tokens."""
        return self.workspace / ".translate-pipeline" / "tokens.json"

    @property
    def outbox(self) -> Path:
        """The file with the subscribers of webhooks, their secrets, and what was sent to them."""
        return self.workspace / ".translate-pipeline" / "webhooks.db"

    @property
    def remembered(self) -> Path:
        """The folder of what runs remember, to save time."""
        return self.workspace / ".translate-pipeline" / "settled"

    @property
    def glossary(self) -> Path:
        """The folder of the glossary's YAML files."""
        return self.workspace / "glossary"

    @property
    def keys(self) -> Path:
        """The folder of the lists of keys that sign for the workspace."""
        return self.workspace / "keys"


def find_workspace(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upwards, that holds a workspace file."""
    folders = (start.absolute(), *start.absolute().parents)
    return next((folder for folder in folders if (folder / WORKSPACE_FILE).is_file()), None)


def read_settings(workspace: Path | None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the workspace that was named, or else that of the environment or current folder.

    Raises NotFound where there is none, InputError (with line and column) for a bad workspace file.
    """
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
    path = folder / WORKSPACE_FILE
    text = decode_text(read_file(path, at_most=_LONGEST), str(path))
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = tr("not YAML: {reason}", reason=error.problem)
        raise InputError(str(path), line, reason, column=column) from error
    except yaml.YAMLError as error:
        raise InputError(str(path), 0, tr("not YAML: {reason}", reason=error)) from error
    except RecursionError:
        raise InputError(str(path), 0, tr("nested too deeply")) from None
    values = _values(node, str(path))
    ledger, shelf = values.pop("ledger", None), values.pop("shelf", Path("published"))
    engines, order = values.pop("engines", ({}, {}))
    return Settings(
        folder, **values, engines=engines, engine_order=order,
        ledger_server=_environment_server(environ) or ledger,
        kept_at=_environment_shelf(environ) or shelf,
    )  # fmt: skip


def _environment_server(environ: Mapping[str, str]) -> Server | None:
    url = environ.get(LEDGER_VARIABLE)
    try:
        return Server.parse(url) if url else None
    except ValueError as error:
        raise InputError(LEDGER_VARIABLE, 0, str(error)) from error


def _environment_shelf(environ: Mapping[str, str]) -> Path | ShelfUrl | None:
    named = environ.get(SHELF_VARIABLE)
    try:
        return _kept_at(named) if named else None
    except ValueError as error:
        raise InputError(SHELF_VARIABLE, 0, str(error)) from error


def _kept_at(named: str) -> Path | ShelfUrl:
    """A shelf's URL or folder. Raises ValueError, whose message quotes nothing of it."""
    if "://" in named:
        return ShelfUrl(named)
    folder = Path(named)
    if folder == Path() or "\0" in named:
        raise ValueError(tr("write a folder, such as published, or a URL, such as s3://BUCKET"))
    return folder


def _values(node: yaml.Node | None, path: str) -> dict[str, Any]:
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise InputError(path, 1, tr("a workspace file is a list of `name: value` lines"))
    values: dict[str, Any] = {}
    for name, value in node.value:
        line, column = name.start_mark.line + 1, name.start_mark.column + 1
        if not isinstance(name, yaml.ScalarNode):
            raise InputError(path, line, tr("a name must be a plain word"), column=column)
        if name.value in values:
            reason = tr("{name} stands twice", name=name.value)
            raise InputError(path, line, reason, column=column)
        if name.value not in _READERS:
            reason = tr(
                "unknown setting {name}; known: {known}",
                name=repr(name.value), known=", ".join(_READERS),
            )  # fmt: skip
            raise InputError(path, line, reason, column=column)
        try:
            values[name.value] = _READERS[name.value](value)
        except _PartError as error:
            mark = error.node.start_mark
            raise InputError(path, mark.line + 1, str(error), column=mark.column + 1) from error
        except ValueError as error:
            line, column = value.start_mark.line + 1, value.start_mark.column + 1
            raise InputError(path, line, f"{name.value}: {error}", column=column) from error
    return values


class _PartError(ValueError):
    """What is wrong with a part of a setting's value."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.node = node


def _flag(node: yaml.Node) -> bool:
    if node.tag != "tag:yaml.org,2002:bool":
        raise ValueError(tr("write true or false"))
    return str(node.value).lower() in ("true", "yes", "on")


def _locale(node: yaml.Node) -> Locale:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError(tr("write one locale, such as pt-BR"))  # noqa: TRY004  (an input, not a type)
    return known_locale(node.value)


def _locales(node: yaml.Node) -> tuple[Locale, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(tr("write a list of locales, such as [es, pt-BR]"))  # noqa: TRY004
    return tuple(dict.fromkeys(map(_locale, node.value)))


def _checks(node: yaml.Node) -> Severities:
    from translate_pipeline.checks import all_rules

    if not isinstance(node, yaml.MappingNode):
        raise ValueError(tr("write lines such as `spaces: off`"))  # noqa: TRY004
    names = [rule.NAME for rule in all_rules()]
    severities: dict[str, Severity | None] = {}
    for name, value in node.value:
        if name.value not in names:
            near = get_close_matches(str(name.value), names)
            hint = (
                tr("did you mean {names}?", names=", ".join(near))
                if near
                else tr("`check --rules` lists them")
            )
            told = tr("no rule is called {name}; {hint}", name=repr(name.value), hint=hint)
            raise _PartError(name, f"checks: {told}")
        if name.value in severities:
            told = tr("{name} stands twice", name=name.value)
            raise _PartError(name, f"checks: {told}")
        if not isinstance(value, yaml.ScalarNode) or value.value not in _SEVERITIES:
            told = tr("write one of {choices}", choices=", ".join(_SEVERITIES))
            raise _PartError(value, f"checks: {name.value}: {told}")
        if value.value == "off" and name.value in _NEVER_OFF:
            told = tr(
                "{rule} cannot be off: a legal term is never missed in silence; the least is"
                " `note`",
                rule=name.value,
            )
            raise _PartError(value, f"checks: {told}")
        severities[name.value] = _SEVERITIES[value.value]
    return severities


def _attribution(node: yaml.Node) -> Mapping[Locale, str]:
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("write lines such as `es: Traducción de la organización`")  # noqa: TRY004
    found: dict[Locale, str] = {}
    for name, value in node.value:
        if not isinstance(value, yaml.ScalarNode):
            raise _PartError(value, "attribution: write one line of text")
        try:
            found[_locale(name)] = " ".join(value.value.split())
        except ValueError as error:
            raise _PartError(name, f"attribution: {error}") from error
    return found


def _names(node: yaml.Node) -> frozenset[str]:
    named = isinstance(node, yaml.SequenceNode) and all(
        isinstance(one, yaml.ScalarNode) and one.value.strip() for one in node.value
    )
    if not named:
        raise ValueError(tr("write a list of names, such as [crime, law]"))
    return frozenset(one.value.strip() for one in node.value)


def _reviewers(node: yaml.Node) -> Mapping[str, Reviewer]:
    if not isinstance(node, yaml.MappingNode):
        reason = tr("write lines such as `rosa: {{roles: [legal], locales: [es]}}`")
        raise ValueError(reason)  # noqa: TRY004
    found: dict[str, Reviewer] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode) or not name.value.strip():
            raise _PartError(name, "reviewers: " + tr("a name must be a plain word"))
        known = same_person(name.value)
        if known in found:
            told = tr("{name} stands twice", name=name.value)
            raise _PartError(name, f"reviewers: {told}")
        found[known] = _reviewer(name.value, value)
    return found


def _reviewer(name: str, node: yaml.Node) -> Reviewer:
    if node.value in ("", "null", "~"):
        return Reviewer(name)
    if not isinstance(node, yaml.MappingNode):
        told = tr("write {{roles: [legal], locales: [es]}}")
        raise _PartError(node, f"reviewers: {name}: {told}")
    said: dict[str, Any] = {}
    for key, value in node.value:
        reader = _OF_REVIEWERS.get(key.value)
        if reader is None:
            told = tr("{key} is neither roles nor locales", key=repr(key.value))
            raise _PartError(key, f"reviewers: {name}: {told}")
        try:
            said[key.value] = reader(value)
        except ValueError as error:
            raise _PartError(value, f"reviewers: {name}: {key.value}: {error}") from error
    return Reviewer(name, **said)


_OF_REVIEWERS: Mapping[str, Callable[[yaml.Node], Any]] = {
    "roles": _names,
    "locales": lambda node: frozenset(_locales(node)),
}


def _server(node: yaml.Node) -> Server:
    if not isinstance(node, yaml.ScalarNode):
        told = tr("write one URL, such as postgresql://USER@HOST/DATABASE")
        raise ValueError(told)  # noqa: TRY004
    server = Server.parse(node.value)
    if server.has_secret:
        told = tr(
            "a password does not belong in a file that is shared; take it out, and set PGPASSWORD,"
            " write a line in ~/.pgpass, or set {variable} to the whole URL",
            variable=LEDGER_VARIABLE,
        )
        raise ValueError(told)
    return server


def _shelf(node: yaml.Node) -> Path | ShelfUrl:
    if not isinstance(node, yaml.ScalarNode):
        told = tr("write a folder, such as published, or a URL, such as s3://BUCKET")
        raise ValueError(told)  # noqa: TRY004
    shelf = _kept_at(node.value)
    if isinstance(shelf, ShelfUrl) and shelf.secret:
        told = tr(
            "a password does not belong in a file that is shared; take it out (all up to the @, or"
            " from the ? on), and give it as docs/bundles.md says, or set {variable} to the whole"
            " URL",
            variable=SHELF_VARIABLE,
        )
        raise ValueError(told)
    return shelf


def _recipients(node: yaml.Node) -> tuple[Recipient, ...]:
    if not isinstance(node, yaml.SequenceNode):
        told = tr("write a list of lines such as {line}", line=_RECIPIENT)
        raise ValueError(told)  # noqa: TRY004
    return tuple(map(_recipient, node.value))


def _recipient(node: yaml.Node) -> Recipient:
    if not isinstance(node, yaml.MappingNode):
        raise _PartError(node, "notify: " + tr("write {line}", line=_RECIPIENT))
    said: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in _OF_RECIPIENTS:
            told = tr("only {names} can stand here", names=", ".join(_OF_RECIPIENTS))
            raise _PartError(key, f"notify: {told}")
        field_name, reader = _OF_RECIPIENTS[key.value]
        try:
            said[field_name] = reader(value)
        except ValueError as error:
            raise _PartError(value, f"notify: {key.value}: {error}") from error
    if missing := {"role", "addresses"} - set(said):
        name = "role" if "role" in missing else "urls"
        told = tr("{name} is missing; write {line}", name=name, line=_RECIPIENT)
        raise _PartError(node, f"notify: {told}")
    return Recipient(**said)


def _engines(node: yaml.Node) -> tuple[Mapping[str, EngineOptions], EngineOrder]:
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(tr("write lines such as {line}", line=_ENGINE))  # noqa: TRY004
    found: dict[str, EngineOptions] = {}
    order: EngineOrder | None = None
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise _PartError(name, "engines: " + tr("a name must be a plain word"))
        if name.value in found or (name.value == AUTO and order is not None):
            told = tr("{name} stands twice", name=name.value)
            raise _PartError(name, f"engines: {told}")
        if name.value == AUTO:
            order = _engine_order(value)
        else:
            found[name.value] = _engine(name.value, value)
    return found, order or {}


def _engine_order(node: yaml.Node) -> EngineOrder:
    """A list for all locales, or one for each of some and, as ``other``, for all others."""
    if not isinstance(node, yaml.MappingNode):
        return {None: _engine_names(node)}
    found: dict[Locale | None, tuple[str, ...]] = {}
    for name, value in node.value:
        try:
            locale = None if name.value == _OTHER else _locale(name)
        except ValueError as error:
            raise _PartError(name, f"engines: {AUTO}: {error}") from error
        if locale in found:
            told = tr("{name} stands twice", name=name.value)
            raise _PartError(name, f"engines: {AUTO}: {told}")
        found[locale] = _engine_names(value)
    return found


def _engine_names(node: yaml.Node) -> tuple[str, ...]:
    from translate_pipeline.engines import engine_names

    if not isinstance(node, yaml.SequenceNode) or not node.value:
        told = tr("write a list of engines, such as {example}", example="[neural, apertium]")
        raise _PartError(node, f"engines: {AUTO}: {told}")
    known = engine_names()
    for one in node.value:
        if one.value not in known:
            name = repr(one.value) if isinstance(one, yaml.ScalarNode) else "…"
            told = tr("no engine {name}; known: {known}", name=name, known=", ".join(known))
            raise _PartError(one, f"engines: {AUTO}: {told}")
    return tuple(dict.fromkeys(one.value for one in node.value))


_OTHER = "other"
"""What stands for all locales that have no list of their own."""


def _engine(name: str, node: yaml.Node) -> EngineOptions:
    if not isinstance(node, yaml.MappingNode):
        told = tr("write lines such as {line}", line=_ENGINE)
        raise _PartError(node, f"engines: {name}: {told}")
    said: dict[str, Any] = {}
    for key, value in node.value:
        reader = _OF_ENGINES.get(key.value) if isinstance(key, yaml.ScalarNode) else None
        if reader is None:
            told = tr(
                "only {names} can stand here; a key belongs in the environment, not in a file that"
                " is shared",
                names=", ".join(_OF_ENGINES),
            )
            raise _PartError(key, f"engines: {name}: {told}")
        try:
            said[key.value] = reader(value)
        except ValueError as error:
            raise _PartError(value, f"engines: {name}: {key.value}: {error}") from error
    return EngineOptions(**said)


def _url(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or "://" not in node.value:
        raise ValueError(tr("write one URL, such as http://127.0.0.1:5000"))
    return str(node.value).strip()


def _characters(node: yaml.Node) -> int:
    if node.tag != "tag:yaml.org,2002:int" or not str(node.value).replace("_", "").isdecimal():
        raise ValueError(tr("write a whole number of characters; 0 is no limit"))
    return int(node.value)


_ENGINE = "deep:deepl: {characters_a_day: 100000}"
_OF_ENGINES: Mapping[str, Callable[[yaml.Node], Any]] = {
    "url": _url,
    "characters_a_day": _characters,
}


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


_RECIPIENT = "{role: translator, locales: [es], urls: [TRANSLATORS_ES]}"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OF_RECIPIENTS: Mapping[str, tuple[str, Callable[[yaml.Node], Any]]] = {
    "role": ("role", _role),
    "locales": ("locales", lambda node: frozenset(_locales(node))),
    "urls": ("addresses", _addresses),
    "language": ("language", _locale),
}

_SEVERITIES: dict[str, Severity | None] = {"off": None} | {str(one): one for one in Severity}

_NEVER_OFF = ("glossary-terms", "forbidden-terms")

_READERS = {
    "locales": _locales,
    "source_locale": _locale,
    "allow_cloud": _flag,
    "translate_boilerplate": _flag,
    "checks": _checks,
    "two_person_rule": _flag,
    "reviewers": _reviewers,
    "legal_domains": _names,
    "publish_on_approval": _flag,
    "names_in_files": _flag,
    "attribution": _attribution,
    "ledger": _server,
    "shelf": _shelf,
    "notify": _recipients,
    "engines": _engines,
}
