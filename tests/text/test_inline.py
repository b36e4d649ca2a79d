"""Tags: what is set apart in a text, as people carry it over into another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.release import Inline, InlineKind
from translate_pipeline.text.inline import (
    misplaced,
    plain,
    reading,
    runs,
    spans_of,
    tagged,
    tags,
)
from translate_pipeline.text.marks import Mark, Marked, in_order, safe_href

BOLD, ITALIC, LINK = InlineKind.BOLD, InlineKind.ITALIC, InlineKind.LINK
TEXT = "One two three. Four five."
SENTENCES = [(0, 14), (15, 25)]


def texts(*marks: Mark) -> list[str]:
    return [text for text, _ in tagged(Marked(TEXT, marks), SENTENCES)]


def test_tags_are_numbered_in_each_sentence_in_the_order_in_which_they_open() -> None:
    marks = Mark(8, 13, LINK, "https://a.example"), Mark(4, 13, BOLD), Mark(20, 24, ITALIC)
    assert texts(*marks) == ["One <b1>two <a2>three</a2></b1>.", "Four <i1>five</i1>."]


def test_a_mark_over_two_sentences_is_closed_and_opened_again() -> None:
    assert texts(Mark(8, 19, BOLD)) == ["One two <b1>three.</b1>", "<b1>Four</b1> five."]


def test_of_two_marks_that_cross_the_link_stays_whole() -> None:
    assert texts(Mark(0, 7, BOLD), Mark(4, 13, LINK, "https://a.example")) == [
        "<b1>One</b1> <a2><b3>two</b3> three</a2>.",
        "Four five.",
    ]


def test_spaces_at_the_edges_of_a_mark_stand_outside() -> None:
    assert texts(Mark(3, 8, BOLD)) == ["One <b1>two</b1> three.", "Four five."]


@pytest.mark.parametrize(
    "marks",
    [
        (Mark(4, 7, BOLD), Mark(7, 13, BOLD)),
        (Mark(4, 7, BOLD), Mark(8, 13, BOLD)),
        (Mark(4, 10, BOLD), Mark(5, 13, BOLD)),
    ],
)
def test_marks_that_touch_are_one(marks: tuple[Mark, ...]) -> None:
    assert texts(*marks)[0] == "One <b1>two three</b1>."


@pytest.mark.parametrize(
    "mark", [Mark(0, 25, BOLD), Mark(0, 24, ITALIC), Mark(13, 14, BOLD), Mark(7, 8, BOLD)]
)
def test_what_says_nothing_goes(mark: Mark) -> None:
    assert texts(mark) == ["One two three.", "Four five."]


def test_a_link_around_everything_stays() -> None:
    assert texts(Mark(0, 25, LINK, "https://a.example"))[1] == "<a1>Four five.</a1>"


def test_a_name_that_the_text_holds_is_passed_over() -> None:
    ((text, inline),) = tagged(Marked("A <b1> b", (Mark(7, 8, BOLD),)), [(0, 8)])
    assert (text, inline) == ("A <b1> <b2>b</b2>", (Inline("b2"),))


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://example.org/a_(b)?c=d&e#f", "https://example.org/a_(b)?c=d&e#f"),
        (' HTTPS://example.org/a b"<>\\^`', "HTTPS://example.org/a%20b%22%3C%3E%5C%5E%60"),
        ("https://пример.example/é", "https://пример.example/é"),
        ("mailto:press@example.org?subject=a", "mailto:press@example.org?subject=a"),
        ("java\nscript:alert(1)", ""),
        ("javascript:alert('@')", ""),
        ("data:text/html,<b>", ""),
        ("/en/report", ""),
        ("https:report", ""),
        ("http://[x", ""),
        ("mailto:", ""),
        ("file:///etc/passwd", ""),
        ("https://example.org/" + "a" * 3000, ""),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(href: str, safe: str) -> None:
    assert safe_href(href) == safe


def test_a_reading_knows_the_way_back() -> None:
    text = "<a1>The <b2>Rome</b2></a1> Statute<i3>.</i3>"
    read = reading(text)
    assert read.text == plain(text) == "The Rome Statute."
    assert text[slice(*read.whole(4, 8))] == "Rome"
    assert text[slice(*read.whole(4, 16))] == "Rome</b2></a1> Statute"
    assert text[slice(*read.whole(16, 17))] == "."
    assert read.whole(-1, -1) == (-1, -1)
    assert read.read(*read.whole(4, 16)) == (4, 16)


@pytest.mark.parametrize("text", ["a < b", "<b>a</b>", "<b0>", "<b01>", "<c1>", "<b1 >", "<b1/>"])
def test_other_tags_are_no_tags(text: str) -> None:
    assert (tags(text), plain(text)) == ((), text)


def test_only_pairs_have_a_span() -> None:
    assert spans_of("<b1>a</b1> <i2>b <a3>c</a3>") == {"b1": (0, 1), "a3": (4, 5)}


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("<b1>a <i2>b</i2></b1>", []),
        ("<b1>a <i2>b</b1></i2>", ["</b1> ends before <i2>, which begins in it"]),
        ("</b1>a<b1>", ["</b1> stands before <b1>"]),
        ("<b1> </b1>a", ["<b1> holds nothing"]),
        ("<b1><i2></i2></b1>", ["<i2> holds nothing", "<b1> holds nothing"]),
        ("<a1>a <a2>b</a2></a1>", ["<a2> stands within another link"]),
    ],
)
def test_tags_that_do_not_nest_are_told(text: str, messages: list[str]) -> None:
    assert [message for _, message in misplaced(text)] == messages


def test_only_known_tags_set_anything_apart() -> None:
    bold = Inline("b1")
    assert list(runs("<b1>a</b1> <i2>b</i2>", [bold])) == [("a", (bold,)), (" <i2>b</i2>", ())]


MARKS = st.lists(
    st.builds(
        lambda start, length, kind: Mark(
            start, start + length, kind, "https://a.example" if kind is LINK else ""
        ),
        st.integers(0, 24), st.integers(1, 25), st.sampled_from(InlineKind),
    ).map(lambda mark: mark._replace(end=min(mark.end, 25)))
)  # fmt: skip


@given(MARKS)
def test_any_marks_make_tags_that_nest_and_leave_the_text_as_it_is(marks: list[Mark]) -> None:
    for (text, inline), (start, end) in zip(
        tagged(Marked(TEXT, tuple(marks)), SENTENCES), SENTENCES, strict=True
    ):
        assert plain(text) == TEXT[start:end]
        assert list(misplaced(text)) == []
        assert [tag.name for tag in tags(text) if not tag.closing] == [one.name for one in inline]
        assert len(tags(text)) == 2 * len(inline)


@given(MARKS)
def test_marks_put_in_order_stay_so(marks: list[Mark]) -> None:
    ordered = in_order(Marked(TEXT, tuple(marks)))
    assert in_order(ordered) == ordered


@given(st.lists(st.sampled_from(["<b1>", "</b1>", "<a2>", "</a2>", "a", " ", "<", "<b1"])))
def test_any_text_is_shown_without_its_tags_whatever_they_are(pieces: list[str]) -> None:
    text = "".join(pieces)
    inline = [Inline("b1"), Inline("a2", "https://a.example")]
    assert "".join(piece for piece, _ in runs(text, inline)) == plain(text)
    read = reading(text)
    for at, letter in enumerate(read.text):
        assert text[slice(*read.whole(at, at + 1))] == letter
