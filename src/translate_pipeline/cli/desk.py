"""The reviewer's desk at the command line: what a review shows, and what comes of a decision."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.announcing import tell_stage
from translate_pipeline.cli.options import print_json
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import PolicyRefused
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Event, State
from translate_pipeline.pipeline.decide import Decision, Outcome, approve, reject
from translate_pipeline.pipeline.merging import EntryFate
from translate_pipeline.pipeline.review import Item, Review, open_review, unsynced_edits
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.settings import read_settings
from translate_pipeline.text.difference import difference
from translate_pipeline.wiring import Services


@dataclass(frozen=True, slots=True)
class Asked:
    """Which segments a command is about."""

    release: str
    locale: Locale
    segments: tuple[str, ...]
    workspace: Path | None


def show_list(asked: Asked, states: Sequence[str], *, as_json: bool) -> None:
    """A line for every segment in one of these states, else for all that are not approved."""
    review = opened(asked, Services(read_settings(asked.workspace)).desk)
    wanted = states or [state for state in State if state is not State.APPROVED]
    items = [item for item in review.items if item.state in wanted]
    if as_json:
        print_json(_review_json(review, items))
        return
    for item in items:
        errors = tr_n("{n} error", "{n} errors", len(item.errors)) if item.errors else ""
        both = word(EntryFate.CONFLICT) if review.not_taken(item) else ""
        marks = " · ".join(filter(None, (errors, both, tr("legal") if item.legal else "")))
        click.echo(f"{_short(item)}  {word(item.state):<12}  {item.place:<32}  {marks}".rstrip())
    ready = sum(item.state is State.TRANSLATED for item in review.items)
    told = tr(
        "{shown}; {waiting}.",
        shown=tr_n("{n} shown", "{n} shown", len(items)),
        waiting=tr_n("{n} waits for a reviewer", "{n} wait for a reviewer", ready),
    )
    click.echo(told, err=True)


def show_in_full(asked: Asked, *, as_json: bool) -> None:
    """The segments that were named, else what waits for a reviewer; and what to say it was."""
    review = opened(asked, Services(read_settings(asked.workspace)).desk)
    shown = [item for item in review.items if asked.segments or item.state is State.TRANSLATED]
    if as_json:
        print_json(_review_json(review, shown))
    elif shown:
        click.echo(_in_full(shown, review))
        click.echo("\n" + tr("seen: {seen}", seen=review.seen))
    else:
        click.echo(tr("Nothing waits for a reviewer."), err=True)


def show_history(asked: Asked, *, as_json: bool) -> None:
    """What happened to the segments, the oldest first."""
    review = opened(asked, Services(read_settings(asked.workspace)).desk)
    wanted = {item.source.key for item in review.items}
    events = [one for one in review.record.events_in(asked.locale) if one.key in wanted]
    if as_json:
        shapes = [_event_json(event) for event in events]
        print_json({"release": asked.release, "locale": asked.locale.tag, "events": shapes})
        return
    for event in events:
        done = tr("{action} by {name}", action=word(event.action), name=event.actor)
        said = f"{str(event.key)[:8]}  {done}"
        click.echo(f"{event.at:%Y-%m-%d %H:%M}  {said}\n    {event.target or tr('(empty)')}")
        for name, value in event.detail.items():
            if told := _told(name, value):
                click.echo(f"    {told}")


def _told(name: str, value: object) -> str:
    """What a history tells of a detail of an event; empty where it tells nothing."""
    match name:
        case "reason":
            return tr("reason: {reason}", reason=value)
        case "waived":
            return tr("waived: {rules}", rules=value)
        case "alone":
            return tr("without a second person: {value}", value=value)
        case _:
            return ""


def approved(asked: Asked, reviewer: str, seen: str | None, waived: Mapping[str, str]) -> int:
    """Approve, and the exit code for what came of it. Without ``seen`` people are asked."""

    def decide(review: Review, desk: Desk) -> Outcome | None:
        if not seen:
            _ask(review)
        said = Decision(reviewer, datetime.now(UTC), seen or review.seen, waived=waived)
        return approve(review, said, desk)

    return _decided(asked, decide, lambda n: tr_n("{n} approved", "{n} approved", n))


def sent_back(asked: Asked, reviewer: str, seen: str | None, reason: str) -> int:
    """Send back, and the exit code for what came of it."""

    def decide(review: Review, desk: Desk) -> Outcome | None:
        said = Decision(reviewer, datetime.now(UTC), seen or "", reason=reason)
        return reject(review, said, desk)

    return _decided(asked, decide, lambda n: tr_n("{n} sent back", "{n} sent back", n))


def _decided(
    asked: Asked, decide: Callable[[Review, Desk], Outcome | None], done: Callable[[int], str]
) -> int:
    services = Services(read_settings(asked.workspace))
    click.get_current_context().with_resource(telling(services))
    desk = services.desk
    while True:
        now = datetime.now(UTC)
        review = open_review(ReleaseId(asked.release), asked.locale, desk, now, asked.segments)
        if outcome := decide(review, desk):
            break  # else a translator saved the PO file just now
    for left in outcome.left:
        which = f"{_short(left.item)}  {left.item.place}"
        click.echo(tr("left: {segment}", segment=which) + f"\n    {left.reason}")
    rest = tr_n("{n} left", "{n} left", len(outcome.left))
    click.echo(tr("{done}, {left}.", done=done(len(outcome.decided)), left=rest), err=True)
    if outcome.decided:
        tell_stage(review, desk.ledger)
    if any(left.refused for left in outcome.left):
        return PolicyRefused.exit_code
    return int(bool(outcome.left))


def _ask(review: Review) -> None:
    """Show what can be approved, and ask; without a terminal nobody would have seen it."""
    shown = [item for item in review.items if item.state is State.TRANSLATED]
    if shown and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            tr(
                "look at what you approve with `review diff`, and give what it prints at its end"
                " as --seen"
            )
        )
    if shown:
        click.echo_via_pager(_in_full(shown, review))
        question = tr_n(
            "Approve this {n} segment, exactly so?", "Approve these {n} segments, exactly so?",
            len(shown),
        )  # fmt: skip
        click.confirm(question, abort=True, err=True)


def opened(asked: Asked, desk: Desk) -> Review:
    """The review of what the ledger has; what a PO file says beyond it is warned of."""
    now = datetime.now(UTC)
    review = open_review(ReleaseId(asked.release), asked.locale, desk, now, asked.segments)
    if edited := unsynced_edits(review, desk, now):
        path = desk.catalogs.path(review.record.id, asked.locale)
        command = f"translate-pipeline sync {asked.release} --locale {asked.locale} --as NAME"
        warning = tr_n(
            "{file} says something else of {n} segment than is known here; record whose edits they"
            " are with `{command}`",
            "{file} says something else of {n} segments than is known here; record whose edits"
            " they are with `{command}`",
            len(edited), file=path, command=command,
        )  # fmt: skip
        click.echo(tr("Warning: {message}", message=warning), err=True)
    return review


def _short(item: Item) -> str:
    return item.source.key[:8]


def _review_json(review: Review, items: Sequence[Item]) -> dict[str, Any]:
    return {
        "release": review.record.id,
        "locale": review.locale.tag,
        "seen": review.seen,
        "segments": [_item_json(item, review) for item in items],
    }


def _item_json(item: Item, review: Review) -> dict[str, Any]:
    return {
        "key": item.source.key,
        "state": item.state.value,
        "places": list(item.source.places),
        "source": item.source.text,
        "target": item.target,
        "previous": item.standing.previous or None,
        "digest": item.digest,
        "author": item.standing.text.actor if item.standing.text else None,
        "since": item.standing.text.at.isoformat() if item.standing.text else None,
        "legal": list(item.legal),
        "void": item.void or None,
        "reason": item.standing.rejection.detail["reason"] if item.standing.rejection else None,
        "not_taken": [
            {"target": one.target, "actor": one.actor, "at": one.at.isoformat()}
            for one in review.not_taken(item)
        ],
        "findings": [
            {"rule": one.rule, "severity": one.severity.value, "message": one.message}
            for one in item.draft.findings
        ],
    }


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "key": event.key,
        "action": event.action.value,
        "at": event.at.isoformat(),
        "actor": event.actor,
        "target": event.target,
        "detail": dict(event.detail),
    }


def _in_full(items: Sequence[Item], review: Review) -> str:
    """Segments as a reviewer has to see them."""
    return "\n\n".join("\n".join(_lines(item, review)) for item in items)


def _lines(item: Item, review: Review) -> Iterator[str]:
    last = item.standing.text
    state = word(item.state)
    if last:
        day = f"{last.at:%Y-%m-%d}"
        state = tr("{state} by {name}, {day}", state=state, name=last.actor, day=day)
    yield f"{_short(item)} · {item.place} · {state}"
    yield f"  {review.record.source_locale}  {item.source.text}"
    yield f"  {review.locale}  {item.target or tr('(empty)')}"
    yield from (f"  {note}" for note in item.standing.notes)
    before, what = review.before(item)
    if before:
        changed = difference(before, item.target)
        match what:
            case "approved target":
                told = tr("since the approved target: {difference}", difference=changed)
            case "earlier target":
                told = tr("since the target it was given: {difference}", difference=changed)
            case _:
                told = tr("since the machine draft: {difference}", difference=changed)
        yield f"  {told}"
    for one in review.not_taken(item):
        yield "  " + tr(
            "by mail, not taken: {target} ({name}, {day})",
            target=one.target, name=one.actor, day=f"{one.at:%Y-%m-%d}",
        )  # fmt: skip
    if item.void:
        yield "  " + tr("an approval is void: {reason}", reason=item.void)
    if item.standing.rejection:
        reason = item.standing.rejection.detail["reason"]
        yield "  " + tr("sent back: {reason}", reason=reason)
    for finding in item.draft.findings:
        yield f"  {word(finding.severity)}: {finding.message} [{finding.rule}]"
    if item.legal:
        yield "  " + tr("needs a legal reviewer: {concepts}", concepts=", ".join(item.legal))
