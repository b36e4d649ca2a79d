"""The status board: a table for people, the shape of the contracts for programs."""

from collections.abc import Sequence
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from translate_pipeline.messages import tr, word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Revision
from translate_pipeline.model.review import State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus
from translate_pipeline.text.languages import locale_name

_BAR = 5


def status_json(status: ReleaseStatus) -> dict[str, Any]:
    """The shape of a release in ``status --json``."""
    return {
        "release": status.release,
        "revision": status.revision,
        "title": status.title,
        "locales": [
            {
                "locale": locale.locale.tag,
                "name": locale_name(locale.locale),
                "stage": locale.stage.value,
                "segments": locale.segments,
                "words": locale.words,
                **{state.value: locale.states[state] for state in State},
                "errors": locale.errors,
                "warnings": locale.warnings,
                "published_version": locale.published_version,
            }
            for locale in status.locales
        ],
    }


def status_table(statuses: Sequence[ReleaseStatus]) -> None:
    """Where every locale of the releases stands."""
    console = Console()
    if not statuses:
        click.echo(
            tr("No release yet. Start with: {command}", command="translate-pipeline run SOURCE")
        )
    for status in statuses:
        table = Table(
            title=f"{escape(status.title)}\n[dim]{status.release} · {revision(status.revision)}",
            title_justify="left", box=box.SIMPLE_HEAD, padding=0, pad_edge=False,
        )  # fmt: skip
        for heading in (tr("locale"), tr("stage"), ""):
            table.add_column(heading, no_wrap=True)
        for heading in (
            tr("approved"), tr("translated"), tr("draft"), tr("empty"), tr("words"), tr("errors"),
        ):  # fmt: skip
            table.add_column(heading, justify="right")
        for locale in status.locales:
            table.add_row(
                locale.locale.tag, word(locale.stage), _bar(locale), *_counts(locale),
                str(locale.words), flagged(locale.errors),
            )  # fmt: skip
        console.print(table)
        for locale in status.locales:
            if locale.states[State.UNTRANSLATED]:
                print_why_not(locale.locale, locale.why_not)


def revision(of: Revision) -> str:
    """A release's revision, as the titles of tables have it."""
    return tr("revision {revision}", revision=of)


def print_why_not(locale: Locale, why_not: str) -> None:
    """Say why a locale has no engine; nothing where it has one."""
    if why_not:
        told = tr(
            "{locale} has no engine here: its file has empty targets and the terms to use.",
            locale=locale,
        )
        click.echo(told)
        for reason in why_not.splitlines():
            click.echo(f"  {reason}")


def _shares(locale: LocaleStatus) -> tuple[tuple[int, str], ...]:
    """How many segments are approved, translated by people, drafted, empty; and their colours."""
    states = locale.states
    return (
        (states[State.APPROVED], "green"),
        (states[State.TRANSLATED], "cyan"),
        (states[State.DRAFT] + states[State.STALE] + states[State.REJECTED], "yellow"),
        (states[State.UNTRANSLATED], "dim"),
    )


def _counts(locale: LocaleStatus) -> tuple[str, ...]:
    return tuple(f"[{colour}]{count}[/]" if count else "0" for count, colour in _shares(locale))


def _bar(locale: LocaleStatus) -> str:
    """Five squares in the colours of the counts."""
    total = max(1, locale.segments)
    text, seen, drawn = "", 0, 0
    for count, colour in _shares(locale):
        seen += count
        until = round(_BAR * seen / total)
        text += f"[{colour}]{('░' if colour == 'dim' else '█') * (until - drawn)}[/]"
        drawn = until
    return text


def flagged(count: int) -> str:
    """A count that stands out where it is not 0."""
    return f"[yellow]{count}[/]" if count else "0"
