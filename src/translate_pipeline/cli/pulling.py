"""pull: the section office's side; no workspace, no database, no Prefect."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_pipeline.cli.options import LocaleType, json_option
from translate_pipeline.cli.verifying import unnamed_key
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale

if TYPE_CHECKING:  # it loads the library that judges signatures
    from translate_pipeline.pipeline.pull_goals import Wishes

TOKEN_VARIABLE = "TRANSLATE_PIPELINE_TOKEN"  # noqa: S105  (its name)
_MAX_TOKEN = 10_000


@click.command()
@click.option(
    "--from", "address", required=True, metavar="URL-OR-FOLDER",
    help="The publisher's server, a web server with a copy of what is published, or a folder.",
)  # fmt: skip
@click.option(
    "--locale", "locales", multiple=True, required=True, type=LocaleType(),
    help="What your office publishes in; may be given again.",
)  # fmt: skip
@click.option(
    "--release", "releases", multiple=True, metavar="ID",
    help="Only this release; may be given again. Else all.",
)  # fmt: skip
@click.option(
    "--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR", help="Where to put it: DIR/RELEASE/LOCALE/ holds the newest version.",
)  # fmt: skip
@click.option(
    "--key", "key", type=click.Path(path_type=Path), metavar="FILE.pem",
    help="The public key that you were handed; DIR remembers it.",
)  # fmt: skip
@click.option(
    "--format", "formats", metavar="html,docx,…",
    help="Only files of these formats, and what proves them. Else all.",
)  # fmt: skip
@click.option("--early", is_flag=True, help="Also what is under embargo, if your token may.")
@click.option(
    "--watch", "period", is_flag=False, flag_value=60, type=click.IntRange(1), metavar="[SECONDS]",
    help="Pull again and again, every minute or every so many seconds, until Ctrl-C.",
)  # fmt: skip
@click.option(
    "--token-file", type=click.Path(path_type=Path), metavar="FILE",
    help=f"The file that holds your token; else {TOKEN_VARIABLE}.",
)  # fmt: skip
@click.option(
    "--proxy", default="", metavar="URL",
    help="The proxy of your network; else HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
)  # fmt: skip
@json_option
def pull(  # noqa: PLR0913  (the options of a command)
    *,
    address: str,
    locales: tuple[Locale, ...],
    releases: tuple[str, ...],
    folder: Path,
    key: Path | None,
    formats: str | None,
    early: bool,
    period: int | None,
    token_file: Path | None,
    proxy: str,
    as_json: bool,
) -> int:
    """Get what is approved in your locales, verified, and the word when it is taken back.

    The first time name the key that you were handed with --key. A version that was retracted goes
    to DIR/_retracted/, so that nobody publishes it by accident.

    \b
    Example:
      translate-pipeline pull --from https://press.example --locale es --out press --key key-1.pem
    """
    from translate_pipeline.cli.pulled import once, watch
    from translate_pipeline.store.holdings import FolderHoldings
    from translate_pipeline.store.pulling import Order
    from translate_pipeline.store.received import read_public_key

    if not key and not FolderHoldings(folder).begun:
        raise unnamed_key()
    order = Order(
        address, folder, _wishes(locales, releases, formats),
        read_public_key(key) if key else None, early, _token(token_file), proxy,
    )  # fmt: skip
    if period:
        watch(order, period, as_json=as_json)
    return once(order, datetime.now(UTC), as_json=as_json)


def _wishes(locales: Sequence[Locale], releases: Sequence[str], formats: str | None) -> "Wishes":
    from translate_pipeline.model.release import ReleaseId
    from translate_pipeline.pipeline.pull_goals import Wishes

    return Wishes(frozenset(locales), frozenset(map(ReleaseId, releases)), _endings(formats))


def _endings(formats: str | None) -> frozenset[str]:
    if formats is None:
        return frozenset()
    from translate_pipeline.formats.documents import RENDERERS

    known = [name.rpartition(".")[2] for name in RENDERERS]
    wanted = [one.strip().lower().removeprefix(".") for one in formats.split(",")]
    if odd := [one for one in wanted if one not in known]:
        told = tr(
            "no format {name}; there are {known}", name=repr(odd[0]), known=", ".join(known)
        )  # fmt: skip
        raise click.BadParameter(told, param_hint="--format")
    return frozenset(wanted)


def _token(path: Path | None) -> str:
    """The token, which is never an argument: others can read those in the list of processes."""
    from translate_pipeline.store.files import read_file

    if path is None:
        name, token = TOKEN_VARIABLE, os.environ.get(TOKEN_VARIABLE, "")
    else:
        name, token = str(path), read_file(path, at_most=_MAX_TOKEN).decode("latin-1")
    token = token.strip()
    if not (token.isascii() and token.isprintable()) or " " in token or (path and not token):
        told = tr("{name} holds no token, which is a line that begins with tp_", name=name)
        raise click.UsageError(told)
    return token
