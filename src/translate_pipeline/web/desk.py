"""Desk: answers one request. What its caller may see is decided here, once for all routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from fastapi import Request, Response

from translate_pipeline.errors import StorageError
from translate_pipeline.formats.feed import Entry
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.news import edition_news
from translate_pipeline.pipeline.offers import Edition, LocaleOffer, Offer
from translate_pipeline.pipeline.publish import MANIFEST
from translate_pipeline.web.auth import Caller
from translate_pipeline.web.library import Library
from translate_pipeline.web.problems import Problem, as_json
from translate_pipeline.web.replies import MEDIA, Content, content, reply

ROOT = "/api/v1"
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers one request."""

    request: Request
    caller: Caller
    library: Library
    now: datetime

    @property
    def root(self) -> str:
        """The URL that the caller has the API under."""
        return str(self.request.base_url).rstrip("/") + ROOT

    def offer(self, release: str) -> Offer:
        """A release that the caller may see. Raises Problem.

        Of a confidential one nobody else learns that it is there: it has no hour to tell.
        """
        offer = self.library.offer(release)
        seen = self._seen(offer) if offer else None
        if offer is None or (seen is None and offer.confidential):
            raise Problem("not-found", "There is no such release.")
        if seen is None:
            assert offer.embargo
            wait = max(1, ceil((offer.embargo - self.now).total_seconds()))
            until = offer.embargo.isoformat()
            raise Problem(
                "embargo", f"Nothing of it may be told before {until}.",
                {"Retry-After": str(wait)}, embargo_until=until,
            )  # fmt: skip
        return seen

    def locale(self, text: str) -> Locale:
        """A locale that the caller may pull. Raises Problem, whatever there is in it."""
        try:
            locale = Locale.parse(text)
        except ValueError:
            raise Problem("not-found", "There is no such locale.") from None
        own = self.caller.locales
        if own is not None and locale not in own:
            tags = sorted(one.tag for one in own)
            raise Problem("other-locale", f"The token is not for {locale}.", locales=tags)
        return locale

    def current(self, offered: LocaleOffer) -> Edition:
        """The version to use. Raises Problem."""
        if offered.last is None:
            raise Problem(
                "not-approved", f"There is no approved version in {offered.locale} yet.",
                stage=offered.stage.value,
            )  # fmt: skip
        return self.usable(offered, offered.last)

    def usable(self, offered: LocaleOffer, edition: Edition) -> Edition:
        """A version, if it stands. Raises Problem."""
        if edition.retracted is None:
            return edition
        newest = offered.standing.version if offered.standing else None
        raise Problem(
            "retracted", f"Version {edition.version} was retracted: {edition.reason}",
            version=edition.version, reason=edition.reason, newest_version=newest,
            retracted_at=edition.retracted.at.isoformat(),
        )  # fmt: skip

    def cache(self, *offers: Offer, immutable: bool = False) -> str:
        """Who may keep what tells of these releases, and how long."""
        if any(offer.hidden(self.now) for offer in offers):
            return "private, no-store"
        whose = "private" if self.caller.token else "public"
        return f"{whose}, max-age={_YEAR}, immutable" if immutable else f"{whose}, no-cache"

    def json(self, shape: object, cache: str, **headers: str) -> Response:
        """Answer with JSON."""
        return self.send(content(as_json(shape), MEDIA["json"], cache, headers))

    def send(self, what: Content) -> Response:
        """Answer with a content."""
        vary = ["Authorization"] if self.caller.token else []
        vary += [what.headers["Vary"]] if "Vary" in what.headers else []
        headers = {**what.headers, **({"Vary": ", ".join(vary)} if vary else {})}
        return reply(self.request, Content(what.read, what.sha256, what.media, what.cache, headers))

    def manifest(self, offer: Offer, edition: Edition, **headers: str) -> Response:
        """Answer with the manifest of the version to use."""
        data = self.library.bundle(edition).data
        said = {"Content-Language": str(edition.event.locale), **headers}
        said["Content-Location"] = f"{ROOT}/releases/{edition.place}/{MANIFEST}"
        return self.send(content(data, MEDIA["json"], self.cache(offer), said))

    def entry(self, offer: Offer) -> dict[str, object]:
        """A release in a list."""
        within = map(offer.within, self.caller.among(offer.locales))
        until = offer.embargo if offer.hidden(self.now) else None
        return {
            "release": offer.release,
            "title": offer.title,
            **({"embargo_until": until.isoformat()} if until else {}),
            "locales": [
                {
                    "locale": one.locale.tag,
                    "version": one.current.version if one.current else None,
                    "stage": one.stage.value,
                }
                for one in within
            ],
        }

    def seen(self) -> list[Offer]:
        """The releases that the caller may know of; of the others not even the id is told."""
        return [seen for one in self.library.offers() if (seen := self._seen(one))]

    def _seen(self, offer: Offer) -> Offer | None:
        """What the caller may see of a release; None where that is nothing."""
        return offer if self.caller.early else offer.public(self.now)

    def entries(self, locale: Locale) -> Iterator[Entry]:
        """What happened to the versions of a locale, as its feed tells it."""
        for offer in self.seen():
            for edition in offer.within(locale).editions:
                yield from self._entries(offer, edition)

    def _entries(self, offer: Offer, edition: Edition) -> Iterator[Entry]:
        try:
            bundle = self.library.bundle(edition)
            title, changes = bundle.title, "\n".join(bundle.changes)
        except StorageError:  # one bundle that is missing leaves the other news
            title, changes = offer.title, ""
        # Whoever asks for what is newer than their last look has to see what an embargo held back.
        since = edition.since if edition.since and edition.since <= self.now else edition.event.at
        for news in edition_news(edition, since):
            yield Entry(news, title, news.reason or changes)
