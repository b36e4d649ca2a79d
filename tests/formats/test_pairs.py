import json

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.pairs import Pair, parse_pairs
from translate_pipeline.model.locale import Locale

LINE = '{"locale": "es", "source": "War crimes.", "target": "Crímenes de guerra."}'
PAIR = Pair(Locale("es"), "War crimes.", "Crímenes de guerra.")


@pytest.mark.parametrize(
    "text", [LINE, f"{LINE}\n", f"\ufeff{LINE}\r\n", f"\n \n{LINE}\n\n", LINE[:-1] + ', "id": 7}']
)
def test_a_line_is_a_pair(text: str) -> None:
    assert parse_pairs("a.jsonl", text.encode()) == [PAIR]


def test_a_line_end_inside_a_text_is_none_of_the_file() -> None:
    line = json.dumps({**PAIR._asdict(), "locale": "es", "target": "a\u2028b"}, ensure_ascii=False)
    assert parse_pairs("a.jsonl", line.encode()) == [PAIR._replace(target="a\u2028b")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "a.jsonl:2:2: not JSON: Expecting property name"),
        ("es\tWar crimes.\tGuerra.", "a.jsonl:2:1: not JSON: Expecting value"),
        ("[]", "a.jsonl:2: a line must be an object"),
        (LINE.replace("target", "tgt"), 'a.jsonl:2: there is no "target"; each line needs locale'),
        (LINE.replace('"es"', "5"), 'a.jsonl:2: "locale" must be a text in quotes'),
        (LINE.replace('"es"', '"xx"'), "a.jsonl:2: 'xx' is not a locale that CLDR knows"),
        (LINE.replace('"es"', '"Spanish"'), "a.jsonl:2: 'Spanish' is not a locale; write it like"),
        (LINE.replace("War", "\\ud800"), 'a.jsonl:2: "source" holds half a character'),
        ("[" * 100_000, "a.jsonl:2: nested too deeply"),
        ("1" * 5000, "a.jsonl:2: "),
    ],
)
def test_a_line_that_is_no_pair_is_refused_with_its_number(line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_pairs("a.jsonl", f"{LINE}\n{line}\n".encode())
    assert str(caught.value).startswith(message)
    assert len(str(caught.value)) < 600


def test_bytes_that_are_not_utf_8_are_refused_with_their_place() -> None:
    with pytest.raises(InputError, match=r"^a\.jsonl:1:3: not UTF-8"):
        parse_pairs("a.jsonl", b'{"\xe9": 1}')
