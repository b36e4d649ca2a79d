"""Whether the words around a number or a name stay right when another one takes its place.

A number may ask for another form of what it counts (1 | million, 2 | millions; 2 | человека,
5 | человек): CLDR's plural rules say when. A word before it may be contracted or elided (l'8
maggio, il 7 maggio), and an ending may be written together with it (2021'de, 2023'te).
"""

import re
from decimal import Decimal
from functools import cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.months import find_months
from translate_pipeline.text.repairs.edits import UNSPACED

_ENDING = re.compile(r"(?P<joint>[-‑'’:]?)(?P<word>[^\W\d_]+)")
_ORDINAL_SIGN = re.compile("[ºª°]")
_COMPOUND = frozenset({"de", "en", "nl", "pl", "ru", "uk"})
"""Languages that write compounds with a figure (45-jährig), whose ending is the word's."""
_SHORTEST_COMPOUND = 4
_PERCENT_AFTER = re.compile(r"[ \u00a0\u202f]?[%٪﹪％]")
_PERCENT_BEFORE = re.compile(r"[%٪][ \u00a0\u202f]?$")
_YEAR_AFTER = re.compile(r"[ \u00a0](?:год|г\.|гг\.|рок|рік|рр?\.|rok|r\.)")
_YEAR_BEFORE = re.compile(r"(?:عام|العام|سنة|لعام|بعام|منذ) $")
_DATE_GAP = re.compile(r"\.?[ \u00a0]?(?:de[l ] ?|d[’'])?")
_DAYS, _YEARS = range(2, 32), range(1800, 2100)
_ELIDED = re.compile(r"[^\W\d_][’']$")
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_]+)[ \u00a0]$")
_CHANGING = {
    language: frozenset(words.split())
    for language, words in {
        "ca": "el la de en na al del pel per",
        "de": "",
        "es": "y e o u",
        "fr": "de le la que ne je se me te ce du au si ma ta sa lorsque puisque quoique jusque",
        "gl": "",
        "it": "il lo la i gli le un uno una di a ad e ed o od del dello della dei degli al allo"
        " alla ai agli dal dallo dalla dai dagli nel nello nella nei negli sul sullo sulla sui"
        " sugli quel quello quella quei quegli bel bello",
        "nl": "",
        "pt": "",
    }.items()
}
"""Words that change before a vowel or another sound; of other languages, any of a few letters."""
_BEFORE_NUMBERS = {
    language: frozenset(words.split())
    for language, words in {
        "bg": "в във с със",
        "cs": "k ke s se v ve z ze",
        "es": "o u",
        "hu": "a az",
        "pl": "z ze",
        "ru": "о об с со",
        "sk": "k ku s so v vo z zo",
        "uk": "о об з із зі",
    }.items()
} | {language: _CHANGING[language] for language in ("ca", "it")}
_FEW_LETTERS = 4
_SHORT_SCALES = frozenset(
    "mln mld mio mrd bn tys bln тыс млн млрд трлн тис m k".split()  # noqa: SIM905
)
_PARTICLES = "은는이가을를과와으로랑"

_TURKISH = {
    digit: kind
    for kind, digits in {
        "bir": (1, 8, 80, 1000), "iki": (2, 7, 20, 50), "beş": (5, 70), "üç": (3, 4), "altı": (6,),
        "on": (9, 10, 30, 10**6, 10**9), "kırk": (40, 60), "doksan": (90,), "yüz": (100,),
    }.items()
    for digit in digits
}  # fmt: skip
"""The last word of a number as it is said, in classes that take the same endings."""
_EACH = {number: str(number) for number in (*range(1, 10), 11, 100)}
"""Where it is not told here which of them sound alike."""
_FIRST_SOUNDS = {
    "bg": _EACH, "cs": _EACH, "hu": _EACH, "sk": _EACH,
    "ca": {1: "a", 11: "a"}, "es": {8: "a", 11: "a"}, "it": {1: "a", 8: "a", 11: "a"},
    "pl": {100: "st"}, "ru": {1: "a", 11: "a", 100: "st"}, "uk": {1: "a", 11: "a", 100: "st"},
}  # fmt: skip
"""How numbers begin before which the word in front changes: об | 11, со | 100."""


def keeps_words(  # noqa: PLR0913  (a number, and all that stands around it)
    before: str, after: str, old: Decimal, new: Decimal, locale: Locale, *, counting: bool = True
) -> bool:
    """Whether what stands around digits in a target stays right with another number.

    ``counting``: whether the number counts something, as far as the source tells.
    """
    return (
        _ending_stays(after, old, new, locale)
        and _beginning_stays(before, old, new, locale)
        and (
            not counting
            or _counts_nothing(before, after, old, new, locale)
            or same_form(old, new, locale)
        )
    )


