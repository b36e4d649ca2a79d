"""Decide: what a reviewer approves or sends back.

A decision names exactly the text that the reviewer saw. It is taken segment by segment: what cannot
be approved is left, with the reason, and the rest is approved.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from translate_pipeline.errors import Conflict
from translate_pipeline.formats.po import parse_po, serialize_po
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.reviewer import LEGAL, Policy, Reviewer
from translate_pipeline.model.standing import UNKNOWN, Standings, same_person
from translate_pipeline.pipeline.catalogs import rewritten
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.record import Source
from translate_pipeline.pipeline.recording import current_record
from translate_pipeline.pipeline.review import Item, Review, digest_of, edits_in
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.text.difference import difference


@dataclass(frozen=True, slots=True)
class Left:
    """A segment that was not approved, and why."""

    item: Item
    reason: str
    refused: bool = True
    """Whether a rule of the workspace forbids it; else there is work to do first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision."""

    decided: tuple[Item, ...]
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decides."""

    reviewer: str
    at: datetime
    seen: str = ""
    """``Review.seen`` of what they saw."""
    segments: tuple[str, ...] = ()
    """Which segments: beginnings of keys, or places such as "paragraph 5". Empty for all."""
    waived: Mapping[str, str] = field(default_factory=dict)
    """Rule → the reason why its errors do not matter here."""
    reason: str = ""
    """Of a rejection."""


def approve(review: Review, decision: Decision, desk: Desk) -> Outcome | None:
    """Approve what is open and can be approved.

    None where somebody wrote the PO file just now: the review has to be opened anew then. Raises
    Conflict where what stands is not what was seen, PolicyRefused for who may not review.
    """
    reviewer = desk.policy.reviewer(decision.reviewer, review.locale)
    if decision.seen.partition("-")[2] != review.seen.partition("-")[2]:
        raise Conflict(_what_moved(review, decision.seen))
    open_items = [item for item in review.items if item.state is not State.APPROVED]
    checked = [(item, obstacle(item, reviewer, decision, desk.policy)) for item in open_items]
    approved = [item for item, left in checked if not left]
    events = [approval(review, item, reviewer, decision) for item in approved]
    if not recorded(review, events, desk, decision.at):
        return None
    lost = overtaken(review, approved, desk, decision.at)
    moved = [Left(item, somebody_was_faster()) for item in lost]
    left = [left for _, left in checked if left]
    return Outcome(tuple(item for item in approved if item not in lost), (*left, *moved))


def reject(review: Review, decision: Decision, desk: Desk) -> Outcome | None:
    """Send segments back with a reason; None as ``approve``.

    An empty target cannot be sent back. Raises what ``approve`` does.
    """
    reviewer = desk.policy.reviewer(decision.reviewer, review.locale)
    if decision.seen and decision.seen.partition("-")[2] != review.seen.partition("-")[2]:
        raise Conflict(_what_moved(review, decision.seen))
    decided = tuple(item for item in review.items if item.target)
    events = [rejection(review, item, reviewer, decision) for item in decided]
    if not recorded(review, events, desk, decision.at):
        return None
    empty = [item for item in review.items if not item.target]
    return Outcome(decided, tuple(Left(one, no_target(), refused=False) for one in empty))


def somebody_was_faster() -> str:
    """Why an approval that was recorded just now does not hold."""
    return tr("somebody changed it at the same moment; look again")


def no_target() -> str:
    """Why nothing can be decided on an empty segment."""
    return tr("it has no target")


def overtaken(review: Review, approved: Sequence[Item], desk: Desk, now: datetime) -> list[Item]:
    """Those whose approval was recorded just now and does not hold: somebody was faster."""
    record = current_record(review.record.id, desk.ledger, desk.matcher, now)
    assert record
    stands = record.standings(review.locale)
    return [item for item in approved if stands.state(item.source.key) is not State.APPROVED]


def _what_moved(review: Review, seen: str) -> str:
    """What stands instead of what was seen, segment by segment."""
    count, _, digest = seen.partition("-")
    events = review.record.events_in(review.locale)
    before = Standings(terms=review.standings.terms)
    before = before.after(events[: int(count)]) if count.isdecimal() else before
    sources = [item.source for item in review.items]
    advice = tr("look at it again with `review diff`")
    if digest_of(sources, before) != digest:
        told = tr("{seen} stands for something else than these segments", seen=repr(seen))
        return f"{told}; {advice}"
    moved = [
        f"  {source.key[:8]}  {', '.join(source.places)}\n    {_moved(source, before, review)}"
        for source in sources
        if State.TRANSLATED in (before.state(source.key), review.standings.state(source.key))
        and (before[source.key].target, before.state(source.key))
        != (review.standings[source.key].target, review.standings.state(source.key))
    ]
    head = tr("since you looked, this changed; nothing was recorded:")
    return "\n".join([head, *moved, advice])


