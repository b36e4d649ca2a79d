"""Languages: the catalogs of what notices say."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from translate_pipeline.model.locale import Locale

_DOMAIN = "notices"
_ENGLISH = NullTranslations()


def translations(locale: Locale) -> NullTranslations:
    """The catalog of a locale or its language; English where there is none."""
    for one in (locale, *locale.wider):
        if found := _catalog(one.gettext):
            return found
    return _ENGLISH


@cache
def _catalog(name: str) -> NullTranslations | None:
    import polib

    folder = files("translate_pipeline") / "data" / "messages" / name / "LC_MESSAGES"
    file = folder / f"{_DOMAIN}.po"
    if not file.is_file():
        return None
    return GNUTranslations(BytesIO(polib.pofile(file.read_text("utf-8")).to_binary()))
