"""The data of each language, one module a language."""

from translate_pipeline.text.sentences.language import Language
from translate_pipeline.text.sentences.languages import ar, en, es, fr, pt, ru

_DATA = {
    "ar": ar.ARABIC,
    "en": en.ENGLISH,
    "es": es.SPANISH,
    "fr": fr.FRENCH,
    "pt": pt.PORTUGUESE,
    "ru": ru.RUSSIAN,
}
_WITHOUT_DATA = Language()


def language_data(subtag: str) -> Language:
    """The data for a primary language subtag; without any words where there is none."""
    return _DATA.get(subtag, _WITHOUT_DATA)
