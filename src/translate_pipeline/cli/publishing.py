"""publish, retract: approved versions for section offices."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_pipeline.cli.options import LocaleType, json_option, print_json, workspace_option
from translate_pipeline.errors import NotApproved
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale

if TYPE_CHECKING:  # they load what only some commands need
    from translate_pipeline.wiring import Services


@click.command()
@click.argument("release", required=False)
@click.argument("locale", required=False, type=LocaleType())
@click.option("--again", is_flag=True, help="Publish a text that was retracted: it is right.")
@click.option("--all", "everything", is_flag=True, help="Publish whatever is approved.")
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Bring a web site of all that is published up to date.",
)  # fmt: skip
@json_option
@workspace_option
def publish(  # noqa: PLR0913  (the options of the command)
    *,
    release: str | None,
    locale: Locale | None,
    again: bool,
    everything: bool,
    site: Path | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """Make an approved version of what is approved in a locale, signed, for section offices.

    Refused as long as a segment is not approved or has an error. Where nothing changed since the
    last version, none is made. Its files are in published/ of the workspace, which can be copied
    anywhere as it is. --site makes a web site of all that is published, with pages and feeds; with
    it no release is needed.

    --all does so for every locale of every release that is approved and not published, puts back
    bundles that are missing, and renews the index. One that fails does not stop the others.

    \b
    Example:
      translate-pipeline publish veldania es
      translate-pipeline publish --all --site /srv/www/press
    """
    from translate_pipeline.cli.sending import send_at_once
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    if everything and (release or again):
        raise click.UsageError(tr("--all goes without RELEASE, LOCALE and --again"))
    if locale is None and (release or not (everything or site)):
        raise click.UsageError(tr("name RELEASE and LOCALE, or give --all or --site"))
    services = Services(read_settings(workspace))
    code = _published(
        services, release, locale, everything=everything, again=again, as_json=as_json
    )
    send_at_once(services)
    if site:
        services.write_site(site)
        click.echo(tr("The site is up to date: {folder}", folder=site), err=True)
    return code


def _published(  # noqa: PLR0913  (what can be said)
    services: "Services",
    release: str | None,
    locale: Locale | None,
    *,
    everything: bool,
    again: bool,
    as_json: bool,
) -> int:
    """Publish what was named; the exit code."""
    from translate_pipeline.cli.issuing import SERVICE_FAILED, issued, reconciled

    if everything:
        return reconciled(services, as_json=as_json)
    if release is None or locale is None:
        services.renew_index(datetime.now(UTC))
        return 0
    try:
        shape = issued(services, release, locale, again=again)
    except NotApproved as error:
        if as_json:
            print_json({"release": release, "locale": locale.tag, "not_approved": _rows(error)})
        raise
    code = 0 if shape["index"] else SERVICE_FAILED
    for version in shape["restocked"]:
        place = f"{release}/{locale}/v{version}"
        click.echo(f"{place}: {tr('put back on the shelf')}", err=True)
    for warning in shape["warnings"]:
        click.echo(tr("Warning: {message}", message=warning), err=True)
    if as_json:
        print_json(shape)
        return code
    click.echo(f"{services.shelf.name}/{shape['place']}")
    said = (
        tr("Version {version} is published.", version=shape["version"])
        if shape["new"]
        else tr("Nothing changed since version {version}.", version=shape["version"])
    )
    click.echo(said, err=True)
    return code


def _rows(error: NotApproved) -> list[dict[str, str]]:
    names = ("segment", "place", "reason")
    return [dict(zip(names, one, strict=True)) for one in error.segments]


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
    from translate_pipeline.cli.announcing import telling_stage
    from translate_pipeline.cli.sending import send_at_once
    from translate_pipeline.cli.telling import telling
    from translate_pipeline.model.release import ReleaseId
    from translate_pipeline.pipeline.versions import version_of
    from translate_pipeline.publishing import retract_version
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    if not reason.strip():
        raise click.BadParameter(tr("say why"), param_hint="--reason")
    services, name = Services(read_settings(workspace)), ReleaseId(release)
    with telling(services), telling_stage(name, locale, services.ledger):
        event = retract_version(
            services, name, locale, version, reason=reason.strip(), now=datetime.now(UTC)
        )
    send_at_once(services)
    click.echo(tr("Version {version} is retracted.", version=version_of(event)), err=True)
