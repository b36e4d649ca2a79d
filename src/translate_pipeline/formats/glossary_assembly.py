"""Concepts made of what a file of another program holds, and notices of what it is left without."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple
from unicodedata import normalize

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_exchange import LISTS, Cell, Entry, Section
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, Evidence, Guard, LocaleTerms, SourceTerms
from translate_pipeline.text.languages import known_locale


class Imported(NamedTuple):
    """What a file of another program holds."""

    concepts: tuple[Concept, ...]
    evidence: Mapping[str, str]
    lines: Mapping[str, int]
    """Where in the file each concept begins."""
    notices: tuple[str, ...]
    """What was left out, and why."""


def assemble(path: str, found: Iterable[Entry], evidence: Mapping[str, str]) -> Imported:
    """The concepts of a file. Raises InputError for a field that does not hold what it should.

    What a file of another program need not say: a term without a list is preferred where it is the
    first, else admitted; a concept without a domain is "general". Left out, with a notice, are
    concepts without an English term, locales without one that is approved, and unknown locales.
    """
    concepts: dict[str, Concept] = {}
    lines: dict[str, int] = {}
    notices: list[str] = []
    reader = _Reader(path, notices)
    for entry in found:
        concept = reader.concept(entry)
        if concept is None:
            continue
        if concept.id in concepts:
            reason = tr(
                "the concept {concept} is also in line {line}",
                concept=concept.id, line=lines[concept.id],
            )  # fmt: skip
            raise InputError(path, entry.id.line, reason, column=entry.id.column)
        concepts[concept.id], lines[concept.id] = concept, entry.id.line
    return Imported(tuple(concepts.values()), evidence, lines, tuple(notices))


class _Reader:
    """Makes concepts of one file's entries, noting what is left out."""

    def __init__(self, path: str, notices: list[str]) -> None:
        self.path, self.notices = path, notices

    def concept(self, entry: Entry) -> Concept | None:
        sections: dict[Locale, Section] = {}
        for section in entry.sections:
            self._add(section, sections)
        english = [locale for locale in sections if locale.language == ENGLISH.language]
        chosen = ENGLISH if ENGLISH in sections else next(iter(english), None)
        named = entry.id.text or tr("a concept")
        if chosen is None or not (source := self._source(sections.pop(chosen))):
            self._notice(entry.id, tr("{concept} has no English term", concept=named))
            return None
        terms = {locale: self._terms(locale, section) for locale, section in sections.items()}
        fields = entry.fields
        return Concept(
            id=slug(entry.id.text) or slug(source.preferred) or f"line_{entry.id.line}",
            domain=_text(fields, "domain") or "general",
            definition=_text(fields, "definition") or f"Not defined in {PurePath(self.path).name}.",
            legal_source=_text(fields, "source"),
            source=source,
            terms={locale: found for locale, found in terms.items() if found},
            number_locked=self._flag(fields, "number_locked", default=False),
            do_not_translate=self._flag(fields, "do_not_translate", default=False),
        )

    def _add(self, section: Section, sections: dict[Locale, Section]) -> None:
        """Sort a section under its locale; two of one locale become one."""
        try:
            locale = _locale(section.locale.text)
        except ValueError as error:
            self._notice(section.locale, str(error))
            return
        known = sections.setdefault(locale, section)
        if known is not section:
            known.terms += section.terms
            known.fields |= section.fields

    def _source(self, section: Section) -> SourceTerms | None:
        written = [cell.text for name, cell in _sorted(section) if name != "forbidden"]
        if len(written) < len(section.terms):
            self._notice(section.locale, tr("a forbidden English term"))
        if not written:
            return None
        return SourceTerms(
            written[0],
            tuple(dict.fromkeys(written[1:])),
            case_sensitive=self._flag(section.fields, "case_sensitive", default=False),
            inflect=self._flag(section.fields, "inflect", default=True),
            guards=self._guards(section.fields.get("guards")),
        )

    def _terms(self, locale: Locale, section: Section) -> LocaleTerms | None:
        lists: dict[str, list[str]] = {name: [] for name in LISTS}
        for name, cell in _sorted(section):
            lists[name].append(cell.text)
        if not lists["preferred"]:
            self._notice(section.locale, tr("{locale} has no approved term here", locale=locale))
            return None
        preferred, *more = dict.fromkeys(lists["preferred"])
        fields = section.fields
        return LocaleTerms(
            preferred,
            tuple(dict.fromkeys((*more, *lists["admitted"]))),
            tuple(dict.fromkeys(lists["forbidden"])),
            tuple(dict.fromkeys(lists["forms"])),
            watch=tuple(dict.fromkeys(lists["watch"])),
            status=self._status(fields.get("status")),
            evidence=_text(fields, "evidence"),
            note=_text(fields, "note"),
            example=_text(fields, "example"),
            approved_by=_text(fields, "approved_by"),
            approved_on=self._date(fields.get("approved_on")),
        )

    def _status(self, cell: Cell | None) -> Evidence:
        if cell is None:
            return Evidence.FROM_KNOWLEDGE
        try:
            return Evidence(cell.text)
        except ValueError:
            known = ", ".join(Evidence)
            raise self._bad(cell, "status", tr("one of {names}", names=known)) from None

    def _date(self, cell: Cell | None) -> dt.date | None:
        try:
            return dt.date.fromisoformat(cell.text) if cell else None
        except ValueError:
            assert cell is not None
            raise self._bad(cell, "approved_on", tr("a date such as 2026-05-03")) from None

    def _flag(self, fields: Mapping[str, Cell], name: str, *, default: bool) -> bool:
        cell = fields.get(name)
        if cell is None:
            return default
        if (word := cell.text.lower()) not in ("true", "false"):
            raise self._bad(cell, name, tr("true or false"))
        return word == "true"

    def _guards(self, cell: Cell | None) -> dict[str, Guard]:
        try:
            guards: Any = json.loads(cell.text) if cell else {}
            json.dumps(guards, ensure_ascii=False).encode()  # JSON may hold half a character
            return {
                form: Guard(_patterns(sides, "when"), _patterns(sides, "unless"))
                for form, sides in guards.items()
            }
        except (ValueError, AttributeError, TypeError, RecursionError):
            assert cell is not None
            shape = '{"form": {"when": ["…~"], "unless": ["~…"]}}'
            raise self._bad(cell, "guards", tr("JSON such as {shape}", shape=shape)) from None

    def _bad(self, cell: Cell, name: str, wanted: str) -> InputError:
        reason = tr(
            "{name} is {value}; it must be {wanted}",
            name=name, value=repr(cell.text), wanted=wanted,
        )  # fmt: skip
        return InputError(self.path, cell.line, reason, column=cell.column)

    def _notice(self, cell: Cell, text: str) -> None:
        """Note, with the place, why something was left out."""
        reason = tr("{reason}; left out", reason=text)
        self.notices.append(str(InputError(self.path, cell.line, reason, column=cell.column)))


_locale = cache(known_locale)


def _patterns(sides: Mapping[str, Any], side: str) -> tuple[str, ...]:
    patterns = sides.get(side, [])
    if not isinstance(patterns, list):
        raise TypeError
    return tuple(map(str, patterns))


def _sorted(section: Section) -> Iterator[tuple[str, Cell]]:
    """The terms with their lists, the preferred first; those of no list find theirs."""
    approved = [name for name, _ in section.terms if name in ("preferred", "admitted", "")]
    anew = "preferred" not in approved
    named = []
    for name, cell in section.terms:
        promoted = anew and name in ("", "admitted")
        anew = anew and not promoted
        named.append(("preferred" if promoted else name or "admitted", cell))
    yield from sorted(named, key=lambda item: item[0] != "preferred")


def _text(fields: Mapping[str, Cell], name: str) -> str:
    return fields[name].text if name in fields else ""


def slug(text: str) -> str:
    """An id such as the glossary has: small letters, digits, hyphens, underscores."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]*([_-])[^a-z0-9]*|[^a-z0-9]+", lambda m: m[1] or "_", plain).strip(
        "_-"
    )
