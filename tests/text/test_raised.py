"""Struck text goes, and no raised or lowered digit joins a number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.marks import Mark, Marked
from translate_pipeline.text.raised import Look, Settled, Stretch, settled

_LOOKS = {"-": Look.STRUCK, "^": Look.RAISED, "@": Look.REFERENCE, "_": Look.LOWERED}


def read(source: str) -> Settled:
    """What is made of a text with looks in braces: ``23{^1}``."""
    text, stretches = "", []
    for piece in re.split(r"(\{[^}]*\})", source):
        start = len(text)
        text += piece[2:-1] if piece.startswith("{") else piece
        if piece.startswith("{"):
            stretches.append(Stretch(start, len(text), _LOOKS[piece[1]]))
    return settled(Marked(text), stretches)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("killed {-12}23 people", "killed 23 people"),
        ("killed {-1}{-2}23", "killed 23"),
        ("1{-2}43", "143"),
        ("12{-, }23 and 12{- and }they", "12 23 and 12 they"),
        ("12{-–}23", "12 23"),
        ("we wait{- for it}.", "we wait."),
        ("colo{-u}r", "color"),
    ],
)
def test_struck_text_goes_and_parts_what_it_parted(source: str, text: str) -> None:
    assert read(source).marked.text == text


@pytest.mark.parametrize(
    "source",
    [
        "people{^1}", "people.{^12}", "people,{^1,2}", "(UNHCR){^3}", "23%{^4}", "23{^[1]}",
        "23{^(a)}", "people{^a}", "people{^*}", "23{^†}", "UN{^2}", "“so”{^1–3}", "23{^b}",
    ],
)  # fmt: skip
def test_marks_of_notes_go_and_are_told(source: str) -> None:
    found = read(f"The {source} wait")
    assert found.marked.text == f"The {source.partition('{')[0]} wait"
    assert len(found.notes) == 1
    assert not found.raised


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("23{^1} people", "23¹ people"),
        ("10{^6}", "10⁶"),
        ("10{^-6}", "10⁻⁶"),
        ("x{^2}", "x²"),
        ("CO{^2}", "CO²"),
        ("The {^1} wait", "The ¹ wait"),
        ("23{^[1]}45", "23[¹]45"),
        ("war{^1}crimes", "war¹crimes"),
        ("people{^2019}", "people²⁰¹⁹"),
        ("3{^1}/{_2} years", "3¹/₂ years"),
        ("half{^1}/{_2}", "half¹/₂"),
        ("{^14}C", "¹⁴C"),
        ("٢٣{^١}", "٢٣¹"),
    ],
)
def test_what_may_be_no_note_stands_in_raised_digits(source: str, text: str) -> None:
    assert read(source).marked.text == text


@pytest.mark.parametrize("source", ["5 km{^2}", "5 m{^3}", "5 км{^2}"])
def test_areas_are_nothing_to_tell_of(source: str) -> None:
    found = read(source)
    assert found.marked.text[-1] in "²³"
    assert found == Settled(found.marked)


@pytest.mark.parametrize(
    "source", ["1{^st}", "2{^nd}", "1{^er}", "XX{^e}", "1{^o}", "20{^h}30", "n{^o} 4", "Air{^TM}"]
)
def test_raised_letters_stay(source: str) -> None:
    found = read(source)
    assert found.marked.text == re.sub(r"[{}^]", "", source)
    assert found == Settled(found.marked)


def test_a_raised_sentence_keeps_its_figures() -> None:
    assert read("{^In 2019, 23 people died.}").marked.text == "In 2019, 23 people died."
    assert read("23{^1 of them died}").marked.text == "23¹ of them died"


def test_space_that_is_raised_stays() -> None:
    assert read("They wait.{^1 }It is cold.").marked.text == "They wait. It is cold."


def test_a_link_may_be_an_ordinal() -> None:
    assert read("the 1{@st} of May").marked.text == "the 1st of May"


def test_a_mark_that_leads_to_a_note_goes_without_a_word() -> None:
    assert read("23{@1} people{@a} on 5 m{@2}") == Settled(Marked("23 people on 5 m"))


def test_looks_in_looks_join_no_numbers() -> None:
    struck = [Stretch(2, 4, Look.RAISED), Stretch(3, 4, Look.STRUCK)]
    assert settled(Marked("2345"), struck).marked.text == "23⁴"
    lowered = [Stretch(1, 3, Look.LOWERED), Stretch(2, 3, Look.RAISED)]
    assert settled(Marked("x12"), lowered).marked.text == "x1²"


def test_marks_stay_where_they_are() -> None:
    bold, link = Mark(3, 8, InlineKind.BOLD), Mark(5, 8, InlineKind.LINK, "https://x.example")
    stretches = [Stretch(0, 2, Look.STRUCK), Stretch(8, 9, Look.RAISED)]
    found = settled(Marked("12 23 so1", (bold, link)), stretches)
    assert found.marked.text == " 23 so"
    assert [found.marked.text[m.start : m.end] for m in found.marked.marks] == ["23 so", " so"]


PIECES = st.lists(
    st.one_of(
        st.text("123 a.", min_size=1, max_size=4).map(lambda text: (text, None)),
        st.tuples(
            st.text("789", min_size=1, max_size=3), st.sampled_from(list(_LOOKS.values())[:3])
        ),
        st.tuples(st.text("456", min_size=1, max_size=3), st.just(Look.LOWERED)),
    ),
    max_size=8,
)


@given(PIECES)
def test_no_struck_raised_or_lowered_digit_is_part_of_a_number(
    pieces: list[tuple[str, Look | None]],
) -> None:
    text, stretches = "", []
    for piece, look in pieces:
        if look:
            stretches.append(Stretch(len(text), len(text) + len(piece), look))
        text += piece
    found = settled(Marked(text), stretches).marked.text
    assert not re.search(r"[789]|[123][456]|[456][123]", found)
    plain = "".join(
        piece if not look else "" if look is Look.STRUCK else "x" for piece, look in pieces
    )
    assert re.findall("[123]+", found) == re.findall("[123]+", plain)
