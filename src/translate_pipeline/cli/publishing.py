"""publish, retract: approved versions for section offices."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_pipeline.cli.options import LocaleType, json_option, print_json, workspace_option
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale

if TYPE_CHECKING:  # they load what only some commands need
    from translate_pipeline.pipeline.publish import Published
    from translate_pipeline.wiring import Services


@click.command()
@click.argument("release", required=False)
@click.argument("locale", type=LocaleType(), required=False)
@click.option("--again", is_flag=True, help="Publish a text that was retracted: it is right.")
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Bring a web site of all that is published up to date.",
)  # fmt: skip
@json_option
@workspace_option
def publish(  # noqa: PLR0913  (what can be said)
    *,
    release: str | None,
    locale: Locale | None,
    again: bool,
    site: Path | None,
    as_json: bool,
    workspace: Path | None,
) -> None:
    """Make an approved version of what is approved in a locale, signed, for section offices.

    Refused as long as a segment is not approved or has an error. Where nothing changed since the
    last version, none is made. Its files are in published/ of the workspace, which can be copied
    anywhere as it is. --site makes web pages and feeds beside them; with it no release is needed.

    \b
    Example:
      translate-pipeline publish veldania es
      translate-pipeline publish --site /srv/www/press
    """
    from translate_pipeline.pipeline.publish import shelf_place
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    if locale is None and (release or not site):
        raise click.UsageError(tr("name a release and a locale, or a folder with --site"))
    services = Services(read_settings(workspace))
    now = datetime.now(UTC)
    made = _version(services, release, locale, now, again=again) if release and locale else None
    index = services.renew_index(now)
    if site:
        services.write_site(site, now)
    if as_json:
        print_json({**_shape(made), "index": index, **({"site": str(site)} if site else {})})
        return
    if made:
        click.echo(f"{services.settings.shelf}/{shelf_place(made.event)}")
        click.echo(_said(made), err=True)
    if site:
        click.echo(tr("The site is up to date: {folder}", folder=site), err=True)


def _version(
    services: "Services", release: str, locale: Locale, now: datetime, *, again: bool
) -> "Published":
    from translate_pipeline.cli.telling import telling
    from translate_pipeline.model.release import ReleaseId
    from translate_pipeline.pipeline.publish import publish as make_version

    with telling(services):
        return make_version(
            ReleaseId(release), locale, desk=services.desk, press=services.press, now=now,
            again=again,
        )  # fmt: skip


def _shape(made: "Published | None") -> dict[str, object]:
    from translate_pipeline.pipeline.publish import shelf_place

    if made is None:
        return {}
    event = made.event
    return {
        "release": event.release,
        "locale": str(event.locale),
        "version": made.version,
        "new": made.new,
        "place": shelf_place(event),
        "manifest": event.detail["manifest"],
    }


def _said(made: "Published") -> str:
    if made.new:
        return tr("Version {version} is published.", version=made.version)
    return tr("Nothing changed since version {version}.", version=made.version)


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
