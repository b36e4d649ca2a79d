"""An approved version's manifest to bytes that are signed, and back."""

import re
from collections.abc import Mapping

from translate_pipeline.errors import InputError
from translate_pipeline.formats.fields import Fields
from translate_pipeline.formats.signed_json import (
    read_signed,
    write_signed,
    written_moment,
)
from translate_pipeline.model.bundle import FileFacts, Manifest, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision

MANIFEST = "manifest.json"
ENDING = ".sig"
"""What a file's name gets at its end to name the file of its signatures."""

MAX_MANIFEST = 1_000_000
"""Bytes."""
MAX_FILES = 100
MAX_FILE = 100_000_000
"""Bytes."""

_KIND = "manifest"
_ID = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,149}[A-Za-z0-9])?")
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def serialize_manifest(manifest: Manifest) -> bytes:
    """The bytes of ``manifest.json``. Raises InputError for what no reader would take."""
    shape: dict[str, object] = {
        "release": manifest.release,
        "revision": manifest.revision,
        "locale": manifest.locale.tag,
        "source_locale": manifest.source_locale.tag,
        "version": manifest.version,
        "title": manifest.title,
        "published_at": written_moment(manifest.published_at, MANIFEST),
        "glossary": manifest.glossary,
        "approved_by": list(manifest.approved_by),
        "files": {name: facts_shape(facts) for name, facts in manifest.files.items()},
        "changes": list(manifest.changes),
    }
    if manifest.embargo:
        shape["embargo"] = written_moment(manifest.embargo, MANIFEST)
    data = write_signed(_KIND, shape, manifest.extra, MANIFEST)
    parse_manifest(data)
    return data


def parse_manifest(data: bytes, path: str = MANIFEST) -> Manifest:
    """A manifest from its bytes. Raises InputError, for ``path``, where one is not sound."""
    if len(data) > MAX_MANIFEST:
        raise InputError(path, 0, f"larger than {MAX_MANIFEST:,} bytes")
    fields = read_signed(data, _KIND, path)
    return Manifest(
        release=release_id(fields),
        revision=Revision(fields.text("revision")),
        locale=locale(fields, "locale"),
        source_locale=locale(fields, "source_locale"),
        version=Version(fields.number("version", least=1)),
        title=fields.text("title"),
        published_at=fields.moment("published_at"),
        glossary=fields.text("glossary"),
        approved_by=fields.texts("approved_by"),
        files=_files(fields),
        changes=fields.texts("changes"),
        embargo=fields.moment("embargo") if fields.has("embargo") else None,
        extra=fields.rest(),
    )


def release_id(fields: Fields) -> ReleaseId:
    """A release's id, which becomes the name of a folder."""
    return ReleaseId(fields.matching("release", _ID, "a release's id"))


def locale(fields: Fields, name: str) -> Locale:
    """A locale, which becomes the name of a folder; one that CLDR does not know yet will do."""
    tag = fields.text(name)
    try:
        found = Locale.parse(tag)
    except ValueError as error:
        fields.fail(str(error), name)
    return found if found.tag == tag else fields.fail(f"{tag!r} is written {found}", name)


def facts_shape(facts: FileFacts) -> Mapping[str, object]:
    """What is signed of a file."""
    return {"length": facts.length, "sha256": facts.sha256}


def parse_facts(fields: Fields, *, most: int) -> FileFacts:
    """What is signed of a file of at most so many bytes."""
    return FileFacts(fields.number("length", most=most), fields.digest("sha256"))


def _files(fields: Fields) -> Mapping[str, FileFacts]:
    found: dict[str, FileFacts] = {}
    taken = {MANIFEST, MANIFEST + ENDING}
    for name, facts in fields.named("files", most=MAX_FILES):
        if not _NAME.fullmatch(name) or name.split(".")[0].lower() in _DEVICES:
            fields.fail(f"{name!r} is not a plain file name of letters, digits, . _ and -", "files")
        if name.lower() in taken:
            fields.fail(f"{name!r} is a name that another file has, capitals aside", "files")
        taken.add(name.lower())
        found[name] = parse_facts(facts, most=MAX_FILE)
    return found
