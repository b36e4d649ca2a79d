"""A row of the ledger: what it is of an event, and the chain that links it to the one before.

The same in every database, so that the events of one have the same links in another.
"""

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event

NAMES = (
    "release", "revision", "action", "at", "actor", "locale", "segment", "source", "target",
    "detail",
)  # fmt: skip
"""What the columns are called; a number, ``seq``, stands before them and the link after."""
OPTIONAL = frozenset({"locale", "segment"})

_ACTIONS = {action.value: action for action in Action}

Row = Sequence[str | None]
"""The values of ``NAMES``."""


class UnknownAction(ValueError):  # noqa: N818  (says what is so)
    """A row's action is none that this program knows."""


def row_of(event: Event) -> Row:
    """What is stored of an event."""
    return (
        event.release, event.revision, event.action.value, event.at.isoformat(), event.actor,
        event.locale.tag if event.locale else None, event.key, event.source, event.target,
        stored_detail(event.detail),
    )  # fmt: skip


def stored_detail(detail: object) -> str:
    """An event's detail as the text whose digest is in the chain."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True)


def event_of(row: Sequence[Any]) -> Event:
    """The event of a row; ``row_of`` the other way.

    Raises UnknownAction, or another ValueError for a row that no program of ours wrote.
    """
    for name, value in zip(NAMES, row, strict=True):
        if not (isinstance(value, str) or (value is None and name in OPTIONAL)):
            raise ValueError(tr("{field} is no text", field=name))
    release, revision, action, at, actor, locale, key, source, target, detail = row
    if action not in _ACTIONS:
        told = tr("an action that this program does not know, {action}", action=repr(action))
        raise UnknownAction(told)
    when = datetime.fromisoformat(at)
    if when.tzinfo is None:
        raise ValueError(tr("{field} has no time zone", field="at"))
    return Event(
        ReleaseId(release), Revision(revision), _ACTIONS[action], when, actor,
        Locale(locale) if locale else None, SegmentKey(key) if key else None, source, target,
        _detail(detail),
    )  # fmt: skip


def _detail(text: str) -> dict[str, Any]:
    try:
        detail = json.loads(text)
    except RecursionError as error:
        raise ValueError(tr("{field} is nested too deeply", field="detail")) from error
    if not isinstance(detail, dict):
        raise ValueError(tr("{field} is no JSON object", field="detail"))  # noqa: TRY004  (a value, not a type)
    return detail


def link(before: str, row: Sequence[Any]) -> str:
    """What a row carries: the SHA-256 of the link before it and of its own values, as JSON."""
    return sha256(json.dumps([before, *row], ensure_ascii=False, default=repr).encode()).hexdigest()


def linked(rows: Iterable[Row], before: str) -> Iterator[tuple[str | None, ...]]:
    """Rows with their links; ``before`` is the link of the newest there is, or empty."""
    for row in rows:
        before = link(before, row)
        yield (*row, before)


def told_damage(rows: Iterable[Sequence[Any]]) -> Generator[str, None, int]:
    """What numbers and links tell of rows ``(seq, *row, link)``, a line each.

    Returns the number of the last row that belongs to the chain.
    """
    before, number = "", 0
    for seq, *row, carried in rows:
        if seq <= number:
            yield tr("{row} was slipped in", row=_told(seq, row))
            continue
        if seq != number + 1:
            yield missing(number + 1, seq - 1)
        elif link(before, row) != carried:
            yield tr("{row} is not what was recorded", row=_told(seq, row))
        before, number = carried, seq
    return number


def _told(seq: int, row: Sequence[Any]) -> str:
    release, _, action, at, _, locale, *_ = row
    where = "/".join(str(part) for part in (release, locale) if part)
    return tr("row {number} ({event})", number=seq, event=f"{action} {where}, {at}")


def missing(first: int, last: int) -> str:
    """The line for numbers that no row has."""
    if first == last:
        return tr("row {number} is missing", number=first)
    return tr("rows {first} to {last} are missing", first=first, last=last)
