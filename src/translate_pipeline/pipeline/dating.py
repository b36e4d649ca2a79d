"""Dating: what a file said when it was made, before somebody worked in it.

A PO file does not say when it was sent out. Its texts do: of all points in a locale's history, the
one with whose texts most of its entries agree is taken for the one it was made at. Where several
are as good, it is the earliest: an edit then meets more that happened since, so that people are
shown two texts rather than one of them being overwritten unseen. For the same reason an entry that
has another text than the one a person wrote by then tells against a point: two people who worked
on the same draft write some sentences alike. Three things help.

* The revision in its header: the file was made while the catalog had that one.
* What one command recorded happened at once. No file was made in the middle of it, unless it has
  texts of before as well: somebody mailed what was recorded only later.
* What came by mail before happened, for the file it came in, when that file was made
  (``detail["made"]``). It counts if more of its entries have those texts than what they replaced:
  then this is a later file, or the same sender's once more. Otherwise it is another copy, of which
  nobody knew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import inf

from translate_pipeline.model.release import Revision, SegmentKey
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.standing import NOWHERE, TEXT_ACTIONS, Standing, Standings

MADE = "made"
"""The detail of an edit that came by mail: how many events its locale had when its file was made"""
ACCEPTED = (State.TRANSLATED, State.APPROVED)
"""The states of what has no mark ``fuzzy``."""

Text = tuple[str, bool]
"""A target, and whether it has the mark ``fuzzy``."""


@dataclass(frozen=True, slots=True)
class Made:
    """How a locale stood when a file was made."""

    standings: Standings
    events: int
    """How many events the locale had."""
    at: datetime | None = None
    """When the last of them happened."""


def made(history: Sequence[Event], texts: Mapping[SegmentKey, Text], revision: str = "") -> Made:
    """How a locale with this history stood when a file with these texts was made.

    ``revision`` is what the file's header says; one that the catalog never had is disregarded.
    """
    dated = _dated(history, texts)
    revisions = {event.revision for event in history if event.action is Action.PREPARED}
    wanted = revision if revision in revisions else ""
    standings: dict[SegmentKey, Standing] = {}
    agreed = _Agreement(texts)
    best, stop, now = (agreed.score if not wanted else _NEVER), 0, Revision("")
    end = 0
    for _, group in groupby(dated, key=_go):
        for _, event in group:
            end += 1
            if event.action is Action.PREPARED:
                now = event.revision
            if event.key is not None:
                standings[event.key] = standings.get(event.key, NOWHERE).after(event)
                agreed.note(event.key, standings[event.key])
        if agreed.score > best and wanted in ("", now):
            best, stop = agreed.score, end
    ordinary = [(at, event) for at, event in dated[:stop] if MADE not in event.detail]
    known, last = (ordinary[-1][0] + 1, ordinary[-1][1].at) if ordinary else (0, None)
    return Made(Standings().after(_believed(dated[:stop], texts)), known, last)


_NEVER = (-inf, 0)


class _Agreement:
    """With how many of a file's texts, and of its marks, a point in history agrees.

    What a person had written by then, and the file has not, is taken off.
    """

    def __init__(self, texts: Mapping[SegmentKey, Text]) -> None:
        self._texts = texts
        self._found: dict[SegmentKey, tuple[int, bool]] = {}
        self.score: tuple[float, int] = (0, 0)
        for key in texts:
            self.note(key, NOWHERE)

    def note(self, key: SegmentKey, stands: Standing) -> None:
        """What stands from now on."""
        if key not in self._texts:
            return
        text, edited = text_of(stands), stands.text and stands.text.action is Action.EDITED
        agrees = text[0] == self._texts[key][0]
        same = agrees - bool(edited and not agrees), text == self._texts[key]
        was = self._found.get(key, (0, False))
        self.score = self.score[0] + same[0] - was[0], self.score[1] + same[1] - was[1]
        self._found[key] = same


def text_of(standing: Standing) -> Text:
    """What a catalog says of a segment that stands so."""
    return standing.target, bool(standing.target) and standing.state() not in ACCEPTED


def _believed(
    dated: Sequence[tuple[int, Event]], texts: Mapping[SegmentKey, Text]
) -> Iterator[Event]:
    """The events but for those that may be younger than the file.

    Where the file has a text that a command replaced, it had not all of what that recorded at once:
    then only so much of it is believed as the file has.
    """
    standings: dict[SegmentKey, Standing] = {}
    for _, group in groupby(dated, key=_go):
        go = [event for _, event in group]
        after = {one.key: one.target for one in go if one.action in TEXT_ACTIONS and one.key}
        said = {key: texts[key][0] for key in after if key in texts}
        older = any(
            said[key] and said[key] == standings.get(key, NOWHERE).target != after[key]
            for key in said
        )
        for event in go:
            if older and event.key in said and said[event.key] != after[event.key]:
                continue
            if event.key is not None:
                standings[event.key] = standings.get(event.key, NOWHERE).after(event)
            yield event


def _dated(history: Sequence[Event], texts: Mapping[SegmentKey, Text]) -> list[tuple[int, Event]]:
    """The events in the order in which a file knows of them, each with its place in the ledger."""
    foreign = set(_foreign(history, texts))
    events = [(at, one) for at, one in enumerate(history) if at not in foreign]
    return sorted(events, key=_place)


def _place(one: tuple[int, Event]) -> tuple[int, bool, int]:
    at, event = one
    return event.detail.get(MADE, at), MADE not in event.detail, at


def _go(one: tuple[int, Event]) -> tuple[datetime, bool]:
    """What events have in common that were recorded at once."""
    return one[1].at, MADE in one[1].detail


def _foreign(history: Sequence[Event], texts: Mapping[SegmentKey, Text]) -> Iterator[int]:
    """The places of what came by mail in other copies than this file."""
    standings: dict[SegmentKey, Standing] = {}
    for _, group in groupby(enumerate(history), key=_go):
        votes, mailed = 0, []
        for at, event in group:
            if event.key is None:
                continue
            was = standings.get(event.key, NOWHERE)
            standings[event.key] = now = was.after(event)
            if MADE in event.detail and event.action in TEXT_ACTIONS:
                mailed.append(at)
                said = texts.get(event.key)
                votes += (said == text_of(now)) - (said == text_of(was))
        if votes <= 0:
            yield from mailed
