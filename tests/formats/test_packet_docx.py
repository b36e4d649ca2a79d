"""What people and word processors do to a packet is understood; no document can do harm."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tests.formats.test_packet_po import PACKET, WAR
from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_docx import parse_packet_docx, serialize_packet_docx
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.packet import Decision, PacketRow
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.standing import text_digest

PEACE = replace(
    WAR, key=SegmentKey("fedcba9876543210"), source="Peace.", target="Paz.",
    seen=text_digest("Peace.", "Paz."),
)  # fmt: skip
SENT = serialize_packet_docx(replace(PACKET, rows=(WAR, PEACE)))
TEXT = "word/document.xml"
TARGET = "<w:t>Crímenes de guerra.</w:t>"
ROWS = re.compile("<w:tr>.*?</w:tr>", re.DOTALL)


def parts(data: bytes = SENT) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


XML = parts()[TEXT].decode()
FIRST, SECOND = ROWS.findall(XML)[1:]


def read(*changes: tuple[str, str]) -> tuple[PacketRow, ...]:
    """The rows, after a word processor put something else into the document."""
    xml = XML
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new)
    return parse_packet_docx(packed({**parts(), TEXT: xml.encode()}), "a.docx").rows


def decided(cell: str, reason: str = "") -> tuple[tuple[str, str], ...]:
    """Changes that write into the decision and reason of the first row."""
    cells = re.findall("<w:tc>.*?</w:tc>", FIRST, re.DOTALL)
    written = [re.sub("<w:r>.*</w:r>|<w:r/>", run(text), each, flags=re.DOTALL)
               for each, text in ((cells[5], cell), (cells[6], reason))]  # fmt: skip
    return ((FIRST, FIRST.replace("".join(cells[5:7]), "".join(written))),)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_the_table_is_read_across_a_page_with_its_head_on_each() -> None:
    assert 'w:orient="landscape"' in XML
    assert XML.count("<w:tblHeader/>") == 1
    heads = ("Source: English", "Target: Portuguese (Brazil)", "Decision", "Reason")
    assert all(f"<w:t>{head}</w:t>" in XML for head in heads)


def test_what_is_struck_by_hand_is_gone_and_raised_digits_join_no_number() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r>"
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    mended = f"<w:t>Murieron </w:t></w:r>{struck}{run('23')}{raised}<w:r><w:t/>"
    assert read((TARGET, mended))[0].target == "Murieron 23¹"


def test_nothing_in_the_file_tells_when_it_was_packed() -> None:
    with ZipFile(BytesIO(SENT)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("tag", ["hi", "th"])
def test_scripts_that_word_takes_for_complex_are_named_as_such(tag: str) -> None:
    xml = parts(serialize_packet_docx(replace(PACKET, locale=Locale(tag), rows=(WAR,))))[TEXT]
    assert f'<w:lang w:bidi="{tag}"/>' in xml.decode()


@pytest.mark.parametrize("tag", ["ar", "he", "fa"])
def test_a_target_from_right_to_left_is_set_so(tag: str) -> None:
    row = replace(WAR, target="نص")
    sent = serialize_packet_docx(replace(PACKET, locale=Locale(tag), rows=(row,)))
    xml = parts(sent)[TEXT].decode()
    run = f'<w:r><w:rPr><w:rtl/><w:lang w:bidi="{tag}"/></w:rPr><w:t>نص</w:t></w:r>'
    assert f"<w:p><w:pPr><w:bidi/></w:pPr>{run}</w:p>" in xml
    assert xml.count("<w:bidi/>") == 1, "what is in English is not"


@pytest.mark.parametrize(
    ("word", "decision"), [("Approve", "approve"), ("aprovado", "approve"), ("Rejeitar.", "reject")]
)
def test_decisions_and_reasons_are_read(word: str, decision: str) -> None:
    first, second = read(*decided(word, " the term "))
    assert first == replace(WAR, decision=Decision(decision), reason="the term")
    assert second == PEACE


def test_a_tick_of_a_font_of_symbols_approves() -> None:
    ((before, after),) = decided("")
    tick = after.replace(run(""), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', 1)
    assert read((before, tick))[0].decision is Decision.APPROVE


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("<w:t>Cri</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>mes.</w:t>", "Crimes."),
        ("<w:t>Um</w:t><w:br/><w:t>dois</w:t><w:tab/><w:t>três</w:t>", "Um\ndois\ttrês"),
        ("<w:t>Um</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>dois</w:t>", "Um\n\ndois"),
        ("<w:t>Um</w:t></w:r></w:p><w:p><w:pPr/></w:p><w:p><w:r/></w:p><w:p><w:r>", "Um"),
        ("<w:t>“Um’ ‘dois”…</w:t>", "“Um’ ‘dois”…"),
        ("<w:t>co</w:t><w:noBreakHyphen/><w:t>r</w:t><w:softHyphen/><w:t>te</w:t>",
         "co\u2011r\u00adte"),
        ("<w:fldChar/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>1</w:t>", "1"),
        ('<w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="0"/><w:r><w:t>Um</w:t>',
         "Um"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_see_it(content: str, target: str) -> None:
    assert read((TARGET, content))[0].target == target


def test_tracked_changes_count_as_accepted() -> None:
    before = f"<w:r>{TARGET}</w:r>"
    xml = re.sub("<w:rPr><w:lang[^>]*/></w:rPr>", "", XML)
    assert before in xml
    after = (
        '<w:del w:id="1"><w:r><w:delText>Crímenes</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>Crimes</w:t></w:r></w:ins><w:r><w:t> de</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>gue</w:t></w:r></w:p>'
        "<w:p><w:moveFrom><w:r><w:t>X</w:t></w:r></w:moveFrom><w:r><w:t>rra</w:t></w:r>"
    )
    data = packed({**parts(), TEXT: xml.replace(before, after).encode()})
    assert parse_packet_docx(data, "a.docx").rows[0].target == "Crimes de\nguerra"


def test_rows_may_be_moved_and_deleted_and_empty_ones_added() -> None:
    empty = re.sub("<w:t>[^<]*</w:t>", "", SECOND)
    assert read((FIRST, ""), (SECOND, SECOND + FIRST + empty)) == (PEACE, WAR)
    assert read((FIRST, "")) == (PEACE,)
    deleted = FIRST.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="9"/></w:trPr>', 1)
    assert read((FIRST, deleted)) == (PEACE,)


def test_columns_may_be_moved() -> None:
    def moved(row: re.Match[str]) -> str:
        cells = re.findall("<w:tc>.*?</w:tc>", row[0], re.DOTALL)
        return f"<w:tr>{''.join(reversed(cells))}</w:tr>"

    xml = ROWS.sub(moved, XML)
    packet = parse_packet_docx(packed({**parts(), TEXT: xml.encode()}), "a.docx")
    assert packet == replace(PACKET, rows=(WAR, PEACE))


def test_line_breaks_and_spaces_come_back_as_they_were() -> None:
    rows = (replace(WAR, target=" Um  dois\n\n\ttrês \n"),)
    sent = serialize_packet_docx(replace(PACKET, rows=rows))
    assert parse_packet_docx(sent, "a.docx").rows == rows


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (decided("perhaps"), "^a.docx: row 1: the decision 'perhaps' is none that is known"),
        (((WAR.key, "my own"),), "^a.docx: row 1: its Key was changed, or it is a row of your own"),
        (((FIRST, FIRST.replace("<w:t>1</w:t>", "<w:t>7</w:t>").replace(WAR.key, "")),),
         r"^a.docx: row 1 \(numbered 7\): its Key"),
        (((SECOND, SECOND + SECOND),), "^a.docx: rows 2 and 3 are of the same segment"),
        ((("<w:t>Reason</w:t>", "<w:t>Motivo</w:t>"),), "^a.docx: no packet: there is no table"),
        ((("Key: veldania", "Key"),), "^a.docx: the head of the column Key no longer tells"),
        ((("Key: veldania 0123456789ab en", "Key: veldania 0123456789ab 7"),),
         "^a.docx: the head of the column Key: '7' is not a locale"),
        ((("<w:body>", "<w:body><w:p>"),), "^a.docx: word/document.xml:\\d+:\\d+: not XML"),
        ((("<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'),), "declares entities"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_its_row(
    changes: tuple[tuple[str, str], ...], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read(*changes)


def lying(data: bytes) -> bytes:
    """The archive, with a text that says of itself to be much shorter than it is."""
    size = len(parts(data)[TEXT]).to_bytes(4, "little")
    return data.replace(size, (100).to_bytes(4, "little"))


def damaged(data: bytes) -> bytes:
    """The archive, with other bytes in the middle of its packed text."""
    at = data.index(TEXT.encode()) + 100
    return data[:at] + b"?" * 300 + data[at + 300 :]


def without(name: str) -> bytes:
    return packed({other: data for other, data in parts().items() if other != name})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document .* save it as .docx"),
        (lambda: b"{\\rtf1}", "not a Word document .*: File is not a zip file"),
        (lambda: SENT[:-2000], "not a Word document .*, or damaged on its way"),
        (lambda: damaged(SENT), "damaged on its way"),
        (lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
         "a ZIP file, but no Word document"),
        (lambda: without(TEXT), "no Word document: its text is missing"),
        (lambda: packed({**parts(), "[Content_Types].xml": parts()["[Content_Types].xml"].replace(
            b"wordprocessingml.document.main", b"document.macroEnabled.main")}),
         "it holds macros"),
        (lambda: packed({**parts(), TEXT: b" " * 30_000_000}), "unpacks to more than 20,000,000"),
        (lambda: lying(packed({**parts(), TEXT: b" " * 30_000_000})), "a.docx"),
        (lambda: packed(parts(), ZIP_BZIP2), "damaged on its way.*packed in a way"),
    ],
)  # fmt: skip
def test_what_is_no_document_or_a_dangerous_one_is_refused(
    make: Callable[[], bytes], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        parse_packet_docx(make(), "a.docx")


def test_the_text_is_found_where_the_document_says_it_is() -> None:
    moved = parts()
    moved["word/document2.xml"] = moved.pop(TEXT)
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert len(parse_packet_docx(packed(moved, ZIP_STORED), "a.docx").rows) == 2


@pytest.mark.parametrize("character", ["\0", "\x1b", "\r", "\uffff"])
def test_what_a_document_cannot_hold_is_refused_before_anything_is_written(character: str) -> None:
    packet = replace(PACKET, rows=(PEACE, replace(WAR, target=f"a{character}")))
    message = rf"^veldania.pt-BR.docx: row 2: its target has U\+{ord(character):04X}.* \.xlf file"
    with pytest.raises(InputError, match=message):
        serialize_packet_docx(packet)
