"""Event, State, Stage: what people and engines did, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey


class Action(StrEnum):
    """What an event in the ledger records, in the past tense."""

    REVISED = "revised"
    """A release came in, or came in with another text."""
    DRAFTED = "drafted"
    """An engine proposed a target for a segment, or ``REPAIR`` or ``MEMORY`` did. ``detail`` may
    have what ``CARRIED`` has."""
    EDITED = "edited"
    """A person wrote a target, or accepted one. ``detail["fuzzy"]``: not done with it yet."""
    CLAIMED = "claimed"
    """A person said that the edits of a segment whose author was unknown were theirs."""
    CARRIED = "carried"
    """A correction changed the source: the target of an earlier one, ``detail["previous"]``,
    stands in for it. ``detail["notes"]`` are for people, a line each."""
    APPROVED = "approved"
    """A reviewer approved exactly this source and target. ``detail``: the glossary's revision and
    the digest of its terms, the reviewer's roles, what was waived and why; ``alone`` where the
    workspace does not ask for a second person."""
    REJECTED = "rejected"
    """A reviewer sent exactly this target back; ``detail["reason"]`` says why."""
    PUBLISHED = "published"
    """The targets of a locale became an approved version; ``detail`` has its number and all else
    that, with the events before, makes the same files again."""
    RETRACTED = "retracted"
    """An approved version, ``detail["version"]``, is not to be used any more; ``detail["reason"]``
    says why."""
    PREPARED = "prepared"
    """A run made or renewed a locale's catalog; ``detail`` has its counts."""
    SENT = "sent"
    """Texts of a locale left this machine for an outside service, ``detail["host"]``; ``detail``
    has the keys of the ``segments``, and how many ``characters`` and ``requests`` it came to.
    Before the first text leaves there is one without counts, of all segments that are meant."""
    CHECKED = "checked"
    """What the checks say of a locale's targets, where that is news; ``detail`` has the counts."""
    GLOSSARY = "glossary"
    """A run used a revision of the glossary for the first time. Belongs to ``WORKSPACE``;
    ``detail`` has, by concept and locale, a digest of the terms."""


REPAIR = "repair"
"""The actor of a draft that is the target of an earlier source, with its numbers or names changed
as the source's were."""
MEMORY = "memory"
"""The actor of a draft that is the target of the same sentence, or one like it, elsewhere."""


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


def stage_of(states: Iterable[State], *, started: bool) -> Stage:
    """Where a release stands in a locale, given its segments' states."""
    if not started:
        return Stage.NOT_STARTED
    found = set(states)
    if found == {State.APPROVED}:
        return Stage.APPROVED
    by_nobody = {State.UNTRANSLATED, State.DRAFT, State.STALE}
    return Stage.DRAFTED if found <= by_nobody else Stage.IN_REVIEW
