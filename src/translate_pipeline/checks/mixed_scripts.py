"""A target does not mix the letters of two scripts in a word."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked

NAME = "mixed-scripts"
SEVERITY = Severity.ERROR

_LATIN, _GREEK, _CYRILLIC = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ", "Ͱ-Ͽἀ-῿", "Ѐ-ӿ"
_SCRIPTS = {"Latn": _LATIN, "Grek": _GREEK, "Cyrl": _CYRILLIC}
_NAMES = {"Latn": "Latin", "Grek": "Greek", "Cyrl": "Cyrillic"}
_JOINT = re.compile(
    "|".join(
        f"[{one}][{other}]"
        for one in _SCRIPTS.values()
        for other in _SCRIPTS.values()
        if one != other
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_RUN = {script: re.compile(f"[{letters}]+") for script, letters in _SCRIPTS.items()}
_ALIKE = {
    ("Latn", "Cyrl"): ("aceopxyijsABCEHIJKMOPSTXYëï", "асеорхуіјѕАВСЕНІЈКМОРЅТХУёї"),
    ("Latn", "Grek"): ("aopuvABEHIKMNOPTXYZ", "αορυνΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"),
    ("Cyrl", "Grek"): ("аорАВЕНІКМОРТХ", "αορΑΒΕΗΙΚΜΟΡΤΧ"),
}
_TABLES = {
    pair: str.maketrans(*texts)
    for (one, other), (a, b) in _ALIKE.items()
    for pair, texts in {(one, other): (a, b), (other, one): (b, a)}.items()
}
_LONE = re.compile("(?<=[Ѐ-ӿ,] )[aceoiyABCKOY](?= [Ѐ-ӿ])")
"""A Latin letter that stands for a Cyrillic word of one letter."""
_AT_MOST = 3
"""Words that are reported of a target: who types on the wrong keyboard does so in most of them."""
_ARABIC_IN_PERSIAN = re.compile("[\u0621-\u06ff]*[يك][\u0621-\u06ff]*")


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report words that mix Latin, Greek and Cyrillic letters, an error where they look alike.

    In Persian, also the Arabic letters that look like its own.
    """
    if target.isascii():
        return
    if locale.language == "fa":
        yield from _arabic_in_persian(target)
    if _JOINT.search(target):
        words = _WORD.finditer(masked(target))
        mixed = [one for one in words if one[0] not in source and _JOINT.search(one[0])]
        yield from islice(filter(None, (_mixed(one, locale) for one in mixed)), _AT_MOST)
    if locale.script == "Cyrl":
        for match in _LONE.finditer(target):
            right = match[0].translate(_TABLES["Latn", "Cyrl"])
            message = f"“{match[0]}” is a Latin letter here: write the Cyrillic “{right}”"
            yield Finding(NAME, SEVERITY, message, *match.span())


def _mixed(match: re.Match[str], locale: Locale) -> Finding | None:
    """What is wrong with a word in which two scripts meet."""
    word = match[0]
    counts = {script: len("".join(run.findall(word))) for script, run in _RUN.items()}
    own = locale.script if counts.get(locale.script) else max(counts, key=lambda s: counts[s])
    other = max((script for script in counts if script != own), key=lambda s: counts[s])
    strange = _RUN[other].findall(word)
    right = word.translate(_TABLES[other, own])
    if _RUN[other].search(right):
        if other == "Grek" and max(map(len, strange)) == 1:
            return None  # a sign of physics: µm, kΩ
        right = ""
    letters = ", ".join(f"“{one}”" for one in strange)
    message = f"“{word}” has {_NAMES[other]} {letters} in a {_NAMES[own]} word"
    if right:
        return Finding(NAME, SEVERITY, f"{message}: write “{right}”", *match.span())
    return Finding(NAME, Severity.WARNING, message, *match.span())


def _arabic_in_persian(target: str) -> Iterator[Finding]:
    """The first word with the Arabic yeh or kaf, which searches for the Persian ones miss."""
    match = _ARABIC_IN_PERSIAN.search(target) if "ي" in target or "ك" in target else None
    if match:
        right = match[0].replace("ي", "ی").replace("ك", "ک")
        message = f"“{match[0]}” has Arabic letters: write “{right}”"
        yield Finding(NAME, Severity.NOTE, message, *match.span())
