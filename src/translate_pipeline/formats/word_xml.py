"""Word documents (DOCX) read as nodes, and the texts in them as people see them.

Only the parts asked for are unpacked, and none that is larger than a document has reason to be.
Tracked changes count as if they were accepted.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath, split
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  (a class, whatever its name)

from translate_pipeline.errors import InputError
from translate_pipeline.formats.word_styles import is_on, properties, value
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.messages import tr
from translate_pipeline.text.raised import raised

_LARGEST = 20_000_000
"""Bytes of one part, unpacked."""
_SKIPPED = frozenset({
    "del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "sdtPr", "sdtEndPr", "rt", "Fallback",
    "drawing", "pict", "object", "instrText", "delText", "delInstrText",
})  # fmt: skip
"""Elements that hold no text of a paragraph, or one that was deleted or stands there twice."""
TEXTS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


@dataclass(frozen=True, slots=True)
class WordParts:
    """What was unpacked of a document."""

    main: Node
    others: Mapping[str, list[Node]]
    """By the kind of relation, such as ``styles`` or ``header``: the parts of each kind."""
    links: Mapping[str, str]
    """Where relations lead that go out of the document, by their ids."""


def read_word(data: bytes, path: str) -> Node:
    """The main part of a document. Raises InputError for what is no document, or has macros."""
    return read_word_parts(data, path).main


def read_word_parts(data: bytes, path: str, kinds: Collection[str] = ()) -> WordParts:
    """The main part, and those of some kinds that it or the document relates to.

    Raises what read_word raises.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = tr(
            "an old Word document (DOC), or one with a password; open it in your word processor and"
            " save it as .docx, without a password"
        )
        raise InputError(path, 0, reason)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _parts(archive, path, kinds)
    except (
        BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, ZlibError
    ) as error:  # fmt: skip
        reason = tr("not a Word document (DOCX), or damaged on its way: {reason}", reason=error)
        advice = tr("{advice}, or ask for it again", advice=_again())
        raise InputError(path, 0, f"{reason}; {advice}") from None


def _parts(archive: ZipFile, path: str, kinds: Collection[str]) -> WordParts:
    names = archive.namelist()
    if "_rels/.rels" not in names or "[Content_Types].xml" not in names:
        reason = tr("a ZIP file, but no Word document")
        raise InputError(path, 0, f"{reason}; {_again()}")
    types = _part(archive, "[Content_Types].xml", path)
    said = [node.attributes.get("ContentType", "") for node in types.children]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in said):
        reason = tr("it holds macros, which are not accepted")
        advice = tr("{advice}, not .docm", advice=_again())
        raise InputError(path, 0, f"{reason}; {advice}")
    package = _relations(archive, "", path)
    main = next((r for r in package if r.kind == "officeDocument" and r.target in names), None)
    if main is None:
        reason = tr("no Word document: its text is missing")
        raise InputError(path, 0, f"{reason}; {_again()}")
    own = _relations(archive, main.target, path) if kinds else []
    wanted = [
        relation
        for relation in dict.fromkeys((*package, *own))
        if relation.kind in kinds and not relation.external and relation.target in names
    ]
    if sum(archive.getinfo(relation.target).file_size for relation in wanted) > _LARGEST:
        raise _too_large(path, tr("other parts"))
    others: dict[str, list[Node]] = {kind: [] for kind in kinds}
    for relation in wanted:
        others[relation.kind].append(_part(archive, relation.target, path))
    links = {relation.id: relation.target for relation in own if relation.external}
    return WordParts(_part(archive, main.target, path), others, links)


class _Relation(NamedTuple):
    id: str
    kind: str
    """The end of its type: ``styles``, ``hyperlink``."""
    target: str
    """The part's name in the archive, or an address outside."""
    external: bool