def _moved(source: Source, before: Standings, review: Review) -> str:
    old, new = before[source.key].target, review.standings[source.key].target
    state = review.standings.state(source.key)
    if old != new:
        return difference(old, new)
    return tr("it is {state} now: {target}", state=word(state), target=new)


def obstacle(item: Item, reviewer: Reviewer, decision: Decision, policy: Policy) -> Left | None:
    """Why a reviewer cannot approve a segment; None where they can."""
    if unready := _unready(item, decision.waived):
        return Left(item, unready, refused=False)
    refusal = _refusal(item, reviewer, policy)
    return Left(item, refusal) if refusal else None


def _unready(item: Item, waived: Collection[str]) -> str:
    """What has to be done before anybody can approve a segment; empty if nothing has."""
    if item.state is not State.TRANSLATED:
        why = tr("nobody has accepted it yet") if item.target else tr("it is empty")
        return f"{word(item.state)}: {why}"
    errors = {one.rule: one.message for one in item.errors if one.rule not in waived}
    return "; ".join(f"{message} [{rule}]" for rule, message in errors.items())


def _refusal(item: Item, reviewer: Reviewer, policy: Policy) -> str:
    """Why this reviewer may not approve a segment; empty if they may."""
    if policy.two_persons and same_person(reviewer.name) in item.standing.authors:
        return tr("{name} wrote or edited it: a second person must approve it", name=reviewer.name)
    if policy.two_persons and UNKNOWN in item.standing.authors:
        return tr("who wrote it is unknown: let them say so with `sync --as NAME`")
    if item.legal and LEGAL not in reviewer.roles:
        return tr(
            "it names {concepts}: that needs a reviewer with the role {role}",
            concepts=", ".join(item.legal), role=LEGAL,
        )  # fmt: skip
    return ""


def approval(review: Review, item: Item, reviewer: Reviewer, decision: Decision) -> Event:
    """What records that a reviewer approves a segment, which has no ``obstacle`` to it."""
    waived = {
        one.rule: decision.waived[one.rule] for one in item.errors if one.rule in decision.waived
    }
    detail = {
        "digest": item.digest,
        "terms": review.standings.terms.get(item.source.key, ""),
        "glossary": review.record.revised.detail.get("glossary", ""),
        **_roles(reviewer),
        **({"waived": waived} if waived else {}),
        **({} if item.standing.by_another(reviewer.name) else {"alone": True}),
    }
    return _event(review, Action.APPROVED, item, reviewer, decision.at, detail)


def rejection(review: Review, item: Item, reviewer: Reviewer, decision: Decision) -> Event:
    """What records that a reviewer sends a segment back."""
    detail = {"reason": decision.reason, **_roles(reviewer)}
    return _event(review, Action.REJECTED, item, reviewer, decision.at, detail)


def _roles(reviewer: Reviewer) -> Mapping[str, Any]:
    return {"roles": sorted(reviewer.roles)} if reviewer.roles else {}


def _event(  # noqa: PLR0913, PLR0917  (what an event is made of)
    review: Review,
    action: Action,
    item: Item,
    reviewer: Reviewer,
    at: datetime,
    detail: Mapping[str, Any],
) -> Event:
    return Event(
        review.record.id, review.record.revision, action, at, reviewer.name, review.locale,
        item.source.key, item.source.text, item.target, detail,
    )  # fmt: skip


def recorded(review: Review, events: Sequence[Event], desk: Desk, now: datetime) -> bool:
    """Whether the events are in the ledger, and their targets and marks in the PO file.

    Both, or neither: then somebody wrote the PO file just now. Raises Conflict where the PO file
    has edits of these segments that the ledger does not know.
    """
    record, locale = review.record, review.locale
    text = desk.catalogs.read(record.id, locale)
    if text is None:
        desk.ledger.append(events)
        return True
    unknown = edits_in(text, review, desk, now)
    if edited := {event.key for event in unknown} & {event.key for event in events}:
        path = desk.catalogs.path(record.id, locale)
        told = tr_n(
            "{file} says something else of {n} of these segments; record whose edits they are with"
            " `{command}`, then look again",
            "{file} says something else of {n} of these segments; record whose edits they are with"
            " `{command}`, then look again",
            len(edited), file=path, command=f"sync {record.id} --locale {locale} --as NAME",
        )  # fmt: skip
        raise Conflict(told)
    catalog = parse_po(text, desk.catalogs.path(record.id, locale))
    edits = {event.source: event.target for event in events if event.action is Action.EDITED}
    # What is not recorded yet counts for the marks: who has just accepted a target that was sent
    # back does not find it sent back again.
    marks = Marks(review.standings.after([*unknown, *events]), desk.names)
    marked = marks.on(rewritten(catalog, edits))
    with desk.catalogs.writing(record.id, locale, serialize_po(marked), over=text) as written:
        if written:
            desk.ledger.append(events)
        return written
