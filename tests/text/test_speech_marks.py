import pytest

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.text.speech_marks import Kept, kept, says

LANGUAGES = (
    "ar", "ca", "de", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr",
    "uk", "zh",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ["denials", "hedges", "attributions"])
def test_every_language_has_words_that_answer(language: str, words: Kept) -> None:
    source = "He said the alleged killer was not there."
    assert kept(source, "…", ENGLISH, Locale(language), words)


@pytest.mark.parametrize(
    ("locale", "target"),
    [
        ("ar", "لم يهاجموا"), ("de", "griffen nicht an"), ("es", "no atacaron"),
        ("fa", "حمله نکردند"),
        ("fr", "n’ont pas attaqué"), ("he", "לא תקפו"), ("hi", "हमला नहीं किया"),
        ("it", "non attaccò"),
        ("ja", "攻撃しなかった"), ("ko", "공격하지 않았다"),
        ("nl", "vielen niet aan"),
        ("pl", "nie zaatakowali"), ("pt", "não atacaram"), ("ru", "не напали"),
        ("tr", "saldırmadı"),
        ("uk", "не напали"), ("zh", "没有攻击"), ("ca", "no van atacar"),
    ],
)  # fmt: skip
def test_a_denial_is_recognised(locale: str, target: str) -> None:
    assert not kept("They did not attack.", target, ENGLISH, Locale(locale), "denials")


def test_a_language_without_words_is_not_judged() -> None:
    assert not kept("They did not attack.", "Walishambulia", ENGLISH, Locale("sw"), "denials")
    assert not says("Hawakushambulia", "denials", Locale("sw"))


def test_an_idiom_does_not_deny() -> None:
    assert says("Not only they came", "denials", ENGLISH) == ""
    assert says("Not only they came, and never left", "denials", ENGLISH) == "never"
