"""Event, State, Stage: what people and engines did, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey


class Action(StrEnum):
    """What an event in the ledger records, in the past tense."""

    REVISED = "revised"
    """A release came in, or came in with another text."""
    DRAFTED = "drafted"
    """An engine proposed a target for a segment."""
    EDITED = "edited"
    """A person wrote a target, or accepted one. ``detail["fuzzy"]``: not done with it yet."""
    PREPARED = "prepared"
    """A run made or renewed a locale's catalog; ``detail`` has its counts."""
    GLOSSARY = "glossary"
    """A run used a revision of the glossary for the first time. Belongs to ``WORKSPACE``;
    ``detail`` has, by concept and locale, a digest of the terms."""


class State(StrEnum):
    """Where a segment stands in one locale. Never stored: always folded from the events."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REJECTED = "rejected"
    APPROVED = "approved"
    STALE = "stale"


class Stage(StrEnum):
    """Where a release stands in one locale."""

    NOT_STARTED = "not started"
    DRAFTED = "drafted"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    PUBLISHED = "published"
    OUTDATED = "outdated"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger. Events are added, never changed."""

    release: ReleaseId
    revision: Revision
    action: Action
    at: datetime
    """With a time zone."""
    actor: str
    """Who did it: an engine's name, a role or a pseudonym."""
    locale: Locale | None = None
    """None for what concerns every locale."""
    key: SegmentKey | None = None
    source: str = ""
    target: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """What else is known, as JSON values: glossary revision, verdicts, findings; of a revision,
    its title, path, source locale and segments."""


def fold(events: Iterable[Event]) -> Mapping[tuple[Locale, SegmentKey], Event]:
    """The last event of every segment in every locale, from events in the order they happened."""
    return {(e.locale, e.key): e for e in events if e.locale is not None and e.key is not None}


def state_of(last: Event | None) -> State:
    """Where a segment stands, given the last thing that happened to it in a locale."""
    if last is None or not last.target:
        return State.UNTRANSLATED
    if last.action is Action.EDITED and not last.detail.get("fuzzy"):
        return State.TRANSLATED
    return State.DRAFT


def stage_of(states: Iterable[State], *, started: bool) -> Stage:
    """Where a release stands in a locale, given its segments' states."""
    if not started:
        return Stage.NOT_STARTED
    if any(state not in (State.UNTRANSLATED, State.DRAFT) for state in states):
        return Stage.IN_REVIEW
    return Stage.DRAFTED


def text_digest(source: str, target: str) -> str:
    """Twelve hexadecimal digits: a fingerprint of a source and its target together."""
    return sha256(f"{source}\x00{target}".encode()).hexdigest()[:12]
