from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.clauses import cut, joined

LONG = "The court heard 12 people; it found, after a week, that 3 of them were held for nothing."


def test_a_text_that_is_short_enough_stays_whole() -> None:
    assert cut(LONG, len(LONG)) == [LONG]


def test_a_long_one_is_cut_at_the_end_of_a_clause() -> None:
    assert cut(LONG, 70) == [
        "The court heard 12 people;",
        "it found, after a week, that 3 of them were held for nothing.",
    ]


def test_length_may_be_counted_in_bytes() -> None:
    assert cut("ünd ünd ünd ünd", 15, lambda text: len(text.encode())) == ["ünd ünd", "ünd ünd"]


def test_what_has_no_white_space_is_not_cut() -> None:
    assert cut("x" * 40, 10) == ["x" * 40]


@given(st.text(alphabet="ab ,;", max_size=80), st.integers(min_value=1, max_value=30))
def test_no_word_is_lost(text: str, longest: int) -> None:
    assert " ".join(cut(text, longest)).split() == text.split()


def test_what_goes_on_within_a_sentence_begins_small_again() -> None:
    pieces = ["The court sat;", "it found", "Ana Li guilty."]
    answers = ["El tribunal se reunió;", "Declaró", "Culpable a Ana Li."]
    whole = "El tribunal se reunió; declaró Culpable a Ana Li."
    assert joined(pieces, answers, Locale("es")) == whole


def test_german_nouns_keep_their_capitals() -> None:
    pieces, answers = ["The army;", "soldiers too."], ["Die Armee;", "Soldaten auch."]
    assert joined(pieces, answers, Locale("de")) == "Die Armee; Soldaten auch."


def test_one_piece_stays_as_it_is() -> None:
    assert joined(["war crimes"], ["Kriegsverbrechen"], Locale("de")) == "Kriegsverbrechen"
    assert joined(["the UN"], ["UNO"], Locale("es")) == "UNO"


def test_chinese_is_cut_at_its_own_commas_and_joined_without_spaces() -> None:
    pieces = cut("法院认定士兵有罪，但无人受审。", 12)
    assert pieces == ["法院认定士兵有罪，", "但无人受审。"]
    assert joined(["One;", "two."], ["一；", "二。"], Locale("zh")) == "一；二。"
