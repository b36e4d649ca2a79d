import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.decoding import decode_text


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode_text(b"", "a.yaml") == ""


def test_what_ends_a_line_is_one_character() -> None:
    text = decode_text("\ufeffa\r\nb\rc\u2028d\u0085e".encode(), "a.yaml")
    assert text == "a\nb\nc\nd\ne"


def test_a_control_character_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"^a\.yaml:2:2: U\+0007 is a control character"):
        decode_text(b"a\nb\x07", "a.yaml")
