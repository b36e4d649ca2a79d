"""What is repeated of a service's own words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.engines.deep.transport import Answer
from translate_pipeline.engines.deep.verdicts import Later, seconds, verdict
from translate_pipeline.engines.deep.words import own_words, scrub
from translate_pipeline.errors import EngineRefused, EngineUnavailable

TEXT = "On Monday soldiers shelled the orchard of Karsholt, killing 31 people."
KEY = "sk-proj-abcdefgh12345678"


def _said(shape: Any) -> str:
    return own_words(Answer(400, content=json.dumps(shape).encode()), TEXT, KEY)


@pytest.mark.parametrize(
    "shape",
    [
        {"message": "Value for 'target_lang' not supported."},
        {"error": "Value for 'target_lang' not supported."},
        {"error": {"code": 400036, "message": "Value for 'target_lang' not supported."}},
        {"responseDetails": "Value for 'target_lang' not supported.", "responseStatus": "403"},
    ],
)
def test_the_message_is_found_where_services_put_it(shape: Any) -> None:
    assert _said(shape) == "Value for 'target_lang' not supported."


def test_it_is_one_short_line() -> None:
    said = _said({"message": "slow\ndown\x1b[31m " + "please " * 100})
    assert said.startswith("slow down [31m please")
    assert len(said) == 200


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b'{"message": 3}', b"[" * 9000])
def test_where_there_is_none_nothing_is_said(content: bytes) -> None:
    assert own_words(Answer(500, content=content), TEXT, KEY) == ""


def test_the_text_is_taken_out() -> None:
    said = scrub("Cannot translate 'shelled the orchard of Karsholt' to xx", TEXT, KEY)
    assert said == "Cannot translate '… … … … …' to xx"


def test_single_words_of_it_that_tell_something_are_taken_out() -> None:
    assert scrub("bad word: karsholt (31)", TEXT, KEY) == "bad word: … (…)"
    assert scrub("the language of the people", TEXT, KEY) == "the language of the people"
    assert scrub("bad text: حلب", "في حلب", KEY) == "bad text: …"


def test_a_key_is_taken_out_even_where_it_is_masked() -> None:
    said = "Incorrect API key provided: sk-proj-****************5678. Look it up."
    assert scrub(said, TEXT, KEY) == "Incorrect API key provided: … Look it up."
    assert scrub(f"key={KEY}&x", TEXT, KEY) == "…"


@given(st.lists(st.sampled_from(TEXT.split()), min_size=2, max_size=6), st.text(max_size=20))
def test_no_two_words_of_the_text_that_follow_each_other_are_left(
    some: list[str], around: str
) -> None:
    said = scrub(f"{around} {TEXT} {' '.join(some)}", TEXT, KEY)
    assert "Karsholt" not in said
    assert "the orchard" not in said


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, EngineRefused), (401, EngineRefused), (402, EngineRefused), (404, EngineRefused),
        (408, EngineUnavailable), (429, EngineUnavailable), (500, EngineUnavailable),
        (503, EngineUnavailable), (529, EngineUnavailable), (302, EngineRefused),
    ],
)  # fmt: skip
def test_a_status_says_whether_trying_again_helps(status: int, kind: type[Exception]) -> None:
    assert isinstance(verdict("x: host", status, "", "", ""), kind)


def test_a_service_may_say_when_to_come_back_in_seconds_or_as_a_date() -> None:
    later = verdict("x: host", 429, "Too Many Requests", " (slow down)", "7")
    assert isinstance(later, Later)
    assert later.asked == 7
    assert str(later) == "x: host says 429 Too Many Requests (slow down), try again after 7 s"
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds("Wed, 21 Oct 2999 07:28:00 GMT") > 10**9  # type: ignore[operator]
    assert seconds("soon") is seconds("") is seconds("-3") is None
