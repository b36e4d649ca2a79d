"""What holds for the spans of any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.text.sentences import split_sentences

LANGUAGES = ["ar", "en", "es", "fr", "pt", "ru", "xx"]
_FRAGMENTS = [
    *'.!?…؟。"“”’«»()[]•-—*1aAéЯد',
    *(
        " ",
        "\n",
        "\n\n",
        "\u00a0",
        "\u202a",
        "U.S.",
        "Dr.",
        "т. д.",
        "said",
        "The",
        "No. 7",
        "2. It",
    ),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join))


@given(texts, st.sampled_from(LANGUAGES))
def test_only_white_space_lies_outside_the_spans(text: str, language: str) -> None:
    at = 0
    for start, end in split_sentences(text, language):
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@given(texts, st.sampled_from(LANGUAGES))
def test_spans_are_in_order_and_trimmed(text: str, language: str) -> None:
    at = 0
    for start, end in split_sentences(text, language):
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        at = end


@given(texts, st.sampled_from(LANGUAGES))
def test_white_space_around_the_text_only_shifts_the_spans(text: str, language: str) -> None:
    shifted = tuple((start + 2, end + 2) for start, end in split_sentences(text, language))
    assert split_sentences(f" \t{text} ", language) == shifted


_SENTENCES = ["They fled.", "Why?", "“We saw it all,” said Dr. Osei.", "It cost $3.50!", "Go on…"]


@given(
    st.lists(st.sampled_from(_SENTENCES), max_size=8), st.sampled_from([" ", "\n", "\n\n", "  "])
)
def test_whole_sentences_joined_come_apart_again(sentences: list[str], space: str) -> None:
    text = space.join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


def test_offsets_count_code_points() -> None:
    assert split_sentences("🕊🕊 left. Nobody saw.") == ((0, 8), (9, 20))


def test_a_line_break_is_white_space() -> None:
    assert split_sentences("They\nfled.") == ((0, 10),)


@pytest.mark.parametrize("blank", ["\n\n", "\n \t\n", "\r\n\r\n", "\n\n\n"])
def test_a_blank_line_ends_a_sentence(blank: str) -> None:
    text = f"a heading{blank}and the text"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "a heading",
        "and the text",
    ]


@pytest.mark.parametrize(
    "part",
    [".", ". ", "A. ", "a.A", "1. A 2. B ", '. "', "• ", "\n\n", "*** ", ". [a", ".[1] ", "( "],
)
def test_time_grows_with_the_length_of_the_text_only(part: str) -> None:
    """A text eight times as long must not take anything like sixty-four times as long."""

    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.process_time()
        split_sentences(text)
        return time.process_time() - start

    # The least of three: other work on the machine only ever adds.
    long, short = (min(seconds(length) for _ in range(3)) for length in (80_000, 10_000))
    assert long < 32 * max(short, 0.002)
