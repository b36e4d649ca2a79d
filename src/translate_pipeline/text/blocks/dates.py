"""Date lines: "26 October 2023", "LONDON, 3 May 2026", "Updated 3 May 2026, 10:30 GMT"."""

import re
from collections import Counter

from translate_pipeline.text.blocks.words import words

_WORD = re.compile(r"[^\s,،;|•()\[\]]+")
_NUMERIC_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:am|pm|h|z)?|\d{1,2}(?:am|pm|h)|(?:gmt|utc)?[+-]\d{1,2}")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(\d{1,2})(?:[-–]\d{1,2})?(?:st|nd|rd|th|er|º|°|ª|-го|-е)?")
_DIGITS_FOR_LETTERS = str.maketrans("0135", "oles")
_MOST_PLACES = 4


def is_dateline(line: str, language: str) -> bool:
    """Whether the line is a date, perhaps with a place or a time, and nothing else.

    A month may have one typing error, or a digit for a letter ("0ctober"), if a day and a year
    stand beside it: such a line must not be lost just because it is mistyped.
    """
    if len(line) > 90 or not _YEAR.search(line):
        return False
    found = Counter(_role(word, language) for word in _WORD.findall(line.rstrip(".")))
    if not found["month"] and found["day"] and found["year"]:
        found["month"] = found.pop("typo", 0)
    places = found["place"] + found["typo"]
    if found["unknown"] or found["day"] > 2 or places > _MOST_PLACES:
        return False
    dated = found["month"] and found["year"] and (found["day"] or not places)
    return bool(found["date"] or dated)


def _role(word: str, language: str) -> str:
    known, bare = words(language), word.strip(".:–—-/'’*").casefold()
    plain = bare.translate(_DIGITS_FOR_LETTERS)
    months = known.months + known.month_abbreviations
    day = _DAY.fullmatch(bare)
    if not bare or bare in known.date_words + known.name_particles or _TIME.fullmatch(bare):
        role = "other"
    elif _NUMERIC_DATE.fullmatch(bare):
        role = "date"
    elif bare.isdecimal() and 1900 <= int(bare) <= 2100:
        role = "year"
    elif day and 1 <= int(day[1]) <= 31:
        role = "day"
    elif any(half in months for half in plain.split("/")):
        role = "month"
    elif len(plain) >= 5 and any(len(m) >= 5 and _nearly(plain, m) for m in known.months):
        role = "typo"
    else:
        role = "place" if word[0].isalpha() and not word[0].islower() else "unknown"
    return role


def _nearly(one: str, two: str) -> bool:
    """Whether a single edit, or two letters that changed places, makes one word of the other."""
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    one, two = one[start:], two[start:]
    swapped = one[:2] == two[:2][::-1] and one[2:] == two[2:]
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]
