"""``ledger`` and ``shelf``, in the workspace file or the environment."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.store.server import Server
from translate_pipeline.store.shelf_url import ShelfUrl

LEDGER_VARIABLE = "TRANSLATE_PIPELINE_LEDGER"
SHELF_VARIABLE = "TRANSLATE_PIPELINE_SHELF"


def ledger_of(environ: Mapping[str, str]) -> Server | None:
    """The server that the environment names, if any. Raises InputError, naming the variable."""
    url = environ.get(LEDGER_VARIABLE)
    try:
        return Server.parse(url) if url else None
    except ValueError as error:
        raise InputError(LEDGER_VARIABLE, 0, str(error)) from error


def shelf_of(environ: Mapping[str, str]) -> Path | ShelfUrl | None:
    """The shelf that the environment names, if any. Raises InputError, naming the variable."""
    named = environ.get(SHELF_VARIABLE)
    try:
        return _kept_at(named) if named else None
    except ValueError as error:
        raise InputError(SHELF_VARIABLE, 0, str(error)) from error


def read_server(node: yaml.Node) -> Server:
    """A server's URL without a password."""
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


def read_shelf(node: yaml.Node) -> Path | ShelfUrl:
    """A folder, or a URL without a password."""
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


def _kept_at(named: str) -> Path | ShelfUrl:
    """A shelf's URL or folder. Raises ValueError, whose message quotes nothing of it."""
    if "://" in named:
        return ShelfUrl(named)
    folder = Path(named)
    if folder == Path() or "\0" in named:
        raise ValueError(tr("write a folder, such as published, or a URL, such as s3://BUCKET"))
    return folder
