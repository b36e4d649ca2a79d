from decimal import Decimal

import babel.numbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.figures import Kind, read_figures
from translate_pipeline.text.number_words import number_words

LOCALES = [
    "ar", "ca", "de", "en", "es", "es-MX", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl",
    "pt-BR", "ru", "tr", "uk", "zh",
]  # fmt: skip


def values(text: str, locale: str = "en") -> list[list[Decimal]]:
    return [sorted(figure.values) for figure in read_figures(text, Locale.parse(locale))]


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "two hundred and fifty thousand", 250_000),
        ("en", "two million three hundred thousand", 2_300_000),
        ("en", "twenty-five", 25),
        ("en", "£1.4bn", 1_400_000_000),
        ("es", "1,4 mil", 1400),
        ("es", "2.000 millones", 2_000_000_000),
        ("es", "dos mil quinientos", 2500),
        ("es", "treinta y cinco", 35),
        ("pt", "duzentos mil", 200_000),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("it", "ventidue", 22),
        ("it", "duemila", 2000),
        ("ca", "vint-i-cinc", 25),
        ("de", "fünfundzwanzig", 25),
        ("de", "dreihundert", 300),
        ("de", "2 Mrd. Euro", 2_000_000_000),
        ("nl", "vijfentwintig", 25),
        ("nl", "tweeëntwintig", 22),
        ("ru", "одна тысяча", 1000),
        ("ru", "двадцать пять", 25),
        ("ru", "2 млн", 2_000_000),
        ("uk", "дві тисячі", 2000),
        ("pl", "dwadzieścia pięć tysięcy", 25_000),
        ("tr", "yirmi beş", 25),
        ("ar", "خمسة وعشرون", 25),
        ("ar", "٢٫٥ مليون", 2_500_000),
        ("he", "שלוש עשרה", 13),
        ("fa", "بیست و پنج", 25),
        ("fa", "۲/۵ میلیون", 2_500_000),
        ("hi", "२५ लाख", 2_500_000),
        ("hi", "12,34,567", 1_234_567),
        ("zh", "二十五", 25),
        ("zh", "二〇二三", 2023),
        ("zh", "3亿5000万", 350_000_000),
        ("zh", "200多万", 2_000_000),
        ("ja", "２万５千", 25_000),
        ("ko", "3억 5천만", 350_000_000),
    ],
)
def test_a_number_is_read_by_value_in_words_and_scales(locale: str, text: str, value: int) -> None:
    assert Decimal(value) in values(text, locale)[0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("at 3 p.m.", {3, 15}),
        ("in the 1990s", {1990, 90, 3890}),
        ("from 1950-53", {53, 1953}),
        ("from 2 to 3 million", {2, 2_000, 20_000, 2_000_000}),
    ],
)
def test_a_number_that_can_be_read_in_several_ways_has_all_of_them(
    text: str, read: set[int]
) -> None:
    assert read in [figure.values for figure in read_figures(text, Locale("en"))]


@pytest.mark.parametrize("text", ["10:30", "26.10", "9/11"])
def test_a_time_or_a_date_has_parts(text: str) -> None:
    (figure,) = read_figures(text, Locale("en"))
    assert len(figure.parts) == 2


def test_what_reads_as_another_number_elsewhere_is_doubtful() -> None:
    (figure,) = read_figures("1,400", Locale("es"))
    assert figure.values == {Decimal("1.4")}
    assert figure.doubtful == {Decimal(1400)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("COVID-19", Kind.CODE), ("A4", Kind.CODE), ("21st", Kind.ORDINAL), ("XIX", Kind.ROMAN)],
)
def test_a_number_says_how_it_is_written(text: str, kind: Kind) -> None:
    assert [figure.kind for figure in read_figures(text, Locale("en"))] == [kind]


@pytest.mark.parametrize(
    ("locale", "text"), [("pl", "dwudziestodwuletni"), ("ru", "двадцатидвухлетний")]
)
def test_a_word_may_begin_with_a_number(locale: str, text: str) -> None:
    assert values(text, locale) == [[22]]


def test_words_that_count_nothing_are_told_from_numbers() -> None:
    second, three = read_figures("the second of three", Locale("en"))
    assert (second.counts, three.counts) == (False, True)


@pytest.mark.parametrize("language", sorted({Locale.parse(tag).language for tag in LOCALES}))
def test_every_language_but_those_without_spaces_has_words(language: str) -> None:
    assert bool(number_words(language)) == (language not in ("ja", "ko", "zh"))


@given(st.sampled_from(LOCALES), st.integers(0, 10**12))
def test_a_number_as_babel_writes_it_is_read_back(tag: str, number: int) -> None:
    locale = Locale.parse(tag)
    text = babel.numbers.format_decimal(number, locale=locale.gettext)
    assert [{number}] == [figure.values for figure in read_figures(text, locale)]


@given(st.sampled_from(LOCALES), st.decimals(0, 10**9, places=1))
def test_a_decimal_as_babel_writes_it_is_read_back(tag: str, number: Decimal) -> None:
    locale = Locale.parse(tag)
    text = babel.numbers.format_decimal(number, locale=locale.gettext)
    assert [{number}] == [figure.values for figure in read_figures(text, locale)]


@given(
    st.sampled_from(LOCALES),
    st.text(st.sampled_from("0123456789.,:/'’ \u00a0-+apm٣二万百半천XVI") | st.characters()),
)
def test_every_figure_stands_in_the_text_where_it_says(tag: str, text: str) -> None:
    for figure in read_figures(text, Locale.parse(tag)):
        assert text[figure.start : figure.end] == figure.text
        assert figure.values or figure.parts


def test_raised_digits_are_powers_of_ten_and_else_none_of_the_number() -> None:
    assert values("23¹ and 10⁶ and 10⁻³") == [[23], [10**6], [Decimal("0.001")]]
    assert values("two¹ of 3 million²") == [[2], [3_000_000]]
    assert values("5 km² of 3¹/₂") == [[5], [3]]
