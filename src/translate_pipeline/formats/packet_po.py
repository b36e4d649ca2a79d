"""A packet as a PO file, for Poedit and its like.

Every row is an entry that needs work (``fuzzy``). Who takes the mark off an unchanged target
approves it; who writes ``# reject: why`` sends it back; a changed target is a new one, on which
nothing is decided yet. ``#. packet:`` tells which segment an entry is, and what was seen of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_rows import (
    decision_of,
    distinct,
    one_line,
    state_named,
    trimmed,
)
from translate_pipeline.formats.po import (
    Catalog,
    Entry,
    decode_po,
    header_entry,
    new_entry,
    parse_po,
    serialize_po,
)
from translate_pipeline.formats.po_header import (
    RELEASE,
    REVISION,
    SOURCE_LOCALE,
    TITLE,
    header_fields,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.text.languages import gettext_locale

_HELP = (
    "To approve a translation, take off its mark “needs work” (fuzzy) and change nothing else.",
    "To send it back, leave the mark and add a comment: reject: why",
    "To mend it, change it; somebody else will approve it.",
)
_STATES = [f"state: {state}" for state in State]
_MARK = re.compile(r"packet: (\S+) ([0-9a-f]{12})")


def serialize_packet_po(packet: Packet) -> bytes:
    """The packet as a PO file in UTF-8."""
    header = header_fields(
        packet.release, packet.revision, packet.source_locale, packet.locale, packet.title
    )
    times = Counter(row.source for row in packet.rows)
    entries = (_entry(row, split=times[row.source] > 1) for row in packet.rows)
    return serialize_po(Catalog((header_entry(header, _HELP), *entries))).encode()


def _entry(row: PacketRow, *, split: bool) -> Entry:
    notes = (row.place, f"state: {row.state}", *row.notes, f"packet: {row.key} {row.seen}")
    entry = new_entry(
        Entry(
            row.source,
            row.target,
            row.key if split else None,
            extracted=tuple(map(one_line, notes)),
            fuzzy=row.decision is not Decision.APPROVE,
        )
    )
    reject = row.decision is Decision.REJECT
    said = f"reject: {row.reason}" if reject and row.reason else "reject" if reject else row.reason
    comments = (f"# {line}".rstrip() for line in said.split("\n")) if said else ()
    return replace(entry, lines=(*comments, *entry.lines))


def parse_packet_po(data: bytes, path: str) -> Packet:
    """Read a packet. Raises InputError, with the place, for what is none."""
    catalog = parse_po(decode_po(data, path), path)
    header = catalog.header
    release, revision = _field(header, RELEASE, path), _field(header, REVISION, path)
    return Packet(
        ReleaseId(release), Revision(revision), _locale(header, SOURCE_LOCALE, path),
        _locale(header, "Language", path), header.get(TITLE, ""),
        tuple(distinct(path, _rows(catalog, path))),
    )  # fmt: skip


def _field(header: Mapping[str, str], name: str, path: str) -> str:
    if not header.get(name):
        reason = f"no packet: its header has no {name}; take the file that was sent out"
        raise InputError(path, 0, reason)
    return header[name]


def _locale(header: Mapping[str, str], name: str, path: str) -> Locale:
    try:
        return gettext_locale(_field(header, name, path))
    except ValueError as error:
        raise InputError(path, 0, f"the header's {name}: {error}") from None


def _rows(catalog: Catalog, path: str) -> Iterator[tuple[int, PacketRow]]:
    for entry in catalog.messages():
        notes = list(entry.extracted)
        marks = [at for at, note in enumerate(notes) if _MARK.fullmatch(note)]
        match = _MARK.fullmatch(notes.pop(marks[-1])) if marks else None
        if not match:
            reason = "this entry has no comment “#. packet: …” that tells its segment; delete it"
            raise InputError(path, entry.msgid_line, f"{reason}, or put the comment back")
        place = notes.pop(0) if notes else ""
        state = next((note for note in notes if note in _STATES), "")
        if state:
            notes.remove(state)
        row = PacketRow(
            SegmentKey(match[1]), entry.msgid, entry.msgstr,
            state_named(state.removeprefix("state:"), entry.msgstr), place, tuple(notes), match[2],
        )  # fmt: skip
        yield entry.line, _decided(row, entry)


def _decided(row: PacketRow, entry: Entry) -> PacketRow:
    """The row with what its reader decided and remarked."""
    lines, rejected = [], False
    for comment in entry.comments:
        word, _, rest = comment.replace("：", ":").partition(":")
        if (
            not rejected
            and sum(map(str.isalpha, word)) > 1
            and decision_of(word) is Decision.REJECT
        ):
            rejected = True
            lines.append(rest.strip())
        else:
            lines.append(comment)
    decision = Decision.REJECT if rejected else Decision.NONE
    if not rejected and not entry.fuzzy and row.target and not row.changed:
        decision = Decision.APPROVE
    return replace(row, decision=decision, reason=trimmed("\n".join(lines)))
