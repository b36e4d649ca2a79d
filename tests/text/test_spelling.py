"""Hunspell dictionaries, where some are installed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from translate_pipeline.checks import run_checks
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.spelling import speller


@pytest.fixture
def dictionaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of dictionaries that the program looks into, and no other."""
    monkeypatch.setenv("DICPATH", str(tmp_path))
    speller.cache_clear()
    yield tmp_path
    speller.cache_clear()


def install(folder: Path, name: str, *words: str, encoding: str = "UTF-8") -> None:
    text = "\n".join([str(len(words)), *words])
    (folder / f"{name}.dic").write_text(text, encoding)
    (folder / f"{name}.aff").write_text(f"SET {encoding}\nSFX S Y 1\nSFX S 0 s .\n", encoding)


def said(source: str, target: str, locale: str) -> list[str]:
    found = run_checks(source, target, Locale.parse(locale), ())
    return [target[one.start : one.end] for one in found if one.rule == "spelling"]


def test_a_word_that_the_dictionary_lacks_is_reported_once(dictionaries: Path) -> None:
    install(dictionaries, "es_ES", "aldea/S", "huyeron")
    target = "Huyeron de las aldeas, huyeroon de qwertzas, qwertzas."
    assert said("They fled the villages.", target, "es") == ["huyeroon", "qwertzas"]


def test_names_source_words_code_and_short_words_are_right(dictionaries: Path) -> None:
    install(dictionaries, "es_ES", "huyeron")
    target = "Huyeron Qwertza, qwertza {qwertzo} https://qwertzi.org y qwe QWERTZU."
    assert said("They fled from qwertza {qwertzo}.", target, "es") == []


def test_a_compound_of_right_words_is_right(dictionaries: Path) -> None:
    install(dictionaries, "nl", "qwerk", "zwerk")
    assert said("It", "de qwerk-zwerk en qwerk-zwirk", "nl") == ["qwerk-zwirk"]


def test_nothing_is_said_where_no_dictionary_is_installed(dictionaries: Path) -> None:
    assert said("They fled.", "qwertzas", "es") == []
    (dictionaries / "es_ES.dic").write_text("0\n")
    assert said("They fled.", "qwertzas", "es") == []


def test_a_region_may_use_the_dictionary_of_its_language_but_portugal_has_its_own(
    dictionaries: Path,
) -> None:
    install(dictionaries, "es_ES", "aldea")
    install(dictionaries, "pt_BR", "aldeia")
    assert said("They fled.", "qwertzas", "es-MX") == ["qwertzas"]
    assert said("They fled.", "qwertzas", "pt-BR") == ["qwertzas"]
    assert said("They fled.", "qwertzas", "pt") == ["qwertzas"]
    assert said("They fled.", "qwertzas", "pt-PT") == []


def test_letters_that_the_dictionary_cannot_write_are_no_fault_of_the_program(
    dictionaries: Path,
) -> None:
    install(dictionaries, "pl", "wieś", encoding="ISO8859-2")
    assert said("They fled.", "wieś qwertżąя", "pl") == ["qwertżąя"]


def test_without_hunspell_nothing_is_said(
    dictionaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(dictionaries, "es_ES", "aldea")
    monkeypatch.setitem(sys.modules, "hunspell", None)
    assert said("They fled.", "qwertzas", "es") == []


def test_languages_without_spaces_have_no_spelling_to_check(dictionaries: Path) -> None:
    install(dictionaries, "th_TH", "a")
    assert speller(Locale("th")) is None
