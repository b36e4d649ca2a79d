"""The rules about abbreviations: what a full stop after one may end.

Like those of ``rules``, each answers True or False, or None where it has nothing to say.
"""

import re

from translate_pipeline.text.sentences.candidate import Candidate
from translate_pipeline.text.sentences.language import Language

_DASHES = ("-", "–", "—")
_DATE = 30
"""How many characters a date or a time with its prepositions takes."""
_ROMAN = re.compile(r"[IVX]{2,6}|V|X")
_COUNTED = re.compile(r"\(?(?:\d|[IVXLC]+\s)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,3}")
_CHAINED = re.compile(r"[^\W\d_]\. [^\W\d_]")
"""Two letters with stops, apart: ``v. d.``."""
_OPENING = frozenset("\"'“‘«‹„‚「『¿¡")


def never(candidate: Candidate, _start: int, language: Language) -> bool | None:
    """After ``Dr.`` and ``e.g.`` there is more, whatever it is."""
    return None if candidate.forms.isdisjoint(language.never) else False


def numbered(candidate: Candidate, _start: int, language: Language) -> bool | None:
    """``No. 7``, ``Art. IV`` and ``App. No. 12`` go on."""
    if candidate.forms.isdisjoint(language.numbered):
        return None
    after = candidate.after
    abbreviated = candidate.text.startswith(f"{after}.", candidate.next) and (
        after.lower() in language.numbered or after.lower() in language.never
    )
    return False if after.isdigit() or _ROMAN.fullmatch(after) or abbreviated else None


def ending(candidate: Candidate, start: int, language: Language) -> bool | None:
    """``etc.`` and ``6 p.m.`` end a sentence, save before ``Feb. 14`` and ``6 p.m. Monday``."""
    if candidate.forms.isdisjoint(language.ending):
        return None
    if candidate.after.isdigit() or candidate.opening.startswith(("(", *_DASHES)):
        return False
    return not _only_a_date(candidate, start, language) and (
        candidate.after not in language.continuing
    )


def measure(candidate: Candidate, start: int, language: Language) -> bool | None:
    """``… в 1998 г. Суд`` is an end, ``в г. Москва`` is not, nor ``В мае 1998 г. Суд``."""
    if candidate.forms.isdisjoint(language.measures):
        return None
    counted = any(map(_COUNTED.match, candidate.forms))
    return (
        counted
        and not _only_a_date(candidate, start, language)
        and not candidate.opening.startswith(_DASHES)
    )


def naming(candidate: Candidate, _start: int, language: Language) -> bool | None:
    """After ``Acme Inc.``, ``U.S.``, ``Omar K.`` and ``J. v. d.`` a name may go on."""
    initial = len(candidate.before) == 1 and candidate.before.isalpha()
    initial_next = candidate.text.startswith(f"{candidate.after[:1]}.", candidate.next)
    if initial and initial_next:
        return False
    if not (
        (initial and not candidate.before.islower())
        or _DOTTED.fullmatch(candidate.before)
        or (initial and any(map(_CHAINED.fullmatch, candidate.forms)))
        or not candidate.forms.isdisjoint(language.naming)
    ):
        return None
    if initial_next or candidate.opening.startswith(_DASHES):
        return False
    return language.opens(candidate.after) or not _OPENING.isdisjoint(candidate.opening)


def _only_a_date(candidate: Candidate, start: int, language: Language) -> bool:
    """Whether the sentence has just begun with a date: ``On 7 Oct. Soldiers …``, ``At 5 a.m.``."""
    return (
        candidate.at - start < _DATE
        and candidate.text.count(" ", start, candidate.at) < 4
        and any(map(_COUNTED.match, candidate.forms))
        and candidate.after.lower() not in language.openers
    )


def is_abbreviation(candidate: Candidate, language: Language) -> bool:
    """Whether the word looks like one: it is known, has stops inside or is a single letter."""
    return candidate.is_full_stop and (
        len(candidate.before) == 1
        or "." in candidate.before
        or not candidate.forms.isdisjoint(language.abbreviations)
    )
