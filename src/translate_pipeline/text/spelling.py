"""Hunspell dictionaries, where some are installed: which words a language has."""

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.morphology.dictionaries import dictionary_forms

FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "~/Library/Spelling",
    "~/.local/share/hunspell",
)
VARIABLE = "DICPATH"
"""Hunspell's own: where it is set, only the folders that it names are looked into."""
_UNSPACED = frozenset({"bo", "dz", "ja", "km", "ko", "lo", "my", "th", "yue", "zh"})
_GUESSED = frozenset({"ru", "uk"})
"""Languages whose dictionary of forms has an answer for any word."""
_PART = re.compile(r"[’'\-\u2010\u2011]")


@cache
def speller(locale: Locale) -> Callable[[str], bool] | None:
    """Says of a word whether it is right; None where no dictionary of the locale is installed.

    What a dictionary of forms knows is right too: Hunspell's lack words of today.
    """
    found = _dictionary(locale)
    if found is None:
        return None
    try:
        from hunspell import Hunspell
    except ImportError:
        return None
    has_list = locale.language not in _GUESSED
    words = Hunspell(found.name, hunspell_data_dir=str(found.parent))

    def knows(word: str) -> bool:
        try:
            return bool(words.spell(word))
        except UnicodeEncodeError:  # a letter that the dictionary's encoding does not have
            return False

    @cache
    def right(word: str) -> bool:
        plain = word.replace("’", "'")
        if knows(plain) or (has_list and any(dictionary_forms(plain, locale.language))):
            return True
        parts = [part for part in _PART.split(word) if len(part) > 1]
        return len(parts) > 1 and all(map(right, parts))

    return right


def dictionary_folders() -> tuple[Path, ...]:
    """The folders in which dictionaries are looked for, whether they are there or not."""
    named = os.environ.get(VARIABLE)
    folders = FOLDERS if named is None else filter(None, named.split(os.pathsep))
    return tuple(Path(folder).expanduser() for folder in folders)


def _dictionary(locale: Locale) -> Path | None:
    """Its dictionary's path without an ending: that of the region, else of the language."""
    if locale.language in _UNSPACED:
        return None
    for name in _names(locale):
        for folder in dictionary_folders():
            path = folder / name
            if path.with_name(f"{name}.dic").is_file() and path.with_name(f"{name}.aff").is_file():
                return path
    return None


def _names(locale: Locale) -> tuple[str, ...]:
    """What dictionaries of the locale are called; Portugal is not served by that of Brazil."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(locale.language, "").split("_")
    usual = f"{locale.language}_{likely[-1]}"
    if locale.language == "pt" and locale.tag != "pt":
        return (locale.gettext,)
    return tuple(dict.fromkeys((locale.gettext, locale.language, usual)))
