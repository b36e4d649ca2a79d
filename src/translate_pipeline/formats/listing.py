"""The list of releases that a server gives: what it has, and what is under embargo."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from translate_pipeline.errors import InputError
from translate_pipeline.formats.fields import Fields
from translate_pipeline.formats.manifest import locale, release_id
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId

LISTING = "releases"
MAX_LISTING = 50_000_000
"""Bytes."""

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Listed:
    """What a server says that there is; nobody has signed it."""

    release: ReleaseId
    locale: Locale
    version: Version | None
    """What to use now; None where nothing is approved, and where it was retracted."""


def parse_listing(data: bytes) -> tuple[Listed, ...]:
    """The list from its bytes. Raises InputError."""
    if len(data) > MAX_LISTING:
        raise InputError(LISTING, 0, f"larger than {MAX_LISTING:,} bytes")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(LISTING, 0, "the server's list of releases is not JSON") from error
    return tuple(
        Listed(
            release_id(row),
            locale(one, "locale"),
            Version(one.number("version", least=1)) if one.has("version") else None,
        )
        for row in Fields(value, LISTING).rows("releases", most=_MOST)
        for one in row.rows("locales", most=_MOST)
    )


def serialize_listing(listed: Iterable[Listed]) -> bytes:
    """The list as it is kept: without titles, which are not to be kept before their hour."""
    rows = [
        {"release": one.release, "locales": [{"locale": one.locale.tag, "version": one.version}]}
        for one in listed
    ]
    return json.dumps({"releases": rows}).encode()
