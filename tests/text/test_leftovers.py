import pytest

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.text.leftovers import certain, leftovers, share_kept, translatable


def left(source: str, target: str, locale: str) -> list[str]:
    spans = leftovers(source, target, ENGLISH, Locale.parse(locale))
    return [target[start:end] for start, end in spans]


def test_names_acronyms_and_addresses_are_not_translated() -> None:
    text = "Ask the UN or Ida Vorn: press@example.org, https://example.org, {name}, example.org"
    assert translatable(text) == ("the", "or")


def test_words_of_a_script_without_capitals_are_all_to_be_translated() -> None:
    assert translatable("يجب وقف النار") == ("يجب", "وقف", "النار")


def test_the_share_of_kept_words_counts_what_should_be_translated() -> None:
    assert share_kept("Ida ran home", "Ida corrió home") == 0.5
    assert share_kept("Ida Vorn", "Ida Vorn") == 0


@pytest.mark.parametrize(
    ("locale", "target", "words"),
    [
        ("es", "El unlawful siege.", ["unlawful"]),
        ("ru", "Осада unlawful.", ["unlawful"]),
        ("ru", "Осада (unlawful siege).", []),
        ("es", "La película Long Unlawful siege.", []),
        ("xx", "unlawful siege", []),
    ],
)
def test_words_of_the_source_are_found_where_they_are_none_of_the_target(
    locale: str, target: str, words: list[str]
) -> None:
    found = left("An unlawful siege ended", target, locale)
    assert [word for word in found if word != "siege"] == words


def test_a_single_loanword_is_not_certain() -> None:
    target = "Un tsunami xyzzyq."
    spans = list(leftovers("a xyzzyq", target, ENGLISH, Locale("es")))
    assert len(spans) == 1
    assert certain("a xyzzyq", target, spans, "en") == []
