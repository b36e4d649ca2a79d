from dataclasses import replace

import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms

ES = LocaleTerms("Observatorio")
WATCH = Concept(
    "watch", "institution", "A group.", "", SourceTerms("Veld Watch", ("VW",)),
    {Locale("es"): ES}, do_not_translate=True,
)  # fmt: skip


def test_a_name_that_is_not_translated_stays_as_it_is_in_latin_script() -> None:
    assert WATCH.terms_in(Locale("fr")) == LocaleTerms("Veld Watch", ("VW",))


def test_a_name_that_is_not_translated_has_its_own_terms_where_the_glossary_gives_them() -> None:
    assert WATCH.terms_in(Locale("es-MX")) == ES


def test_a_name_that_is_not_translated_asks_nothing_of_another_script() -> None:
    assert WATCH.terms_in(Locale("ar")) is None


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Latn"])
def test_another_script_than_the_languages_own_does_not_use_its_terms(tag: str) -> None:
    chinese = replace(WATCH, terms={Locale("zh"): ES}, do_not_translate=False)
    assert chinese.terms_in(Locale(tag)) is None
    assert chinese.terms_in(Locale("zh-CN")) == ES
    assert chinese.terms_in(Locale("zh-Hans")) == ES


def test_a_region_uses_the_terms_of_its_script() -> None:
    chinese = replace(WATCH, terms={Locale("zh-Hant"): ES})
    assert chinese.terms_in(Locale("zh-TW")) == ES
