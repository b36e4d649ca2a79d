"""memory: what was translated before, looked up, brought in from others and given to others."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate_pipeline.cli.options import LocaleType, json_option, print_json, workspace_option
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.locale import Locale

if TYPE_CHECKING:  # they are slow to import
    from translate_pipeline.pipeline.memory import Match, Wanted
    from translate_pipeline.wiring import Services

_MOST = 10
"""Matches that are shown."""


@click.group()
def memory() -> None:
    """What was translated before, in this workspace and in the memories of others."""


@memory.command()
@click.argument("text")
@click.option("--locale", required=True, type=LocaleType(), help="In which locale.")
@click.option(
    "--release", help="The release that the sentence is of: its own, and its context, count more."
)
@click.option(
    "--min", "at_least", type=click.IntRange(1, 100), metavar="PERCENT",
    help="How alike a sentence has to be; else 75.",
)  # fmt: skip
@json_option
@workspace_option
def search(  # noqa: PLR0913  (the options of the command)
    *,
    text: str,
    locale: Locale,
    release: str | None,
    at_least: int | None,
    as_json: bool,
    workspace: Path | None,
) -> None:
    """Translations of a sentence and of those that are like it, the best first.

    Of a like sentence it is shown what differs: [-gone-]{+come+}.

    \b
    Example:
      translate-pipeline memory search "These are war crimes." --locale es
    """
    from datetime import UTC, datetime

    from translate_pipeline.pipeline.job import persons_in
    from translate_pipeline.pipeline.memory import AT_LEAST, matches, mended
    from translate_pipeline.pipeline.repairing import repairer
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    wanted = _wanted(services, text, locale, release)
    named = persons_in((wanted.source,), services.settings.source_locale)
    repair = repairer(services.matcher, locale, named)
    now, least = datetime.now(UTC), at_least or AT_LEAST
    best = matches(services.memory, wanted, now, at_least=least)[:_MOST]
    found = [mended(one, wanted.source, repair) for one in best]
    if as_json:
        print_json({"matches": [_shape(one) for one in found]})
        return
    for one in found:
        _show(one, wanted)
    told = tr_n("{n} match.", "{n} matches.", len(found)) if found else tr("No match.")
    click.echo(told, err=True)


def _wanted(services: "Services", text: str, locale: Locale, release: str | None) -> "Wanted":
    """The sentence as a release would have it; of a release, with what it stands between."""
    from translate_pipeline.model.release import ReleaseId, segment_key
    from translate_pipeline.pipeline.memory import Wanted
    from translate_pipeline.pipeline.record import read_record
    from translate_pipeline.pipeline.remembered import neighbours
    from translate_pipeline.pipeline.status import no_release
    from translate_pipeline.text.blocks import tidy

    record = read_record(ReleaseId(release), services.ledger) if release else None
    if release and record is None:
        raise no_release(release, services.ledger.releases())
    language = record.source_locale if record else services.settings.source_locale
    source = tidy(text, language.language)
    if not source:
        raise click.BadParameter(tr("write a sentence to look for"), param_hint="TEXT")
    around = neighbours(record).get(segment_key(source), ()) if record else ()
    return Wanted(source, locale, record.id if record else None, *around)


def _shape(match: "Match") -> dict[str, Any]:
    """A match as the contracts have it; ``release`` of an imported memory is ``tmx:NAME``."""
    return {
        "source": match.unit.source, "target": match.target, "score": match.percent,
        "locale": match.unit.locale.tag, "release": match.unit.origin, "repaired": match.repaired,
    }  # fmt: skip


def _show(match: "Match", wanted: "Wanted") -> None:
    from translate_pipeline.model.review import State
    from translate_pipeline.text.difference import difference

    unit = match.unit
    state = word(State.APPROVED if unit.approved else State.TRANSLATED)
    said = [
        word(match.kind),
        tr("imported, {name}", name=unit.memory) if unit.memory else unit.origin,
        *([] if unit.memory else [state]),
        *([unit.locale.tag] if unit.locale != wanted.locale else []),
        *match.changes,
    ]
    percent = click.style(f"{match.percent:>3} %", bold=True)
    click.echo(f"{percent}  {' · '.join(said)}")
    click.echo(f"    {difference(unit.source, wanted.source)}")
    click.secho(f"    {match.target}", fg="green")


@memory.command("list")
@json_option
@workspace_option
def list_(*, as_json: bool, workspace: Path | None) -> int:
    """The memories of others that were imported.

    \b
    Example:
      translate-pipeline memory list
    """
    from translate_pipeline.errors import InputError
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    imported = Services(read_settings(workspace)).imported
    found, damaged = {}, 0
    for name in imported.names():
        try:
            found[name] = imported.summary(name)
        except InputError as error:
            click.echo(tr("Error: {message}", message=error), err=True)
            damaged = error.exit_code
    if as_json:
        shapes = [
            {
                "name": name, "pairs": one.pairs, "locales": dict(one.locales), "file": one.file,
                "imported": one.imported.isoformat(),
            }
            for name, one in found.items()
        ]  # fmt: skip
        print_json({"memories": shapes})
        return damaged
    for name, one in found.items():
        pairs = tr_n("{n} pair", "{n} pairs", one.pairs)
        click.echo(f"{name}  {pairs}  {', '.join(one.locales)}  {one.imported:%Y-%m-%d}")
    return damaged


@memory.command()
@click.argument("name")
@workspace_option
def forget(*, name: str, workspace: Path | None) -> None:
    """Delete a memory that was imported.

    \b
    Example:
      translate-pipeline memory forget un
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    services.imported.forget(name)
    services.memory.remove()  # an index keeps deleted texts in its files for a while
    click.echo(tr("{name} is forgotten.", name=name), err=True)
