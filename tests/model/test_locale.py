import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale


@pytest.mark.parametrize(
    ("text", "tag", "gettext", "language"),
    [
        ("es", "es", "es", "es"),
        ("pt_BR", "pt-BR", "pt_BR", "pt"),
        ("PT-br", "pt-BR", "pt_BR", "pt"),
        ("zh_hant_tw", "zh-Hant-TW", "zh_Hant_TW", "zh"),
        ("es-419", "es-419", "es_419", "es"),
        ("iw_IL", "he-IL", "he_IL", "he"),
        ("IN", "id", "id", "id"),
        ("ji", "yi", "yi", "yi"),
    ],
)
def test_a_tag_is_read_in_any_spelling(text: str, tag: str, gettext: str, language: str) -> None:
    locale = Locale.parse(text)
    assert (locale.tag, locale.gettext, locale.language) == (tag, gettext, language)


@pytest.mark.parametrize("text", ["", "e", "español", "es/..", "../../etc", "es\n", "es-ES-x", "C"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a locale"):
        Locale.parse(text)


@given(st.text())
def test_a_locale_is_always_a_safe_folder_name(text: str) -> None:
    try:
        name = Locale.parse(text).gettext
    except ValueError:
        return
    assert name.replace("_", "").isalnum()
    assert name.isascii()


@pytest.mark.parametrize("tag", ["es", "pt-BR", "sr-Latn", "zh-Latn", "vi", "tlh"])
def test_a_tag_tells_latin_script(tag: str) -> None:
    assert Locale(tag).is_latin


@pytest.mark.parametrize("tag", ["ar", "ru-RU", "zh-Hant-TW", "uz-Cyrl", "sr"])
def test_a_tag_tells_another_script(tag: str) -> None:
    assert not Locale(tag).is_latin


def test_the_usual_script_of_a_language_is_that_of_cldr() -> None:
    likely = get_global("likely_subtags")
    languages = {name.split("_")[0] for name in locale_identifiers()} & likely.keys()
    assert len(languages) > 200
    for language in languages:
        assert Locale(language).script == likely[language].split("_")[1], language


def test_the_usual_script_of_a_region_is_that_of_cldr() -> None:
    likely = get_global("likely_subtags")
    found = {name.split("_")[0] + "_" + name.split("_")[-1] for name in locale_identifiers()}
    regions = sorted(found & likely.keys())
    assert "zh_TW" in regions
    for region in regions:
        locale = Locale.parse(region)
        assert locale.script == likely[region].split("_")[1], region


@pytest.mark.parametrize(
    ("tag", "wider"),
    [
        ("es-MX", ["es-Latn", "es"]),
        ("zh-CN", ["zh-Hans", "zh"]),
        ("zh-Hans", ["zh-Hans", "zh"]),
        ("zh-Hant", ["zh-Hant"]),
        ("zh-TW", ["zh-Hant"]),
        ("zh-HK", ["zh-Hant"]),
        ("zh-MO", ["zh-Hant"]),
        ("zh-Hant-TW", ["zh-Hant"]),
        ("sr-Latn", ["sr-Latn"]),
        ("sr-Cyrl-RS", ["sr-Cyrl", "sr"]),
        ("uz-Cyrl", ["uz-Cyrl"]),
        ("pa-Arab", ["pa-Arab"]),
    ],
)
def test_a_locale_is_served_by_wider_ones_in_its_script(tag: str, wider: list[str]) -> None:
    assert [locale.tag for locale in Locale(tag).wider] == wider


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("pt-BR", "pt", True),
        ("es-MX", "es-AR", True),
        ("zh-TW", "zh-Hant", True),
        ("zh-TW", "zh", False),
        ("sr", "sr-Latn", False),
        ("es", "ca", False),
    ],
)
def test_kin_are_of_one_language_in_one_script(one: str, other: str, akin: bool) -> None:
    assert Locale(one).akin(Locale(other)) is Locale(other).akin(Locale(one)) is akin
