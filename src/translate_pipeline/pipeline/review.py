"""Review: what waits for a reviewer in one locale of a release."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from translate_pipeline.errors import NotFound
from translate_pipeline.formats.po import parse_po
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, SegmentKey
from translate_pipeline.model.review import MEMORY, REPAIR, Action, Event, State
from translate_pipeline.model.standing import TEXT_ACTIONS, Standing, Standings, text_digest
from translate_pipeline.model.translation import Draft, Finding, Severity
from translate_pipeline.pipeline.record import Record, Source
from translate_pipeline.pipeline.recording import current_record
from translate_pipeline.pipeline.status import no_release
from translate_pipeline.pipeline.sync import (
    Desk,
    Reading,
    Signature,
    held_by,
    judged_now,
    not_in_locale,
    unsynced,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A segment in one locale, as a reviewer sees it."""

    source: Source
    state: State
    standing: Standing
    draft: Draft
    """Its target with the terms and findings of now."""
    legal: tuple[str, ...] = ()
    """Its concepts for which a legal reviewer is needed."""
    void: str = ""
    """Why an approval that was given does not hold."""
    approval: Event | None = None
    """The one that holds."""

    @property
    def target(self) -> str:
        """The target as it stands."""
        return self.standing.target

    @property
    def place(self) -> str:
        """Where it stands in the release, for people."""
        return " · ".join(self.source.places)

    @property
    def digest(self) -> str:
        """Stands for exactly this source and target."""
        return text_digest(self.source.text, self.target)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stands in the way of an approval."""
        return tuple(one for one in self.draft.findings if one.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Review:
    """One locale of a release on a reviewer's desk."""

    record: Record
    locale: Locale
    standings: Standings
    items: tuple[Item, ...]
    """Those that were asked for, in reading order."""

    def before(self, item: Item) -> tuple[str, str]:
        """What a target replaced, and what that was: an approved target, else the machine draft.

        Or an earlier target, of another sentence, that was offered in place of a draft.

        Empty where there was none, or it is the same.
        """
        before, what = "", ""
        for event in self.record.history(self.locale, item.source.key):
            if event.action is Action.APPROVED:
                before, what = event.target, "approved target"
            elif event.action in (Action.DRAFTED, Action.CARRIED) and what != "approved target":
                drafted = event.action is Action.DRAFTED and event.actor not in (REPAIR, MEMORY)
                before, what = event.target, "machine draft" if drafted else "earlier target"
        return (before, what) if before != item.target else ("", "")

    def not_taken(self, item: Item) -> Sequence[Event]:
        """What came by mail for a segment since it got its target, and is another one."""
        found: list[Event] = []
        for event in self.record.history(self.locale, item.source.key):
            if event.action in TEXT_ACTIONS:
                found.clear()
            elif event.action is Action.CONFLICTED and event.target != item.target:
                found.append(event)
        return found

    @property
    def seen(self) -> str:
        """Stands for what can be approved here, text by text: ``57-3fa91c02be44``.

        The first number says how many events the locale had, so that what was seen can be shown
        again.
        """
        keys = [item.source for item in self.items]
        return f"{len(self.record.events_in(self.locale))}-{digest_of(keys, self.standings)}"


def open_review(
    release: ReleaseId, locale: Locale, desk: Desk, now: datetime, segments: Sequence[str] = ()
) -> Review:
    """What stands in a locale of a release. Raises NotFound."""
    record = current_record(release, desk.ledger, desk.matcher, now)
    if record is None:
        raise no_release(release, desk.ledger.releases())
    if locale not in record.locales:
        raise not_in_locale(record, locale)
    review = reviewed(record, locale, record.standings(locale), desk)
    return replace(review, items=tuple(_chosen(review.items, segments)))


def reviewed(record: Record, locale: Locale, standings: Standings, desk: Desk) -> Review:
    """All segments of a locale as they stand by these standings, with the findings of now."""
    drafts = judged_now(record, locale, standings, desk.matcher, desk.severities)
    legal = {c.id for c in desk.matcher.termbase.concepts if c.domain in desk.policy.legal_domains}
    items = tuple(
        Item(
            source,
            standings.state(source.key),
            standings[source.key],
            drafts[source.key],
            tuple(sorted(source.concepts & legal)),
            standings.void(source.key),
            standings.approval(source.key),
        )
        for source in record.sources
    )
    return Review(record, locale, standings, items)


def unsynced_edits(review: Review, desk: Desk, now: datetime) -> frozenset[SegmentKey]:
    """The segments of which the PO file says something else than the ledger."""
    text = desk.catalogs.read(review.record.id, review.locale)
    return frozenset() if text is None else edited_in(text, review, desk, now)


def _chosen(items: Sequence[Item], segments: Sequence[str]) -> Iterator[Item]:
    """The items that were asked for, by the beginning of the key or by place."""
    wanted: set[SegmentKey] = set()
    for name in segments:
        found = {item.source.key for item in items if _is_at(item, name)}
        if not found:
            prefix = name.lower() if len(name) >= _SHORTEST else "none"
            found = {item.source.key for item in items if item.source.key.startswith(prefix)}
            if len(found) > 1:
                told = tr_n(
                    "{name} is the beginning of {n} segment; write more",
                    "{name} is the beginning of {n} segments; write more",
                    len(found), name=repr(name),
                )  # fmt: skip
                raise NotFound(told)
        if not found:
            told = tr(
                "no segment {name} here; `review list` has the keys and the places, such as"
                " `paragraph 5`",
                name=repr(name),
            )
            raise NotFound(told)
        wanted |= found
    return (item for item in items if not segments or item.source.key in wanted)


_SHORTEST = 4
"""Digits of a key that are enough to name a segment."""


def _is_at(item: Item, name: str) -> bool:
    """Whether an item stands at a place, such as "paragraph 5" or one sentence of it."""
    return any(name.lower() in (place, place.split(", ")[0]) for place in item.source.places)


def digest_of(sources: Sequence[Source], standings: Standings) -> str:
    """Twelve digits for the texts that can be approved."""
    texts = [
        text_digest(source.text, standings[source.key].target)
        for source in sources
        if standings.state(source.key) is State.TRANSLATED
    ]
    return sha256("".join(sorted(texts)).encode()).hexdigest()[:12]


def edited_in(text: str, review: Review, desk: Desk, now: datetime) -> frozenset[SegmentKey]:
    """The segments of which the text of a PO file says something else than the ledger."""
    return frozenset(event.key for event in edits_in(text, review, desk, now) if event.key)


def edits_in(text: str, review: Review, desk: Desk, now: datetime) -> Sequence[Event]:
    """What the text of a PO file says that the ledger does not know, as a sync would record it."""
    record, locale = review.record, review.locale
    catalog = parse_po(text, desk.catalogs.path(record.id, locale))
    held = held_by(catalog, {source.text for source in record.sources})
    reading = Reading(record.id, record.revision, Signature(now))
    return unsynced(reading, locale, held, record.standings(locale))
