"""Offers: the releases as section offices find them, folded from the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Event, Stage
from translate_pipeline.pipeline.documents import as_before
from translate_pipeline.pipeline.publish import shelf_place
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.versions import (
    locale_stage,
    public_since,
    retraction,
    version_of,
    versions,
)
from translate_pipeline.ports import Ledger


@dataclass(frozen=True, slots=True)
class Edition:
    """An approved version, as it stands now."""

    event: Event
    """Its publication."""
    retracted: Event | None = None
    """What took it back; None where nothing did."""
    since: datetime | None = None
    """From when on everybody may see it; None where that is not known yet."""
    title: str = ""
    """That of the release when it was published, in the language of its source."""

    @property
    def version(self) -> Version:
        """Its number."""
        return version_of(self.event)

    @property
    def place(self) -> str:
        """Where its bundle stands on the shelf."""
        return shelf_place(self.event)

    @property
    def manifest(self) -> str:
        """The SHA-256 of its manifest, as recorded."""
        return str(self.event.detail["manifest"])

    @property
    def reason(self) -> str | None:
        """Why it was taken back; None where it was not."""
        return str(self.retracted.detail["reason"]) if self.retracted else None


@dataclass(frozen=True, slots=True)
class LocaleOffer:
    """A release in one locale."""

    locale: Locale
    stage: Stage = Stage.NOT_STARTED
    editions: Sequence[Edition] = ()
    """The first at first."""

    @property
    def last(self) -> Edition | None:
        """The newest version, be it retracted; None where there is none yet."""
        return self.editions[-1] if self.editions else None

    @property
    def standing(self) -> Edition | None:
        """The newest version that was not retracted."""
        return next((one for one in reversed(self.editions) if not one.retracted), None)

    @property
    def current(self) -> Edition | None:
        """What to use now. None where the newest is retracted: an older one was corrected."""
        return self.last if self.last and not self.last.retracted else None


@dataclass(frozen=True, slots=True)
class Offer:
    """A release in all its locales."""

    release: ReleaseId
    title: str
    """In the language of its source."""
    locales: Mapping[Locale, LocaleOffer]
    """Those that have been begun."""
    embargo: datetime | None = None
    confidential: bool = False

    def hidden(self, now: datetime) -> bool:
        """Whether nothing of its text may be told now."""
        return self.confidential or (self.embargo is not None and now < self.embargo)

    def public(self, now: datetime) -> "Offer | None":
        """What everybody may see of it now; None where that is nothing, not even its id.

        Under an embargo that is what was public before it: the versions, and how they stand.
        """
        if not self.hidden(now):
            return self
        found = (_public_offer(one, now) for one in self.locales.values())
        locales = {one.locale: one for one in found if one.editions}
        if not locales:
            return None
        newest = max((one.editions[-1] for one in locales.values()), key=lambda one: one.event.at)
        return Offer(self.release, newest.title, locales)

    def within(self, locale: Locale) -> LocaleOffer:
        """The release in a locale, which need not have been begun."""
        return self.locales.get(locale, LocaleOffer(locale))


def read_offer(release: ReleaseId, ledger: Ledger) -> Offer | None:
    """A release as offices find it; None where the ledger knows none of that id."""
    record = read_record(release, ledger)
    if record is None:
        return None
    locales = {one: _locale_offer(record, one) for one in sorted(record.locales)}
    return Offer(release, record.title, locales, record.embargo, record.confidential)


def _public_offer(offer: LocaleOffer, now: datetime) -> LocaleOffer:
    """With the versions that are public, and no word of what became of the text since."""
    editions = [one for one in offer.editions if one.since and one.since <= now]
    gone = editions and editions[-1].retracted
    return LocaleOffer(offer.locale, Stage.RETRACTED if gone else Stage.PUBLISHED, editions)


def _locale_offer(record: Record, locale: Locale) -> LocaleOffer:
    editions = [
        Edition(
            one, retraction(record, one), public_since(record, one), as_before(record, one).title
        )
        for one in versions(record, locale)
    ]
    standings = record.standings(locale)
    states = (standings.state(one.key) for one in record.sources)
    return LocaleOffer(locale, locale_stage(record, locale, states), editions)
