"""The rules that decide whether a sentence ends at a candidate, in the order they are asked.

A rule answers True or False, or None where it has nothing to say; where none answers, it ends.
"""

import re
from collections.abc import Callable

from translate_pipeline.text.sentences.abbreviations import (
    ending,
    is_abbreviation,
    measure,
    naming,
    never,
    numbered,
)
from translate_pipeline.text.sentences.candidate import CLOSING_QUOTES, Candidate
from translate_pipeline.text.sentences.language import Language

_QUOTES = frozenset(CLOSING_QUOTES)
_NO_OPENING = tuple(",;:/)]}%،؛")
_LEAD = 8
"""How many quotation marks, bullets and brackets may precede the first word of a sentence."""
_ITEM = re.compile(r"\d{1,3}|[^\W\d_]|[ivx]{2,4}|[IVX]{2,4}")
_ADDRESS = re.compile(r"https?://|www\.")
_CLAUSE = re.compile(r"(?:[A-Z][a-z]{0,3}\.\s|[\w’'-]{1,30}\s?){1,7}")


def is_boundary(candidate: Candidate, start: int, language: Language) -> bool:
    """Whether the sentence that begins at ``start`` ends here."""
    for rule in _RULES:
        answer = rule(candidate, start, language)
        if answer is not None:
            return answer
    return True


def _plain(candidate: Candidate, _start: int, language: Language) -> bool | None:
    """Most sentences end so: a longer word that is no abbreviation, a full stop, a capital."""
    plain = (
        candidate.marks == "."
        and candidate.after[:1].isupper()
        and len(candidate.before) > 4
        and candidate.before.isalpha()
        and candidate.forms.isdisjoint(language.abbreviations)
    )
    return True if plain else None


def _goes_on(candidate: Candidate, _start: int, _language: Language) -> bool | None:
    """No sentence opens with a comma or the like."""
    return False if candidate.after[:1] in _NO_OPENING else None


def _nothing_yet(candidate: Candidate, start: int, _language: Language) -> bool | None:
    """``… and then`` and ``?!`` at the beginning: a sentence needs a word."""
    lead = candidate.text[start : min(candidate.at, start + _LEAD)]
    return False if len(lead) < _LEAD and not any(map(str.isalnum, lead)) else None


def _pause(candidate: Candidate, _start: int, _language: Language) -> bool | None:
    """Three dots set apart, ``the thing is . . . I forgot``, are a pause; a fourth ends it."""
    apart = candidate.marks == ". . ." and candidate.text[candidate.at - 1 : candidate.at].isspace()
    return False if apart else None


def _omission(candidate: Candidate, _start: int, _language: Language) -> bool | None:
    """``[...]`` marks words left out, not an end."""
    bracketed = candidate.text[candidate.at - 1 : candidate.at] in ("[", "(")
    return False if bracketed and candidate.marks[0] in ".…" else None


def _item_number(candidate: Candidate, start: int, _language: Language) -> bool | None:
    """``1.`` and ``a.`` at the beginning of a sentence number it."""
    if candidate.marks[0] != "." or not _ITEM.fullmatch(candidate.before):
        return None
    lead = candidate.text[start : candidate.at - len(candidate.before)]
    return False if len(lead) < _LEAD and not any(map(str.isalnum, lead)) else None


def _lower_case(candidate: Candidate, start: int, language: Language) -> bool | None:
    """A sentence opens with a capital, except as people write in e-mails, or with an address."""
    if not candidate.after[:1].islower():
        return None
    plain = candidate.marks.strip("!?") in ("", ".")
    if not plain or is_abbreviation(candidate, language) or candidate.opening:
        return False
    if _ADDRESS.match(candidate.text, candidate.next):
        return True
    informal = candidate.after in language.uncapitalised or (
        bool(language.uncapitalised) and candidate.text[start].islower()
    )
    return informal and candidate.before == candidate.before.lower()


def _attribution(candidate: Candidate, _start: int, language: Language) -> bool | None:
    """``“Why?” Ms. Ba asked`` goes on, for a question has no comma before its attribution."""
    if candidate.is_full_stop or _QUOTES.isdisjoint(candidate.marks):
        return None
    clause = _CLAUSE.match(candidate.text, candidate.next)
    goes_on = (
        clause
        and not language.saying.isdisjoint(clause.group().split()[1:])
        and candidate.after.lower() not in language.openers
    )
    return False if goes_on else None


def _other_stop(candidate: Candidate, _start: int, _language: Language) -> bool | None:
    """Only a single full stop can belong to an abbreviation."""
    return None if candidate.is_full_stop else True


def _closed(candidate: Candidate, start: int, _language: Language) -> bool | None:
    """A full stop inside closing quotation marks, or brackets around all, ends the sentence."""
    if not _QUOTES.isdisjoint(candidate.marks):
        return True
    return True if ")" in candidate.marks and candidate.text[start] == "(" else None


_RULES: tuple[Callable[[Candidate, int, Language], bool | None], ...] = (
    _plain,
    _goes_on,
    _nothing_yet,
    _pause,
    _omission,
    _item_number,
    _lower_case,
    _attribution,
    _other_stop,
    never,
    _closed,
    numbered,
    ending,
    measure,
    naming,
)
