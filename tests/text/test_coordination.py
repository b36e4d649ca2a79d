"""Terms that share a word with another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_terms import concept, matcher

CONCEPTS = (
    concept("indiscriminate", "indiscriminate attacks"),
    concept("disproportionate", "disproportionate attacks"),
    concept("unlawful", "unlawful attacks"),
    concept("law", "international law"),
    concept("ihl", "international humanitarian law"),
    concept("detention", "arbitrary detention", "arbitrarily detained"),
    concept("humanity", "crimes against humanity"),
    concept("war", "war crimes"),
    concept("israel", "Israel occupied"),
    concept("court", "Supreme Court", case_sensitive=True),
)


def found(text: str) -> dict[str, str]:
    return {hit.concept.id: hit.text for top in matcher(*CONCEPTS).find(text) for hit in top.walk()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indiscriminate and disproportionate attacks.", {"indiscriminate", "disproportionate"}),
        (
            "indiscriminate, disproportionate, and unlawful attacks",
            {"indiscriminate", "disproportionate", "unlawful"},
        ),
        ("international or national law", {"law"}),
        ("international and widely accepted law", {"law"}),
        ("international humanitarian and human rights law", {"ihl"}),
        ("international human rights and humanitarian law", {"ihl"}),
        ("war crimes and possible crimes against humanity", {"war", "humanity"}),
        ("arbitrary arrests and detentions", {"detention"}),
        ("arbitrarily arrested and\ndetained", {"detention"}),
        ("crimes of war and against humanity", {"humanity"}),
        ("war crimes and crimes against humanity", {"war", "humanity"}),
    ],
)
def test_terms_that_share_a_word_are_found(text: str, expected: set[str]) -> None:
    assert found(text).keys() == expected


@pytest.mark.parametrize(
    "text",
    [
        "war heroes and crimes",
        "the war and other crimes",
        "war and hate crimes",
        "international trade and law",
        "international and moral; law",
        "unlawful and quick! Attacks",
        "arbitrary rules and detention",
        "Israel and the occupied land",
        "the Supreme and the High Court",
        "the Supreme and High Court",
        "international trade and peace, law",
        "postinternational and national law",
        "international and national lawyers",
        "crimes that I saw and against humanity",
        "unlawful and",
        "unlawful, and or",
        "arbitrary ",
    ],
)
def test_other_lists_are_not_terms(text: str) -> None:
    assert found(text) == {}


def test_a_term_apart_spans_all_its_words_and_holds_those_inside() -> None:
    (hit,) = matcher(*CONCEPTS).find("Stop indiscriminate and unlawful attacks now")
    assert (hit.start, hit.end, hit.text) == (5, 40, "indiscriminate and unlawful attacks")
    assert [(inner.concept.id, inner.start) for inner in hit.within] == [("unlawful", 24)]


def test_a_term_that_is_written_whole_is_found_once() -> None:
    both = concept("both", "arbitrary arrest and detention", "arbitrary detention")
    (hit,) = matcher(both).find("arbitrary arrest and detention")
    assert hit.within == ()


WORDS = (
    "crimes against humanity and or of war international law unlawful attacks arbitrary , the İ ß"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_a_term_apart_is_the_text_at_its_place_and_ends_with_its_own_words(
    words: list[str],
) -> None:
    text = " ".join(words)
    for top in matcher(*CONCEPTS).find(text):
        for hit in top.walk():
            assert text[hit.start : hit.end] == hit.text
            first, *_, last = hit.concept.source.preferred.split()
            assert hit.text.split()[0][:4] == first[:4]
            assert hit.text.split()[-1][:4] == last[:4]
