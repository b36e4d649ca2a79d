"""What the services call locales."""

import subprocess
import sys

import pytest
from babel import localedata
from deep_translator import constants

from tests.engines.services.protocols import PROTOCOLS
from translate_pipeline.engines.deep import codes
from translate_pipeline.engines.deep.engine import Deep
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import known_locale


def _engine(name: str) -> Deep:
    return PROTOCOLS[f"deep:{name}"].engine()


@pytest.mark.parametrize(
    ("name", "tag", "code"),
    [
        ("google", "es-MX", "es"),
        ("google", "he", "iw"),
        ("google", "jv", "jw"),
        ("google", "pt-BR", "pt"),
        ("google", "zh", "zh-CN"),
        ("google", "zh-Hant-HK", "zh-TW"),
        ("google", "nb", "no"),
        ("google", "fil", "tl"),
        ("google", "sr", "sr"),
        ("google", "sr-Latn", ""),
        ("google", "sr-Cyrl-RS", "sr"),
        ("google", "sr-ME", ""),
        ("google", "pa-PK", ""),
        ("google", "tlh", ""),
        ("deepl", "en", "EN-GB"),
        ("deepl", "en-US", "EN-US"),
        ("deepl", "en-IE", "EN-GB"),
        ("deepl", "pt", "PT-PT"),
        ("deepl", "pt-AO", "PT-PT"),
        ("deepl", "pt-BR", "PT-BR"),
        ("deepl", "es-419", "ES-419"),
        ("deepl", "es-MX", "ES"),
        ("deepl", "zh", "ZH-HANS"),
        ("deepl", "zh-TW", "ZH-HANT"),
        ("deepl", "zh-Hant-HK", "ZH-HANT"),
        ("deepl", "nb", "NB"),
        ("deepl", "nn", ""),
        ("deepl", "sr", ""),
        ("libre", "pt-BR", "pb"),
        ("libre", "pt", "pt"),
        ("libre", "zh-Hant", "zt"),
        ("libre", "zh-SG", "zh"),
        ("libre", "fil", "tl"),
        ("libre", "sw", ""),
        ("microsoft", "pt-BR", "pt"),
        ("microsoft", "pt", "pt-PT"),
        ("microsoft", "fr-CA", "fr-CA"),
        ("microsoft", "sr", "sr-Cyrl"),
        ("microsoft", "sr-Latn-RS", "sr-Latn"),
        ("microsoft", "ckb", "ku"),
        ("microsoft", "ku", "kmr"),
        ("microsoft", "fa-AF", "prs"),
        ("microsoft", "zh-TW", "zh-Hant"),
        ("microsoft", "tl", "fil"),
        ("mymemory", "es", "es-ES"),
        ("mymemory", "es-MX", "es-MX"),
        ("mymemory", "es-PE", "es-ES"),
        ("mymemory", "pt", "pt-PT"),
        ("mymemory", "pt-BR", "pt-BR"),
        ("mymemory", "ar", "ar-SA"),
        ("mymemory", "en", "en-GB"),
        ("mymemory", "he", "he-IL"),
        ("mymemory", "sr-Latn", "sr-Latn-RS"),
        ("mymemory", "sr", "sr-Cyrl-RS"),
        ("mymemory", "zh-Hant", "zh-TW"),
        ("mymemory", "az-Cyrl-AZ", ""),
        ("mymemory", "zh-HK", "zh-HK"),
        ("yandex", "nb", "no"),
        ("yandex", "he", "he"),
        ("yandex", "zh-Hant", ""),
        ("yandex", "zh", "zh"),
        ("qcri", "es-MX", "es"),
        ("qcri", "fr", ""),
        ("chatgpt", "pt-BR", "pt-BR"),
        ("chatgpt", "tlh", ""),
    ],
)
def test_a_locale_has_the_services_code_or_none(name: str, tag: str, code: str) -> None:
    assert _engine(name).code(Locale.parse(tag)) == code


def test_as_a_source_deepl_has_no_regions() -> None:
    engine = _engine("deepl")
    for tag, code in (("en-US", "EN"), ("pt-BR", "PT"), ("zh-Hant", "ZH"), ("no", "NB")):
        assert engine.source_code(Locale(tag)) == code


