"""A packet as XLIFF 2.1, for translation programs.

Every row is a unit with one segment. Who sets its state to ``reviewed`` or ``final`` approves it; a
note of category ``reject``, or the sub-state ``tp:rejected``, sends it back. Read is whatever a
program may make of the file: units in another order, split segments, modules, markup in the text.
"""

import re
from collections.abc import Iterator

from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_rows import distinct, state_named, trimmed
from translate_pipeline.formats.xliff import XliffSegment, XliffUnit, write_xliff
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.text.inline import sound, tags

_STATES = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "initial",
    State.REJECTED: "initial",
    State.STALE: "initial",
    State.TRANSLATED: "translated",
    State.APPROVED: "final",
}
_REJECTED = "tp:rejected"
_PAIR = re.compile(r"[0-9]+\.([abi][1-9][0-9]*)")
"""The id of an element that was a tag."""
_SEEN = re.compile("[0-9a-f]{12}")


def serialize_packet_xliff(packet: Packet) -> bytes:
    """The packet as XLIFF 2.1 in UTF-8. A character that XML cannot hold stands as ``<cp>``."""
    notes = [("revision", packet.revision), ("title", packet.title)]
    locales = packet.source_locale, packet.locale
    return write_xliff(packet.release, *locales, notes, map(_unit, packet.rows))


def _unit(row: PacketRow) -> XliffUnit:
    notes = [("place", row.place), ("state", row.state), ("seen", row.seen)]
    notes += [("term" if note.startswith("term:") else "finding", note) for note in row.notes]
    rejected = row.decision is Decision.REJECT
    if row.reason:
        notes.append(("reject" if rejected else "reason", row.reason))
    state = "reviewed" if row.decision is Decision.APPROVE else _STATES[row.state]
    inline = sound(row.source)
    if {one.name for one in sound(row.target)} != {tag.name for tag in tags(row.target)}:
        inline = ()  # what somebody broke is for people to mend, as text
    segment = XliffSegment(
        row.source, row.target, "initial" if rejected else state, _REJECTED if rejected else "",
        inline,
    )  # fmt: skip
    return XliffUnit(row.key, (segment,), notes)


def parse_packet_xliff(data: bytes, path: str) -> Packet:
    """Read a packet. Raises InputError, with line and column, for what is none."""
    root = parse_xml(path, data)
    version = root.attributes.get("version", "")
    if root.tag != "xliff":
        reason = tr("the root element is {tag}; an XLIFF file has xliff", tag=root.tag)
        raise _error(path, root, reason)
    if not version.startswith("2."):
        reason = tr(
            "this is XLIFF {version}; only XLIFF 2 is read, which was sent out", version=version
        )
        raise _error(path, root, reason)
    file = next(root.all("file"), root)
    notes = _categories(file)
    if not (revision := notes.get("revision", [""])[0]) or not file.attributes.get("original"):
        reason = tr(
            "no packet: it does not tell its release and revision; take the file that was sent"
        )
        raise _error(path, file, reason)
    rows = ((unit.line, _read_unit(path, unit)) for unit in root.all("unit"))
    return Packet(
        ReleaseId(file.attributes["original"]), Revision(revision),
        _locale(path, root, "srcLang"), _locale(path, root, "trgLang"),
        notes.get("title", [""])[0], tuple(distinct(path, rows)),
    )  # fmt: skip


def _error(path: str, node: Node, reason: str) -> InputError:
    return InputError(path, node.line, reason, column=node.column)


def _locale(path: str, root: Node, name: str) -> Locale:
    try:
        return Locale.parse(root.attributes.get(name, ""))
    except ValueError as error:
        raise _error(path, root, f"{name}: {error}") from None


def _core(node: Node, *tags: str) -> Iterator[Node]:
    """The elements of these names directly in one, without those of modules and programs."""
    return (c for c in node.children if c.tag in tags and c.namespace == node.namespace)


