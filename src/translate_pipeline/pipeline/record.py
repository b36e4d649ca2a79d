"""Record: a release as the ledger has it, read once for whoever asks where it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.glossary_record import (
    Digests,
    glossary_revisions,
    terms_digest,
)
from translate_pipeline.ports import Ledger


@dataclass(frozen=True, slots=True)
class Source:
    """A distinct text of a release that is to be translated."""

    key: SegmentKey
    text: str
    times: int
    """How often it stands in the release."""
    places: tuple[str, ...] = ()
    """For people: "paragraph 5, sentence 1 of 2". None in what an early version recorded."""
    concepts: frozenset[str] = frozenset()
    """The glossary's concepts in it, at the release's last run, sync or review."""

    @property
    def words(self) -> int:
        """How many words a translator is paid for, over all places."""
        return len(self.text.split()) * self.times


@dataclass(frozen=True)
class Record:
    """A release with all its events."""

    id: ReleaseId
    revised: Event
    """The event that brought the text of now."""
    events: Sequence[Event]
    digests: Digests
    """Those of the glossary that was used last."""

    @property
    def revision(self) -> Revision:
        """The fingerprint of the text of now."""
        return self.revised.revision

    @property
    def title(self) -> str:
        """The release's title."""
        return str(self.revised.detail["title"])

    @property
    def source_locale(self) -> Locale:
        """The locale that it is translated from."""
        return Locale(self.revised.detail.get("source_locale", ENGLISH.tag))

    @property
    def embargo(self) -> datetime | None:
        """Until when nobody else may see it."""
        return self._moment("embargo")

    @property
    def deadline(self) -> datetime | None:
        """Until when it should be approved in every locale."""
        return self._moment("deadline")

    @property
    def confidential(self) -> bool:
        """Whether it is under an embargo without end."""
        return bool(self.revised.detail.get("confidential"))

    def embargoed(self, now: datetime) -> bool:
        """Whether nothing of its text may be told now."""
        return self.confidential or (self.embargo is not None and now < self.embargo)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What is to be translated, in reading order."""
        return tuple(map(_source, self.revised.detail["segments"]))

    @cached_property
    def links(self) -> Mapping[SegmentKey, tuple[tuple[str, str], ...]]:
        """For each text that has such, its tags that are links, with where each leads."""
        found: dict[SegmentKey, dict[tuple[str, str], None]] = {}
        for block in self.revised.detail.get("blocks", ()):
            pairs = zip(block["segments"], block.get("inline", ()), strict=False)
            for key, tags in ((key, tags) for key, tags in pairs if isinstance(key, str)):
                links = ((name, href) for name, href in tags.items() if href)
                found.setdefault(SegmentKey(key), {}).update(dict.fromkeys(links))
        return {key: tuple(links) for key, links in found.items()}

    @cached_property
    def locales(self) -> frozenset[Locale]:
        """The locales that have been begun."""
        return frozenset(self._by_locale)

    def events_in(self, locale: Locale) -> Sequence[Event]:
        """All that happened in a locale, oldest first, but for texts that were sent away."""
        return self._by_locale.get(locale, ())

    def standings(self, locale: Locale) -> Standings:
        """Where every segment stands in a locale, those that are gone from the text included."""
        terms = {
            one.key: terms_digest(one.concepts, locale, self.source_locale, self.digests)
            for one in self.sources
        }
        return Standings(terms=terms).after(self.events_in(locale))

    def counted(self, locale: Locale) -> Mapping[str, Any]:
        """What is known of a locale: the counts of its last check, the engine of its last run."""
        found: dict[str, Any] = {}
        for event in self.events_in(locale):
            if event.action in (Action.PREPARED, Action.CHECKED):
                found |= event.detail
        return found

    def history(self, locale: Locale, key: SegmentKey) -> Sequence[Event]:
        """All that happened to a segment in a locale, oldest first."""
        return [event for event in self.events_in(locale) if event.key == key]

    @cached_property
    def _by_locale(self) -> Mapping[Locale, Sequence[Event]]:
        found: dict[Locale, list[Event]] = {}
        for event in self.events:
            if event.locale is not None and event.action is not Action.SENT:
                found.setdefault(event.locale, []).append(event)
        return found

    def _moment(self, name: str) -> datetime | None:
        said = self.revised.detail.get(name)
        return datetime.fromisoformat(said) if said else None


def read_record(
    release: ReleaseId,
    ledger: Ledger,
    digests: Digests | None = None,
    only: Collection[Action] = (),
) -> Record | None:
    """A release as the ledger has it; None where it knows none of that id.

    Whoever reads many gives the glossary's ``last_digests``, so that they are read once. With
    ``only`` some actions, and that of revisions, it is read quickly, and knows of nothing else.
    """
    events = ledger.events(release, {Action.REVISED, *only} if only else ())
    revised = [event for event in events if event.action is Action.REVISED]
    if not revised:
        return None
    return Record(
        release, revised[-1], events, last_digests(ledger) if digests is None else digests
    )


def last_digests(ledger: Ledger) -> Digests:
    """Those of the glossary that was used last."""
    glossaries = glossary_revisions(ledger)
    return glossaries[-1].detail if glossaries else {}


def _source(shape: Mapping[str, Any]) -> Source:
    return Source(
        SegmentKey(shape["key"]), shape["text"], shape["times"], tuple(shape.get("places", ())),
        frozenset(shape.get("concepts", ())),
    )  # fmt: skip
