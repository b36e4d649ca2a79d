"""The index of all approved versions to bytes that are signed, and back."""

from itertools import pairwise

from translate_pipeline.errors import InputError
from translate_pipeline.formats.fields import Fields
from translate_pipeline.formats.manifest import (
    MAX_MANIFEST,
    facts_shape,
    locale,
    parse_facts,
    release_id,
)
from translate_pipeline.formats.signed_json import (
    read_signed,
    write_signed,
    written_moment,
)
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.trust import Index, IndexEntry, Retraction

INDEX = "index.json"
MAX_INDEX = 100_000_000
"""Bytes."""

_KIND = "index"
_MOST = 200_000


def serialize_index(index: Index) -> bytes:
    """The bytes of ``index.json``. Raises InputError for what no reader would take.

    So for the title of a version under embargo, which must not leave the house.
    """
    shape = {
        "number": index.number,
        "issued": written_moment(index.issued, INDEX),
        "expires": written_moment(index.expires, INDEX),
        "keys": index.keys,
        "versions": [_entry_shape(entry) for entry in index.versions],
    }
    data = write_signed(_KIND, shape, index.extra, INDEX)
    parse_index(data)
    return data


def parse_index(data: bytes, path: str = INDEX) -> Index:
    """An index from its bytes. Raises InputError, for ``path``, where one is not sound."""
    if len(data) > MAX_INDEX:
        raise InputError(path, 0, f"larger than {MAX_INDEX:,} bytes")
    fields = read_signed(data, _KIND, path)
    issued = fields.moment("issued")
    entries = tuple(_entry(row) for row in fields.rows("versions", most=_MOST))
    order = [(entry.release, entry.locale, entry.version) for entry in entries]
    if any(one >= other for one, other in pairwise(order)):
        fields.fail("must be in the order of release, locale and version, each once", "versions")
    for entry in entries:
        if entry.title and entry.embargo and entry.embargo > issued:
            fields.fail(f"{entry.release} is under embargo and must not show its title", "versions")
    return Index(
        number=fields.number("number", least=1),
        issued=issued,
        expires=fields.moment("expires"),
        keys=fields.number("keys"),
        versions=entries,
        extra=fields.rest(),
    )


def _entry_shape(entry: IndexEntry) -> dict[str, object]:
    shape: dict[str, object] = {
        "release": entry.release,
        "locale": entry.locale.tag,
        "version": entry.version,
        "manifest": facts_shape(entry.manifest),
        "published_at": written_moment(entry.published_at, INDEX),
    }
    if entry.title:
        shape["title"] = entry.title
    if entry.embargo:
        shape["embargo"] = written_moment(entry.embargo, INDEX)
    if entry.retracted:
        at = written_moment(entry.retracted.at, INDEX)
        shape["retracted"] = {"at": at, "reason": entry.retracted.reason}
    return shape


def _entry(row: Fields) -> IndexEntry:
    retracted = row.fields("retracted") if row.has("retracted") else None
    return IndexEntry(
        release=release_id(row),
        locale=locale(row, "locale"),
        version=Version(row.number("version", least=1)),
        manifest=parse_facts(row.fields("manifest"), most=MAX_MANIFEST),
        published_at=row.moment("published_at"),
        title=row.text("title") if row.has("title") else "",
        embargo=row.moment("embargo") if row.has("embargo") else None,
        retracted=Retraction(retracted.moment("at"), retracted.text("reason", longest=5000))
        if retracted
        else None,
    )
