from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.numbers import find_numbers


def values(text: str, locale: str = "en") -> list[Decimal]:
    return [number.value for number in find_numbers(text, Locale.parse(locale))]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "31,480 people"),
        ("en", "31480 people"),
        ("en", "31\u00a0480 people"),
        ("en", "31'480 people"),
        ("es", "31.480 personas"),
        ("fr", "31\u202f480 personnes"),
        ("fr", "31 480 personnes"),
        ("ru", "31\u00a0480 человек"),
        ("ar", "٣١٬٤٨٠ شخص"),
        ("ar", "و31,480 شخص"),
        ("zh", "约31480人"),
    ],
)
def test_a_number_is_the_same_however_it_is_grouped(locale: str, text: str) -> None:
    assert values(text, locale) == [31480]


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "1,400", "1400"),
        ("es", "1,400", "1.4"),
        ("es", "1.400", "1400"),
        ("es-MX", "1,400", "1400"),
        ("de", "1.234.567,8", "1234567.8"),
        ("en", "1,234,567.89", "1234567.89"),
        ("en", "12,34,567", "1234567"),
        ("ar", "٢٫٥", "2.5"),
        ("xx", "2.5", "2.5"),
    ],
)
def test_the_locale_says_what_groups_and_what_begins_decimals(
    locale: str, text: str, value: str
) -> None:
    assert values(text, locale) == [Decimal(value)]


def test_a_number_says_where_it_stands_and_what_groups_it() -> None:
    text = "Over 6,546 people, 17\u00a0439 hurt, 90 lost."
    found = list(find_numbers(text, Locale("en")))
    assert [text[number.start : number.end] for number in found] == ["6,546", "17\u00a0439", "90"]
    assert [number.text for number in found] == ["6,546", "17\u00a0439", "90"]
    assert [number.separator for number in found] == [",", " ", ""]


def test_punctuation_after_a_number_is_not_part_of_it() -> None:
    assert values("In 1948, 750. Then 6,546, then 3.") == [1948, 750, 6546, 3]


@pytest.mark.parametrize(
    "text", ["A4", "10th", "H1N1", "10:30", "26/10/2023", "192.168.1.1", "+44", "x_1", "10km"]
)
def test_what_only_contains_digits_is_no_number(text: str) -> None:
    assert values(text) == []


def test_two_numbers_in_a_row_are_not_taken_for_one() -> None:
    assert values("In 2023 400 people; 1,2 or 12,3456") == [2023, 400]


@given(st.integers(0, 10**15))
def test_a_grouped_number_is_read_back(number: int) -> None:
    assert values(f"about {number:,} of them") == [number]


@given(st.text(st.sampled_from("0123456789.,'’ \u00a0-+:/a٣") | st.characters(), max_size=40))
def test_every_number_stands_in_the_text_where_it_says(text: str) -> None:
    found = list(find_numbers(text, Locale("en")))
    assert all(text[number.start : number.end] == number.text for number in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_raised_digit_is_none_of_the_number_before_it() -> None:
    assert values("23¹ of 1,400² and 10⁶ or 110³ people", "en") == [23, 1400, 110]
