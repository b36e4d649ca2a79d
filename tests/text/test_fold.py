import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.text.fold import SPACING, compose, fold, fold_quickly

ODD = "aZé’-\u2011\u00a0 \n\t\u00adßİﬁ\u0301\u200b\u200cأةـًکیЁё"
SCRIPTS = "aéñçĄŀßİıЖйїأئیכשׁﬠकक़ऩंカガハバパ쟁전战字"


@pytest.mark.parametrize(
    ("text", "language", "folded"),
    [
        ("War\u00a0Crimes", "", "war crimes"),
        ("non\u2011refoulement", "", "non refoulement"),
        ("war \r\n  crimes", "", "war crimes"),
        ("Israel’s", "", "israel's"),
        ("STRASSE Straße", "de", "strasse strasse"),
        ("cease\u00adfire", "", "ceasefire"),
        ("amnisti\u0301a", "es", "amnistía"),
        ("ﬁnal", "", "final"),
        ("ISPARTA İzmir", "tr", "ısparta izmir"),
        ("ISPARTA İzmir", "en", "isparta izmir"),
        ("الجَرائِمُ الإنسانيّة", "ar", "الجرايم الانسانيه"),
        ("جـــرائم", "ar", "جرايم"),
        ("نسل‌کشی", "fa", "نسل كشي"),
        ("פֶּשַׁע", "he", "פשע"),
        ("Её йод", "ru", "ее йод"),
        ("war \u200bcrimes", "", "war crimes"),
        ("\u110c\u1165\u11ab\u110c\u1162\u11bc", "ko", "전쟁"),
        ("ハ\u3099 ﾊ\uff9e", "ja", "バ バ"),
    ],
)
def test_what_does_not_tell_words_apart_is_folded(text: str, language: str, folded: str) -> None:
    assert fold(text, language).text == folded


def test_a_span_is_that_of_the_original() -> None:
    text = "İİ die\u00ad Stra\u00adße  amnisti\u0301a"
    folded = fold(text)
    start = folded.text.index("strasse")
    assert text[slice(*folded.span(start, start + 7))] == "Stra\u00adße"
    start = folded.text.index("amnistía")
    assert text[slice(*folded.span(start, start + 8))] == "amnisti\u0301a"


@given(st.text(ODD + "xyz"), st.sampled_from(["", "ar", "fa", "tr", "de", "ru"]))
def test_every_folded_character_comes_from_one_that_folds_to_it(text: str, language: str) -> None:
    folded = fold(text, language)
    ends = [folded.span(i, i + 1) for i in range(len(folded.text))]
    for char, (start, end) in zip(folded.text, ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end], language).text
    assert ends == sorted(ends)


@given(st.text())
def test_any_text_can_be_folded_and_spans_stay_inside_it(text: str) -> None:
    folded = fold(text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert 0 <= start < end <= len(text)


@given(st.text(ODD.replace("-", "").replace("\u2011", "")))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text, "de").text
    assert fold(once, "de").text == once


@given(st.text(SCRIPTS), st.sampled_from(["", "ar", "fa", "hi", "ja", "ko", "ru", "tr"]))
def test_composed_and_decomposed_letters_fold_alike(text: str, language: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(decomposed, language).text == fold(composed, language).text


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("crí-\nmenes", "crímenes"),
        ("cri\u0301-\r\n  menes", "crímenes"),
        ("crí\u00ad\nmenes", "crímenes"),
        ("Anglo-\nIrish", "Anglo-\nIrish"),
        ("Kriegs-\nund Lagerverbrechen", "Kriegs-\nund Lagerverbrechen"),
        ("1999-\n2000", "1999-\n2000"),
    ],
)
def test_a_word_broken_over_a_line_is_put_together(text: str, composed: str) -> None:
    assert compose(text).text == composed


def test_the_span_in_a_broken_word_is_that_of_the_original() -> None:
    text = "Son crí-\nmenes."
    composed = compose(text)
    start = composed.text.index("crímenes")
    assert text[slice(*composed.span(start, start + 8))] == "crí-\nmenes"


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from(["", "en", "de", "ar", "tr"]))
def test_a_text_in_ascii_is_folded_like_one_with_other_characters(text: str, language: str) -> None:
    other = fold(text + "א", language).text
    assert fold(text, language).text == other.removesuffix("א")


LANGUAGES = st.sampled_from(["", "en", "de", "ar", "fa", "hi", "ru", "tr"])


@given(st.text(ODD + "Ab’“‘”–é`"), LANGUAGES)
def test_a_quick_fold_is_right_where_white_space_is_single(text: str, language: str) -> None:
    quick = fold_quickly(text, language)
    if quick and not any(space in quick for space in SPACING):
        assert fold(text + "א", language).text == quick + "א"


@pytest.mark.parametrize("language", ["", "en", "ar", "ru"])
def test_every_character_that_is_folded_quickly_is_folded_rightly(language: str) -> None:
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    text = " x".join(char for char in characters if fold_quickly(char, language))
    assert len(text) > 3 * 300
    quick = fold_quickly(text, language)
    assert [fold(text[at] + "א", language).text[:-1] for at in range(len(text))] == [
        " " if char in SPACING else char for char in quick
    ]
