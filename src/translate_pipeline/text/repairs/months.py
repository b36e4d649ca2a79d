"""Put the months that a correction changed into a target."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.months import REGIONS, Month
from translate_pipeline.text.number_words import PREFIXES
from translate_pipeline.text.repairs.agreement import sounds_alike
from translate_pipeline.text.repairs.correction import Kind, Pair
from translate_pipeline.text.repairs.edits import Edit, Readable, zero_of
from translate_pipeline.text.repairs.style import in_digits

_OF = re.compile(r"\b([dD])(?:e |['’])$")
"""French and Catalan: de mai, d’avril."""
_OF_MONTH = re.compile("^(?:de |d[’'])")
_VOWELS = "aàeéèiïoôuû"
_HAN = "一二三四五六七八九十"


def month_edits(
    pairs: Iterable[Pair], source: Readable, target: Readable
) -> tuple[Edit, ...] | None:
    """The edits for all months that are others now; None where one is in doubt."""
    wanted: dict[int, int] = {}
    for pair in pairs:
        if pair.old.kind is not Kind.MONTH:
            continue
        if wanted.setdefault(pair.old.month, pair.new.month) != pair.new.month:
            return None  # the same month twice, and now two
    edits: list[Edit] = []
    for old, new in wanted.items():
        if old == new:
            continue
        there = sum(month.number == old for month in source.months)
        here = [month for month in target.months if month.number == old]
        groups = sum(not _continues(month, here, target.text) for month in here)
        found = [_edit(month, new, target) for month in here]
        if there != groups or None in found:
            return None
        edits += [edit for edit in found if edit]
    return tuple(edits)


def _continues(month: Month, others: Sequence[Month], text: str) -> bool:
    """Whether a month is the second name of one: أيار/مايو."""
    return any(text[other.end : month.start] == "/" for other in others)


def _edit(month: Month, new: int, target: Readable) -> Edit | None:
    written = target.text[month.start : month.end]
    if any(char.isdecimal() or char in _HAN for char in written):
        return _numbered(month, written, new)
    for cut in range(3 if target.locale.language in PREFIXES else 1):
        before, name = written[:cut], written[cut:]
        if set(before) <= set(PREFIXES.get(target.locale.language, "")):
            names = _other_names(name, month.number, new, target.locale)
            if len(names) == 1:
                return _joined(month, before + names.pop(), target)
            if names:
                return None
    return None


def _numbered(month: Month, written: str, new: int) -> Edit:
    """5月, 五月."""
    digits = "".join(char for char in written if char.isdecimal())
    if digits:
        text = re.sub(r"\d+", in_digits(str(new), zero_of(digits)), written)
    else:
        said = _HAN[new - 1] if new <= len(_HAN) else "十" + _HAN[new - len(_HAN) - 1]
        text = re.sub(f"[{_HAN}]+", said, written)
    return Edit(month.start, month.end, text)


def _joined(month: Month, name: str, target: Readable) -> Edit | None:
    """The name with what stands before it: de mai, d’avril."""
    before, written = target.text[: month.start], target.text[month.start : month.end]
    match = _OF.search(before)
    if target.locale.language in ("ca", "fr") and match:
        vowels = [word[0].lower() in _VOWELS for word in (written, name)]
        if vowels[0] == vowels[1]:
            return Edit(month.start, month.end, name)
        apostrophe = "’" if "’" in target.text or "'" not in target.text else "'"
        of = match[1] + (apostrophe if vowels[1] else "e ")
        return Edit(match.start(), month.end, of + name)
    alike = not target.locale.is_latin or sounds_alike(before, written, name, target.locale)
    return Edit(month.start, month.end, name) if alike else None


def _other_names(name: str, old: int, new: int, locale: Locale) -> set[str]:
    """The names of another month that are as this one is: in full or short, in the same case.

    Those of the first region that has this one: Januar, and Jänner in Austria only. None for one in
    capitals, since which letters those of another are is not the same in all languages.
    """
    if name[1:] != name[1:].lower():
        return set()
    for width in ("wide", "abbreviated"):
        for cases in _names(locale, width):
            alike = [names for names in cases if names[old].lower() == name.lower()]
            if alike:
                return {_written_as(name, names[old], names[new]) for names in alike}
    return set()


def _written_as(written: str, old: str, new: str) -> str:
    """The name with a capital where the target has one that CLDR has not, and the other way."""
    if written.islower():
        return new.lower()
    return new[:1].upper() + new[1:] if old[:1].islower() else new


@cache
def _names(locale: Locale, width: str) -> tuple[tuple[dict[int, str], ...], ...]:
    """The names of the months, as CLDR has them, by region; one for each case that it knows."""
    import babel

    found = []
    for tag in (locale.gettext, locale.language, *REGIONS.get(locale.language, ())):
        try:
            months = babel.Locale.parse(tag).months
        except (ValueError, babel.UnknownLocaleError):
            continue
        cases = (
            {number: _OF_MONTH.sub("", name) for number, name in months[context][width].items()}
            for context in ("format", "stand-alone")
        )
        found.append(tuple(names for names in cases if len(names) == 12))
    return tuple(found)