def _relations(archive: ZipFile, part: str, path: str) -> list[_Relation]:
    """What a part relates to; of the part "", the whole document."""
    folder, name = split(part)
    listed = join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return []
    found = []
    for node in _part(archive, listed, path).children:
        said = node.attributes
        target, external = said.get("Target", ""), said.get("TargetMode") == "External"
        if not external:
            target = normpath(target.lstrip("/") if target[:1] == "/" else join(folder, target))
        kind = said.get("Type", "").rpartition("/")[2]
        found.append(_Relation(said.get("Id", ""), kind, target, external))
    return found


def _again() -> str:
    return tr("open it in your word processor and save it as .docx")


def _part(archive: ZipFile, name: str, path: str) -> Node:
    if archive.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        told = tr("{part} is packed in a way that word processors do not use", part=name)
        raise BadZipFile(told)
    with archive.open(name) as file:
        data = file.read(_LARGEST + 1)  # the size that it says of itself may be a lie
    if len(data) > _LARGEST:
        raise _too_large(path, name)
    return parse_xml(f"{path}: {name}", data)


def _too_large(path: str, part: str) -> InputError:
    reason = tr(
        "{part} in it unpacks to more than {most} bytes; no document is so large",
        part=part, most=f"{_LARGEST:,}",
    )  # fmt: skip
    return InputError(path, 0, reason)


def rows_of(table: Node) -> list[list[Node | None]]:
    """The cells of a table by row and column; one that spans several stands in the first.

    A row that was deleted with changes tracked is none.
    """
    return [_cells(row) for row in table.all("tr") if not _deleted(row, "trPr")]


def _cells(row: Node) -> list[Node | None]:
    cells: list[Node | None] = []
    for cell in row.all("tc"):
        span = next(cell.all("gridSpan"), None)
        width = span.attributes.get("val", "") if span else ""
        cells += [cell, *[None] * (int(width) - 1 if re.fullmatch("[1-9][0-9]?", width) else 0)]
    return cells


def text_of(node: Node) -> str:
    """The text of a cell or a paragraph, with LF for a line break and between paragraphs.

    What is struck out by hand is none of it, and raised digits are such.

    Empty paragraphs at the end are not counted: word processors put them there.
    """
    if node.tag == "p":
        return _run(node)
    texts: list[str] = []
    joined = False
    for paragraph in node.all("p"):
        if joined:
            texts[-1] += _run(paragraph)
        else:
            texts.append(_run(paragraph))
        joined = goes_on(paragraph)
    while texts and not texts[-1]:
        texts.pop()
    return "\n".join(texts)


def _run(node: Node) -> str:
    """The text in an element of a paragraph."""
    texts = []
    for child in node.children:
        if child.tag == "t":
            texts.append(child.text)
        elif child.tag == "sym":
            texts.append(symbol(child.attributes.get("char", "")))
        elif child.tag not in _SKIPPED and not _is_struck(child):
            text = TEXTS.get(child.tag) or _run(child)
            texts.append(raised(text) if _is_raised(child) else text)
    return "".join(texts)


def _is_struck(run: Node) -> bool:
    settings = properties(run, "rPr")
    tags = ("strike", "dstrike")
    return any(is_on(one) for one in (settings.children if settings else ()) if one.tag in tags)


def _is_raised(run: Node) -> bool:
    return value(properties(run, "rPr"), "vertAlign") == "superscript"


def symbol(digits: str) -> str:
    """A letter of a font of symbols: Word gives its number, in the range for private use."""
    return chr(int(digits, 16)) if re.fullmatch("F0[0-9A-F]{2}", digits, re.IGNORECASE) else ""


def goes_on(paragraph: Node) -> bool:
    """Whether its end was deleted, with changes tracked, so that the next one belongs to it."""
    return any(_deleted(properties, "rPr") for properties in _named(paragraph, "pPr"))


def _deleted(node: Node, properties: str) -> bool:
    return any(
        mark.tag in ("del", "moveFrom")
        for each in _named(node, properties)
        for mark in each.children
    )


def _named(node: Node, tag: str) -> list[Node]:
    return [child for child in node.children if child.tag == tag]
