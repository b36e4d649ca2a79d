"""Standing: where a segment stands in one locale. The state machine of review, without effects.

Its events in order, and the glossary's terms of now, decide; nothing else does. The rules:

* Nothing yet, or a target that was emptied: **untranslated**.
* A machine *drafted* it: **draft**. A person *edited* it: **translated**, or **draft** as long as
  they leave the mark that says they are not done.
* A correction changed the source, and the target of the earlier one was *carried* over: **stale**.
* Whoever edits a segment is one of its authors, for good: another edit does not undo that. Of an
  edit whose author is unknown, a person may say later that it was theirs; it was, then.
* An approval counts if it names the target that stands, that target is translated, and who gave it
  is none of the authors. It does not count where an author is unknown: that might be the same
  person. Only the workspace can lift this rule, and then the approval says so itself.
* A *rejection* counts if it names the target that stands: **rejected**. It takes back every
  approval of that target, and is over once a person edits or accepts the target again.
* **Approved** is a segment while its target is one that an approval counts for, given for the terms
  that the glossary has now, and no mark says that somebody is not done. So an approval is void as
  soon as target or terms change, and holds again when both are again what was approved.
* An approval or rejection that does not count changes nothing. It stays in the ledger.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.review import Action, Event, State

UNKNOWN = "unknown"
"""The actor of an edit whose author did not say who they are."""

TEXT_ACTIONS = frozenset({Action.DRAFTED, Action.EDITED, Action.CARRIED})
"""What gives a segment its target."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a segment's events add up to in one locale."""

    text: Event | None = None
    """The last event that gave it a target, or emptied it."""
    authors: frozenset[str] = frozenset()
    """Who wrote or edited it, ever, as ``same_person`` spells them."""
    approvals: Mapping[tuple[str, str], Event] = field(default_factory=dict)
    """By target and digest of its terms: the last approval that counts."""
    rejection: Event | None = None
    """The rejection that stands."""

    @property
    def target(self) -> str:
        """The target as it stands; empty where there is none."""
        return self.text.target if self.text else ""

    @property
    def drafter(self) -> str:
        """The engine that wrote the target as it stands; empty where a person did, or none is."""
        drafted = self.text is not None and self.text.action is Action.DRAFTED
        return self.text.actor if self.text and drafted and self.target else ""

    @property
    def previous(self) -> str:
        """The source that the target as it stands was made for, where that is another one."""
        return str(self.text.detail.get("previous", "")) if self.text and self.target else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of where the target as it stands came from."""
        return tuple(self.text.detail.get("notes", ())) if self.text and self.target else ()

    def state(self, terms: str = "") -> State:
        """Where it stands, given the digest of the glossary's terms for it."""
        if self.text is None or not self.text.target:
            return State.UNTRANSLATED
        if self.rejection:
            return State.REJECTED
        if self.approval(terms):
            return State.APPROVED
        if self.text.action is Action.CARRIED:
            return State.STALE
        return State.TRANSLATED if self._accepted else State.DRAFT

    def approval(self, terms: str = "") -> Event | None:
        """The approval that holds."""
        open_again = self._unfinished or self.rejection
        return None if open_again else self.approvals.get((self.target, terms))

    def void(self, terms: str = "") -> str:
        """Why an approval that was given does not hold; empty where one does, or none was given."""
        if not self.approvals or self.text is None or self.approval(terms):
            return ""
        since = f"by {self.text.actor} on {self.text.at:%Y-%m-%d}"
        if all(self.target != target for target, _ in self.approvals):
            return f"the target was changed {since}" if self.target else f"it was emptied {since}"
        if self._unfinished:
            return f"it was marked as unfinished {since}"
        return "the glossary's terms for it have changed"

    def after(self, event: Event) -> "Standing":
        """The standing once another event of the segment has happened."""
        match event.action:
            case Action.DRAFTED | Action.CARRIED:
                return replace(self, text=event, rejection=None)
            case Action.EDITED:
                return replace(
                    self, text=event, authors=self.authors | self._written_by(event), rejection=None
                )
            case Action.CLAIMED if UNKNOWN in self.authors:
                return replace(self, authors=self.authors - {UNKNOWN} | {same_person(event.actor)})
            case Action.APPROVED if self.may_approve(event):
                bound = event.target, str(event.detail.get("terms", ""))
                return replace(self, approvals={**self.approvals, bound: event})
            case Action.REJECTED if event.target == self.target and event.target:
                kept = {of: one for of, one in self.approvals.items() if of[0] != event.target}
                return replace(self, approvals=kept, rejection=event)
            case _:
                return self

    def may_approve(self, event: Event) -> bool:
        """Whether an approval counts as things stand."""
        return (
            event.target == self.target
            and self._accepted
            and self.rejection is None
            and (bool(event.detail.get("alone")) or self.by_another(event.actor))
        )

    def by_another(self, reviewer: str) -> bool:
        """Whether a reviewer is certainly none of its authors."""
        return self.authors.isdisjoint((same_person(reviewer), UNKNOWN))

    def _written_by(self, edit: Event) -> frozenset[str]:
        """Whom an edit makes an author: nobody where it only says that the target is not done."""
        only_marked = edit.target == self.target and edit.detail.get("fuzzy")
        written = edit.target and not only_marked
        return frozenset({same_person(edit.actor)} if written else ())

    @property
    def _accepted(self) -> bool:
        """Whether a person stands by the target."""
        edited = self.text is not None and self.text.action is Action.EDITED
        return edited and bool(self.target) and not self._unfinished

    @property
    def _unfinished(self) -> bool:
        return self.text is not None and bool(self.text.detail.get("fuzzy"))


NOWHERE = Standing()
"""That of a segment to which nothing has happened."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Where all segments of a release stand in one locale."""

    by_key: Mapping[SegmentKey, Standing] = field(default_factory=dict)
    terms: Mapping[SegmentKey, str] = field(default_factory=dict)
    """By key: the digest of the glossary's terms of now."""

    def __getitem__(self, key: SegmentKey) -> Standing:
        """That of one segment, whether anything happened to it or not."""
        return self.by_key.get(key, NOWHERE)

    def state(self, key: SegmentKey) -> State:
        """Where a segment stands."""
        return self[key].state(self.terms.get(key, ""))

    def approval(self, key: SegmentKey) -> Event | None:
        """The approval of a segment that holds."""
        return self[key].approval(self.terms.get(key, ""))

    def void(self, key: SegmentKey) -> str:
        """Why an approval of a segment does not hold; empty where one does, or none was given."""
        return self[key].void(self.terms.get(key, ""))

    def after(self, events: Iterable[Event]) -> "Standings":
        """The standings once more has happened, in this order; what is no segment's is skipped."""
        by_key = dict(self.by_key)
        for event in events:
            if event.key is not None:
                by_key[event.key] = by_key.get(event.key, NOWHERE).after(event)
        return Standings(by_key, self.terms)


def same_person(name: str) -> str:
    """A name as it is compared: "Rosa ", "ROSA" and "rosa" are one person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def text_digest(source: str, target: str) -> str:
    """Twelve hexadecimal digits that stand for exactly this source and this target."""
    return sha256(f"{source}\x00{target}".encode()).hexdigest()[:12]
