"""What CLDR knows about a locale: whether it exists, its name, its plural rule."""

import re
from difflib import get_close_matches
from functools import cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError, localedata
from babel.core import get_global

from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale

_SCRIPTS = {"arabic": "Arab", "cyrillic": "Cyrl", "devanagari": "Deva", "latin": "Latn"}
"""The modifiers of gettext's locale names that tell a script; all others say less than we need."""
_CLOSE_SENTENCES = ("Hans", "Hant", "Jpan")
"""Scripts whose full stop holds the space after it."""


def known_locale(text: str) -> Locale:
    """The locale that a person meant: ``spa`` is es, for a language has one folder.

    Raises ValueError, with near matches, for what is no locale or none that CLDR has data for.
    """
    locale = _shortest(Locale.parse(text))
    try:
        _cldr(locale)
    except UnknownLocaleError:
        near = get_close_matches(locale.gettext, localedata.locale_identifiers(), n=3)
        told = tr("{text} is not a locale that CLDR knows", text=repr(text))
        if near:
            told += "; " + tr("did you mean one of {names}?", names=", ".join(near))
        raise ValueError(told) from None
    return locale


def gettext_locale(text: str) -> Locale:
    """The locale that a gettext header or folder means: ``pt_BR``, ``de_DE.UTF-8``, ``sr@latin``.

    Raises ValueError, as ``known_locale`` does.
    """
    name, _, modifier = text.strip().partition("@")
    language, *region = re.split("[-_]", name.partition(".")[0])
    script = [_SCRIPTS[modifier.lower()]] if modifier.lower() in _SCRIPTS else []
    return known_locale("-".join((language, *script, *region)))


@cache
def family(locale: Locale) -> tuple[Locale, ...]:
    """All that CLDR has of its language in its script, itself first, then what is wider than it.

    For ``es-MX`` that is ``es-MX``, ``es``, ``es-419``, ``es-AR`` and so on; for ``zh-Hant``
    nothing that is written in simplified characters.
    """
    known = [Locale.parse(name) for name in localedata.locale_identifiers() if _is_tag(name)]
    alike = [one for one in known if one.akin(locale)]
    regions = (one.tag.replace(f"-{locale.script}-", "-") for one in alike)
    short = [one for one in map(Locale, regions) if one.akin(locale)]
    return tuple(dict.fromkeys((locale, *locale.wider, *sorted({*alike, *short}))))


def _is_tag(identifier: str) -> bool:
    """Whether it is language, script and region at most, as our locales are."""
    parts = identifier.split("_")
    return len(parts[0]) in (2, 3) and all(len(part) in (2, 3, 4) for part in parts[1:])


def locale_name(locale: Locale) -> str:
    """Its name in English, such as ``Portuguese (Brazil)``."""
    return _cldr(locale).get_display_name("en") or locale.tag


def own_name(locale: Locale) -> str:
    """Its name in itself, such as ``português (Brasil)``; in English where CLDR has none."""
    return _cldr(locale).get_display_name() or locale_name(locale)


def right_to_left(locale: Locale) -> bool:
    """Whether it is written from right to left, as Arabic is."""
    return _cldr(locale).text_direction == "rtl"


def between_sentences(locale: Locale) -> str:
    """What stands between two sentences of a paragraph: a space; nothing in Chinese and Japanese.

    Thai, Lao, Khmer and Burmese have none between words, but do put one between sentences.
    """
    return "" if locale.script in _CLOSE_SENTENCES else " "


def plural_forms(locale: Locale) -> str:
    """The value of the gettext header ``Plural-Forms``, from CLDR's cardinal rule.

    CLDR's operand ``e``, the exponent of a number in compact notation, is none that gettext knows;
    for a number written out it is 0. (Babel's own table for gettext is not used: it differs from
    CLDR for Arabic.)
    """
    from babel.plural import to_gettext

    return re.sub(r"\be\b", "0", to_gettext(_cldr(locale).plural_form))


def _shortest(locale: Locale) -> Locale:
    """The locale with the code that CLDR has for its language instead of another of its codes."""
    code = get_global("language_aliases").get(locale.language, "")
    if not code or "_" in code:  # what is a language and a region in one has no CLDR data either
        return locale
    return Locale(code + locale.tag.removeprefix(locale.language))


@cache
def _cldr(locale: Locale) -> CldrLocale:
    return CldrLocale.parse(locale.gettext)


_OF_OLD = {"zh-chs": "zh-Hans", "zh-cht": "zh-Hant"}
"""Names of old that are no language tags."""


def locale_named(language: str) -> Locale | None:
    """The locale that a program means by a tag; None where it is none, or none that CLDR has.

    What stands behind language, script and region is left out, as is a region that is not there.
    """
    parts = _OF_OLD.get(language.lower(), language).strip().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        if any(len(part) == 4 and part.isalpha() for part in parts[length:]):
            return None  # a script in an odd place: without it this would be another language
        try:
            found = known_locale("-".join(parts[:length]))
        except ValueError:
            continue
        if found in family(found.wider[-1]):
            return found
    return None
