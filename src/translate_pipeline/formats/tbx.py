"""TBX, the exchange format of termbases (ISO 30042).

Written is the TBX-Basic dialect of the 2019 edition in its attribute style (DCA). Read are both
styles, and the 2008 edition that most programs write (root element ``martif``), whatever the
dialect. What TBX-Basic has no data category for stands in a ``note`` that begins with
``translate-pipeline:``, such as ``translate-pipeline:status=attested``; docs/glossary.md has the
table.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_assembly import Imported, assemble
from translate_pipeline.formats.glossary_exchange import (
    Cell,
    Entry,
    Section,
    entries,
    one_line,
)
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.messages import tr
from translate_pipeline.model.termbase import Termbase

_OURS = "translate-pipeline:"
_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forms": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
    "watch": "deprecatedTerm-admn-sts",
}
_STATUSES = ("administrativeStatus", "normativeAuthorization", "usageStatus")
_LISTS = {
    "preferred": "preferred",
    **dict.fromkeys(("admitted", "standardized", "legal", "regulated", "allowed"), "admitted"),
    **dict.fromkeys(
        ("deprecated", "superseded", "notrecommended", "obsolete", "forbidden", "prohibited"),
        "forbidden",
    ),
}
"""How statuses of several dialects and programs begin, and the list that they mean."""

_DATA = ("admin", "descrip", "termNote", "transac", "ref", "xref", "adminNote", "descripNote",
         "transacNote")  # fmt: skip
"""Elements whose ``type`` names the data category; in the other style the element's own name does.
"""
_GROUPS = ("adminGrp", "descripGrp", "transacGrp", "termNoteGrp", "termGrp")
_HOLDERS = (*_GROUPS, "langSec", "langSet", "termSec", "tig", "ntig", "term", "date")

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="{locale}">
  <tbxHeader>
    <fileDesc>
      <titleStmt>
        <title>Glossary, revision {revision}</title>
      </titleStmt>
      <sourceDesc>
        <p>Exported by translate-pipeline</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>"""


def serialize_tbx(termbase: Termbase) -> str:
    """A termbase as TBX-Basic."""
    lines = [_HEAD.format(locale=termbase.source_locale, revision=termbase.revision)]
    found = list(entries(termbase))
    lines += ["    <body>"] if found else []
    for entry in found:
        lines += _entry(entry)
    lines += ["    </body>"] if found else []
    if termbase.evidence:
        lines += ["    <back>", '      <refObjectSec type="bibl">']
        for number, (key, citation) in enumerate(termbase.evidence.items(), 1):
            lines += [
                f'        <refObject id="evidence-{number}">',
                f"          {_tag('item', key, type='key')}",
                f"          {_tag('item', citation, type='cit')}",
                "        </refObject>",
            ]
        lines += ["      </refObjectSec>", "    </back>"]
    return "\n".join([*lines, "  </text>", "</tbx>", ""])


def _entry(entry: Entry) -> Iterator[str]:
    fields = {name: cell.text for name, cell in entry.fields.items()}
    yield f'      <conceptEntry id="{_xml_id(entry.id.text)}">'
    yield f"        {_tag('descrip', fields.pop('domain'), type='subjectField')}"
    yield "        <descripGrp>"
    yield f"          {_tag('descrip', fields.pop('definition'), type='definition')}"
    if source := fields.pop("source", ""):
        yield f"          {_tag('admin', source, type='source')}"
    yield "        </descripGrp>"
    yield from _notes(fields, 8)
    for section in entry.sections:
        yield from _section(section)
    yield "      </conceptEntry>"


def _section(section: Section) -> Iterator[str]:
    fields = {name: cell.text for name, cell in section.fields.items()}
    example = fields.pop("example", "")
    yield f'        <langSec xml:lang="{section.locale.text}">'
    if evidence := fields.pop("evidence", ""):
        yield f"          {_tag('admin', evidence, type='source')}"
    if note := fields.pop("note", ""):
        # A person's note that looks like ours is told apart by an empty name.
        yield f"          {_tag('note', f'{_OURS}={note}' if note.startswith(_OURS) else note)}"
    yield from _notes(fields, 10)
    for number, (name, term) in enumerate(section.terms):
        yield "          <termSec>"
        yield f"            {_tag('term', term.text)}"
        yield f"            {_tag('termNote', _STATUS[name], type='administrativeStatus')}"
        if name == "forms":
            yield f"            {_tag('termNote', 'variant', type='termType')}"
        if example and number == 0:
            yield f"            {_tag('descrip', example, type='context')}"
        if name in ("forms", "watch"):
            yield from _notes({"list": name}, 12)
        yield "          </termSec>"
    yield "        </langSec>"


def _notes(fields: Mapping[str, str], indent: int) -> Iterator[str]:
    for name, text in fields.items():
        yield " " * indent + _tag("note", f"{_OURS}{name}={text}")


