"""webhooks: systems of section offices that hear of versions, corrections and retractions."""

from datetime import UTC, datetime
from pathlib import Path

import click

from translate_pipeline.cli.options import LocaleType, workspace_option
from translate_pipeline.errors import EngineError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale


@click.group()
def webhooks() -> None:
    """Systems that are sent a signed message for every version, correction and retraction."""


@webhooks.command()
@click.argument("name")
@click.argument("url")
@click.option(
    "--locale", "locales", multiple=True, type=LocaleType(),
    help="What it hears of; may be given again. Without it, every locale.",
)  # fmt: skip
@workspace_option
def new(*, name: str, url: str, locales: tuple[Locale, ...], workspace: Path | None) -> None:
    """Send messages to a URL from now on, and print the secret that signs them, this once.

    \b
    Example:
      translate-pipeline webhooks new madrid https://cms.example.org/hooks --locale es
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.text.hosts import receiver_url
    from translate_pipeline.wiring import Services

    try:
        checked = receiver_url(url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="URL") from None
    outbox = Services(read_settings(workspace)).outbox
    made = outbox.add(name, checked, frozenset(locales) or None, datetime.now(UTC))
    click.echo(tr("The secret of {name}; it is not shown again:", name=name), err=True)
    click.echo(made.secret)


@webhooks.command("list")
@workspace_option
def list_(*, workspace: Path | None) -> None:
    """Who gets messages, of what, and what could not be sent.

    \b
    Example:
      translate-pipeline webhooks list
    """
    from translate_pipeline.cli.sending import line
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    outbox = Services(read_settings(workspace)).outbox
    for one in outbox.subscribers():
        click.echo(line(one, outbox.deliveries(one.name).values()))


@webhooks.command()
@click.argument("name")
@workspace_option
def revoke(*, name: str, workspace: Path | None) -> None:
    """Send nothing any more, and forget the secret.

    \b
    Example:
      translate-pipeline webhooks revoke madrid
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    Services(read_settings(workspace)).outbox.remove(name)
    click.echo(tr("{name} gets no messages any more.", name=name), err=True)


@webhooks.command()
@workspace_option
def send(*, workspace: Path | None) -> int:
    """Send what is due now, as `serve` does every minute.

    \b
    Example:
      translate-pipeline webhooks send
    """
    from translate_pipeline.cli.sending import AT_LEISURE
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    report = Services(read_settings(workspace)).courier.send_due(datetime.now(UTC), AT_LEISURE)
    for trouble in report.troubles:
        click.echo(tr("Error: {message}", message=trouble), err=True)
    told = tr("{sent} sent, {waiting} to be sent later.", sent=report.sent, waiting=report.waiting)
    click.echo(told, err=True)
    return EngineError.exit_code if report.troubles else 0


@webhooks.command()
@click.argument("name")
@workspace_option
def test(*, name: str, workspace: Path | None) -> int:
    """Send a message that says nothing else, and show what was answered.

    \b
    Example:
      translate-pipeline webhooks test madrid
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    answer = Services(read_settings(workspace)).courier.try_out(name, datetime.now(UTC))
    if answer.taken:
        click.echo(tr("{name} took it.", name=name), err=True)
        return 0
    told = tr("{name}: {what}", name=name, what=answer.told)
    click.echo(tr("Error: {message}", message=told), err=True)
    return EngineError.exit_code
