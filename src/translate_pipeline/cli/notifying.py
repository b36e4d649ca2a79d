"""notify: who is told what happens, and whether messages arrive."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from translate_pipeline.cli.options import workspace_option
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
        wanted = f"the role {role}" if role else "`notify:`"
        click.echo(f"Nobody is told: {WORKSPACE_FILE} does not name {wanted}.", err=True)
        return 2 if test else 0
    if test:
        return _tried(told)
    known = find_addresses((name for one in told for name in one.addresses), address_file())
    for one in told:
        click.echo(_line(one, known))
    click.echo(f"Addresses are environment variables, or lines in {address_file()}", err=True)
    return 0


def _line(one: Recipient, known: Collection[str]) -> str:
    locales = ", ".join(sorted(locale.tag for locale in one.locales)) or "every locale"
    names = (name if name in known else f"{name} (not known here)" for name in one.addresses)
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
        click.echo(f"Error: {problem}", err=True)
    click.echo(f"{len(trials) - len(problems)} of {len(trials)} messages sent.", err=True)
    return EngineError.exit_code if problems else 0
