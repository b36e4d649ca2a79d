import pytest

from translate_pipeline.text.identify import function_words, identify, source_locale


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال إن هذا كان من قبل في المدينة"),
        ("ca", "Les dues parts han de deixar que els ferits surtin amb els seus fills"),
        ("de", "Die Armee muss die Verletzten aus der Stadt lassen"),
        ("en", "Both sides must release all of the hostages"),
        ("es", "Las dos partes deben liberar a los rehenes para que no mueran"),
        ("fa", "او گفت که این را از آن شهر به ما داده است"),
        ("fr", "Les deux parties doivent libérer les otages dans la ville"),
        ("he", "הצבא חייב לאפשר לפצועים לצאת מהעיר"),
        ("hi", "सेना को घायलों को शहर से जाने देना चाहिए और यह भी"),
        ("it", "Le due parti devono liberare gli ostaggi della città"),
        ("ja", "軍は負傷者を町から出さなければならない"),
        ("ko", "군대는 부상자들을 도시에서 내보내야 한다"),
        ("nl", "Het leger moet de gewonden uit de stad laten"),
        ("pl", "Armia musi pozwolić, by ranni wyszli z miasta, który jest na wschodzie"),
        ("pt", "As duas partes devem libertar os reféns e não podem esperar"),
        ("ru", "Армия должна выпустить раненых из города, но это не так"),
        ("tr", "Ordu yaralıların şehirden çıkmasına izin vermeli ve bu için bir yol olmalı"),
        ("uk", "Армія має випустити поранених із міста, що є на сході"),
        ("zh", "军队必须让伤员离开该镇"),
    ],
)
def test_a_sentence_says_its_language(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "Amnesty International", "12 345", "UN", "xyzzy"])
def test_what_has_no_small_words_has_no_language(text: str) -> None:
    assert identify(text) == ""


def test_a_source_is_english_where_nothing_tells() -> None:
    assert source_locale("Ida Vorn, UN").tag == "en"
    assert source_locale("Les deux parties doivent libérer les otages dans la ville").tag == "fr"


def test_a_language_without_a_list_has_no_small_words() -> None:
    assert function_words("sw") == frozenset()
