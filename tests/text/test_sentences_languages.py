"""What the splitter does with the other source languages."""

from dataclasses import fields

import pytest

from translate_pipeline.text.sentences import split_sentences
from translate_pipeline.text.sentences.languages import language_data


def assert_split(language: str, *sentences: str) -> None:
    text = " ".join(sentences)
    spans = split_sentences(text, language)
    assert [text[start:end] for start, end in spans] == list(sentences)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "pt", "ru"])
def test_the_data_have_neither_last_stops_nor_hidden_capitals(language: str) -> None:
    data = language_data(language)
    assert data.openers
    for field in fields(data):
        for word in getattr(data, field.name):
            assert word == word.strip(" .")
    assert all(word == word.lower() for word in data.openers | data.saying)


def test_spanish_titles_and_references_are_not_split() -> None:
    assert_split(
        "es",
        "La Sra. Ruiz y el Dr. D. José Paz citaron el art. 5 y la pág. 12 de la ley núm. 30.",
        "Nadie respondió.",
    )


def test_spanish_doubled_initials_go_on_or_end() -> None:
    assert_split("es", "El Gobierno de EE. UU. Federal calló.", "Viajó a EE. UU.", "Los demás no.")


def test_a_spanish_verb_after_an_abbreviated_name_opens_a_sentence() -> None:
    assert_split("es", "Llegó a EE. UU.", "Murió allí.", "Volvieron a EE. UU.", "Pidieron asilo.")
    assert_split("es", "Habló el presidente de EE. UU. Aaron Baron ayer.")


def test_spanish_inverted_marks_open_a_sentence() -> None:
    assert_split("es", "¿Dónde están?", "¡Que los liberen!", "Salieron a las 6 p. m.", "¿Y ahora?")


def test_spanish_attribution_stays_with_its_quotation() -> None:
    assert_split("es", "«¿Por qué?», preguntó Ana.", "«¡Basta!» gritó la madre.", "«No», dijo.")


def test_spanish_examples_and_eras_are_not_split() -> None:
    assert_split("es", "Hubo abusos, p. ej. Torturas, ya en el siglo I a. C. según consta.")


def test_french_titles_and_references_are_not_split() -> None:
    assert_split(
        "fr",
        "M. Diallo et Mme. Petit citent l'art. 7 et la p. 12, c.-à-d. Tout le chapitre.",
        "Le Dr. Ba a refusé.",
    )


def test_french_spaces_before_stops_and_guillemets_are_part_of_the_sentence() -> None:
    assert_split("fr", "« Où sont-ils ? »", "Personne ne répond !", "« Partez ! » crie-t-il.")


def test_french_no_break_spaces_are_part_of_the_sentence() -> None:
    assert_split("fr", "«\u00a0Où sont-ils\u202f?\u00a0»", "Personne ne répond\u00a0!", "Rien.")


def test_french_eras_go_on_and_end() -> None:
    assert_split(
        "fr", "Le fort date de 200 av. J.-C. environ.", "Il date de 200 av. J.-C.", "On sait."
    )


def test_portuguese_titles_and_references_are_not_split() -> None:
    assert_split(
        "pt",
        "O Sr. Lima, a Sra. Dra. Reis e o Exmo. Juiz citaram o art. 5 e a pág. 3.",
        "V. Exa. Sabe disso, p. ex. Pela carta.",
        "Ninguém respondeu.",
    )


def test_portuguese_one_letter_words_open_a_sentence() -> None:
    assert_split("pt", "O acordo é da Silva Lda.", "A polícia calou.", "Falou J. A. Lima.")


def test_russian_years_end_a_sentence_and_towns_do_not() -> None:
    assert_split(
        "ru",
        "Он живёт в г. Москва с 1998 г.",
        "Суд отказал.",
        "В мае 1998 г. Суд собрался.",
    )


def test_russian_initials_and_abbreviations_are_not_split() -> None:
    assert_split(
        "ru",
        "А. И. Петров и Л.Н. Иванова, т. е. Комиссия, ссылались на ст. 5 УК и ул. Ленина, д. 3.",
        "Ответа нет.",
    )


def test_russian_and_so_on_ends_a_sentence() -> None:
    assert_split("ru", "Отняли деньги, телефоны и т. д.", "Никто не ответил.")


def test_russian_attribution_after_a_dash_stays() -> None:
    assert_split("ru", "«Где они?» — спросила мать.", "«Мы не знаем», — ответил он.")


def test_arabic_question_marks_end_and_semicolons_do_not() -> None:
    assert_split("ar", "أين هم؟", "لا نعرف؛ لم يجب أحد.", "وقالت المنظمة إنها ستنتظر.")


def test_arabic_titles_and_pages_are_not_split() -> None:
    assert_split("ar", "قال د. سمير وأ. ليلى في ص. 12 إن التقرير صحيح.", "ولم يرد أحد.")


def test_arabic_direction_marks_around_a_stop_do_not_hide_a_title() -> None:
    assert_split("ar", "وقال د\u202a.\u202c سمير ذلك.", "ولم يرد أحد.")


def test_chinese_stops_need_no_space() -> None:
    text = "他们在哪里？没有人知道。他说：「走。」然后离开。"
    spans = split_sentences(text, "zh")
    assert [text[start:end] for start, end in spans][:2] == ["他们在哪里？", "没有人知道。"]


def test_hindi_and_urdu_stops_end_a_sentence() -> None:
    assert_split("hi", "वे कहाँ हैं?", "कोई नहीं जानता।", "हम पूछते हैं।")
    assert_split("ur", "وہ کہاں ہیں؟", "کوئی نہیں جانتا۔", "ہم پوچھتے ہیں۔")


def test_a_language_without_data_is_still_split() -> None:
    assert_split("xx", "Tar e mo vel 3.5 dun.", "Sola K. Vint ra?", "Beno!", "Ula vo.")
