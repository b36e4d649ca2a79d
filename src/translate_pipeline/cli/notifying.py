"""notify: who is told what happens, and whether messages arrive."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from translate_pipeline.cli.options import workspace_option
from translate_pipeline.messages import tr
from translate_pipeline.model.notice import Recipient, Role


@click.command()
@click.option("--test", is_flag=True, help="Send each of them a message that says nothing else.")
@click.option(
    "--role", type=click.Choice([str(role) for role in Role]), help="Only who has this role."
)
@workspace_option
def notify(*, test: bool, role: str | None, workspace: Path | None) -> int:
    """Who is told when drafts are ready, sent back, approved or open again; nobody by default.

    Addresses are never shown, only whether this machine knows them.

    \b
    Example:
      translate-pipeline notify --test --role reviewer
    """
    from translate_pipeline.notify.addresses import address_file, find_addresses
    from translate_pipeline.settings import WORKSPACE_FILE, read_settings

    told = [one for one in read_settings(workspace).notify if role in (None, one.role)]
    if not told:
        wanted = tr("the role {role}", role=role) if role else "`notify:`"
        said = tr("Nobody is told: {file} does not name {what}.", file=WORKSPACE_FILE, what=wanted)
        click.echo(said, err=True)
        return 2 if test else 0
    if test:
        return _tried(told)
    known = find_addresses((name for one in told for name in one.addresses), address_file())
    for one in told:
        click.echo(_line(one, known))
    where = tr("Addresses are environment variables, or lines in {file}", file=address_file())
    click.echo(where, err=True)
    return 0


def _line(one: Recipient, known: Collection[str]) -> str:
    locales = ", ".join(sorted(locale.tag for locale in one.locales)) or tr("every locale")
    names = (
        name if name in known else tr("{name} (not known here)", name=name)
        for name in one.addresses
    )  # fmt: skip
    return f"{one.role}  {locales}  {', '.join(names)}"


def _tried(told: Sequence[Recipient]) -> int:
    """Send the trial to every address once, and the exit code for what came of it."""
    from translate_pipeline.cli.telling import posted
    from translate_pipeline.errors import EngineError
    from translate_pipeline.model.locale import ENGLISH
    from translate_pipeline.notify.languages import translations
    from translate_pipeline.pipeline.wording import trial

    trials = {
        name: trial(name, one.language or min(one.locales, default=ENGLISH), translations)
        for one in told
        for name in one.addresses
    }
    problems = posted(list(trials.values()))
    for problem in problems:
        click.echo(tr("Error: {message}", message=problem), err=True)
    sent = len(trials) - len(problems)
    click.echo(tr("{sent} of {all} messages sent.", sent=sent, all=len(trials)), err=True)
    return EngineError.exit_code if problems else 0
