"""Premises: what a run finds of a locale before it drafts anything there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translate_pipeline.formats.po import Catalog, parse_po
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.inherit import earlier_texts
from translate_pipeline.pipeline.job import Work
from translate_pipeline.pipeline.sync import Reading, Signature, held_by, unsynced
from translate_pipeline.ports import Catalogs, Ledger


@dataclass(frozen=True, slots=True)
class Premises:
    """How a locale stands: its catalog, and what the ledger and the catalog know together."""

    text: str | None
    """The catalog's; None where there is none yet."""
    catalog: Catalog | None
    events: Sequence[Event]
    """The locale's."""
    edits: Sequence[Event]
    """What people did to the catalog that the ledger does not know yet."""
    standings: Standings
    """With those edits."""
    known: Mapping[SegmentKey, str]
    """The targets that nobody needs to make: the catalog's, and the ledger's of what it lacks."""
    by_hand: frozenset[SegmentKey]
    """What no engine may fill."""
    earlier: Sequence[str]
    """The release's texts as the locale had them before, in document order."""

    def wants(self, key: SegmentKey) -> bool:
        """Whether a target should be made. One that was emptied is drafted anew."""
        return key not in self.known and key not in self.by_hand

    def untouched(self, key: SegmentKey) -> bool:
        """Whether a target should be made, and there never was one."""
        return self.wants(key) and self.standings[key].text is None


def read_premises(work: Work, catalogs: Catalogs, ledger: Ledger) -> Premises:
    """What there is of a locale now. Raises InputError for a catalog that cannot be read."""
    release, locale = work.job.release, work.locale
    text = catalogs.read(release.id, locale)
    catalog = None if text is None else parse_po(text, catalogs.path(release.id, locale))
    sources = {unit.segment.text: unit.segment.key for unit in work.job.units}
    held = held_by(catalog, sources)
    events = ledger.events(release.id, locale=locale)
    reading = Reading(release.id, release.revision, Signature(work.now))
    before = Standings(terms=work.job.terms(locale)).after(events)
    edits = unsynced(reading, locale, held, before)
    standings = before.after(edits)
    recorded = {key: standings[key].target for key in sources.values()}
    catalogued = {key: held[source].target for source, key in sources.items() if source in held}
    known = {key: target for key, target in {**recorded, **catalogued}.items() if target}
    by_hand = frozenset(segment_key(one.source) for one in held.values() if one.by_hand)
    revisions = ledger.events(release.id, {Action.REVISED})
    earlier = earlier_texts(revisions, events, release.revision)
    if catalog and not earlier:  # the ledger was lost, or this is the first revision
        earlier = [entry.msgid for entry in catalog.messages()]
    return Premises(text, catalog, events, edits, standings, known, by_hand, earlier)
