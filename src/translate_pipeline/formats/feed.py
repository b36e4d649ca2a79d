"""Feeds: what is new in a locale, as Atom (RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.news import News, NewsKind

_MOST = 100
"""Entries of a feed: the newest."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """News as a feed tells it."""

    news: News
    title: str
    """Of the version, in its locale."""
    text: str = ""
    """What a correction changed, or why a version was retracted."""


def serialize_feed(
    entries: Iterable[Entry], locale: Locale, *, url: str, bundles: str, id_: str = ""
) -> bytes:
    """The feed of a locale, the newest first.

    ``url`` is where the feed itself is; ``bundles`` what the places of bundles are below. ``id_``
    is needed where these count from the feed's own address: an id has to be a whole one.
    """
    newest = sorted(entries, key=_when, reverse=True)[:_MOST]
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": locale.tag})
    _add(feed, "id", id_ or url)
    _add(feed, "title", f"Approved versions: {locale}")
    _add(feed, "updated", _moment(max((one.news.since for one in newest), default=_NEVER)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=url)
    _add(SubElement(feed, "author"), "name", "translate-pipeline")
    for one in newest:
        _add_entry(feed, one, f"{bundles}/{one.news.place}")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(feed, "utf-8"))


def _add_entry(feed: Element, entry: Entry, bundle: str) -> None:
    news = entry.news
    element = SubElement(feed, "entry")
    _add(element, "id", news.id.urn)
    _add(element, "title", _title(entry))
    _add(element, "published", _moment(news.at))
    _add(element, "updated", _moment(news.since))
    SubElement(element, "category", term=news.kind)
    if news.kind is not NewsKind.RETRACTED:  # a person opens the first: no page of what is wrong
        SubElement(element, "link", rel="alternate", type="text/html", href=f"{bundle}/index.html")
    SubElement(
        element, "link", rel="alternate", type="application/json", href=f"{bundle}/manifest.json"
    )
    if entry.text:
        _add(element, "summary", entry.text)


def _when(entry: Entry) -> tuple[datetime, datetime, UUID]:
    """What it is sorted by. At the hour of an embargo, all that it held back is new."""
    return entry.news.since, entry.news.at, entry.news.id


def _title(entry: Entry) -> str:
    match entry.news.kind:
        case NewsKind.PUBLISHED:
            return entry.title
        case NewsKind.CORRECTED:
            return f"Corrected (v{entry.news.version}): {entry.title}"
        case NewsKind.RETRACTED:
            return f"Retracted (v{entry.news.version}): {entry.title}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
