"""review: what waits for a reviewer, in full, and what they decide."""

from pathlib import Path

import click

from translate_pipeline.cli.mailing import packet, return_
from translate_pipeline.cli.options import LocaleType, json_option, workspace_option
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import State

_release = click.argument("release")
_locale = click.argument("locale", type=LocaleType())
_segments = click.argument("segments", metavar="[SEGMENT]…", nargs=-1)
_as = click.option(
    "--as", "reviewer", metavar="NAME", required=True, help="Who decides: a pseudonym will do."
)
_seen = click.option(
    "--seen", metavar="SEEN", help="What `review diff` printed at its end: exactly that is meant."
)


@click.command("list")
@_release
@_locale
@click.option(
    "--state", "states", multiple=True, type=click.Choice([str(state) for state in State]),
    help="Only what stands so; may be given again. Else all that is not approved.",
)  # fmt: skip
@json_option
@workspace_option
def list_(
    *, release: str, locale: Locale, states: tuple[str, ...], as_json: bool, workspace: Path | None
) -> None:
    """The segments of a locale that are open, with what stands in the way of an approval.

    \b
    Example:
      translate-pipeline review list veldania es --state translated
    """
    from translate_pipeline.cli.desk import Asked, show_list

    show_list(Asked(release, locale, (), workspace), states, as_json=as_json)


@click.command()
@_release
@_locale
@_segments
@json_option
@workspace_option
def diff(
    *,
    release: str,
    locale: Locale,
    segments: tuple[str, ...],
    as_json: bool,
    workspace: Path | None,
) -> None:
    """What waits for a reviewer, in full: source, target, what changed, what the checks say.

    SEGMENT is a place such as "paragraph 5", or the beginning of a key that `review list` shows.
    Changed since the last approval, else since the machine draft: [-gone-]{+come+}.

    \b
    Example:
      translate-pipeline review diff veldania es "paragraph 5"
    """
    from translate_pipeline.cli.desk import Asked, show_in_full

    show_in_full(Asked(release, locale, segments, workspace), as_json=as_json)


@click.command("approve")
@_release
@_locale
@_segments
@_as
@_seen
@click.option("--waive", "waived", metavar="RULE", multiple=True, help="Approve in spite of it.")
@click.option("--reason", help="Why what is waived does not matter here; it is recorded.")
@workspace_option
def approve_(  # noqa: PLR0913  (the options of the command)
    *,
    release: str,
    locale: Locale,
    segments: tuple[str, ...],
    reviewer: str,
    seen: str | None,
    waived: tuple[str, ...],
    reason: str | None,
    workspace: Path | None,
) -> int:
    """Approve what is translated, exactly as you saw it: a whole locale, or some segments.

    Nothing is approved with an error in it, by who wrote or edited it, or, where it names a charge
    or a provision of law, by who has not the role `legal`. Those segments are left and named; the
    others are approved. On a terminal, the texts are shown and asked for where --seen is left out.

    \b
    Example:
      translate-pipeline review approve veldania es --as rosa --seen 57-3fa91c02be44
    """
    from translate_pipeline.checks import all_rules
    from translate_pipeline.cli.desk import Asked, approved

    if bool(waived) != bool(reason and reason.strip()):
        raise click.UsageError(tr("--waive RULE and --reason WHY belong together"))
    unknown = sorted(set(waived) - {rule.NAME for rule in all_rules()})
    if unknown:
        told = tr("no rule is called {name}; `check --rules` lists them", name=repr(unknown[0]))
        raise click.UsageError(told)
    reasons = {rule: str(reason).strip() for rule in waived}

    return approved(Asked(release, locale, segments, workspace), reviewer, seen, reasons)


@click.command("reject")
@_release
@_locale
@click.argument("segments", metavar="SEGMENT…", nargs=-1, required=True)
@_as
@click.option("--reason", required=True, help="What is wrong, for the translator.")
@_seen
@workspace_option
def reject_(  # noqa: PLR0913  (the options of the command)
    *,
    release: str,
    locale: Locale,
    segments: tuple[str, ...],
    reviewer: str,
    reason: str,
    seen: str | None,
    workspace: Path | None,
) -> int:
    """Send segments back to the translator, with a reason that the PO file shows.

    \b
    Example:
      translate-pipeline review reject veldania es "paragraph 5" --as rosa --reason "Too soft."
    """
    from translate_pipeline.cli.desk import Asked, sent_back

    if not reason.strip():
        raise click.BadParameter(tr("say what is wrong"), param_hint="--reason")

    return sent_back(Asked(release, locale, segments, workspace), reviewer, seen, reason.strip())


@click.command()
@_release
@_locale
@_segments
@json_option
@workspace_option
def history(
    *,
    release: str,
    locale: Locale,
    segments: tuple[str, ...],
    as_json: bool,
    workspace: Path | None,
) -> None:
    """Who did what to the segments of a locale, and when, the oldest first.

    \b
    Example:
      translate-pipeline review history veldania es "paragraph 5"
    """
    from translate_pipeline.cli.desk import Asked, show_history

    show_history(Asked(release, locale, segments, workspace), as_json=as_json)


@click.group()
def review() -> None:
    """Human review: what waits, in full, and what reviewers decide."""


for command in (list_, diff, approve_, reject_, history, packet, return_):
    review.add_command(command)
