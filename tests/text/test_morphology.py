import os
import subprocess
import sys
from pathlib import Path

import pytest

from translate_pipeline.text.morphology import (
    arabic,
    germanic,
    hebrew,
    hindi,
    persian,
    turkish,
)
from translate_pipeline.text.morphology.dictionaries import (
    dictionary_forms,
    has_dictionary,
    term_forms,
    text_forms,
)
from translate_pipeline.text.words import Words


def test_arabic_particles_and_article_come_off() -> None:
    assert {"قانون", "القانون"} <= set(arabic.apart("وبالقانون"))
    assert "قانون" in arabic.apart("للقانون")
    assert set(arabic.apart("ولد")) == {"ولد"}


def test_arabic_pronouns_come_off_and_the_feminine_ending_returns() -> None:
    assert "جنسية" in arabic.owned("جنسيته")


def test_at_most_three_hebrew_particles_come_off() -> None:
    assert list(hebrew.apart("ושבפשעים")) == ["ושבפשעים", "שבפשעים", "בפשעים", "פשעים"]
    assert list(hebrew.apart("האש")) == ["האש", "אש"]
    assert list(hebrew.apart("בן")) == ["בן"]


def test_persian_suffixes_belong_to_their_word() -> None:
    assert Words("آزادی‌های او و کتاب ها", "fa").all == ["آزادی‌های", "او", "و", "کتاب ها"]
    assert "پناهنده" in persian.stems("پناهندگان")


def test_turkish_suffixes_come_off_and_consonants_harden() -> None:
    assert "suç" in turkish.stems("suçlarının")
    assert "çocuk" in turkish.stems("çocuğun")
    assert "yaptırım" not in turkish.stems("yaptıran")


def test_a_german_compound_has_heads_and_a_derived_word_has_none() -> None:
    assert "geisel" in germanic.german_heads("geiselnahme")
    assert "folter" not in germanic.german_heads("folterer")


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("преступлениях", "ru", "преступление"),
        ("злочинів", "uk", "злочин"),
        ("crimini", "it", "crimine"),
        ("رهائن", "ar", "رهينة"),
        ("gerichtshofs", "de", "gerichtshof"),
        ("अपराधों", "hi", "अपराध"),
    ],
)
def test_a_dictionary_knows_the_form_of_a_word(word: str, language: str, form: str) -> None:
    assert form in dictionary_forms(word, language)


def test_a_form_too_far_away_is_another_word() -> None:
    assert "essere" not in dictionary_forms("stato", "it")
    assert "vatandaş" not in dictionary_forms("vatandaşlık", "tr")
    assert "işkence" not in dictionary_forms("işkenceci", "tr")


def test_a_participle_in_a_term_is_no_form_of_its_verb() -> None:
    assert not {"rifugiare", *text_forms("rifugio", "it")} & {*term_forms("rifugiato", "it")}
    assert {*text_forms("occupato", "it")} & {*term_forms("occupato", "it")}
    assert {*text_forms("desalojados", "es")} >= {*term_forms("desalojar", "es")}


def test_hindi_is_read_in_every_spelling() -> None:
    for word in ("क़ानून", "\u0958ानून", "कानून"):
        assert list(hindi.respelt(word)) == ["कानून"]
    assert [*hindi.respelt("बन्धक"), *hindi.respelt("अन्तरराष्ट्रीय")] == ["बंधक", "अंतर्राष्ट्रीय"]


def test_plurals_of_men_and_of_things_have_no_stem_in_common() -> None:
    assert not {*arabic.stems("مستوطنين")} & {*arabic.term_stems("مستوطنات")}
    assert {*arabic.stems("لاجئين")} & {*arabic.term_stems("لاجئ")}


def test_what_is_no_word_has_no_form() -> None:
    assert not dictionary_forms("x" * 10_000, "ru")
    assert not dictionary_forms("𗀀", "ru")
    assert not has_dictionary("zh")
    assert not dictionary_forms("战争罪", "zh")


def test_dictionaries_are_loaded_only_where_a_target_needs_one() -> None:
    code = """
import sys
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, TermHit
from translate_pipeline.text.forms import check_terms
terms = {Locale("es"): LocaleTerms("crimen de guerra"), Locale("ru"): LocaleTerms("апартеид")}
concept = Concept("one", "law", "", "", SourceTerms("one"), terms)
def judge(target, tag):
    return check_terms([TermHit(concept, 0, 1, "x")], target, Locale(tag))[0].verdict
print(judge("crímenes de guerra", "es"), "simplemma" in sys.modules, "pymorphy3" in sys.modules)
print(judge("апартеида", "ru"), "pymorphy3" in sys.modules)
"""
    assert _printed(code) == ["preferred False False", "preferred True"]


def test_a_word_list_is_unpacked_once_and_again_where_it_is_damaged(tmp_path: Path) -> None:
    code = """
from translate_pipeline.text.morphology.dictionaries import dictionary_forms
print(dictionary_forms("अपराधों", "hi"))
"""
    assert _printed(code, XDG_CACHE_HOME=str(tmp_path)) == ["['अपराध']"]
    (unpacked,) = tmp_path.rglob("hi.dic")
    whole = unpacked.read_bytes()
    unpacked.write_bytes(whole[: len(whole) // 2])
    assert _printed(code, XDG_CACHE_HOME=str(tmp_path)) == ["['अपराध']"]
    assert unpacked.read_bytes() == whole


def test_a_cache_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "translate-pipeline").write_text("a file where a folder should be")
    code = """
from translate_pipeline.text.morphology.dictionaries import dictionary_forms
print(dictionary_forms("अपराधों", "hi"))
"""
    assert _printed(code, XDG_CACHE_HOME=str(tmp_path)) == ["['अपराध']"]


def _printed(code: str, **environment: str) -> list[str]:
    """The lines that a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout.splitlines()


def test_a_word_is_cut_at_spaces_hyphens_and_apostrophes() -> None:
    assert Words("l’apartheid: cessez-le-feu (hier), fin", "fr").all == [
        "l", "apartheid", ":", "cessez", "le", "feu", "hier", "fin",
    ]  # fmt: skip


def test_a_comma_a_bracket_and_a_dash_part_words_without_being_one() -> None:
    words = Words("uno, dos (tres) — cuatro cinco", "es")
    assert [words.follows_comma(place) for place in range(5)] == [False, True, True, True, False]


def test_the_span_of_words_is_that_of_the_text() -> None:
    text = "Un  cri\u0301men\u00ad de lesa"
    words = Words(text, "es")
    assert text[slice(*words.span(1, 2))] == "cri\u0301men\u00ad de"
