"""The static site: what is published, as files that any web server can hand out.

The bundles, the index and the keys stand where they stand on the shelf, so that an office pulls
from a site as it does from a folder. Beside them are pages for people: a list of what is there, the
newest version of each release in each locale, and a feed for each locale.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import count
from uuid import NAMESPACE_OID, uuid5

from translate_pipeline.errors import StorageError
from translate_pipeline.formats.feed import Entry, serialize_feed
from translate_pipeline.formats.index import INDEX, parse_index
from translate_pipeline.formats.manifest import ENDING, MANIFEST, parse_manifest
from translate_pipeline.formats.site_page import render_site_page
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import Manifest
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.news import edition_news
from translate_pipeline.pipeline.offers import Edition, read_offer
from translate_pipeline.ports import Ledger, Shelf

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made of."""

    bundles: Sequence[str]
    """The places of the bundles that are handed out, and no others."""
    signed: Mapping[str, bytes]
    """The keys and the index with their signatures, in the order to write them."""
    pages: Mapping[str, bytes]
    """The pages and feeds, by name."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A version that the index lists, and its manifest."""

    edition: Edition
    embargo: datetime | None
    manifest: Manifest

    @property
    def locale(self) -> Locale:
        return self.manifest.locale


def make_site(ledger: Ledger, shelf: Shelf, now: datetime) -> Site:
    """The site of what the index on the shelf lists, which `renew_index` has just seen to.

    A retracted version is not handed out any more; the index and the feed say why, and its locale
    has no page, since the version before it was corrected once. Raises StorageError where the shelf
    lacks something, or has another thing than was published.
    """
    index = _needed(shelf, INDEX)
    entries = parse_index(index).versions
    indexed = {f"{one.release}/{one.locale}/v{one.version}" for one in entries}
    listed = list(_listed(indexed, ledger, shelf, now))
    newest = {(one.manifest.release, one.locale): one for one in listed}.values()
    current = [one for one in newest if not one.edition.retracted]
    keys = dict(_keys(shelf))
    workspace = sha256(keys["keys/1.json"]).hexdigest()
    locales = sorted({one.locale for one in listed})
    pages = {
        f"{one.manifest.release}/{one.locale}/{PAGE}": _page(one, shelf) for one in current
    } | {f"feeds/{locale}.atom": _feed(locale, listed, workspace) for locale in locales}
    pages[PAGE] = render_site_page([one.manifest for one in current], locales)
    return Site(
        [one.edition.place for one in listed if not one.edition.retracted],
        {**keys, INDEX + ENDING: _needed(shelf, INDEX + ENDING), INDEX: index},
        pages,
    )


def _listed(
    indexed: Container[str], ledger: Ledger, shelf: Shelf, now: datetime
) -> Iterator[_Listed]:
    for release in sorted(ledger.releases()):
        offer = read_offer(release, ledger)
        if offer and not offer.hidden(now):
            for one in offer.locales.values():
                for edition in one.editions:
                    if edition.place in indexed:
                        yield _Listed(edition, offer.embargo, _manifest(edition, shelf))


def _needed(shelf: Shelf, name: str) -> bytes:
    data = shelf.read(name)
    if data is None:
        raise StorageError(tr("{name} is not on the shelf; `publish` puts it there", name=name))
    return data


def _manifest(edition: Edition, shelf: Shelf) -> Manifest:
    name = f"{edition.place}/{MANIFEST}"
    return parse_manifest(_as_published(_needed(shelf, name), edition.manifest, name), name)


def _page(one: _Listed, shelf: Shelf) -> bytes:
    name = f"{one.edition.place}/{PAGE}"
    return _as_published(_needed(shelf, name), one.manifest.files[PAGE].sha256, name)


def _as_published(data: bytes, digest: str, name: str) -> bytes:
    if sha256(data).hexdigest() != digest:
        told = tr("{name} is not what was published; bring it from another copy", name=name)
        raise StorageError(told)
    return data


def _keys(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """The lists of keys, each after its signatures."""
    for number in count(1):
        name = f"keys/{number}.json"
        data = shelf.read(name)
        if data is None and number > 1:
            return
        yield name + ENDING, _needed(shelf, name + ENDING)
        yield name, _needed(shelf, name)


def _feed(locale: Locale, listed: Iterable[_Listed], workspace: str) -> bytes:
    """The feed of a locale; its links count from its own address, wherever the site is."""
    entries = [
        Entry(news, one.manifest.title, news.reason or "\n".join(one.manifest.changes))
        for one in listed
        if one.locale == locale
        for news in edition_news(one.edition, one.embargo or one.manifest.published_at)
    ]
    id_ = uuid5(NAMESPACE_OID, f"{workspace} {locale}").urn
    return serialize_feed(entries, locale, url=f"{locale}.atom", bundles="..", id_=id_)
