"""Telling: those whom the workspace names hear what a command did."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr
from translate_pipeline.model.notice import Letter
from translate_pipeline.wiring import Services


@contextmanager
def telling(services: Services) -> Iterator[None]:
    """Tell at the end what was recorded meanwhile, even where the rest of the work failed.

    What goes wrong in telling is a warning: the work is done, and the exit code says how it went.
    """
    try:
        yield
    finally:
        if services.settings.notify:
            _tell(services)


def _tell(services: Services) -> None:
    from translate_pipeline.notify.languages import translations
    from translate_pipeline.pipeline.notices import news
    from translate_pipeline.pipeline.wording import letters

    own = services.ledger.heard
    if not own:
        return
    try:
        notices = news(own, services.ledger, services.catalogs, datetime.now(UTC))
        written = letters(notices, services.settings.notify, translations)
        problems = posted(written) if written else ()
    except (PipelineError, OSError) as error:
        problems = (str(error),)
    own.clear()
    for problem in problems:
        click.echo(tr("Warning: not told: {problem}", problem=problem), err=True)
    if problems:
        advice = tr("What was done is done; try with `translate-pipeline notify --test`.")
        click.echo(advice, err=True)


def posted(letters: Sequence[Letter]) -> tuple[str, ...]:
    """Send letters; what went wrong, a line for each address. Raises InputError."""
    from translate_pipeline.notify.addresses import address_file, find_addresses
    from translate_pipeline.notify.sending import SECONDS, Outcome, send

    file = address_file()
    why = {
        Outcome.NO_ADDRESS: tr(
            "no environment variable of that name, and no line in {file}", file=file
        ),
        Outcome.BAD_ADDRESS: tr(
            "its address is none that Apprise knows; see docs/notifications.md"
        ),
        Outcome.REFUSED: tr("the service refused the message, or cannot be reached"),
        Outcome.UNANSWERED: tr(
            "the service did not answer within {seconds} seconds", seconds=f"{SECONDS:g}"
        ),
    }
    addresses = find_addresses((one.address for one in letters), file)
    outcomes = zip(letters, send(letters, addresses), strict=True)
    failed = {(one.address, why[outcome]): None for one, outcome in outcomes if outcome in why}
    return tuple(f"{address}: {reason}" for address, reason in failed)
