"""Word documents (DOCX) read as nodes, and the texts in them as people see them.

Only the parts asked for are unpacked, and none that is larger than a document has reason to be.
Tracked changes count as if they were accepted.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  (a class, whatever its name)

from translate_pipeline.errors import InputError
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.messages import tr

_LARGEST = 20_000_000
"""Bytes of one part, unpacked."""
_SKIPPED = frozenset({
    "del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "sdtPr", "sdtEndPr", "rt", "Fallback",
    "drawing", "pict", "object", "instrText", "delText", "delInstrText",
})  # fmt: skip
"""Elements that hold no text of a paragraph, or one that was deleted or stands there twice."""
_TEXTS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


def read_word(data: bytes, path: str) -> Node:
    """The main part of a document. Raises InputError for what is no document, or has macros."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = tr(
            "an old Word document (DOC), or one with a password; open it in your word processor and"
            " save it as .docx, without a password"
        )
        raise InputError(path, 0, reason)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _main_part(archive, path)
    except (
        BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, ZlibError
    ) as error:  # fmt: skip
        reason = tr("not a Word document (DOCX), or damaged on its way: {reason}", reason=error)
        advice = tr("{advice}, or ask for it again", advice=_again())
        raise InputError(path, 0, f"{reason}; {advice}") from None


def _main_part(archive: ZipFile, path: str) -> Node:
    names = archive.namelist()
    if "_rels/.rels" not in names or "[Content_Types].xml" not in names:
        reason = tr("a ZIP file, but no Word document")
        raise InputError(path, 0, f"{reason}; {_again()}")
    types = _part(archive, "[Content_Types].xml", path)
    kinds = [node.attributes.get("ContentType", "") for node in types.children]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        reason = tr("it holds macros, which are not accepted")
        advice = tr("{advice}, not .docm", advice=_again())
        raise InputError(path, 0, f"{reason}; {advice}")
    for relation in _part(archive, "_rels/.rels", path).children:
        name = relation.attributes.get("Target", "").removeprefix("/")
        if relation.attributes.get("Type", "").endswith("/officeDocument") and name in names:
            return _part(archive, name, path)
    reason = tr("no Word document: its text is missing")
    raise InputError(path, 0, f"{reason}; {_again()}")


def _again() -> str:
    return tr("open it in your word processor and save it as .docx")


def _part(archive: ZipFile, name: str, path: str) -> Node:
    if archive.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        told = tr("{part} is packed in a way that word processors do not use", part=name)
        raise BadZipFile(told)
    with archive.open(name) as file:
        data = file.read(_LARGEST + 1)  # the size that it says of itself may be a lie
    if len(data) > _LARGEST:
        reason = tr(
            "its {part} unpacks to more than {most} bytes; no packet is so large",
            part=name, most=f"{_LARGEST:,}",
        )  # fmt: skip
        raise InputError(path, 0, reason)
    return parse_xml(f"{path}: {name}", data)


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
        joined = _joined(paragraph)
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
            texts.append(_symbol(child.attributes.get("char", "")))
        elif child.tag not in _SKIPPED:
            texts.append(_TEXTS.get(child.tag) or _run(child))
    return "".join(texts)


def _symbol(digits: str) -> str:
    """A letter of a font of symbols: Word gives its number, in the range for private use."""
    return chr(int(digits, 16)) if re.fullmatch("F0[0-9A-F]{2}", digits, re.IGNORECASE) else ""


def _joined(paragraph: Node) -> bool:
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
