"""What translation programs make of a packet is understood, and hostile files are refused."""

from dataclasses import replace

import pytest

from tests.formats.test_packet_po import PACKET, WAR
from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_xliff import parse_packet_xliff, serialize_packet_xliff
from translate_pipeline.model.packet import Decision, PacketRow
from translate_pipeline.model.review import State

SENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="pt-BR">
  <file id="f1" original="veldania" xml:space="preserve">
    <notes>
      <note category="revision">0123456789ab</note>
      <note category="title">Eleven held</note>
    </notes>
    <unit id="0123456789abcdef" canResegment="no" xml:space="preserve">
      <notes>
        <note category="place">paragraph 1, sentence 1 of 2</note>
        <note category="state">draft</note>
        <note category="seen">918982935d2f</note>
        <note category="term">term: war crimes = crímenes de guerra</note>
      </notes>
      <segment state="initial">
        <source>War crimes.</source>
        <target>Crímenes de guerra.</target>
      </segment>
    </unit>
  </file>
</xliff>
"""
SPLIT = """\
<segment id="a" state="reviewed" subState="prog:done">
 <source>War <mrk id="m1" type="term">crimes</mrk>.</source>
 <target order="3">Crímenes</target></segment>
<ignorable><source> </source></ignorable>
<segment id="b" state="{state}">
 <source><pc id="1">Again<ph id="2" equiv="X"/></pc>.</source>
 <target order="1" xml:lang="pt-BR"><sc id="1"/>Outra <pc id="3">vez</pc><ec startRef="1"/></target>
