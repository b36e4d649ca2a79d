"""What people do to a packet in a PO editor is understood."""

from dataclasses import replace

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_po import parse_packet_po, serialize_packet_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.model.standing import text_digest

WAR = PacketRow(
    SegmentKey("0123456789abcdef"), "War crimes.", "Crímenes de guerra.", State.DRAFT,
    "paragraph 1, sentence 1 of 2", ("term: war crimes = crímenes de guerra",),
    text_digest("War crimes.", "Crímenes de guerra."),
)  # fmt: skip
PACKET = Packet(
    ReleaseId("veldania"), Revision("0123456789ab"), ENGLISH, Locale("pt-BR"), "Eleven held",
    (WAR,),
)  # fmt: skip
ENTRY = """\
#. paragraph 1, sentence 1 of 2
#. state: draft
#. term: war crimes = crímenes de guerra
#. packet: 0123456789abcdef 918982935d2f
#, fuzzy
msgid "War crimes."
msgstr "Crímenes de guerra."
"""
SENT = serialize_packet_po(PACKET).decode()


def read(*changes: tuple[str, str]) -> PacketRow:
    """The row, after somebody put other texts into the file."""
    text = SENT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (row,) = parse_packet_po(text.encode(), "a.po").rows
    return row


def test_a_row_is_an_entry_that_needs_work() -> None:
    header, _, entry = SENT.partition("\n\n")
    assert entry == ENTRY
    for field in ("Language: pt_BR", "X-Release: veldania", "X-Source-Revision: 0123456789ab"):
        assert f'"{field}\\n"\n' in header


def test_a_mark_taken_off_an_unchanged_target_approves() -> None:
    assert read(("#, fuzzy\n", "")) == replace(WAR, decision=Decision.APPROVE)


def test_a_changed_target_is_a_new_one_and_decides_nothing() -> None:
    row = read(("#, fuzzy\n", ""), ("Crímenes de", "Crimes de"))
    assert (row.target, row.changed, row.decision) == ("Crimes de guerra.", True, Decision.NONE)


def test_an_entry_without_a_target_is_not_approved() -> None:
    row = replace(WAR, target="", seen=text_digest(WAR.source, ""))
    sent = serialize_packet_po(replace(PACKET, rows=(row,))).decode().replace("#, fuzzy\n", "")
    assert parse_packet_po(sent.encode(), "a.po").rows[0].decision is Decision.NONE


@pytest.mark.parametrize(
    ("comment", "decision", "reason"),
    [
        ("# reject: the wrong term", Decision.REJECT, "the wrong term"),
        ("# Rejected", Decision.REJECT, ""),
        ("#Rechazado: el término", Decision.REJECT, "el término"),
        ("# مرفوض: المصطلح", Decision.REJECT, "المصطلح"),
        ("# reject: the wrong term\n#   see art. 8", Decision.REJECT, "the wrong term\nsee art. 8"),
        ("# Read twice.\n# reject: no", Decision.REJECT, "Read twice.\nno"),
        ("# Rejecting this would be wrong", Decision.NONE, "Rejecting this would be wrong"),
    ],
)
def test_a_comment_may_reject(comment: str, decision: Decision, reason: str) -> None:
    row = read(("#. paragraph", f"{comment}\n#. paragraph"))
    assert (row.decision, row.reason) == (decision, reason)


def test_a_rejection_counts_more_than_a_mark_taken_off() -> None:
    assert read(("#, fuzzy\n", "# reject: no\n")).decision is Decision.REJECT


def test_lost_comments_for_people_do_no_harm() -> None:
    row = read(("#. state: draft\n#. term: war crimes = crímenes de guerra\n", ""))
    assert row == replace(WAR, notes=())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#. packet: 0123456789abcdef", "#. 0123456789abcdef", r"^a.po:\d+: .*no comment"),
        ("X-Release: veldania", "X-R: veldania", "^a.po: no packet: its header has no X-Release"),
        ("Language: pt_BR", "Language: klingonese", "^a.po: the header's Language: .*not a locale"),
        (ENTRY, ENTRY + "\n" + ENTRY.replace("War", "A war"), r"^a.po:\d+: .*line \d+ already"),
        ('"War', "War", r"^a.po:\d+:\d+: not a line of a PO file"),
    ],
)
def test_what_is_no_packet_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read((old, new))


def test_another_encoding_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"^a.po:\d+:\d+: not UTF-8"):
        parse_packet_po(SENT.encode("latin1", "replace"), "a.po")


def test_two_segments_may_have_one_source() -> None:
    rows = (WAR, replace(WAR, key=SegmentKey("fedcba9876543210"), target="X"))
    packet = replace(PACKET, rows=rows)
    assert parse_packet_po(serialize_packet_po(packet), "a.po") == packet
