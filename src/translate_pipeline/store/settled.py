"""What runs remember of locales, in files of the workspace that may be removed at any time."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.store.files import find_file, replace_file

_LARGEST = 1_000_000
"""Bytes. Counts and a few lines of text take a thousandth of that."""


class SettledFiles:
    """A file for each locale of each release. No text of a release is in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, release: ReleaseId, locale: Locale) -> Mapping[str, Any] | None:
        """What was put there last; None where there is nothing that can be read."""
        with suppress(InputError, ValueError, RecursionError):
            data = find_file(self._path(release, locale), at_most=_LARGEST)
            found = json.loads(data) if data else None
            return found if isinstance(found, dict) else None
        return None

    def put(self, release: ReleaseId, locale: Locale, shape: Mapping[str, Any]) -> None:
        """Keep JSON values, instead of what was there. Where that is not possible, nothing is."""
        with suppress(StorageError):
            data = json.dumps(shape, ensure_ascii=False, indent=1).encode()
            replace_file(self._path(release, locale), data)

    def _path(self, release: ReleaseId, locale: Locale) -> Path:
        return self._folder / release / f"{locale}.json"
