from decimal import Decimal

import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.figures import read_figures
from translate_pipeline.text.number_words import number_words
from translate_pipeline.text.repairs.agreement import keeps_words, same_form, sounds_alike
from translate_pipeline.text.repairs.correction import Source, read_correction
from translate_pipeline.text.repairs.edits import Edit, Readable, apply, read_back
from translate_pipeline.text.repairs.spelled import respelled, spelled_value
from translate_pipeline.text.repairs.style import style_of, write_like


@pytest.mark.parametrize(
    "language",
    ["ar", "ca", "de", "es", "fa", "fr", "he", "hi", "it", "nl", "pl", "pt", "ru", "tr", "uk"],
)
def test_every_word_that_is_written_is_read_as_that_number(language: str) -> None:
    locale = Locale(language)
    starts = [w for w in number_words(language) if spelled_value(w, locale)]
    assert starts
    for word in starts:
        for number in range(2, 21):
            if said := respelled(word, number, locale):
                assert spelled_value(said, locale) == number
                assert number_words(language)[said] == number


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_han_words_are_read_as_the_number_that_is_written(language: str) -> None:
    for number in range(3, 11):
        said = respelled("三", number, Locale(language))
        assert [max(f.values) for f in read_figures(said + "人", Locale(language))] == [number]


def test_a_word_keeps_its_capital_and_the_letters_before_it() -> None:
    assert respelled("Tres", 5, Locale("es")) == "Cinco"
    assert respelled("وثلاثة", 5, Locale("ar")) == "وخمسة"
    assert respelled("TRES", 5, Locale("es")) == ""
    assert respelled("tres", 25, Locale("es")) == ""
    assert respelled("tercero", 5, Locale("es")) == ""
    assert respelled("tres", 5, Locale("xx")) == ""


@pytest.mark.parametrize(
    ("locale", "written", "group", "decimal"),
    [
        ("es", "31.480", ".", ""), ("fr", "31\xa0480,50", "\xa0", ","), ("ar", "٣١٬٤٨٠", "٬", ""),
        ("de", "31480", "", ""), ("hi", "12,34,567", ",", ""), ("ar", "٣٫٥", "", "٫"),
        ("en", "3.5", "", "."),
    ],
)  # fmt: skip
def test_a_number_tells_its_style(locale: str, written: str, group: str, decimal: str) -> None:
    style = style_of(written, Locale(locale))
    assert style is not None
    assert (style.group, style.decimal) == (group, decimal)


@pytest.mark.parametrize("written", ["", "007", "3٣", "10:30", "a4", "3 4", "1.2.3"])
def test_what_is_no_plain_number_has_no_style(written: str) -> None:
    assert style_of(written, Locale("en")) is None


def test_other_numbers_of_the_target_tell_how_to_group() -> None:
    style = style_of("500", Locale("es"))
    assert style is not None

    def said(target: str, *, grouped: bool = True) -> str:
        return write_like(style, Decimal(31480), 0, Locale("es"), target, grouped=grouped)

    assert said("de") == "31.480"
    assert said("de 20 000") == "31 480"
    assert said("de 20000") == "31480"
    assert said("de", grouped=False) == "31480"


def test_decimals_are_written_in_the_script_of_the_digits() -> None:
    style = style_of("٣", Locale("ar"))
    assert style is not None
    assert write_like(style, Decimal("4.25"), 2, Locale("ar"), "", grouped=True) == "٤٫٢٥"


@pytest.mark.parametrize(
    ("locale", "one", "other", "same"),
    [
        ("es", 2, 3, True), ("es", 1, 2, False), ("es", 900_000, 1_000_000, False),
        ("ru", 2, 4, True), ("ru", 21, 22, False), ("ar", 10, 11, False), ("ar", 12, 99, True),
        ("ar", 101, 300, False), ("he", 10, 11, False), ("he", 12, 40, True), ("zh", 1, 2, True),
        ("xx", 2, 3, False),
    ],
)  # fmt: skip
def test_numbers_of_one_plural_form_are_told(locale: str, one: int, other: int, same: bool) -> None:
    assert same_form(Decimal(one), Decimal(other), Locale(locale)) is same


