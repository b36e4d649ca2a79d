import gettext
import re

import pytest
from babel import localedata

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import (
    family,
    gettext_locale,
    known_locale,
    locale_name,
    plural_forms,
    right_to_left,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [("es", "Spanish"), ("pt_BR", "Portuguese (Brazil)"), ("ar", "Arabic")],
)
def test_a_locale_has_its_name(text: str, name: str) -> None:
    assert locale_name(known_locale(text)) == name


def test_a_locale_that_does_not_exist_is_refused_with_near_ones() -> None:
    with pytest.raises(ValueError, match=r"'pt_BZ' is not a locale .*did you mean .*pt_BR"):
        known_locale("pt_BZ")


@pytest.mark.parametrize(
    ("text", "tag"),
    [("spa", "es"), ("eng", "en"), ("fre", "fr"), ("spa_419", "es-419"), ("zho-Hant", "zh-Hant")],
)
def test_a_language_has_one_code(text: str, tag: str) -> None:
    assert known_locale(text) == Locale(tag)


def test_a_language_without_a_shorter_code_keeps_its_own() -> None:
    assert known_locale("fil") == Locale("fil")


@pytest.mark.parametrize(
    ("tag", "forms", "samples"),
    [
        ("es", 3, {0: 2, 1: 0, 2: 2, 1_000_000: 1}),
        ("fr", 3, {0: 0, 1: 0, 2: 2, 1_000_000: 1}),
        ("ar", 6, {0: 0, 1: 1, 2: 2, 3: 3, 11: 4, 100: 5, 102: 5}),
        ("ru", 4, {1: 0, 2: 1, 5: 2, 11: 2, 21: 0}),
        ("ja", 1, {0: 0, 1: 0, 5: 0}),
    ],
)
def test_plural_forms_follow_the_rule_of_cldr(
    tag: str, forms: int, samples: dict[int, int]
) -> None:
    match = re.fullmatch(r"nplurals=(\d); plural=(.*);", plural_forms(Locale(tag)))
    assert match
    rule = gettext.c2py(match[2])
    assert (int(match[1]), {number: rule(number) for number in samples}) == (forms, samples)


def test_every_rule_is_one_that_gettext_can_read() -> None:
    for name in localedata.locale_identifiers():
        if "_" not in name:
            rule = plural_forms(Locale(name)).split("plural=")[1].removesuffix(";")
            assert gettext.c2py(rule)(1) >= 0


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("pt_BR", "pt-BR"),
        ("de_DE.UTF-8", "de-DE"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("ca@valencia", "ca"),
        ("es_ES@euro", "es-ES"),
        ("zh-Hant", "zh-Hant"),
    ],
)
def test_the_names_of_gettext_are_read(text: str, tag: str) -> None:
    assert gettext_locale(text).tag == tag


@pytest.mark.parametrize("text", ["", "@latin", "elvish", "../es"])
def test_what_is_no_name_of_gettext_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="locale"):
        gettext_locale(text)


@pytest.mark.parametrize(
    ("tag", "rtl"), [("ar", True), ("he", True), ("fa", True), ("es", False), ("zh-Hant", False)]
)
def test_the_direction_of_a_language_is_known(tag: str, *, rtl: bool) -> None:
    assert right_to_left(Locale(tag)) is rtl


@pytest.mark.parametrize(
    ("tag", "first", "among", "never"),
    [
        ("es-MX", ["es-MX", "es-Latn", "es"], {"es-419", "es-AR", "es-ES"}, {"ca", "en"}),
        ("pt", ["pt", "pt-Latn"], {"pt-BR", "pt-PT"}, {"es"}),
        ("zh-TW", ["zh-TW", "zh-Hant"], {"zh-HK", "zh-Hant-HK"}, {"zh", "zh-Hans", "zh-CN"}),
        ("sr-Latn", ["sr-Latn"], {"sr-Latn-RS", "sr-ME"}, {"sr", "sr-RS"}),
    ],
)
def test_a_family_is_of_one_script_with_the_nearest_first(
    tag: str, first: list[str], among: set[str], never: set[str]
) -> None:
    tags = [one.tag for one in family(Locale(tag))]
    assert tags[: len(first)] == first
    assert len(set(tags)) == len(tags)
    assert among <= set(tags)
    assert never.isdisjoint(tags)


def test_whatever_cldr_knows_is_found_in_the_family_of_what_is_wider() -> None:
    tags = [name.replace("_", "-") for name in localedata.locale_identifiers()]
    locales = [Locale(tag) for tag in tags if re.fullmatch("[a-z]{2,3}(-.{2,4}){0,2}", tag)]
    assert len(locales) > 1000
    assert [one for one in locales if one not in family(one.wider[-1])] == []
