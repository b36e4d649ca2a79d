"""The status board: a table for people, the shape of the contracts for programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import click
from rich.console import Console, Group, RenderableType
from rich.text import Text

from translate_pipeline.cli.fitting import Column, fitted
from translate_pipeline.cli.moments import distance, length, written
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Revision
from translate_pipeline.model.review import Stage, State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus
from translate_pipeline.text.languages import locale_name

_SOON = timedelta(days=1)
"""How near a deadline is of which the board warns."""
_SHADES = {
    "█": ((State.APPROVED,), "green"),
    "▓": ((State.TRANSLATED,), "cyan"),
    "▒": ((State.REJECTED, State.DRAFT, State.STALE), "yellow"),
    "░": ((State.UNTRANSLATED,), "dim"),
}
"""What a bar is made of, from left to right: it can be read without colours too."""
_BARS = (20, 5)
"""Squares of a bar where there is room, and where there is not."""


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
                "words_left": locale.words_left,
                "waiting": list(locale.waiting),
                "oldest": _iso(locale.oldest),
            }
            for locale in status.locales
        ],
        "deadline": _iso(status.deadline),
        "embargo": _iso(status.embargo),
        "confidential": status.confidential,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def show_board(statuses: Sequence[ReleaseStatus], more: int = 0) -> None:
    """Print where every locale of the releases stands. There are so many ``more`` releases."""
    console = Console()
    console.print(board(statuses, console.width, datetime.now(UTC), more))


def board(
    statuses: Sequence[ReleaseStatus], width: int, now: datetime, more: int = 0
) -> RenderableType:
    """The same as something to print in so many character cells."""
    if not statuses:
        return Text(
            tr("No release yet. Start with: {command}", command="translate-pipeline run SOURCE")
        )
    parts = [part for status in statuses for part in _release(status, width, now)]
    if more:
        parts.append(
            Text(
                tr_n(
                    "{n} more: `status --all` shows it.",
                    "{n} more: `status --all` shows them, `status RELEASE` one.",
                    more,
                ),
                "dim",
            )
        )
    return Group(*parts)


def _release(status: ReleaseStatus, width: int, now: datetime) -> Iterator[RenderableType]:
    yield Text(status.title, "bold")
    yield Text(f"{status.release} · {revision(status.revision)}", "dim")
    if status.deadline:
        colour = _urgency(status, status.deadline, now)
        yield Text(tr("deadline {when}", when=_when(status.deadline, now)), colour)
    if status.confidential:
        yield Text(tr("confidential: an embargo without end"), "magenta")
    elif status.embargo and status.embargo > now:
        yield Text(tr("embargo until {when}", when=_when(status.embargo, now)), "magenta")
    elif status.embargo:
        yield Text(tr("embargo ended {when}", when=_when(status.embargo, now)), "dim")
    yield fitted(tuple(_columns(status.locales, now)), width)
    for locale in status.locales:
        if locale.states[State.UNTRANSLATED] and locale.why_not:
            yield Text(_why_not(locale.locale, locale.engine, locale.why_not))
    yield Text()


def _when(moment: datetime, now: datetime) -> str:
    return f"{written(moment)}, {distance(moment, now)}"


def _urgency(status: ReleaseStatus, deadline: datetime, now: datetime) -> str:
    if status.done:
        return "dim"
    if deadline <= now:
        return "bold red"
    return "yellow" if deadline - now < _SOON else "green"


def _columns(locales: Sequence[LocaleStatus], now: datetime) -> Iterator[Column]:
    """The columns in order; those with an ``until`` can be spared where there is no room."""
    yield Column(tr("locale"), [Text(one.locale.tag) for one in locales])
    yield Column("", [Text(locale_name(one.locale)) for one in locales], until=1)
    bars, small = ([_bar(one, width) for one in locales] for width in _BARS)
    yield Column("", bars, {"cells": small})
    yield Column(tr("stage"), [Text(word(one.stage), _colour(one)) for one in locales], until=4)
    for state, (heading, brief, colour) in _counts().items():
        counts = [one.states[state] for one in locales]
        unused = 3 if not any(counts) else None
        yield Column(heading, _figures(counts, colour), {"heading": brief}, unused, numeric=True)
    left = _figures([one.words_left for one in locales])
    yield Column(tr("words left"), left, {"heading": tr("words")}, numeric=True)
    roles = _roles()
    waiting = [Text(", ".join(roles[role][0] for role in one.waiting)) for one in locales]
    short = [Text(", ".join(roles[role][1] for role in one.waiting)) for one in locales]
    yield Column(tr("waits for"), waiting, {"cells": short})
    ages = [Text(length(now - one.oldest) if one.oldest else "") for one in locales]
    yield Column(tr("since"), ages, until=5, numeric=True)
    errors = _figures([one.errors for one in locales], "red")
    yield Column(tr("errors"), errors, {"heading": tr("err")}, numeric=True)


def _counts() -> Mapping[State, tuple[str, str, str]]:
    """The heading of a count, the short one, and the colour where it is not 0."""
    return {
        State.APPROVED: (tr("approved"), tr("appr"), "green"),
        State.TRANSLATED: (tr("translated"), tr("trans"), "cyan"),
        State.REJECTED: (tr("sent back"), tr("back"), "red"),
        State.DRAFT: (tr("draft"), tr("draft"), "yellow"),
        State.STALE: (tr("stale"), tr("stale"), "yellow"),
        State.UNTRANSLATED: (tr("empty"), tr("empty"), "yellow"),
    }


def _roles() -> Mapping[str, tuple[str, str]]:
    """Who is waited for, in full and in short."""
    return {
        "coordinator": (tr("coordinator"), tr("coord.")),
        "translator": (tr("translator"), tr("transl.")),
        "reviewer": (tr("reviewer"), tr("reviewer")),
    }


def _figures(counts: Sequence[int], colour: str = "") -> Sequence[Text]:
    return [Text(str(count), colour if count else "dim") for count in counts]


def _colour(locale: LocaleStatus) -> str:
    return {Stage.NOT_STARTED: "dim", Stage.APPROVED: "green"}.get(locale.stage, "")


def _bar(locale: LocaleStatus, width: int) -> Text:
    """So many squares in the shades of the states. Full of one only where all segments are."""
    bar, seen, drawn = Text(), 0, 0
    for shade, (states, colour) in _SHADES.items():
        seen += sum(locale.states[state] for state in states)
        until = width * seen // max(1, locale.segments)
        bar.append(shade * (until - drawn), colour)
        drawn = until
    return bar


def revision(of: Revision) -> str:
    """A release's revision, as the titles of tables have it."""
    return tr("revision {revision}", revision=of)


def print_why_not(locale: Locale, engine: str, why_not: str) -> None:
    """Say why a locale has empty targets; nothing where no engine left any."""
    if why_not:
        click.echo(_why_not(locale, engine, why_not))


def _why_not(locale: Locale, engine: str, why_not: str) -> str:
    if engine:
        said = tr("{locale} has targets that are empty, as no engine made them:", locale=locale)
    else:
        said = tr(
            "{locale} has no engine here: its file has empty targets and the terms to use.",
            locale=locale,
        )
    return "\n  ".join([said, *why_not.splitlines()])


def flagged(count: int) -> str:
    """A count that stands out where it is not 0."""
    return f"[yellow]{count}[/]" if count else "0"
