"""What a language has words and names for, asked of its dictionary and of CLDR."""

from functools import cache

from translate_pipeline.text.morphology.dictionaries import dictionary_forms


def is_word(word: str, language: str) -> bool:
    """Whether the dictionary of the language has the word; False where there is no dictionary."""
    return any(dictionary_forms(word.casefold(), language))


@cache
def countries(language: str) -> frozenset[str]:
    """The names of countries and regions that are one word, as the language writes them."""
    import babel

    try:
        names = babel.Locale.parse(language).territories.values()
    except (ValueError, babel.UnknownLocaleError):
        return frozenset()
    return frozenset(filter(str.isalpha, names))
