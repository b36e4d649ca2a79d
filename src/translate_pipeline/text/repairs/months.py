"""Put the months that a correction changed into a target."""

import re
from collections.abc import Iterable, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.months import Month, month_forms
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
    widths = ("wide",) if target.text[month.end :][:1] == "." else ("wide", "abbreviated")
    if any(char.isdecimal() or char in _HAN for char in written):
        return _numbered(month, written, new)
    for cut in range(3 if target.locale.language in PREFIXES else 1):
        before, name = written[:cut], written[cut:]
        if set(before) <= set(PREFIXES.get(target.locale.language, "")):
            names = _other_names(name, (month.number, new), target.locale, widths)
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


def _other_names(
    name: str, numbers: tuple[int, int], locale: Locale, widths: Iterable[str]
) -> set[str]:
    """The names of another month that are as this one is: in full or short, in the same case.

    Those of the first region that has this one: Januar, and Jänner in Austria only. None for one in
    capitals, since which letters those of another are is not the same in all languages, nor for a
    short one with a point, since another may have none: Jan., März.
    """
    if name[1:] != name[1:].lower():
        return set()
    for width in widths:
        for region in month_forms(locale):
            forms = [[_OF_MONTH.sub("", form[n]) for n in numbers] for form in region[width]]
            if alike := [form for form in forms if form[0].lower() == name.lower()]:
                return {_written_as(name, *form) for form in alike}
    return set()


def _written_as(written: str, old: str, new: str) -> str:
    """The name with a capital where the target has one that CLDR has not, and the other way."""
    if written.islower():
        return new.lower()
    return new[:1].upper() + new[1:] if old[:1].islower() else new