def test_codes_are_those_that_deep_translator_takes() -> None:
    assert set(constants.GOOGLE_LANGUAGES_TO_CODES.values()) == codes.GOOGLE
    assert set(constants.QCRI_LANGUAGE_TO_CODE.values()) == codes.QCRI
    assert set(constants.MY_MEMORY_LANGUAGES_TO_CODES.values()) >= codes.MYMEMORY
    libre = {code.replace("pt-BR", "pb") for code in constants.LIBRE_LANGUAGES_TO_CODES.values()}
    assert libre <= codes.LIBRE


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_every_code_of_its_own_is_one_of_the_services(name: str) -> None:
    engine = PROTOCOLS[name].engine()
    others = {"PT", "EN", "ZH"}  # DeepL's, for sources
    assert set(engine.own.values()) <= engine.codes | others | {""}


_OTHER_NAMES = {
    "iw": "he", "jw": "jv", "tl": "fil", "gom": "kok", "no": "nb", "nn": "nb", "prs": "fa-AF",
    "kmr": "ku", "lug": "lg", "nya": "ny", "run": "rn", "pb": "pt-BR",
    "zt": "zh-Hant", "ln-LIN": "ln", "prs-AF": "fa-AF",
}  # fmt: skip
"""Codes of services, and languages, by another of their names."""


@pytest.mark.parametrize("name", sorted(set(PROTOCOLS) - {"deep:chatgpt"}))
def test_no_locale_of_cldr_is_taken_for_another_language_or_script(name: str) -> None:
    engine = PROTOCOLS[name].engine()
    for identifier in localedata.locale_identifiers():
        try:
            locale = known_locale(identifier)
        except ValueError:
            continue
        if locale.language in ("ckb", "mni"):  # "ku" at Microsoft; in Google's script alone
            continue
        if code := engine.code(locale):
            meant = Locale.parse(_OTHER_NAMES.get(code, code))
            languages = {meant.language, _OTHER_NAMES.get(meant.language)}
            wanted = {locale.language, _OTHER_NAMES.get(locale.language)}
            assert languages & wanted - {None}, f"{locale} is {code}"
            assert meant.script == locale.script, f"{locale} is {code}"


def test_asking_what_they_support_imports_no_library_of_theirs() -> None:
    code = (
        "import sys, translate_pipeline.engines.deep as deep;"
        "from translate_pipeline.model.locale import Locale as L;"
        "engines = [getattr(deep, name)() for name in deep.__all__];"
        "[e.supports(L('en'), L('es')) or e.why_not(L('en'), L('es')) for e in engines];"
        "[e.on_device for e in engines];"
        "print({'deep_translator', 'requests', 'urllib3', 'sqlite3'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout == "set()\n"


LIBRE_URL = "TRANSLATE_PIPELINE_LIBRE_URL"


def test_libretranslate_needs_an_address_from_the_environment_or_the_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, pair = _engine("libre"), (Locale("en"), Locale("es"))
    assert LIBRE_URL in engine.why_not(*pair)
    assert (engine.supports(*pair), engine.on_device) == ("", False)
    engine.configure(EngineOptions("http://localhost:5000/"))
    assert (engine.supports(*pair), engine.on_device) == ("en-es", True)
    monkeypatch.setenv(LIBRE_URL, "https://translate.example.org")
    assert (engine.supports(*pair), engine.on_device) == ("en-es", False)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://10.0.0.7:5000", "needs https"),
        ("https://user:pass@example.org", "password does not belong"),
        ("ftp://example.org", "no URL of a server"),
        ("https://example.org/?q=1", "no URL of a server"),
        ("https://", "no URL of a server"),
        ("https://[::1", "no URL"),
        ("http://127.0.0.1:99999", "no URL"),
    ],
)
def test_an_address_that_would_not_do_is_refused(
    url: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=words):
        _engine("libre").configure(EngineOptions(url))
    monkeypatch.setenv(LIBRE_URL, url)
    assert words in _engine("libre").why_not(Locale("en"), Locale("es"))


def test_other_services_have_no_address_to_choose() -> None:
    with pytest.raises(ValueError, match="deep:deepl has no url"):
        _engine("deepl").configure(EngineOptions("https://example.org"))
