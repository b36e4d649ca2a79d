"""Merging: a PO file that came back by mail, and the one here, entry by entry and three ways.

What an entry said when the file was made (``pipeline.dating``) is compared with what it says in
the file, and with what stands now. The rules:

* The file says what it was made with, or what stands now: nothing was changed in it, or both sides
  changed it to the same.
* Only the file has another target: that is **taken**, as an edit of whoever sent it. So it is where
  a machine's draft, or nothing, took the place of what the file was made with: that is nobody's
  work. An approval that stands is void then, as by any edit, and it is said.
* Both have another target: a **conflict**. The one here stays; the one of the file is kept in the
  ledger and in a comment in the PO file. So it is where the file has a target that stood here
  before: nothing tells whether somebody went back to it, or the file is older than it looks.
* A mark ``fuzzy`` that was taken off **accepts** the target, unless it was sent back since; one
  that was added **marks** it as not done.
* A target that was emptied, that is the source itself, or that ends too early where the file does,
  is **left** as it is here: programs do that more often than people, and who means it can do it
  here.
* A source that the release never had, and an entry that stands twice with two targets, are
  **refused**. Sources that it had once are like any others: nothing that a person wrote is lost.

What was told before is **known**: a file can be read twice. Comments of translators are added to
the entries here, whatever becomes of the targets.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from translate_pipeline.formats.po import Catalog
from translate_pipeline.messages import tr
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import TEXT_ACTIONS, Standings
from translate_pipeline.pipeline.dating import ACCEPTED, Made, text_of
from translate_pipeline.pipeline.said import Said, entries_of


class EntryFate(StrEnum):
    """What became of an entry of the file."""

    TAKEN = "taken"
    ACCEPTED = "accepted"
    MARKED = "marked"
    """As not done."""
    CONFLICT = "conflict"
    LEFT = "left"
    REFUSED = "refused"
    KNOWN = "known"
    """It was in conflict when the file, or another, was read before."""
    SAME = "same"
    """Nothing was changed in it, or the same here."""


RECORDED = (EntryFate.TAKEN, EntryFate.ACCEPTED, EntryFate.MARKED)
"""What makes an edit of whoever sent the file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an entry says, and what became of it."""

    said: Said
    fate: EntryFate
    reason: str = ""
    """Why it was not taken."""
    before: str = ""
    """The target that stood here."""
    undone: Event | None = None
    """The approval that is void by what was taken, or the rejection that is over and that the
    file does not show."""
    remarks: tuple[str, ...] = ()
    """Comments for which there is no entry here."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the file is merged with."""

    made: Made
    """How the locale stood when the file was made."""
    now: Standings
    texts: Mapping[SegmentKey, Collection[str]]
    """All targets that ever stood, by segment."""
    told: Mapping[SegmentKey, Collection[str]]
    """Those that came by mail before and were in conflict."""
    known: Collection[str]
    """All sources that the release has or had."""


def merged(said: Sequence[Said], sides: Sides, here: Catalog) -> tuple[Answer, ...]:
    """What becomes of every entry."""
    ours = {source: {entry.msgstr for entry in found} for source, found in entries_of(here).items()}
    return tuple(_answer(one, sides, ours.get(one.source)) for one in said)


def _answer(one: Said, sides: Sides, ours: Collection[str] | None) -> Answer:
    now = sides.now[one.key]
    fate, reason = next(_fates(one, sides, ours or ()))
    over = sides.now.approval(one.key) or (None if one.sent_back else now.rejection)
    remarks = one.comments if ours is None else ()
    return Answer(one, fate, reason, now.target, over if fate in RECORDED else None, remarks)


