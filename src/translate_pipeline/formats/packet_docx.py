"""A packet as a Word document: a table to read, mend and decide in.

It is read by the names of its columns. The last column tells which segment a row is and what was
seen of it; that column's head, which release and locale it is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_rows import (
    decision_of,
    distinct,
    name_of,
    one_line,
    state_named,
    trimmed,
)
from translate_pipeline.formats.word_table import Said, write_table
from translate_pipeline.formats.word_xml import read_word, rows_of, text_of
from translate_pipeline.formats.xml_tree import Node
from translate_pipeline.messages import tr, using
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.packet import Packet, PacketRow
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.text.languages import locale_name

_WIDTHS = {
    "No.": 10, "Place and state": 26, "Source": 64, "Target": 64, "Notes": 40, "Decision": 21,
    "Reason": 24, "Key": 18,
}  # fmt: skip
"""The columns, with their widths in millimetres: together a page across, without its margins."""
_NEEDED = ("source", "target", "decision", "reason", "key")
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ABOUT = re.compile(r"key\W+(\S+)\s+([0-9a-f]{12})\s+(\S+)\s+(\S+)", re.IGNORECASE)
_KEY = re.compile(r"(\S+)\s+([0-9a-f]{12})")


def serialize_packet_docx(packet: Packet) -> bytes:
    """The packet as a DOCX file.

    Raises InputError for a text with a control character, which such a file cannot hold.
    """
    for number, row in enumerate(packet.rows, 1):
        for name in ("source", "target"):
            if unfit := _UNFIT.search(getattr(row, name)):
                reason = tr(
                    "row {number}: its {part} has {character}, which Word documents cannot hold;"
                    " make the packet a .xlf file",
                    number=number, part=name, character=f"U+{ord(unfit[0]):04X}",
                )  # fmt: skip
                raise InputError(name_of(packet, ".docx"), 0, reason)
    title = Said(one_line(packet.title), packet.source_locale)
    rows = (_cells(packet, number, row) for number, row in enumerate(packet.rows, 1))
    return write_table(title, _help(packet.locale), _WIDTHS.values(), _head(packet), rows)


def _help(locale: Locale) -> str:
    """What to do with the document, in the language of whoever reads the targets.

    The columns keep their names, by which they are found when the document comes back.
    """
    with using(locale.tag):
        return tr(
            "Please read each target against its source, and write approve or reject under Decision"
            " (a word of your own language will do), and under Reason why you reject it. To mend a"
            " target, change it where it stands and leave its decision empty: somebody else will"
            " approve it. What you leave as it is stays open. Leave Source and Key as they are,"
            " save the document as .docx, and send it back."
        )


def _head(packet: Packet) -> Iterator[Said]:
    for name in _WIDTHS:
        locale = {"Source": packet.source_locale, "Target": packet.locale}.get(name)
        if name == "Key":
            about = (packet.release, packet.revision, packet.source_locale, packet.locale)
            yield Said(f"Key: {' '.join(map(str, about))}", grey=True)
        else:
            yield Said(f"{name}: {locale_name(locale)}" if locale else name)


def _cells(packet: Packet, number: int, row: PacketRow) -> Iterator[Said]:
    yield Said(str(number))
    yield Said(f"{one_line(row.place)}\n{row.state}")
    yield Said(row.source, packet.source_locale)
    yield Said(row.target, packet.locale)
    yield Said("\n".join(map(one_line, row.notes)))
    yield Said(row.decision)
    yield Said("\n".join(map(one_line, row.reason.split("\n"))))
    yield Said(f"{row.key}\n{row.seen}", grey=True)


def parse_packet_docx(data: bytes, path: str) -> Packet:
    """Read a packet. Raises InputError, with the number of the row, for what is none."""
    document = read_word(data, path)
    for table in _tables(document):
        rows = rows_of(table)
        columns = _columns(rows[0]) if rows else {}
        if all(name in columns for name in _NEEDED):
            break
    else:
        wanted = ", ".join(name for name in _WIDTHS if name.lower() in _NEEDED)
        reason = tr(
            "no packet: there is no table whose first row names the columns {names}; put its heads"
            " back",
            names=wanted,
        )
        raise InputError(path, 0, reason)
    about = _ABOUT.search(_text(rows[0], columns["key"]))
    if not about:
        reason = tr("the head of the column Key no longer tells the release; put it back")
        raise InputError(path, 0, reason)
    title = next((text_of(node) for node in document.all("p")), "")
    read = list(distinct(path, _rows(path, rows[1:], columns), table=True))
    try:
        source_locale, locale = Locale.parse(about[3]), Locale.parse(about[4])
    except ValueError as error:
        reason = tr("the head of the column Key: {reason}", reason=error)
        raise InputError(path, 0, reason) from None
    return Packet(
        ReleaseId(about[1]), Revision(about[2]), source_locale, locale, title, tuple(read)
    )


def _tables(node: Node) -> Iterator[Node]:
    """The tables of a document, those in cells too."""
    for table in node.all("tbl"):
        yield table
        yield from _tables(table)


def _columns(head: Sequence[Node | None]) -> dict[str, int]:
    """Where each column stands, by the first word of its head in small letters."""
    words = [re.match(r"\W*(\w+)", text_of(cell)) if cell else None for cell in head]
    return {word[1].lower(): at for at, word in reversed(list(enumerate(words))) if word}


def _text(row: Sequence[Node | None], at: int) -> str:
    cell = row[at] if 0 <= at < len(row) else None
    return text_of(cell) if cell else ""


def _rows(
    path: str, rows: Sequence[Sequence[Node | None]], columns: Mapping[str, int]
) -> Iterator[tuple[int, PacketRow]]:
    for number, row in enumerate(rows, 1):
        said = {name: _text(row, at) for name, at in columns.items()}
        if not any(text.strip() for text in said.values()):
            continue  # an empty row, as one gets by pressing Tab in the last cell
        yield number, _read_row(path, number, said)


def _read_row(path: str, number: int, said: Mapping[str, str]) -> PacketRow:
    key = _KEY.fullmatch(said["key"].strip())
    # A person sees the number in the first column, which stays with a row that is moved.
    written = said.get("no", "").strip()
    where = tr("row {number}", number=number)
    if written not in ("", str(number)):
        where = tr("row {number} (numbered {written})", number=number, written=written)
    if not key:
        reason = tr(
            "{row}: its Key was changed, or it is a row of your own; put the key back, or delete"
            " the row",
            row=where,
        )
        raise InputError(path, 0, reason)
    decision = decision_of(said["decision"])
    if decision is None:
        reason = tr(
            "{row}: the decision {decision} is none that is known; write approve or reject, or"
            " leave it empty",
            row=where, decision=repr(said["decision"].strip()),
        )  # fmt: skip
        raise InputError(path, 0, reason)
    place, _, state = said.get("place", "").rpartition("\n")
    notes = said.get("notes", "")
    return PacketRow(
        SegmentKey(key[1]), said["source"], said["target"], state_named(state, said["target"]),
        place, tuple(notes.split("\n") if notes else ()), key[2], decision,
        trimmed(said["reason"]),
    )  # fmt: skip
