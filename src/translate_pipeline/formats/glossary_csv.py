"""CSV glossaries: one row a term, for spreadsheets.

A field of a concept or of a locale stands once, as a rule in the row of the preferred term; two
rows that say something else of the same thing are refused. A cell that a spreadsheet would run as
a formula is written with a ' before it, which reading takes away again.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_assembly import Imported, assemble
from translate_pipeline.formats.glossary_exchange import (
    CONCEPT_FIELDS,
    LISTS,
    LOCALE_FIELDS,
    SOURCE_FIELDS,
    Cell,
    Entry,
    Section,
    entries,
    one_line,
)
from translate_pipeline.messages import tr
from translate_pipeline.model.termbase import Termbase

_NEEDED = ("concept", "locale", "term")
COLUMNS = (
    "concept", "locale", "list", "term", *CONCEPT_FIELDS, *LOCALE_FIELDS, *SOURCE_FIELDS,
)  # fmt: skip
_CITATION = "citation"
"""In the column ``list``: the row explains a key of evidence, with the citation as its term."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for a formula (OWASP, CSV Injection), guarded already or not."""

_Row = Mapping[str, Cell]


def serialize_csv(termbase: Termbase) -> str:
    """A termbase as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for entry in entries(termbase):
        for row in _rows(entry):
            writer.writerow({name: _guarded(cell) for name, cell in row.items()})
    for key, citation in termbase.evidence.items():
        row = {"list": _CITATION, "evidence": key, "term": citation}
        writer.writerow({name: _guarded(cell) for name, cell in row.items()})
    return text.getvalue()


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    concept = {name: cell.text for name, cell in entry.fields.items()}
    for section in entry.sections:
        fields = {name: cell.text for name, cell in section.fields.items()}
        for name, term in section.terms:
            place = {"concept": entry.id.text, "locale": section.locale.text}
            yield {**place, "list": name, "term": term.text, **concept, **fields}
            concept, fields = {}, {}


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def parse_csv(path: str, text: str) -> Imported:
    """Read a CSV file, with commas, semicolons or tabs. Raises InputError, with the line.

    Needed are the columns ``concept``, ``locale`` and ``term``; the others may be absent.
    """
    found: dict[str, Entry] = {}
    evidence: dict[str, str] = {}
    for row in _read(path, text):
        missing = [name for name in _NEEDED if name not in row]
        if row.get("list", Cell("")).text == _CITATION and {"term", "evidence"} <= row.keys():
            evidence[row["evidence"].text] = row["term"].text
        elif missing:
            line = next(iter(row.values())).line
            reason = tr("this row has no {names}", names=", ".join(missing))
            raise InputError(path, line, reason)
        else:
            entry = found.setdefault(row["concept"].text, Entry(row["concept"]))
            _add(path, row, entry)
    return assemble(path, found.values(), evidence)


def _add(path: str, row: _Row, entry: Entry) -> None:
    """Add a row to its concept."""
    sections = {section.locale.text: section for section in entry.sections}
    section = sections.get(row["locale"].text)
    if section is None:
        section = Section(row["locale"])
        entry.sections.append(section)
    name = row.get("list", Cell("")).text.lower()
    if name and name not in LISTS:
        reason = tr("list is {name}; known are {names}", name=repr(name), names=", ".join(LISTS))
        raise InputError(path, row["list"].line, reason, column=row["list"].column)
    term = row["term"]
    section.terms.append((name, term._replace(text=one_line(term.text))))
    for names, fields in (
        (CONCEPT_FIELDS, entry.fields), (LOCALE_FIELDS + SOURCE_FIELDS, section.fields),
    ):  # fmt: skip
        for column in names:
            if column not in row:
                continue
            known = fields.setdefault(column, row[column])
            if known.text != row[column].text:
                reason = tr(
                    "{column} differs from that in line {line}; say it once",
                    column=column, line=known.line,
                )  # fmt: skip
                raise InputError(path, row[column].line, reason, column=row[column].column)


def _read(path: str, text: str) -> Iterator[_Row]:
    """The rows: column → cell, without the empty ones."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    names: list[str] = []
    try:
        for cells in reader:
            line = reader.line_num - sum(cell.count("\n") for cell in cells)
            if not any(cells):
                continue
            if not names:
                names = _columns(path, [cell.strip().lower() for cell in cells])
            elif len(cells) > len(names):
                reason = tr(
                    "{cells} cells in a row, but {columns} columns; quote the commas",
                    cells=len(cells), columns=len(names),
                )  # fmt: skip
                raise InputError(path, line, reason, column=len(names) + 1)
            else:
                row = {
                    name: Cell(_unguarded(cell.strip(" ")), line, column)
                    for column, (name, cell) in enumerate(zip(names, cells, strict=False), 1)
                    if cell.strip()
                }
                if row:
                    yield row
    except csv.Error as error:
        reason = tr("not CSV: {reason}", reason=error)
        raise InputError(path, reader.line_num, reason) from error
    if not names:
        reason = tr("the file is empty; a table begins with {columns}", columns=",".join(_NEEDED))
        raise InputError(path, 1, reason, column=1)


def _columns(path: str, names: list[str]) -> list[str]:
    for place, name in enumerate(names):
        if name not in COLUMNS:
            close = get_close_matches(name, COLUMNS, 1)
            hint = (
                tr("did you mean {name}?", name=close[0])
                if close
                else tr("known are {names}", names=", ".join(COLUMNS))
            )
            reason = tr("unknown column {name}; {hint}", name=repr(name), hint=hint)
            raise InputError(path, 1, reason, column=place + 1)
        if name in names[:place]:
            reason = tr("the column {name} is there twice", name=name)
            raise InputError(path, 1, reason, column=place + 1)
    if missing := [name for name in _NEEDED if name not in names]:
        raise InputError(path, 1, tr("no column {names}", names=", ".join(missing)))
    return names
