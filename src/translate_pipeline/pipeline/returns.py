"""Returns: what came back in a packet, taken into ledger and PO file.

What becomes of each row, ``pipeline.fates`` says.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from translate_pipeline.errors import PolicyRefused
from translate_pipeline.model.packet import Packet
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.decide import (
    OVERTAKEN,
    Decision,
    approval,
    obstacle,
    overtaken,
    recorded,
    rejection,
)
from translate_pipeline.pipeline.fates import BY_HAND, Answer, Fate, planned, stand_of
from translate_pipeline.pipeline.review import Review, open_review, reviewed
from translate_pipeline.pipeline.sync import Desk, checked, counts


def take_in(packet: Packet, name: str, desk: Desk, now: datetime) -> Sequence[Answer] | None:
    """Record what somebody wrote and decided in a packet; an answer for every row, in its order.

    None where somebody wrote the PO file just now: nothing is recorded, and it has to be done anew.
    Raises NotFound for a release or locale that the workspace has not.
    """
    review = open_review(packet.release, packet.locale, desk, now)
    stand = stand_of(review, name, desk, now)
    plans = [planned(row, stand) for row in packet.rows]
    edits = [_edit(review, one, name, now) for one in plans if one.fate in BY_HAND]
    after = _after(review, edits, desk)
    answers, decisions = _decided(plans, after, Decision(name, now), desk)
    events = [*edits, *decisions]
    if edits:
        drafts = {item.source.key: item.draft for item in after.items}
        events += checked(review.record, review.locale, counts(drafts, review.record), now)
    if events and not recorded(review, events, desk, now):
        return None
    approved = [one.item for one in answers if one.fate is Fate.APPROVED and one.item]
    lost = overtaken(review, approved, desk, now) if approved else []
    return [
        replace(one, fate=Fate.LEFT, reason=OVERTAKEN, forbidden=True)
        if one.fate is Fate.APPROVED and one.item in lost
        else one
        for one in answers
    ]


def _edit(review: Review, one: Answer, name: str, now: datetime) -> Event:
    assert one.item
    target = one.row.target.strip() if one.fate is Fate.EDITED else one.item.target
    return Event(
        review.record.id, review.record.revision, Action.EDITED, now, name, review.locale,
        one.row.key, one.item.source.text, target, {"fuzzy": False},
    )  # fmt: skip


def _after(review: Review, edits: Sequence[Event], desk: Desk) -> Review:
    """The locale as it stands with the edits: an approval must not overlook what they bring."""
    if not edits:
        return review
    return reviewed(review.record, review.locale, review.standings.after(edits), desk)


def _decided(
    plans: Sequence[Answer], after: Review, decision: Decision, desk: Desk
) -> tuple[list[Answer], list[Event]]:
    """The answers, once the rules of review were asked, and the events of what they allow."""
    items = {item.source.key: item for item in after.items}
    answers, events = [], []
    for one in plans:
        answer = replace(one, item=items.get(one.row.key))
        if one.fate in (Fate.APPROVED, Fate.REJECTED):
            answer, event = _asked(answer, after, replace(decision, reason=one.row.reason), desk)
            events += [event] if event else []
        answers.append(answer)
    return answers, events


def _asked(
    answer: Answer, after: Review, decision: Decision, desk: Desk
) -> tuple[Answer, Event | None]:
    """What the rules of review make of a decision."""
    assert answer.item
    try:
        reviewer = desk.policy.reviewer(decision.reviewer, after.locale)
    except PolicyRefused as error:
        return replace(answer, fate=Fate.LEFT, reason=str(error), forbidden=True), None
    if answer.fate is Fate.REJECTED:
        return answer, rejection(after, answer.item, reviewer, decision)
    if left := obstacle(answer.item, reviewer, decision, desk.policy):
        kept = replace(answer, fate=Fate.LEFT, reason=left.reason, forbidden=left.refused)
        return kept, None
    return answer, approval(after, answer.item, reviewer, decision)
