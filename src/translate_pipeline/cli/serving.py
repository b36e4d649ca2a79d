"""serve, tokens: the pull API, and who may use it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from translate_pipeline.cli.options import HourType, LocaleType, workspace_option
from translate_pipeline.model.locale import Locale


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8400, show_default=True, type=click.IntRange(0, 65_535),
    help="0 is any that is free.",
)  # fmt: skip
@workspace_option
def serve(*, host: str, port: int, workspace: Path | None) -> None:
    """Let section offices pull approved versions, and send webhooks, until Ctrl-C.

    Without tokens it answers this machine only; `tokens new` makes one for an office.

    \b
    Example:
      translate-pipeline serve --port 8400
    """
    from translate_pipeline.cli.sending import sending
    from translate_pipeline.errors import PolicyRefused
    from translate_pipeline.settings import read_settings
    from translate_pipeline.text.hosts import is_loopback
    from translate_pipeline.web.server import listen, run
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    if not services.tokens.all() and not is_loopback(host):
        raise PolicyRefused(
            f"anybody who reaches {host} could read everything: there are no tokens. Make one with"
            " `translate-pipeline tokens new NAME --locale LOCALE`, or leave --host out"
        )
    with listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        click.echo("Until Ctrl-C offices can pull approved versions from here:", err=True)
        click.echo(f"http://{shown}:{listener.getsockname()[1]}")
        with sending(services):
            run(listener, services)
    click.echo("Stopped.", err=True)


@click.group()
def tokens() -> None:
    """The tokens with which section offices pull from `serve`."""


@tokens.command()
@click.argument("name")
@click.option(
    "--locale", "locales", multiple=True, type=LocaleType(),
    help="What the office may pull; may be given again.",
)  # fmt: skip
@click.option("--all-locales", is_flag=True, help="It may pull every locale.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(["embargo"]),
    help="embargo: it may see releases before their hour.",
)  # fmt: skip
@click.option(
    "--expires", type=HourType(), help="When it ends to be valid, such as 2027-01-01T00Z."
)
@workspace_option
def new(  # noqa: PLR0913  (the options of a command)
    *,
    name: str,
    locales: tuple[Locale, ...],
    all_locales: bool,
    scopes: tuple[str, ...],
    expires: datetime | None,
    workspace: Path | None,
) -> None:
    """Make a token for a section office and print it, this once.

    Only its digest is kept: who loses it gets another one.

    \b
    Example:
      translate-pipeline tokens new madrid --locale es --locale ca
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    if bool(locales) == all_locales:
        raise click.UsageError("Say what it may pull: --locale, or else --all-locales.")
    now = datetime.now(UTC)
    if expires and expires <= now:
        raise click.UsageError(f"--expires {expires.isoformat()} is over already.")
    secret = Services(read_settings(workspace)).tokens.add(
        name,
        None if all_locales else frozenset(locales),
        now,
        scopes=frozenset(scopes),
        expires=expires,
    )
    click.echo(f"The token of {name}; it is not shown again:", err=True)
    click.echo(secret)


@tokens.command("list")
@workspace_option
def list_(*, workspace: Path | None) -> None:
    """Whose tokens there are, what they may pull, and until when.

    \b
    Example:
      translate-pipeline tokens list
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    now = datetime.now(UTC)
    for one in Services(read_settings(workspace)).tokens.all():
        known = ["every locale"] if one.locales is None else sorted(map(str, one.locales))
        what = ", ".join([*known, *sorted(one.scopes)])
        if one.revoked:
            state = f"revoked {one.revoked:%Y-%m-%d}"
        elif one.expires:
            ended = "expires" if one.valid(now) else "expired"
            state = f"{ended} {one.expires.isoformat(timespec='minutes')}"
        else:
            state = "valid"
        click.echo(f"{one.name}: {what}; made {one.made:%Y-%m-%d}, {state}")


@tokens.command()
@click.argument("name")
@workspace_option
def revoke(*, name: str, workspace: Path | None) -> None:
    """Make a token open nothing any more, from the next request on.

    \b
    Example:
      translate-pipeline tokens revoke madrid
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    Services(read_settings(workspace)).tokens.revoke(name, datetime.now(UTC))
    click.echo(f"The token of {name} is revoked.", err=True)
