"""Names of months, as CLDR has them, and where they stand in a text."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import NamedTuple

from translate_pipeline.model.locale import Locale

_REGIONS = {"ar": ("ar_SY", "ar_IQ", "ar_MA", "ar_DZ", "ar_MR"), "de": ("de_AT",), "pt": ("pt_PT",)}
"""Where months have other names than in most of the language: كانون الثاني, Jänner."""
_OF = re.compile("^(?:de |d[’'])")
_ALSO = {
    "hi": {"अक्तूबर": 10},
    "en": {"sept": 9},
    "ar": {"ابريل": 4, "اكتوبر": 10, "اغسطس": 8},
    "fa": {"می": 5, "جولای": 7, "آگوست": 8},
    "pl": {"lutym": 2, "luty": 2},
    "uk": {"лютий": 2, "лютому": 2, "лютнев": 2},
}
_UNSPACED = ("ja", "ko", "zh")
_NUMBERED = re.compile(
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?(?:月(?!球)|월)(?:份)?"
)
_HAN = {char: value for value, char in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_CASES = {
    "de": (r"\w*", ""),
    "nl": (r"\w*", ""),
    "pl": (r"(?:a|u|ie|zie|em|owi|ow\w+)?", "a"),
    "ru": (r"(?:ь|я|й|е|ю|ем|ём|а|у|ом|ь?ск\w+|овск\w+)?", "ьяай"),
    "tr": (r"(?:['’]?\w{0,4})?", ""),
    "uk": (r"(?:ь|я|й|і|ю|ем|а|у|ом|ого|ому|[ео]в\w+)?", "яа"),
}
"""Endings of cases, adjectives and compounds, and the letters that a name loses before them."""
_AMBIGUOUS = {"en": ("may", "march", "mar"), "fr": ("mars",), "de": ("mai",), "pt": ("set", "dez")}
"""Months that are other words too: they count beside a figure only."""

_HIJRI = (
    "محرم|صفر|ربيع (?:الأول|الآخر|الثاني)|جمادى|رجب|شعبان|رمضان|شوال|ذ[ويى] (?:ال)?(?:قعدة|حجة)"
)
_PERSIAN = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
_ELSEWHERE = {
    "ar": rf"(?<!\w)[وفبلك]{{0,2}}(?:ال)?(?:{_HIJRI}|{_PERSIAN})(?!\w)",
    "fa": rf"(?<!\w)(?:{_HIJRI}|{_PERSIAN})(?!\w)",
    "he": r"תש[א-ת]?[\"״][א-ת]",
    "ja": "令和|平成|昭和",
    "th": r"พ\.ศ\.",
    "zh": "民國|民国|農曆|农历",
}
"""Months and years of other calendars, to which a date may be converted."""


class Month(NamedTuple):
    """A month of the year, from 1, where a text names it."""

    number: int
    start: int
    end: int


def find_months(text: str, locale: Locale, *, sure: bool = True) -> Iterator[Month]:
    """The months that a text names, in order; only those that are no other word, if ``sure``."""
    language = locale.language
    if language in _UNSPACED:
        for match in _NUMBERED.finditer(text):
            number = _HAN.get(match["month"]) or int(match["month"])
            if 1 <= number <= 12:
                yield Month(number, *match.span())
        return
    pattern, numbers = _pattern(locale)
    for match in pattern.finditer(text):
        name = match["name"].lower()
        if sure and name in _AMBIGUOUS.get(language, ()) and not _beside_figure(text, match):
            continue
        yield Month(numbers[name], *match.span())


def _beside_figure(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(
        re.search(r"\d{1,2}(?:st|nd|rd|th|er)?\.?(?: (?:of|de))? $", before)
        or re.match(r"\.?,? (?:de )?\d", text[match.end() : match.end() + 6])
    )


def month_names(locale: Locale) -> dict[str, int]:
    """All names and abbreviations of a locale's months, in small letters."""
    found: dict[str, int] = {}
    for region in month_forms(locale):
        for names in (*region["wide"], *region["abbreviated"]):
            for number, name in names.items():
                plain = _OF.sub("", name.lower()).rstrip(".")
                if len(plain) > 1 + locale.is_latin and not plain.isdecimal():
                    found.setdefault(plain, number)
    return found | _ALSO.get(locale.language, {})


Names = Mapping[int, str]
"""The twelve months of a year, from 1."""


def month_forms(locale: Locale) -> tuple[Mapping[str, tuple[Names, ...]], ...]:
    """The names of the months as CLDR has them, by how long they are: wide, abbreviated.

    For the locale, its language and the regions where months have other names, in this order; of
    each first the form that stands in a date, then the one that stands alone.
    """
    tags = (locale.gettext, locale.language, *_REGIONS.get(locale.language, ()))
    return tuple(filter(None, map(_forms, tags)))


@cache
def _forms(tag: str) -> Mapping[str, tuple[Names, ...]]:
    """Those of one locale of CLDR; nothing of one that it does not know.

    Read from a copy of Babel's data: reading it as it is leaves the names of one locale in another
    one that has none to stand alone (python-babel/babel#1234).
    """
    import babel
    from babel.localedata import LocaleDataDict, load

    try:
        name = str(babel.Locale.parse(tag))
    except (ValueError, babel.UnknownLocaleError):
        return {}
    months = LocaleDataDict({"months": deepcopy(load(name)["months"])})["months"]
    return {
        width: tuple(dict(months[context][width].items()) for context in ("format", "stand-alone"))
        for width in ("wide", "abbreviated")
    }


@cache
def _pattern(locale: Locale) -> tuple[re.Pattern[str], dict[str, int]]:
    names = month_names(locale)
    endings, lost = _CASES.get(locale.language, ("", ""))
    stems = {
        (name.rstrip(lost) if lost and len(name) > 3 else name): n for name, n in names.items()
    }
    ordered = sorted(map(re.escape, stems), key=len, reverse=True)
    before = {"ar": r"(?<!\w)[وفبلك]{0,2}(?:ال)?", "he": r"(?<!\w)[ושהכלבמ]{0,3}"}
    start = before.get(locale.language, r"(?<!\w)")
    pattern = f"{start}(?P<name>{'|'.join(ordered) or '(?!)'}){endings}(?!\\w)"
    return re.compile(pattern, re.IGNORECASE), stems


def has_months(locale: Locale) -> bool:
    """Whether the months of a locale can be found."""
    return locale.language in _UNSPACED or len(set(month_names(locale).values())) == 12


def has_other_calendar(text: str, locale: Locale) -> bool:
    """Whether a text may have a date on another calendar than the Gregorian one."""
    words = _ELSEWHERE.get(locale.language)
    return words is not None and re.search(words, text) is not None
