"""What becomes of a row that came back: what it says, what was sent, and what stands now.

* A changed target is an **edit** by whoever read the packet, who stands by it: a second person has
  to approve it. So it is whatever was decided beside it; to write a text is not to approve it.
* An approval of a target that nobody had accepted yet, such as a machine draft, **accepts** it: as
  taking off the mark ``fuzzy`` does. Who accepts it is one of its authors.
* Any other approval, and a rejection, go by the rules of ``pipeline.decide``.
* Where what stands now is not what was sent, nothing is taken of a row that has anything to say:
  that is a **conflict**, and people decide.
* What cannot be meant is **refused**: another source, an emptied target, a rejection without a
  reason.

A row that says what the ledger knows already changes nothing, so that a packet can be read twice.
White space around a target is no change of it: word processors put it there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translate_pipeline.formats.po import parse_po
from translate_pipeline.model.packet import Decision, PacketRow
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.review import State
from translate_pipeline.model.standing import same_person
from translate_pipeline.pipeline.decide import EMPTY
from translate_pipeline.pipeline.review import Item, Review, edited_in
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.text.difference import difference


class Fate(StrEnum):
    """What became of a row."""

    EDITED = "edited"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    REJECTED = "rejected"
    LEFT = "left"
    """It cannot be approved or sent back; there is work to do first, or a rule forbids it."""
    CONFLICT = "conflict"
    REFUSED = "refused"
    KNOWN = "known"
    """The ledger has it already."""
    OPEN = "open"
    """Nothing was changed or decided."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row that came back, and what became of it."""

    row: PacketRow
    fate: Fate
    reason: str = ""
    """Why it was left or refused, or what is in conflict."""
    item: Item | None = None
    """Its segment, after the edits of the packet; None where the release has none of that key."""
    forbidden: bool = False
    """Of what was left: whether a rule of the workspace forbids it."""
    before: str = ""
    """The target that stood before."""


BY_HAND = (Fate.EDITED, Fate.ACCEPTED)
"""What makes whoever read the packet an author."""
_DONE = (State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Stand:
    """How the locale stands as a packet comes back."""

    items: Mapping[SegmentKey, Item]
    name: str
    """Of whoever read the packet."""
    path: str
    """The PO file."""
    unsynced: Collection[SegmentKey]
    """Where the PO file says something else than the ledger."""
    plain: Collection[SegmentKey]
    """Those whose entry can be written."""
    split: Collection[SegmentKey]
    """Those of which a coordinator made several entries, or one with plural forms."""


def stand_of(review: Review, name: str, desk: Desk, now: datetime) -> Stand:
    """How a locale stands for a packet that this person read. Raises InputError for its PO file."""
    path = desk.catalogs.path(review.record.id, review.locale)
    text = desk.catalogs.read(review.record.id, review.locale)
    entries = () if text is None else tuple(parse_po(text, path).messages())
    return Stand(
        {item.source.key: item for item in review.items},
        name,
        path,
        frozenset() if text is None else edited_in(text, review, desk, now),
        {segment_key(entry.msgid) for entry in entries if not entry.by_hand},
        {segment_key(entry.msgid) for entry in entries if entry.by_hand},
    )


def planned(row: PacketRow, stand: Stand) -> Answer:
    """What is to become of a row, before anybody asks whether this reviewer may."""
    item = stand.items.get(row.key)
    if row.decision is Decision.NONE and not row.changed:
        return Answer(row, Fate.OPEN, "", item)
    as_sent = item is not None and item.digest == row.seen
    changed = not _same(row.target, item.target) if item and as_sent else row.changed
    fate, reason = next(_fates(row, item, stand, changed=changed))
    return Answer(row, fate, reason, item, before=item.target if item else "")


def _fates(
    row: PacketRow, item: Item | None, stand: Stand, *, changed: bool
) -> Iterator[tuple[Fate, str]]:
    """What may become of a row, with the reason; the first of them does."""
    if wrong := _wrong(row, item, changed=changed):
        yield Fate.REFUSED, wrong
    assert item
    if row.decision is Decision.NONE and not changed:
        yield Fate.LEFT, "nothing but the white space around it was changed"
    if _known(row, item, stand.name, changed=changed):
        yield Fate.KNOWN, ""
    if moved := _moved(row, item, stand, changed=changed):
        yield Fate.CONFLICT, moved
    fate = _wanted(row, item, changed=changed)
    if fate in BY_HAND and (unfit := _unfit(row.key, stand)):
        yield Fate.REFUSED, unfit
    if fate is Fate.REJECTED and not item.target:
        yield Fate.LEFT, EMPTY
    yield fate, ""


def _wrong(row: PacketRow, item: Item | None, *, changed: bool) -> str:
    """Why nothing can be taken of a row, whatever stands now; empty where it can."""
    if item is None:
        return "the release has no such sentence now; it was corrected, or the key was changed"
    if not _same(row.source, item.source.text):
        return "its source was changed, which stands in the release; put it back, or mend it there"
    if changed and not row.target.strip():
        return "its target was emptied; put it back, and to send it back reject it with a reason"
    if row.decision is not Decision.REJECT:
        return ""
    if changed:
        return "it was changed and also rejected; put the target back, or take the decision out"
    return "" if row.reason else "it was rejected without a reason; say what is wrong"


def _known(row: PacketRow, item: Item, name: str, *, changed: bool) -> bool:
    """Whether the ledger has already what a row says."""
    if changed:
        return _same(row.target, item.target)
    if not _stands(item, row):
        return False
    if row.decision is Decision.REJECT:
        sent = item.standing.rejection
        return sent is not None and (same_person(sent.actor), sent.detail["reason"]) == (
            same_person(name), row.reason,
        )  # fmt: skip
    last = item.standing.text
    accepted = item.state is State.TRANSLATED and row.state not in _DONE
    by_them = last is not None and same_person(last.actor) == same_person(name)
    return item.state is State.APPROVED or (accepted and by_them)


def _moved(row: PacketRow, item: Item, stand: Stand, *, changed: bool) -> str:
    """What is not as it was sent; empty where all is."""
    if item.source.key in stand.unsynced:
        return f"{stand.path} says something else of it; record whose edit that is with `sync`"
    if not _stands(item, row):
        last = item.standing.text
        by = f" by {last.actor}, {last.at:%Y-%m-%d}" if last else ""
        return f"it was changed since{by}: {difference(row.target, item.target)}"
    accepts = row.decision is Decision.APPROVE and not changed
    if accepts and item.state not in (*_DONE, row.state, State.UNTRANSLATED):
        sent = item.standing.rejection
        why = f", sent back: {' '.join(sent.detail['reason'].split())}" if sent else ""
        return f"it is {item.state} since{why}"
    return ""


def _wanted(row: PacketRow, item: Item, *, changed: bool) -> Fate:
    if changed:
        return Fate.EDITED
    if row.decision is Decision.REJECT:
        return Fate.REJECTED
    ready = item.state is State.TRANSLATED or not item.target
    return Fate.APPROVED if ready else Fate.ACCEPTED


def _unfit(key: SegmentKey, stand: Stand) -> str:
    """Why a target cannot go into the PO file; empty where it can."""
    if key in stand.split:
        return f"its entry in {stand.path} was split by hand; write it there, and then `sync`"
    if key not in stand.plain:
        return f"{stand.path} has no entry of it; `run` puts it back"
    return ""


def _stands(item: Item, row: PacketRow) -> bool:
    """Whether exactly what was sent stands now."""
    return item.digest == row.seen


def _same(one: str, other: str) -> bool:
    return one.strip() == other.strip()