</segment>"""


TAGGED = "The <b1>Rome <a2>Statute</a2></b1>."


def test_tags_are_elements_that_programs_protect() -> None:
    row = replace(PACKET.rows[0], source=TAGGED, target="<a2>a</a2> <b1>b</b1>")
    data = serialize_packet_xliff(replace(PACKET, rows=(row,)))
    assert b'The <pc id="1.b1" type="fmt" subType="xlf:b">Rome <pc id="1.a2" type="link">' in data
    (back,) = parse_packet_xliff(data, "a.xlf").rows
    assert (back.source, back.target) == (row.source, row.target)
    apart = data.decode().replace(
        '<pc id="1.a2" type="link">a</pc>', '<sc id="1.a2"/>a<ec startRef="1.a2"/>'
    )
    (again,) = parse_packet_xliff(apart.encode(), "a.xlf").rows
    assert again.target == row.target


@pytest.mark.parametrize("target", ["<b1>a", "</b1>a<b1>", "<i9>a</i9>", "<b1>a</b1> <b1>b</b1>"])
def test_tags_that_are_not_sound_come_back_as_they_are(target: str) -> None:
    row = replace(PACKET.rows[0], source=TAGGED, target=target)
    (back,) = parse_packet_xliff(serialize_packet_xliff(replace(PACKET, rows=(row,))), "a.xlf").rows
    assert (back.source, back.target) == (TAGGED, target)


def read(*changes: tuple[str, str]) -> PacketRow:
    """The row, after a program put other texts into the file."""
    text = SENT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (row,) = parse_packet_xliff(text.encode(), "a.xlf").rows
    return row


def segment(inner: str) -> PacketRow:
    start, end = SENT.index("<segment"), SENT.index("</segment>") + len("</segment>")
    return read((SENT[start:end], inner))


def test_a_row_is_a_unit() -> None:
    assert serialize_packet_xliff(PACKET).decode() == SENT


@pytest.mark.parametrize("state", ["reviewed", "final"])
def test_who_calls_a_segment_reviewed_or_final_approves(state: str) -> None:
    row = read(('state="initial"', f'state="{state}" subState="prog:x"'))
    assert row == replace(WAR, decision=Decision.APPROVE)


@pytest.mark.parametrize("state", ['state="translated"', "", 'state="new"'])
def test_other_states_decide_nothing(state: str) -> None:
    assert read(('state="initial"', state)) == WAR


def test_what_was_sent_as_approved_is_not_approved_again() -> None:
    approved = replace(PACKET, rows=(replace(WAR, state=State.APPROVED),))
    sent = serialize_packet_xliff(approved)
    assert b'state="final"' in sent
    assert parse_packet_xliff(sent, "a.xlf") == approved


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('state="initial"', 'state="final" subState="tp:rejected"'), ""),
        (("</notes>\n      <seg", '<note category="Reject">\n term </note></notes><seg'), "term"),
    ],
)  # fmt: skip
def test_a_note_or_a_sub_state_rejects(change: tuple[str, str], reason: str) -> None:
    assert read(change) == replace(WAR, decision=Decision.REJECT, reason=reason)


def test_segments_that_were_split_are_joined_in_the_order_of_the_target() -> None:
    row = segment(SPLIT.format(state="final"))
    assert (row.source, row.target) == ("War crimes. Again.", "Outra vez Crímenes")
    assert row.decision is Decision.APPROVE


def test_a_unit_is_approved_only_as_a_whole() -> None:
    assert segment(SPLIT.format(state="translated")).decision is Decision.NONE


@pytest.mark.parametrize("target", ["", "<target/>", '<target xml:lang="pt-BR"></target>'])
def test_a_missing_target_is_an_empty_one(target: str) -> None:
    assert read(("<target>Crímenes de guerra.</target>", target)).target == ""


def test_modules_and_attributes_of_programs_are_let_be() -> None:
    unit = 'xml:space="preserve">\n      <notes>'
    module = (
        'xml:space="preserve" p:tool="x" xmlns:p="urn:p"'
        ' xmlns:m="urn:oasis:names:tc:xliff:matches:2.0">'
        '<m:matches><m:match ref="#1"><source>Other</source><target>Outra</target></m:match>'
        '</m:matches><p:segment state="final"><p:target>No</p:target></p:segment><notes>'
    )  # fmt: skip
    assert read((unit, module), ("<segment state", '<segment p:state="final" state')) == WAR


def test_what_xml_cannot_hold_is_written_as_a_code_point() -> None:
    packet = replace(PACKET, rows=(replace(WAR, target="a\0\x1b\ufffeb\r\n\U0001f600"),))
    sent = serialize_packet_xliff(packet)
    assert b'a<cp hex="0000"/><cp hex="001B"/><cp hex="FFFE"/>b&#13;\n' in sent
    assert parse_packet_xliff(sent, "a.xlf") == packet


BOMB = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version="2.1"', 'version="1.2"', r"^a.xlf:2:1: this is XLIFF 1.2; only XLIFF 2 is read"),
        ("<xliff", f"{BOMB}]>\n<xliff", r"^a.xlf:2:\d+: it declares entities"),
        ("<xliff", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<xliff',
         r"^a.xlf:2:\d+: it declares entities"),
        ("</unit>", "", r"^a.xlf:20:5: not XML: mismatched tag"),
        ("xliff", "html", r"^a.xlf:2:1: the root element is html"),
        ('category="revision"', 'category="x"', r"^a.xlf:3:3: no packet"),
        ('category="seen"', 'category="x"', r"^a.xlf:8:5: no unit of a packet"),
        ('trgLang="pt-BR"', "", r"^a.xlf:2:1: trgLang: '' is not a locale"),
        ("War", '<cp hex="D800"/>', r"^a.xlf:16:17: cp: 'D800' is no character"),
        ("War", '<cp hex="' + "F" * 9 + '"/>', r"^a.xlf:16:17: cp: 'F+' is no character"),
        ("War", "<mrk>" * 60, r"^a.xlf:16:\d+: nested too deeply"),
        (SENT[SENT.index("    <unit"):SENT.index("  </file>")],
         SENT[SENT.index("    <unit"):SENT.index("  </file>")] * 2, r"^a.xlf:20: .*line 8 already"),
    ],
)  # fmt: skip
def test_what_is_no_packet_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read((old, new))


def test_more_elements_than_any_packet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate_pipeline.formats.xml_tree._MOST", 1_000)
    with pytest.raises(InputError, match="more than 1,000 elements"):
        read(("War", "<x/>" * 1_001))
