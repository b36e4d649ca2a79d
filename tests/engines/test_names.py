import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.engines.names import fold, translate_keeping
from translate_pipeline.text.placeholders import NAMES

KNOWN = frozenset(string.ascii_letters + string.digits + ".,!?'\"()-:/%é")


def _same(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("text", "given_to_the_engine"),
    [
        ("Agnès Callamard said", "Velora Callamard said"),
        ("Nguyễn Văn Đài said", "Velora said"),
        ("Müller's house", "Velora's house"),
        ('("Çelik"), she said', '("Velora"), she said'),
        ("Agnès met Agnès and Żaneta", "Velora met Velora and Tarnik"),
        ("Write to press@example.org.", "Write to Velora."),
        ("Владимир Путин signed", "Velora signed"),
        ("Velora and Agnès", "Velora and Tarnik"),
        ("a naïve façade", "a naive facade"),
        ("It cost €500 at the café", "It cost Velora at the café"),
        ("C:\\data and {x}", "Velora and Tarnik"),
        ("10⁶ of 23¹ on 5 km²", "Velora of Tarnik on 5 Brandok"),
        ("war crimes¹", "war crimes"),
    ],
)
def test_words_the_engine_cannot_spell_are_masked(text: str, given_to_the_engine: str) -> None:
    seen: list[str] = []

    def engine(masked: str) -> str:
        seen.append(masked)
        return masked

    translate_keeping(text, KNOWN, engine)
    assert seen == [given_to_the_engine]


def _loses(*names: str) -> Callable[[str], str]:
    def engine(text: str) -> str:
        for name in names:
            text = text.replace(name, "Somebody")
        return text

    return engine


def test_another_placeholder_is_tried_where_the_first_is_lost() -> None:
    assert translate_keeping("Agnès said", KNOWN, _loses("Velora")) == "Agnès said"


def test_the_name_without_its_marks_is_the_last_resort() -> None:
    assert translate_keeping("Agnès said", KNOWN, _loses(*NAMES)) == "Agnès said"


def test_no_translation_is_given_where_a_name_is_lost() -> None:
    assert translate_keeping("Agnès said", KNOWN, _loses("Agnes", *NAMES)) == ""


def test_a_placeholder_inside_another_word_does_not_count() -> None:
    lossy = "{}nik".format
    assert translate_keeping("Ł", KNOWN, lossy) == ""


def test_more_names_than_placeholders_go_without_their_marks() -> None:
    names = [f"Ñ{letter}" for letter in string.ascii_lowercase]
    text = " and ".join(names)
    assert translate_keeping(text, KNOWN, _same) == text


@pytest.mark.parametrize(
    ("word", "plain"), [("Agnès", "Agnes"), ("Łukasz", "Lukasz"), ("Øyen", "Oyen"), ("ß", "ss")]
)
def test_folding_takes_the_marks_off(word: str, plain: str) -> None:
    assert fold(word) == plain


@given(st.lists(st.text("Agèlŷ€@{\\1.,'", min_size=1, max_size=6), min_size=1, max_size=6))
def test_an_engine_that_copies_gives_the_text_back_whatever_it_cannot_spell(
    words: list[str],
) -> None:
    text = " ".join(word.upper() for word in words)
    assert translate_keeping(text, KNOWN, _same) == text
