"""The static site: what is published, as files that any web server can hand out.

The bundles, the index and the keys stand where they stand on the shelf, so that an office pulls
from a site as it does from a folder. Beside them are pages for people: a list of what is there, the
newest version of each release in each locale, and a feed for each locale.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, groupby
from uuid import NAMESPACE_OID, uuid5

from translate_pipeline.errors import StorageError
from translate_pipeline.formats.feed import Entry, serialize_feed
from translate_pipeline.formats.index import INDEX, parse_index
from translate_pipeline.formats.manifest import ENDING, parse_manifest
from translate_pipeline.formats.site_page import render_site_page
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import FileFacts, Manifest
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.trust import IndexEntry
from translate_pipeline.pipeline.news import edition_news
from translate_pipeline.pipeline.offers import Edition, read_offer
from translate_pipeline.pipeline.publish import MANIFEST, SIGNATURE
from translate_pipeline.ports import Ledger, Shelf

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made of."""

    bundles: Mapping[str, Mapping[str, FileFacts]]
    """The bundles that are handed out, and no others: by place their files, by name."""
    signed: Mapping[str, bytes]
    """The keys and the index with their signatures, in the order to write them."""
    pages: Mapping[str, bytes]
    """The pages and feeds, by name."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A version that the index lists, and its manifest."""

    edition: Edition
    entry: IndexEntry
    manifest: Manifest | None
    """None where it is not on the shelf, of a version that was retracted."""

    @property
    def news(self) -> Iterator[Entry]:
        """What happened to it, as a feed tells it."""
        changes = "\n".join(self.manifest.changes) if self.manifest else ""
        for one in edition_news(self.edition, self.entry.embargo or self.entry.published_at):
            yield Entry(one, self.entry.title, one.reason or changes)


def make_site(ledger: Ledger, shelf: Shelf) -> Site:
    """The site of what the index on the shelf lists, which `renew_index` has just seen to.

    A retracted version is not handed out any more; the index and the feed say why, and its locale
    has no page, since the version before it was corrected once. Raises StorageError where the shelf
    lacks something, or has another thing than was published.
    """
    index = _needed(shelf, INDEX)
    listed = list(_listed(parse_index(index).versions, ledger, shelf))
    newest = {(one.entry.release, one.entry.locale): one for one in listed}.values()
    current = [one for one in newest if not one.edition.retracted]
    keys = dict(_keys(shelf))
    workspace = sha256(keys["keys/1.json"]).hexdigest()
    locales = sorted({one.entry.locale for one in listed})
    pages = {
        f"{one.entry.release}/{one.entry.locale}/{PAGE}": _page(one, shelf) for one in current
    } | {f"feeds/{locale}.atom": _feed(locale, listed, workspace) for locale in locales}
    pages[PAGE] = render_site_page([one.entry for one in current], locales)
    return Site(
        {one.edition.place: _files(one, shelf) for one in listed if not one.edition.retracted},
        {**keys, INDEX + ENDING: _needed(shelf, INDEX + ENDING), INDEX: index},
        pages,
    )


def _listed(entries: Iterable[IndexEntry], ledger: Ledger, shelf: Shelf) -> Iterator[_Listed]:
    for release, group in groupby(entries, lambda one: one.release):
        offer = read_offer(release, ledger)
        assert offer  # the index was made of the ledger
        for entry in group:
            editions = offer.within(entry.locale).editions
            edition = next(one for one in editions if one.version == entry.version)
            yield _Listed(edition, entry, _manifest(edition, shelf))


def _needed(shelf: Shelf, name: str) -> bytes:
    data = shelf.read(name)
    if data is None:
        raise StorageError(tr("{name} is not on the shelf; `publish` puts it there", name=name))
    return data


def _manifest(edition: Edition, shelf: Shelf) -> Manifest | None:
    name = f"{edition.place}/{MANIFEST}"
    if edition.retracted and shelf.read(name) is None:
        return None
    return parse_manifest(_as_published(_needed(shelf, name), edition.manifest, name), name)


def _files(one: _Listed, shelf: Shelf) -> Mapping[str, FileFacts]:
    """All files of a bundle; the manifest is the last, with which it is whole."""
    assert one.manifest
    name = f"{one.edition.place}/{SIGNATURE}"
    signature = _needed(shelf, name)
    facts = FileFacts(len(signature), sha256(signature).hexdigest())
    detail = one.edition.event.detail
    manifest = FileFacts(detail["manifest_length"], one.edition.manifest)
    return {**one.manifest.files, SIGNATURE: facts, MANIFEST: manifest}


def _page(one: _Listed, shelf: Shelf) -> bytes:
    assert one.manifest
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
    entries = [news for one in listed if one.entry.locale == locale for news in one.news]
    id_ = uuid5(NAMESPACE_OID, f"{workspace} {locale}").urn
    return serialize_feed(entries, locale, url=f"{locale}.atom", bundles="..", id_=id_)