def _tag(name: str, text: str, **attributes: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    plain = escape(text, quote=False).replace("\r", "&#13;")
    return f"<{name}{written}>{plain}</{name}>"


def _xml_id(concept: str) -> str:
    """An XML ID may not begin with a digit; no concept's id begins with an underscore."""
    return f"_{concept}" if concept[:1].isdigit() else concept


def parse_tbx(path: str, data: bytes) -> Imported:
    """Read a TBX file. Raises InputError, with line and column, for what is not one."""
    root = parse_xml(path, data)
    if root.tag not in ("tbx", "martif"):
        reason = tr("the root element is {tag}; a TBX file has tbx or martif", tag=root.tag)
        raise InputError(path, root.line, reason, column=root.column)
    found = [_read_entry(node) for node in root.all("conceptEntry", "termEntry")]
    imported = assemble(path, found, dict(_citations(root)))
    lost = Counter(name for node in root.all("conceptEntry", "termEntry") for name in _lost(node))
    said = ", ".join(f"{name} ({count})" for name, count in sorted(lost.items()))
    told = tr("{file}: not taken over: {names}", file=path, names=said)
    notice = (told,) if said else ()
    return imported._replace(notices=(*imported.notices, *notice))


def _citations(root: Node) -> Iterator[tuple[str, str]]:
    for reference in root.all("refObject"):
        items = {item.attributes.get("type"): _prose(item) for item in reference.all("item")}
        if key := items.get("key"):
            yield key, items.get("cit") or key


def _read_entry(node: Node) -> Entry:
    entry = Entry(Cell(node.attributes.get("id", ""), node.line, node.column))
    names = {"subjectField": "domain", "definition": "definition", "source": "source"}
    for category, data in _categories(node):
        if category in names:
            entry.fields.setdefault(names[category], _cell(data))
        elif category == "note":
            _own(data, entry.fields)
    for inner in node.all("langSec", "langSet"):
        section = _read_section(inner)
        entry.sections.append(section)
        if "definition" in section.fields:
            entry.fields.setdefault("definition", section.fields.pop("definition"))
    return entry


def _read_section(node: Node) -> Section:
    section = Section(Cell(node.attributes.get("lang", ""), node.line, node.column))
    _read_fields(node, section.fields)
    for inner in node.all("termSec", "tig", "ntig"):
        for term in inner.all("term"):
            if text := one_line(term.text):
                own: dict[str, Cell] = {}
                _read_fields(inner, section.fields, own)
                name = own["list"].text if "list" in own else _list(inner)
                section.terms.append((name, Cell(text, term.line, term.column)))
    return section


def _read_fields(node: Node, fields: dict[str, Cell], own: dict[str, Cell] | None = None) -> None:
    """What a language or term section says of itself, several texts of one kind joined."""
    names = {"definition": "definition", "source": "evidence", "context": "example"}
    for category, data in _categories(node):
        if category == "note" and _own(data, fields if own is None else own):
            continue
        name = "note" if category == "note" else names.get(category)
        cell = _cell(data)
        if name and cell.text:
            known = fields.get(name)
            joined = name in ("note", "evidence") and known and cell.text != known.text
            if joined and known:
                fields[name] = known._replace(text=f"{known.text}; {cell.text}")
            fields.setdefault(name, cell)


def _own(node: Node, fields: dict[str, Cell]) -> bool:
    """Read a note of ours into the fields; whether it is one."""
    text = _prose(node)
    name, equals, value = text.removeprefix(_OURS).partition("=")
    if not text.startswith(_OURS) or not equals:
        return False
    fields[name or "note"] = Cell(value, node.line, node.column)
    return True


def _list(node: Node) -> str:
    """The list that a term's status means; empty where it has none that we know."""
    for category, data in _categories(node):
        if category in _STATUSES:
            word = re.sub(r"[\W_]", "", data.text).lower()
            return next((name for start, name in _LISTS.items() if word.startswith(start)), "")
    return ""


def _categories(node: Node) -> Iterator[tuple[str, Node]]:
    """The data categories of a level, those in groups too, but not those of the levels below."""
    for child in node.children:
        if child.tag in _GROUPS:
            yield from _categories(child)
        elif child.tag in _DATA:
            yield child.attributes.get("type", ""), child
        elif child.tag not in _HOLDERS:
            yield child.tag, child


def _lost(node: Node) -> Iterator[str]:
    """The data categories of an entry that the glossary has no place for."""
    kept = {"subjectField", "definition", "source", "context", "note", *_STATUSES}
    for level in (node, *node.all("langSec", "langSet"), *node.all("termSec", "tig", "ntig")):
        for category, data in _categories(level):
            if category == "note" and level is node and not _prose(data).startswith(_OURS):
                yield "note of a concept"
            elif category not in kept and (category, data.text) != ("termType", "variant"):
                yield category


def _cell(node: Node) -> Cell:
    return Cell(_prose(node), node.line, node.column)


def _prose(node: Node) -> str:
    """The text, without the indentation that a program put into it."""
    return re.sub(r"[ \t]*\r?\n[ \t]+", " ", node.text).strip()
