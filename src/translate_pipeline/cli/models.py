"""engines list, fetch, remove, clear-cache: the models on this machine, and how they come here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate_pipeline.cli.options import LocaleType, json_option, print_json
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import ENGLISH, Locale

if TYPE_CHECKING:  # they take a fifth of a second
    from translate_pipeline.engines.downloads import Progress
    from translate_pipeline.engines.installing import Installed
    from translate_pipeline.engines.offers import Offer

_source_option = click.option(
    "--source", type=LocaleType(), default=ENGLISH, show_default=True, help="The source's locale."
)


@click.command(name="list")
@click.option("--available", is_flag=True, help="Ask the server what it has, too.")
@json_option
def list_(*, available: bool, as_json: bool) -> None:
    """The neural models on this machine; with --available, those that `fetch` could bring.

    \b
    Example:
      translate-pipeline engines list
    """
    from translate_pipeline.engines.installing import installed
    from translate_pipeline.engines.models import bundled, models_root

    root = models_root()
    own = installed(root)
    models: list[dict[str, Any]] = [
        {"pair": one.pair, "version": one.version or None, "bytes": one.size, "from": "user"}
        for one in own
    ]
    models += [
        {"pair": pair, "version": None, "bytes": size, "from": "translate-pipeline"}
        for pair, size in bundled()
    ]
    shape: dict[str, Any] = {"folder": str(root), "models": models}
    if available:
        from translate_pipeline.engines.downloads import Server

        server = Server()
        shape["server"] = server.url
        shape["available"] = [
            {"pair": offer.pair, "version": offer.version, "bytes": offer.download}
            for offer in server.offers()
        ]
    if as_json:
        print_json(shape)
        return
    click.secho(tr("Models in {folder}, and installed with the program:", folder=root), bold=True)
    for model in models:
        _print_model(model)
    if available:
        click.secho(tr("What {server} has (bytes to download):", server=shape["server"]), bold=True)
        for model in shape["available"]:
            _print_model(model)


def _print_model(model: dict[str, Any]) -> None:
    version = model["version"] or ""
    click.echo(f"  {model['pair']:<12}{_size(model['bytes']):>10}  {version}".rstrip())


@click.command()
@click.argument("locales", nargs=-1, type=LocaleType())
@click.option(
    "--from", "carried", type=click.Path(path_type=Path), metavar="DIR-OR-ARCHIVE",
    help="Install the models of a folder, tar or zip file that was carried here.",
)  # fmt: skip
@_source_option
def fetch(*, locales: tuple[Locale, ...], carried: Path | None, source: Locale) -> int:
    """Download neural models for locales, or install those that were carried here.

    The only command that downloads. One that was cut goes on where it stopped; nothing is
    installed that is not what the server's catalog lists.

    \b
    Example:
      translate-pipeline engines fetch es fr ar
      translate-pipeline engines fetch --from /media/stick/models
    """
    from translate_pipeline.engines.models import models_root

    if bool(locales) == bool(carried):
        raise click.UsageError(tr("name locales, such as es fr, or --from and a folder"))
    if carried:
        _install(carried, models_root())
        return 0
    return _download(source, locales, models_root())


def _install(place: Path, root: Path) -> None:
    from translate_pipeline.engines.carried import install_carried

    for model in install_carried(place, root):
        how = (
            tr("checked by the catalog beside it")
            if model.checked
            else tr("not checked: no records.json came with it")
        )
        told = tr("{pair}: {size}, {how}", pair=model.pair, size=_size(model.size), how=how)
        click.echo(told)


def _download(source: Locale, locales: Sequence[Locale], root: Path) -> int:
    from translate_pipeline.engines.downloads import Server
    from translate_pipeline.engines.installing import installed
    from translate_pipeline.engines.offers import offer_for

    server = Server()
    offers = server.offers()
    here = {one.pair: one for one in installed(root)}
    wanted: dict[str, Offer] = {}
    missing = False
    for locale in locales:
        offer = offer_for(offers, source, locale)
        if offer is None:
            told = tr("{server} has no model from {source} to {locale}",
                      server=server.url, source=source, locale=locale)  # fmt: skip
            click.echo(told, err=True)
            missing = True
        elif _is_current(offer, here.get(offer.pair)):
            told = tr("{pair}: version {version} is here", pair=offer.pair, version=offer.version)
            click.echo(told)
        else:
            wanted[offer.pair] = offer
    if wanted:
        told = tr_n(
            "{n} model to download, {size}; {room} on the disk in {folder}",
            "{n} models to download, {size}; {room} on the disk in {folder}",
            len(wanted), size=_size(sum(offer.download for offer in wanted.values())),
            room=_size(sum(offer.size for offer in wanted.values())), folder=root,
        )  # fmt: skip
        click.echo(told, err=True)
    for offer in wanted.values():
        with _bar(offer) as progress:
            folder = server.fetch(offer, root, progress)
        click.echo(f"{offer.pair}: {offer.version} → {folder}")
    return 2 if missing else 0


def _is_current(offer: "Offer", here: "Installed | None") -> bool:
    return here is not None and here.version == offer.version


@contextmanager
def _bar(offer: "Offer") -> "Iterator[Progress]":
    """A bar on a terminal; a line elsewhere."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )  # fmt: skip

    console = Console(stderr=True)
    if not console.is_terminal:
        size = _size(offer.download)
        click.echo(tr("{pair}: downloading {size}", pair=offer.pair, size=size), err=True)
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console) as bars:
        task = bars.add_task(offer.pair, total=offer.download)
        yield lambda more: bars.advance(task, more)


@click.command()
@click.argument("locales", nargs=-1, required=True, type=LocaleType())
@_source_option
def remove(*, locales: tuple[Locale, ...], source: Locale) -> None:
    """Remove the neural models of locales from this machine.

    \b
    Example:
      translate-pipeline engines remove es fr
    """
    from translate_pipeline.engines.installing import installed
    from translate_pipeline.engines.installing import remove as take_out
    from translate_pipeline.engines.models import find_model, models_root
    from translate_pipeline.errors import NotFound

    own = {model.folder: model for model in installed(models_root())}
    found = []
    for locale in locales:  # all are looked for before any is removed
        model = find_model(source, locale)
        if model is None:
            told = tr("no model from {source} to {locale} here", source=source, locale=locale)
            raise NotFound(told)
        if model.folder not in own:
            told = tr(
                "the model from {source} to {locale} came with the program; only fetched ones can"
                " be removed",
                source=source, locale=locale,
            )  # fmt: skip
            raise NotFound(told)
        found.append(own[model.folder])
    for one in dict.fromkeys(found):
        take_out(one)
        click.echo(tr("{pair}: removed, {size}", pair=one.pair, size=_size(one.size)))


@click.command(name="clear-cache")
def clear_cache() -> None:
    """Remove the drafts that were kept from earlier runs.

    They are in the user's cache, for its owner alone; none is of a release under embargo or marked
    confidential. TRANSLATE_PIPELINE_DRAFTS=off keeps none, or names another file.

    \b
    Example:
      translate-pipeline engines clear-cache
    """
    from translate_pipeline.engines.remembering import clear, drafts_file

    if file := drafts_file():
        click.echo(tr("{file}: removed, {size}", file=file, size=_size(clear(file))))
    else:
        click.echo(tr("no drafts are kept (TRANSLATE_PIPELINE_DRAFTS=off)"))


def _size(size: int) -> str:
    """Bytes for people: 31.6 MB."""
    return f"{size / 1e6:.1f} MB" if size >= 50_000 else f"{size / 1e3:.1f} kB"
