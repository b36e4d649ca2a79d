"""memory import, export: translation memories of others, and ours for them (TMX)."""

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_pipeline.cli.options import LocaleType, workspace_option
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.locale import Locale

if TYPE_CHECKING:  # they are slow to import
    from translate_pipeline.formats.tmx_reading import TmxReader
    from translate_pipeline.pipeline.memory_export import Exported


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; else as the file is called.")
@workspace_option
def import_(*, file: Path, name: str | None, workspace: Path | None) -> None:
    """Take over another organisation's translation memory (TMX).

    It is kept as one file, memory/NAME.jsonl, in place of an earlier one of that name. What it
    offers counts less than what was translated here. Pairs that cannot serve are counted by reason.

    \b
    Example:
      translate-pipeline memory export --out ours.tmx
      translate-pipeline memory import ours.tmx --name office
    """
    from datetime import UTC, datetime

    from translate_pipeline.cli.progress import show_reading
    from translate_pipeline.errors import printable
    from translate_pipeline.formats.tmx_reading import TmxReader
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import file_chunks
    from translate_pipeline.store.imported import memory_name
    from translate_pipeline.wiring import Services

    settings = read_settings(workspace)
    imported, label = Services(settings).imported, memory_name(name, file)
    reader = TmxReader(str(file), settings.source_locale)
    with show_reading(file) as shown:
        pairs = reader.pairs(shown(file_chunks(file)))
        first = next(pairs, None)
        if first is None:
            raise _useless(file, reader, settings.source_locale)
        imported.put(label, chain([first], pairs), printable(file.name), datetime.now(UTC))
    click.echo(imported.path(label).relative_to(settings.workspace).as_posix())
    summary = imported.summary(label)
    told = tr_n(
        "{n} pair in {locales}.", "{n} pairs in {locales}.", summary.pairs,
        locales=", ".join(summary.locales),
    )  # fmt: skip
    click.echo(told, err=True)
    if reader.skipped:
        click.echo(tr("Left out:"), err=True)
    for reason, count in reader.skipped.items():
        click.echo(f"  {count:>9}  {word(reason)}", err=True)


def _useless(file: Path, reader: "TmxReader", source_locale: Locale) -> Exception:
    """The error for a memory of which nothing can be used."""
    from translate_pipeline.errors import InputError

    told = tr(
        "nothing in it can be used: it has no translation of a text in {locale}. Its languages:"
        " {names}",
        locale=source_locale, names=", ".join(filter(None, reader.languages)) or "–",
    )  # fmt: skip
    return InputError(str(file), 0, told)


@click.command("export")
@click.option(
    "--locale", "locales", multiple=True, type=LocaleType(),
    help="Only this locale; may be given again.",
)  # fmt: skip
@click.option("--release", help="Only this release, be it confidential or under an embargo.")
@click.option("--approved", is_flag=True, help="Only what a second person approved.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Else it is printed.")
@workspace_option
def export_(
    *,
    locales: tuple[Locale, ...],
    release: str | None,
    approved: bool,
    out: Path | None,
    workspace: Path | None,
) -> None:
    """What people translated here, as a translation memory (TMX 1.4b) for other programs.

    Approved and translated targets of all releases, but of none that is confidential or under an
    embargo: such a one has to be named. Nobody's name is in it, nor any memory of others.

    \b
    Example:
      translate-pipeline memory export --locale es --out es.tmx
    """
    from datetime import UTC, datetime

    from translate_pipeline.formats.tmx import tmx_lines
    from translate_pipeline.pipeline.memory_export import Chosen, export_memory
    from translate_pipeline.pipeline.status import asked_for
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import replacing
    from translate_pipeline.wiring import Services

    settings, now = read_settings(workspace), datetime.now(UTC)
    ledger = Services(settings).ledger
    named = asked_for(release, ledger)[0] if release else None
    found = export_memory(ledger, Chosen(locales, approved, named), now)
    lines = (line.encode() for line in tmx_lines(settings.source_locale, now, (), found.units))
    if out is None:
        sys.stdout.buffer.writelines(lines)
    else:
        with replacing(out, mode=0o600 if named and found.secret else None) as file:
            file.writelines(lines)
    _tell(found, named, out)


def _tell(found: "Exported", named: str | None, out: Path | None) -> None:
    pairs = tr_n("{n} pair", "{n} pairs", found.pairs)
    told = tr("{pairs} written to {file}.", pairs=pairs, file=out) if out else f"{pairs}."
    click.echo(told, err=True)
    if found.secret and named:
        told = tr(
            "{release} is confidential or under an embargo: whoever gets this file can read it",
            release=named,
        )
        click.echo(tr("Warning: {message}", message=told), err=True)
    elif found.secret:
        told = tr(
            "Left out, since they are confidential or under an embargo: {releases}",
            releases=", ".join(found.secret),
        )
        click.echo(told, err=True)
