"""Feeds: what is new in a locale, as Atom (RFC 4287)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from translate_pipeline.model.locale import Locale

_MOST = 100
"""Entries of a feed: the newest."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class News:
    """A version that was published or taken back."""

    place: str
    """Of its bundle: ``veldania/es/v2``."""
    manifest: str
    """The SHA-256 of its manifest: it makes the entry's id one of this workspace only."""
    kind: str
    """``published``, ``corrected`` or ``retracted``."""
    title: str
    text: str
    published: datetime
    updated: datetime
    url: str

    @property
    def id(self) -> str:
        """The same for the same news at any time."""
        return uuid5(NAMESPACE_OID, f"{self.place} {self.manifest} {self.kind}").urn


def atom(locale: Locale, url: str, news: Iterable[News]) -> bytes:
    """The feed of a locale at a URL, the newest first."""
    newest = sorted(news, key=lambda one: (one.updated, one.id), reverse=True)[:_MOST]
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": locale.tag})
    _add(feed, "id", url)
    _add(feed, "title", f"Approved versions: {locale}")
    _add(feed, "updated", _moment(max((one.updated for one in newest), default=_NEVER)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=url)
    _add(SubElement(feed, "author"), "name", "translate-pipeline")
    _entries(feed, newest)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(feed, "utf-8"))


def _entries(feed: Element, newest: Sequence[News]) -> None:
    for one in newest:
        entry = SubElement(feed, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "published", _moment(one.published))
        _add(entry, "updated", _moment(one.updated))
        SubElement(entry, "category", term=one.kind)
        SubElement(entry, "link", rel="alternate", type="application/json", href=one.url)
        _add(entry, "summary", one.text)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
