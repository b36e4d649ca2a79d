"""Who is named in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.persons import Person, Persons, keeps_names, named, writes_as_is


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It must stop,” said Donatella Rovera.", "Donatella Rovera"),
        ("Yesterday Ahmed Hassan told reporters that he was free.", "Ahmed Hassan"),
        ("Agnès Callamard, the organisation’s Secretary General, wept.", "Agnès Callamard"),
        ("Secretary General Agnès Callamard wept.", "Agnès Callamard"),
        ("The poet Nguyen Van Dai is in prison.", "Nguyen Van Dai"),
        ("Rose Black, 34, is free.", "Rose Black"),
        ("In May John Smith was arrested.", "John Smith"),
        ("April May, aged 12, is free.", "April May"),
        ("Mohammed el-Kurd was arrested on 12 May.", "Mohammed el-Kurd"),
        ("Hagai El-Ad had been detained.", "Hagai El-Ad"),
        ("The organisation’s Mark Bishop said so.", "Mark Bishop"),
        ("Foreign Minister J. K. O’Hara resigned.", "J. K. O’Hara"),
        ("Omar bin Said added that nobody came.", "Omar bin Said"),
    ],
)
def test_a_person_is_found_by_how_the_text_introduces_them(text: str, name: str) -> None:
    assert Persons([text]).names == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "The Human Rights Council said so.",
        "Saudi Arabia said that it would appeal.",
        "The White House told nobody.",
        "Easter Sunday was held in silence.",
        "HUMAN BEINGS said so.",
        "In South Sudan, 300 women were abducted.",
        "In North Africa, 12, perhaps 13, states agreed.",
        "General Elections were held.",
        "Uyghur Muslims were detained.",
        "The October War was released as a film.",
        "The Foreign Minister said so.",
        "War Crimes and Apartheid",
        "said nobody at all",
    ],
)
def test_institutions_countries_days_and_headlines_are_not_people(text: str) -> None:
    assert Persons([text]).names == ()


def test_a_person_introduced_anywhere_is_found_everywhere() -> None:
    persons = Persons(["Victor Marsh, a lawyer, was there.", "They shot Victor Marsh."])
    assert persons.find("They shot Victor Marsh’s dog.") == [Person("Victor Marsh", 10, 22)]


def test_part_of_a_name_is_found_alone_but_not_where_it_may_be_another_word() -> None:
    persons = Persons(["Will Marsh, a lawyer, and Grace May, a nurse, were there."])
    found = {
        text: [person.name for person in persons.find(text)]
        for text in (
            "Later Marsh spoke.", "Marsh said so.", "They met Grace in May.", "Marsh land is wet.",
            "Will it end?", "The Marsh Foundation paid.", "the marsh", "Marsh urged them.",
            "Marsh’s report", "“Marsh, he said", "New Marsh was there.", "But Marsh left.",
        )
    }  # fmt: skip
    expected = [["Marsh"], ["Marsh"], ["Grace"], [], [], [], []]
    assert list(found.values()) == [*expected, ["Marsh"], ["Marsh"], ["Marsh"], [], ["Marsh"]]


def test_a_title_introduces_one_name_too() -> None:
    persons = Persons(["Mr Khan was there."])
    assert persons.names == ()
    assert [person.name for person in persons.find("They asked Khan again.")] == ["Khan"]


@pytest.mark.parametrize(
    ("name", "target", "language"),
    [
        ("Agnès Callamard", "dijo Agnès Callamard.", "es"),
        ("Agnès Callamard", "Agnès Callamards Bericht", "de"),
        ("Agnès Callamard", "powiedziała Agnès Callamardą", "pl"),
        ("Maria Silva", "do Marii Silvy", "pl"),
        ("Agnès Callamard", "Agne\u0300s Callamard’ın", "tr"),
        ("Hagai El-Ad", "Hagai El‑Ad dijo", "es"),
        ("Jean-Pierre Roy", "Jean Pierre Roy", "fr"),
        ("J. K. O’Hara", "J. K. O'Hara", "it"),
    ],
)
def test_a_name_is_in_a_target_in_any_way_to_write_it(
    name: str, target: str, language: str
) -> None:
    assert named(name, target, language)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("April May", "April mayo, envejeció 34"),
        ("Philip Luther", "Filipe Lutero"),
        ("Rose Black", "Rose dijo Black"),
        ("Agnès Callamard", "Agnes Callamard"),
        ("Ana Li", "Ana Lindqvist"),
        ("Victor Marsh", "Victor Marshall"),
    ],
)
def test_another_name_is_not_the_name(name: str, target: str) -> None:
    assert not named(name, target, "es")


@given(st.text(st.sampled_from("Aa Bb.,’'-\u00a0alsid12“é"), max_size=60))
def test_a_person_stands_where_they_are_found(text: str) -> None:
    for person in Persons([text]).find(text):
        assert text[person.start : person.end] == person.name


@pytest.mark.parametrize(
    "part", ["A", "Aa ", "A.", "Aa, ", "O’", "al-", "Aa al-al-", "Aa al ", "Aa Bb, the ", "-bb"]
)
def test_no_text_takes_long(part: str) -> None:
    text = part * (20_000 // len(part))
    began = time.process_time()
    Persons([text]).find(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("locale", "kept", "bare"),
    [("es", True, True), ("pl", True, False), ("lv", False, False), ("ru", False, False)],
)
def test_languages_keep_inflect_or_respell_names(locale: str, kept: bool, bare: bool) -> None:
    assert keeps_names(Locale(locale)) is kept
    assert writes_as_is(Locale(locale)) is bare