def _categories(node: Node) -> dict[str, list[str]]:
    """The texts of the notes on it, by category."""
    found: dict[str, list[str]] = {}
    for note in (note for notes in _core(node, "notes") for note in _core(notes, "note")):
        found.setdefault(note.attributes.get("category", "").lower(), []).append(note.text.strip())
    return found


def _read_unit(path: str, unit: Node) -> PacketRow:
    notes = _categories(unit)
    seen = notes.get("seen", [""])[0]
    if not unit.attributes.get("id") or not _SEEN.fullmatch(seen):
        reason = tr(
            "no unit of a packet: it needs its id and its note of category seen; delete it, or put"
            " them back"
        )
        raise _error(path, unit, reason)
    pieces = list(_core(unit, "segment", "ignorable"))
    source = "".join(_text(path, node) for piece in pieces for node in _core(piece, "source"))
    target = _target(path, pieces)
    state = state_named(notes.get("state", [""])[0], target)
    decision, reason = _decision(pieces, notes, state)
    return PacketRow(
        SegmentKey(unit.attributes["id"]), source, target, state,
        notes.get("place", [""])[0], tuple(_own_notes(unit)), seen, decision, reason,
    )  # fmt: skip


def _own_notes(unit: Node) -> Iterator[str]:
    """The terms and findings, in order."""
    for note in (note for notes in _core(unit, "notes") for note in _core(notes, "note")):
        if note.attributes.get("category") in ("term", "finding"):
            yield note.text.strip()


def _decision(
    pieces: list[Node], notes: dict[str, list[str]], state: State
) -> tuple[Decision, str]:
    """What was decided, and why; all segments of a unit must be approved for it to be."""
    reason = trimmed("\n".join((*notes.get("reject", ()), *notes.get("reason", ()))))
    segments = [piece.attributes for piece in pieces if piece.tag == "segment"]
    if "reject" in notes or any(each.get("subState") == _REJECTED for each in segments):
        return Decision.REJECT, reason
    states = {each.get("state") for each in segments}
    as_sent = states == {_STATES[state]}
    if states and states <= {"reviewed", "final"} and not as_sent:
        return Decision.APPROVE, reason
    return Decision.NONE, reason


def _target(path: str, pieces: list[Node]) -> str:
    """The targets of a unit's pieces in their own order, joined.

    What is not to be translated, such as the space between two segments, is taken from the source.
    """
    found: list[tuple[int, str]] = []
    translated = False
    for number, piece in enumerate(pieces, 1):
        target = next(_core(piece, "target"), None)
        translated = translated or (target is not None and piece.tag == "segment")
        if target is None and piece.tag == "ignorable":
            target = next(_core(piece, "source"), None)
        if target is not None:
            order = target.attributes.get("order", "")
            place = int(order) if re.fullmatch("[0-9]{1,9}", order) else number
            found.append((place, _text(path, target)))
    return "".join(text for _, text in sorted(found, key=lambda each: each[0])) * translated


def _text(path: str, node: Node) -> str:
    """The text of an element with its tags, and without what other markup there is."""
    return "".join(part if isinstance(part, str) else _piece(path, part) for part in node.parts)


def _piece(path: str, node: Node) -> str:
    """What an element in a text stands for; some programs make two elements of a pair."""
    if node.tag == "cp":
        return _character(path, node)
    inner = _text(path, node)
    name = _PAIR.fullmatch(node.attributes.get("id") or node.attributes.get("startRef", ""))
    edges = {"pc": ("<{}>", "</{}>"), "sc": ("<{}>", ""), "ec": ("", "</{}>")}.get(node.tag)
    if not name or not edges:
        return inner
    return edges[0].format(name[1]) + inner + edges[1].format(name[1])


def _character(path: str, node: Node) -> str:
    """What ``<cp hex="0001"/>`` stands for."""
    digits = node.attributes.get("hex", "")
    code = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{2,6}", digits) else 0x110000
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise _error(path, node, tr("cp: {digits} is no character", digits=repr(digits)))
    return chr(code)
