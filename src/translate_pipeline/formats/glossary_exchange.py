"""Glossaries on their way to and from other programs: what TBX and CSV share.

An ``Entry`` is a concept as a file of another program has it: fields and terms as plain text, lists
and locales as they are called there. ``entries`` makes them from a termbase;
``glossary_assembly.assemble`` makes concepts of them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Guard,
    LocaleTerms,
    Termbase,
)

LISTS = ("preferred", "admitted", "forbidden", "forms", "watch")
CONCEPT_FIELDS = ("domain", "definition", "source", "number_locked", "do_not_translate")
SOURCE_FIELDS = ("case_sensitive", "inflect", "guards")
LOCALE_FIELDS = ("status", "evidence", "note", "example", "approved_by", "approved_on")


def one_line(term: str) -> str:
    """A term without the white space that its file may have put into it."""
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", term).strip(" ")


class Cell(NamedTuple):
    """A text, and where in its file it stands; 0 for one that we write.

    In a table, the column is the number of the cell.
    """

    text: str
    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Section:
    """A concept in one locale."""

    locale: Cell
    terms: list[tuple[str, Cell]] = field(default_factory=list)
    """List and term; the list is empty where the file does not say."""
    fields: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A concept."""

    id: Cell
    fields: dict[str, Cell] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)


def entries(termbase: Termbase) -> Iterator[Entry]:
    """The concepts of a termbase; the first section of each is the source's."""
    for concept in termbase.concepts:
        fields = {
            "domain": concept.domain,
            "definition": concept.definition,
            "source": concept.legal_source,
            "number_locked": "true" if concept.number_locked else "",
            "do_not_translate": "true" if concept.do_not_translate else "",
        }
        source = concept.source
        guards = {form: _plain(guard) for form, guard in source.guards.items()}
        inner = {
            "case_sensitive": "true" if source.case_sensitive else "",
            "inflect": "" if source.inflect else "false",
            "guards": json.dumps(guards, ensure_ascii=False) if guards else "",
        }
        terms = [("preferred", source.preferred), *(("admitted", v) for v in source.variants)]
        sections = [_section(termbase.source_locale, terms, inner)]
        sections += [_locale_section(*item) for item in concept.terms.items()]
        yield Entry(Cell(concept.id), _cells(fields), sections)


def _plain(guard: Guard) -> dict[str, list[str]]:
    sides = {"when": list(guard.when), "unless": list(guard.unless)}
    return {side: patterns for side, patterns in sides.items() if patterns}


def _locale_section(locale: Locale, terms: LocaleTerms) -> Section:
    listed = [("preferred", terms.preferred)]
    listed += [(name, term) for name in LISTS[1:] for term in getattr(terms, name)]
    fields = {
        "status": terms.status.value,
        "evidence": terms.evidence,
        "note": terms.note,
        "example": terms.example,
        "approved_by": terms.approved_by,
        "approved_on": terms.approved_on.isoformat() if terms.approved_on else "",
    }
    return _section(locale, listed, fields)


def _section(locale: Locale, terms: list[tuple[str, str]], fields: Mapping[str, str]) -> Section:
    listed = [(name, Cell(term)) for name, term in terms]
    return Section(Cell(locale.tag), listed, _cells(fields))


def _cells(fields: Mapping[str, str]) -> dict[str, Cell]:
    return {name: Cell(text) for name, text in fields.items() if text}
