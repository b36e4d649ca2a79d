import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.months import find_months, has_months, has_other_calendar, month_forms


def months(text: str, locale: str) -> list[int]:
    return [month.number for month in find_months(text, Locale.parse(locale))]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ar", "في تشرين الأول"), ("ar", "وأكتوبر"), ("ca", "26 d’octubre"),
        ("de", "Oktoberanfang"),
        ("en", "Oct. 26"), ("es", "octubre"), ("fa", "اکتبر"), ("he", "באוקטובר"),
        ("hi", "अक्तूबर"),
        ("ja", "10月"), ("ko", "10월"), ("nl", "oktober"), ("pl", "październikowy"),
        ("ru", "в октябре"), ("ru", "октябрьский"), ("tr", "Ekim’de"), ("uk", "жовтневий"),
        ("zh", "十月"), ("pt-BR", "outubro"),
    ],
)  # fmt: skip
def test_october_is_found_as_the_language_writes_it(locale: str, text: str) -> None:
    assert months(text, locale) == [10]


def test_a_month_that_is_another_word_too_counts_beside_a_figure() -> None:
    assert months("The march may end.", "en") == []
    assert months("It may end on 7 May 2021 or March 3.", "en") == [5, 3]


def test_a_locale_that_cldr_does_not_know_has_no_months() -> None:
    assert has_months(Locale("es"))
    assert not has_months(Locale("xx"))
    assert months("October", "xx") == []


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("ar", "في 24 شوال 1445", True), ("ar", "في شهر ذي الحجة", True),
        ("ar", "الرجل الذي قُتل في ربيع عام 2024", False),
        ("fa", "۱۴ اردیبهشت", True), ("fa", "دیدار دیگر", False), ("ja", "令和6年", True),
        ("he", "תשפ״ד", True), ("es", "mayo", False),
    ],
)  # fmt: skip
def test_another_calendar_is_told_by_its_months_and_years(
    locale: str, text: str, found: bool
) -> None:
    assert has_other_calendar(text, Locale(locale)) is found


def test_no_locale_gets_the_months_of_another_one() -> None:
    """As it happens with Babel's own data, when the other one was read first."""
    assert month_forms(Locale("az"))[0]["abbreviated"][1][1] == "yan"
    galician = month_forms(Locale("gl"))[0]
    assert {names[1] for names in galician["abbreviated"]} == {"xan."}
    assert {names[1] for names in galician["wide"]} == {"xaneiro"}