def _fates(one: Said, sides: Sides, ours: Collection[str]) -> Iterator[tuple[EntryFate, str]]:
    """What may become of an entry, with the reason; the first of them does."""
    base, now = sides.made.standings[one.key], sides.now[one.key]
    if one.wrong:
        yield EntryFate.REFUSED, one.wrong
    if one.source not in sides.known:
        yield EntryFate.REFUSED, _unknown(one.source, sides.known)
    if one.split:
        yield from _split(one, sides, ours)
    if one.target == now.target:
        yield _mark(one, sides)
    if one.target == base.target:
        yield EntryFate.SAME, ""
    if one.target in sides.told.get(one.key, ()):
        yield EntryFate.KNOWN, ""
    if left := _left(one, base.target):
        yield EntryFate.LEFT, left
    if one.target in sides.texts.get(one.key, ()):
        yield EntryFate.CONFLICT, tr("it stood here before, and was changed since")
    by_nobody = now.text is None or now.text.action is not Action.EDITED or not now.target
    if by_nobody or now.target == base.target:
        yield EntryFate.TAKEN, ""
    assert now.text
    yield (
        EntryFate.CONFLICT,
        tr("{name} changed it here, {day}", name=now.text.actor, day=f"{now.text.at:%Y-%m-%d}"),
    )


def _split(one: Said, sides: Sides, ours: Collection[str]) -> Iterator[tuple[EntryFate, str]]:
    """What becomes of entries that are not the same as here, or not all of which have a target."""
    theirs = {entry.msgstr for entry in one.entries if entry.msgstr}
    if theirs <= {*ours, *sides.texts.get(one.key, ())}:
        yield EntryFate.SAME, ""
    if one.written in sides.told.get(one.key, ()):
        yield EntryFate.KNOWN, ""
    yield EntryFate.CONFLICT, tr("it was split by hand; write it into its entries here")


def _mark(one: Said, sides: Sides) -> tuple[EntryFate, str]:
    """What becomes of a mark on a target that stands here, too."""
    before, now = sides.made.standings[one.key], sides.now[one.key]
    accepted, done = not one.fuzzy, sides.now.state(one.key) in ACCEPTED
    known = before.target == one.target
    if not one.target or done == accepted or (known and text_of(before) == one.text):
        return EntryFate.SAME, ""
    if one.fuzzy:
        return (EntryFate.MARKED, "") if known else (EntryFate.SAME, "")
    if now.rejection and not (known and before.rejection):
        reason = " ".join(now.rejection.detail["reason"].split())
        return EntryFate.LEFT, tr("it was accepted, and sent back since: {reason}", reason=reason)
    return EntryFate.ACCEPTED, ""


def _left(one: Said, before: str) -> str:
    """Why another target is not taken, whatever stands here; empty where it may be."""
    if not one.target:
        return tr("its target was emptied; if that is meant, empty it here")
    if one.target == one.source:
        return tr("its target is the source; if that is meant, write it here")
    if one.last and (before.startswith(one.target) or _ends_in_space(one)):
        return tr("the file ends within it; was it cut off?")
    return ""


def _ends_in_space(one: Said) -> bool:
    """Whether a target ends where editors wrap lines, and its source does not."""
    return one.target.endswith(" ") and not one.source.endswith(" ")


def _unknown(source: str, known: Collection[str]) -> str:
    from rapidfuzz import fuzz, process

    told = tr("the release never had this source; put it back as it was, and read the file again")
    near = process.extractOne(source, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return f"{told}. " + tr("It is probably: {source}", source=near[0]) if near else told


_NEAR = 60
"""How like a known source (of 100) one has to be to be taken for it."""


def history_of(
    history: Sequence[Event],
) -> tuple[Mapping[SegmentKey, Collection[str]], Mapping[SegmentKey, Collection[str]]]:
    """All targets that ever stood, and all that came by mail and were in conflict, by segment."""
    texts: dict[SegmentKey, set[str]] = {}
    told: dict[SegmentKey, set[str]] = {}
    for event in history:
        if event.key is not None and event.action in TEXT_ACTIONS:
            texts.setdefault(event.key, set()).add(event.target)
        elif event.key is not None and event.action is Action.CONFLICTED:
            told.setdefault(event.key, set()).add(event.target)
    return texts, told
