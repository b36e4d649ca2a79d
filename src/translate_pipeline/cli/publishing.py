"""publish, retract: approved versions for section offices."""

from pathlib import Path

import click

from translate_pipeline.cli.options import LocaleType, json_option, print_json, workspace_option
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale


@click.command()
@click.argument("release")
@click.argument("locale", type=LocaleType())
@click.option("--again", is_flag=True, help="Publish a text that was retracted: it is right.")
@json_option
@workspace_option
def publish(
    *, release: str, locale: Locale, again: bool, as_json: bool, workspace: Path | None
) -> None:
    """Make an approved version of what is approved in a locale, signed, for section offices.

    Refused as long as a segment is not approved or has an error. Where nothing changed since the
    last version, none is made. Its files are in published/ of the workspace, which can be copied
    anywhere as it is.

    \b
    Example:
      translate-pipeline publish veldania es
    """
    from datetime import UTC, datetime

    from translate_pipeline.cli.telling import telling
    from translate_pipeline.errors import NotApproved
    from translate_pipeline.model.release import ReleaseId
    from translate_pipeline.pipeline.publish import publish as make_version
    from translate_pipeline.pipeline.publish import shelf_place
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    now = datetime.now(UTC)
    try:
        with telling(services):
            published = make_version(
                ReleaseId(release), locale, desk=services.desk, press=services.press, now=now,
                again=again,
            )  # fmt: skip
    except NotApproved as error:
        if as_json:
            segments = [
                dict(zip(("segment", "place", "reason"), one, strict=True))
                for one in error.segments
            ]
            print_json({"release": release, "locale": locale.tag, "not_approved": segments})
        raise
    index = services.renew_index(now)
    place = shelf_place(published.event)
    for warning in published.warnings:
        click.echo(tr("Warning: {message}", message=warning), err=True)
    if as_json:
        print_json(
            {
                "release": release,
                "locale": locale.tag,
                "version": published.version,
                "new": published.new,
                "place": place,
                "manifest": published.event.detail["manifest"],
                "index": index,
                "warnings": list(published.warnings),
            }
        )
        return
    click.echo(f"{services.shelf.name}/{place}")
    said = (
        tr("Version {version} is published.", version=published.version)
        if published.new
        else tr("Nothing changed since version {version}.", version=published.version)
    )
    click.echo(said, err=True)


@click.command()
@click.argument("release")
@click.argument("locale", type=LocaleType())
@click.option("--version", type=int, help="Which one; else the last.")
@click.option("--reason", required=True, help="Why it is not to be used; offices are shown it.")
@workspace_option
def retract(
    *, release: str, locale: Locale, version: int | None, reason: str, workspace: Path | None
) -> None:
    """Take an approved version back. Its record and its files stay.

    \b
    Example:
      translate-pipeline retract veldania es --reason "The number of victims is wrong."
    """
    from datetime import UTC, datetime

    from translate_pipeline.model.release import ReleaseId
    from translate_pipeline.pipeline.publish import retract as take_back
    from translate_pipeline.pipeline.versions import version_of
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    if not reason.strip():
        raise click.BadParameter(tr("say why"), param_hint="--reason")
    services, now = Services(read_settings(workspace)), datetime.now(UTC)
    _ = services.signing  # without a key offices would not hear of it
    event = take_back(
        ReleaseId(release), locale, version, reason.strip(), desk=services.desk, now=now
    )
    services.renew_index(now)
    click.echo(tr("Version {version} is retracted.", version=version_of(event)), err=True)