@pytest.mark.parametrize(
    ("locale", "before", "after", "numbers", "kept"),
    [
        ("tr", "", "’de", (2021, 2028), True), ("tr", "", "’de", (2021, 2023), False),
        ("tr", "%", "'i", (45, 75), True), ("tr", "", "'i", (100, 1000), False),
        ("it", "il ", " maggio", (7, 8), False), ("it", "con ", " morti", (7, 8), True),
        ("it", "l’", " maggio", (8, 11), True), ("ca", "l’", " de maig", (11, 12), False),
        ("es", "7 u ", " días", (8, 9), False), ("es", "y ", " días", (8, 9), True),
        ("es", "el ", " de mayo", (8, 7), True),
        ("fr", "l’", " mai", (2, 3), False), ("fr", "le ", "e siècle", (20, 21), True),
        ("ru", "", "-й", (5, 6), False), ("ru", "", "-летний", (5, 6), True),
        ("ru", "", "% домов", (21, 22), True), ("ru", "в ", " году", (2021, 2022), True),
        ("ru", "", " года назад", (2, 5), False), ("ru", "", " мая", (2, 5), True),
        ("ru", "в мае ", " человека", (2, 5), False), ("ar", "عام ", "", (2010, 2011), True),
        ("ar", "منذ ", " أيام", (10, 11), False), ("ko", "", "은", (3, 4), False),
        ("zh", "", "人", (1, 2), True), ("es", "", ".º", (2, 3), True),
        ("es", "", "ª", (2, 3), True),
    ],
)  # fmt: skip
def test_what_stands_around_a_number_stays_or_not(
    locale: str, before: str, after: str, numbers: tuple[int, int], kept: bool
) -> None:
    old, new = map(Decimal, numbers)
    found = keeps_words(before, after, old, new, Locale(locale))
    assert found is kept


def test_the_word_before_a_name_changes_before_a_vowel() -> None:
    assert not sounds_alike("de ", "Rosa", "Ana", Locale("fr"))
    assert not sounds_alike("d’", "Ana", "Rosa", Locale("fr"))
    assert sounds_alike("d’", "Ana", "Emma", Locale("fr"))
    assert sounds_alike("selon ", "Rosa", "Ana", Locale("fr"))
    assert not sounds_alike("y ", "Rosa", "Inés", Locale("es"))
    assert sounds_alike("de ", "Rosa", "Ana", Locale("es"))


def kinds(old: str, new: str) -> list[str] | None:
    correction = read_correction(Source(old), Source(new))
    return [pair.old.kind for pair in correction.pairs if pair.changed] if correction else None


def test_a_correction_is_what_changed_between_two_sources() -> None:
    assert kinds("3 men on 5 May", "4 men on 5 June") == ["number", "month"]
    assert kinds("An 11-year-old", "A 12-year-old") == ["number"]
    assert kinds("two men", "three men") == ["number"]
    assert kinds("3 men", "3 men") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 men", "3 women"), ("1 man", "2 men"), ("3 men", "3 men died"), ("A4", "A5"),
        ("a second attack", "a third attack"), ("https://a.org/3", "https://a.org/4"),
        ("<b1>3</b1> men", "<b1>4 men</b1>"), ("half of 3", "all of 3"), ("3 men", "men"),
    ],
)  # fmt: skip
def test_anything_else_that_changed_makes_it_no_correction(old: str, new: str) -> None:
    assert kinds(old, new) is None


def test_edits_go_around_tags_and_never_into_them() -> None:
    assert apply([Edit(4, 6, "7")], "Las <b1>31</b1> o") == "Las <b1>7</b1> o"
    assert apply([Edit(4, 7, "7")], "Las <b1>31</b1>0 o") is None
    assert apply([Edit(0, 3, "a"), Edit(2, 5, "b")], "abcdef") is None


def test_a_number_that_runs_into_its_neighbour_is_seen() -> None:
    locale = Locale("fr")
    before, after = Readable("30 500 hommes et 9", locale), Readable("30 500 hommes et 8", locale)
    assert read_back(before, [Edit(17, 18, "8", Decimal(8))], after)
    assert not read_back(before, [Edit(17, 18, "8", Decimal(9))], after)
    assert not read_back(before, [], after)
    assert not read_back(before, [], Readable("30 500 hommes", locale))