def same_form(old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether two numbers ask for the same form of what they count."""
    if 1 in {old, new} and old != new:
        return locale.language in UNSPACED
    if locale.language == "he" and (abs(old) <= 10) != (abs(new) <= 10):
        return False  # 10 ימים, 11 יום
    if locale.language == "ar" and (
        min(old % 100, 3) != min(new % 100, 3) or (old <= 10) != (new <= 10)
    ):
        return False  # 101 and 102 are said like one and two, and 108 not always like eight
    rule = _plural_rule(locale)
    return rule is not None and rule(_plain(old)) == rule(_plain(new))


def same_scale(rest: str, old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether a scale (millions, млн) stays as it is after another number."""
    return rest.strip(" \u00a0.").lower() in _SHORT_SCALES or same_form(old, new, locale)


def sounds_alike(before: str, old: str, new: str, locale: Locale) -> bool:
    """Whether the word before another word stays as it is: de | Rosa, but d’ | Ana.

    Where both begin with a vowel, or both with none, or no short word stands before them.
    """
    return not _may_change(before, _CHANGING.get(locale.language)) or _sound(old) == _sound(new)


def _may_change(before: str, changing: frozenset[str] | None) -> bool:
    """Whether the last word of a text is one that changes before some sounds."""
    match = _LAST_WORD.search(before)
    if match is None:
        return _ELIDED.search(before) is not None
    word = match[1].lower()
    return word in changing if changing is not None else len(word) <= _FEW_LETTERS


def _sound(word: str) -> str:
    first, second = word[:1].lower(), word[1:2].lower()
    if first and first in "aeiouyàáâãäåèéêëìíîïòóôõöùúûüœæh":
        return "a" if first not in "iyoíóîïòôõöh" else word if first == "h" else first
    return (
        "heavy" if first in {*"zxyj"} or (first in {*"sgp"} and second not in "aeiouáéíóú") else ""
    )


def _ending_stays(after: str, old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether what is written together with the end of a number stays."""
    language = locale.language
    if language == "tr":
        percent = _PERCENT_AFTER.match(after)
        after = after[percent.end() :] if percent else after
    if not after or _ORDINAL_SIGN.match(after):
        return True
    match = _ENDING.match(after)
    if match is None:
        return True
    if language in UNSPACED:
        return language != "ko" or after[0] not in _PARTICLES
    if language == "tr" and match["joint"] in ("'", "’"):
        return _turkish(old) == _turkish(new) != ""
    if language == "fr" and not match["joint"]:
        return match["word"] in ("e", "ème", "h") and 1 not in {old, new}
    return (
        language in _COMPOUND and match["joint"] == "-" and len(match["word"]) >= _SHORTEST_COMPOUND
    )


def _beginning_stays(before: str, old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether the word before a number stays: il 7, but l’8."""
    if locale.language == "fr":
        return _ELIDED.search(before) is None
    sounds = _FIRST_SOUNDS.get(locale.language, {})
    alike = sounds.get(_begins_with(old)) == sounds.get(_begins_with(new))
    return alike or not _may_change(before, _BEFORE_NUMBERS.get(locale.language))


def _begins_with(number: Decimal) -> int:
    """What a number begins with as it is said: 8 of 80 and of 8,546, 11 of 11,000, 100 of 120."""
    digits = str(int(abs(number)))
    head = digits[: (len(digits) - 1) % 3 + 1]
    if head == "11" or (head == "1" and len(digits) != len("1000")):
        return int(head)
    if head[0] != "1":
        return int(head[0])
    return 100 if len(head) == len("100") else 0


def _counts_nothing(before: str, after: str, old: Decimal, new: Decimal, locale: Locale) -> bool:
    """Whether no noun agrees with a number: it is a percentage, a year or a day of a month."""
    if _PERCENT_AFTER.match(after) or _PERCENT_BEFORE.search(before):
        return min(old, new) >= 2
    if all(value in _YEARS for value in (old, new)):
        named = _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before)
        return bool(named) or any(
            _DATE_GAP.fullmatch(before[month.end :])
            for month in find_months(before, locale, sure=False)
        )
    return all(value in _DAYS for value in (old, new)) and any(
        _DATE_GAP.fullmatch(after[: month.start])
        for month in find_months(after, locale, sure=False)
    )


def _turkish(number: Decimal) -> str:
    """What decides on the endings of a number: its last word."""
    if number != int(number):
        return ""
    whole = int(number)
    last = next((10**n for n in range(1, 12) if whole % 10**n), 10)
    value = whole % last
    if value >= 1000:
        value = next((scale for scale in (10**9, 10**6, 1000) if value >= scale), 0)
    elif value >= 100:
        value = 100
    return _TURKISH.get(value, "")


def _plain(number: Decimal) -> Decimal:
    """The number without zeros at the end of its decimals, and without an exponent."""
    return Decimal(f"{number.normalize():f}")


@cache
def _plural_rule(locale: Locale):  # type: ignore[no-untyped-def]  # noqa: ANN202
    import babel

    for tag in (locale.gettext, locale.language):
        try:
            return babel.Locale.parse(tag).plural_form
        except (ValueError, babel.UnknownLocaleError):
            continue
    return None
