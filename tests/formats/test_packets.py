"""Whatever is sent out comes back as it was, in every format."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.test_packet_po import PACKET, WAR
from tests.strategies import packets
from translate_pipeline.errors import InputError
from translate_pipeline.formats.packets import ENDINGS, MAX_PACKET, read_packet, write_packet
from translate_pipeline.model.packet import Packet

WORD_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]).filter(
        lambda letter: letter not in "\ufffe\uffff"
    )
    | st.sampled_from("\n\t "),
    max_size=20,
)


@pytest.mark.parametrize("ending", [".po", ".xlf"])
@given(packet=packets())
def test_what_is_sent_comes_back_whatever_the_texts(ending: str, packet: Packet) -> None:
    assert read_packet(write_packet(packet, ending), f"a{ending}") == packet


@given(packet=packets(WORD_TEXTS))
def test_what_is_sent_in_a_word_document_comes_back(packet: Packet) -> None:
    assert read_packet(write_packet(packet, ".docx"), "a.docx") == packet


@pytest.mark.parametrize("path", ["a.DOCX", "folder.po/a.XLF", "a.po"])
def test_the_ending_tells_the_format(path: str) -> None:
    with pytest.raises(InputError, match=f"^{path}"):
        read_packet(b"?", path)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "a.odt",
            r"a.odt: a packet cannot be a .odt, only .docx, .po, .xlf and .xliff; save it as",
        ),
        ("a", "a: a packet cannot be a file without ending"),
    ],
)
def test_other_endings_are_refused(path: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_packet(b"", path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_a_hundred_megabytes_is_not_looked_at(ending: str) -> None:
    with pytest.raises(InputError, match="100,000,000 bytes are more than a packet may have"):
        read_packet(bytes(5 * MAX_PACKET), f"a{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_note_that_is_no_line_does_not_break_the_file(ending: str) -> None:
    row = replace(WAR, notes=("term: \x1bc\rd\ue000\u2028",))
    (read,) = read_packet(write_packet(replace(PACKET, rows=(row,)), ending), f"a{ending}").rows
    assert read.notes == ("term: �c�d\ue000�",)
