import pytest
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
