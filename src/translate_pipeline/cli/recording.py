"""sync, ledger: the record of who did what, brought up to date, verified and moved."""

from pathlib import Path

import click

from translate_pipeline.cli.options import (
    LocaleType,
    json_option,
    print_json,
    spoken,
    workspace_option,
)
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import Locale


@click.command()
@click.argument("release", required=False)
@click.option(
    "--locale", "locales", multiple=True, type=LocaleType(),
    help="Read this locale's files only; may be given again. With --from: what the file is in.",
)  # fmt: skip
@click.option(
    "--as", "actor", metavar="NAME", help="Who made the edits: a pseudonym or a role will do."
)
@click.option(
    "--from", "files", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="Merge a PO file that somebody sent back; may be given again.",
)  # fmt: skip
@json_option
@workspace_option
def sync(  # noqa: PLR0913  (the options of the command)
    *,
    release: str | None,
    locales: tuple[Locale, ...],
    actor: str | None,
    files: tuple[Path, ...],
    as_json: bool,
    workspace: Path | None,
) -> int:
    """Record what people did to the PO files, check it, and so bring `status` up to date.

    Whose edits they are: NAME, else the role in a file's header field X-Translator-Role, else
    unknown. Whoever gives a name also takes over the edits there of which nobody knows whose they
    are. In the files only the comments on reviews change.

    With --from, a PO file that was mailed and came back is merged with what was done here since.
    What both sides changed stays as it is here; what the file says of it is shown, and kept in the
    PO file as a comment.

    \b
    Example:
      translate-pipeline sync veldania --locale es --as "translator es"
      translate-pipeline sync --from mails/veldania.po --as "es 2"
    """
    if actor is not None and not actor.strip():
        raise click.BadParameter(
            tr("a name has letters; leave it out to stay unknown"), param_hint="--as"
        )
    name = actor.strip() if actor else ""
    if files:
        from translate_pipeline.cli.mailed import merge_files

        if len(locales) > 1:
            raise click.BadParameter(tr("a file is in one locale"), param_hint="--locale")
        locale = locales[0] if locales else None
        return merge_files(files, release, locale, name, workspace, as_json=as_json)

    from translate_pipeline.cli.syncing import read_catalogs

    return read_catalogs(release, locales, name, workspace, as_json=as_json)


@click.group()
def ledger() -> None:
    """The workspace's record of who did what, and when."""


@ledger.command()
@json_option
@workspace_option
def verify(*, as_json: bool, workspace: Path | None) -> int:
    """Whether the record is as it was written: nothing changed, removed or slipped in.

    Note the number and link that it prints somewhere else: they tell a record that was made anew
    from this one.

    \b
    Example:
      translate-pipeline ledger verify
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.place import open_ledger

    record = open_ledger(read_settings(workspace).ledger)
    events, link = record.head()
    with spoken(as_json=as_json):
        damage = list(record.damage())
    if as_json:
        print_json({"events": events, "link": link, "damage": damage})
    else:
        for line in damage:
            click.echo(line)
        state = tr("sound")
        if damage:
            state = tr_n("{n} place is damaged", "{n} places are damaged", len(damage))
        told = tr(
            "{events}, {state}. Link: {link}", events=_events(events), state=state, link=_link(link)
        )
        click.echo(told, err=bool(damage))
    return int(bool(damage))


@ledger.command()
@workspace_option
def export(*, workspace: Path | None) -> None:
    """All events, oldest first, as JSON lines.

    \b
    Example:
      translate-pipeline ledger export > ledger.jsonl
    """
    import json

    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.place import open_ledger

    for row in open_ledger(read_settings(workspace).ledger).rows():
        click.echo(json.dumps(row, ensure_ascii=False))


@ledger.command()
@click.argument("release", required=False)
@json_option
@workspace_option
def sent(*, release: str | None, as_json: bool, workspace: Path | None) -> None:
    """Which texts left this machine for outside services, of one release or all.

    One line for each attempt at a locale: release, locale, when its run began, service, segments,
    characters, requests. A question mark is what a run that was ended could not count any more.

    \b
    Example:
      translate-pipeline ledger sent veldania
    """
    from translate_pipeline.model.review import Action
    from translate_pipeline.pipeline.departures import departures
    from translate_pipeline.pipeline.status import asked_for
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.place import open_ledger

    record = open_ledger(read_settings(workspace).ledger)
    wanted = asked_for(release, record)
    found = [one for each in wanted for one in departures(record.events(each, {Action.SENT}))]
    shapes = [
        {
            "release": one.release, "locale": one.locale.tag, "at": one.at.isoformat(),
            "engine": one.engine, "host": one.host, "segments": one.segments,
            "characters": one.characters, "requests": one.requests,
        }
        for one in found
    ]  # fmt: skip
    if as_json:
        print_json({"sent": shapes})
        return
    for shape in shapes:
        click.echo("  ".join("?" if value is None else str(value) for value in shape.values()))


@ledger.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@workspace_option
def import_(*, file: Path, workspace: Path | None) -> None:
    """Take over an exported ledger, into one that has no events yet.

    Every event is verified first, and gets the number and the link that it had: compare the link
    that is printed with that of the ledger it comes from.

    \b
    Example:
      translate-pipeline ledger import ledger.jsonl
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.exports import read_export
    from translate_pipeline.store.place import open_ledger

    record = open_ledger(read_settings(workspace).ledger)
    rows = read_export(file)
    record.restore(rows)
    events, link = record.head()
    told = tr(
        "{events} in {place}. Link: {link}",
        events=_events(events), place=record.name, link=_link(link),
    )  # fmt: skip
    click.echo(told, err=True)


@ledger.command()
@workspace_option
def begin(*, workspace: Path | None) -> None:
    """Make an empty ledger, so that rights to it can be given before the first event.

    Does nothing where there is one. Without it, the first event makes the ledger.

    \b
    Example:
      translate-pipeline ledger begin
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.place import open_ledger

    record = open_ledger(read_settings(workspace).ledger)
    record.begin()
    click.echo(tr("The ledger is {place}", place=record.name), err=True)


def _events(count: int) -> str:
    return tr_n("{n} event", "{n} events", count)


def _link(link: str) -> str:
    return link or tr("none yet")
