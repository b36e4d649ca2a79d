"""Verdicts where several concepts, verbs or names are expected of one target."""

import pytest

from tests.text.test_forms import concept, verdicts
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Concept,
    LocaleTerms,
    SourceTerms,
    Termbase,
    TermHit,
    Verdict,
)
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import says_with_verb

APARTHEID = concept("apartheid", "apartheid", es=LocaleTerms("apartheid"))
CRIME = Concept(
    "crime", "law", "x", "",
    SourceTerms("crime of apartheid", ("crime against humanity of apartheid",)),
    {Locale("es"): LocaleTerms("crimen de apartheid")},
)  # fmt: skip
HUMANITY = concept(
    "humanity", "crimes against humanity", es=LocaleTerms("crimen de lesa humanidad")
)
RIGHTS = concept("rights", "human rights", es=LocaleTerms("derechos humanos"))
VIOLATIONS = concept(
    "violations", "human rights violations", es=LocaleTerms("violación de derechos humanos")
)
SETTLERS = concept("settlers", "settlers", es=LocaleTerms("colono"), he=LocaleTerms("מתנחל"))
COLONIES = concept("colonies", "colonies", es=LocaleTerms("colonia"), he=LocaleTerms("התנחלות"))
AMNESTY = Concept(
    "amnesty", "institution", "x", "", SourceTerms("Amnesty International", case_sensitive=True),
    {Locale("es"): LocaleTerms("Amnistía Internacional")},
)  # fmt: skip
HOSTAGES = Concept(
    "hostages", "law", "x", "", SourceTerms("hostage taking", ("hostage", "taken hostage")),
    {Locale("es"): LocaleTerms("toma de rehenes")},
)  # fmt: skip
PUNISHMENT = Concept(
    "punishment", "law", "x", "",
    SourceTerms("collective punishment", ("collectively punished",)),
    {Locale("pt-BR"): LocaleTerms("punição coletiva")},
)  # fmt: skip
TERMBASE = Termbase(
    Locale("en"),
    (APARTHEID, CRIME, HUMANITY, RIGHTS, VIOLATIONS, SETTLERS, COLONIES, AMNESTY, HOSTAGES,
     PUNISHMENT),
    "together",
)  # fmt: skip


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("El crimen de apartheid.", {"crime": "preferred", "humanity": "missing"}),
        ("El crimen de lesa humanidad de apartheid.", {"crime": "soft", "humanity": "preferred"}),
    ],
)
def test_what_a_form_says_beyond_its_concept_is_expected_too(
    target: str, expected: dict[str, str]
) -> None:
    assert verdicts(TERMBASE, "The crime against humanity of apartheid.", target) == expected


def test_what_a_concept_says_by_itself_is_not_expected_apart() -> None:
    assert verdicts(TERMBASE, "A crime of apartheid.", "Un crimen de apartheid.") == {
        "crime": "preferred"
    }


@pytest.mark.parametrize(
    ("target", "rights"),
    [
        ("Las violaciones de derechos humanos siguen.", "soft"),
        ("Los derechos humanos y las violaciones de derechos humanos.", "preferred"),
    ],
)
def test_one_place_does_not_prove_two_concepts_of_the_source(target: str, rights: str) -> None:
    source = "Human rights matter, and human rights violations go on."
    expected = {"rights": rights, "violations": "preferred"}
    assert verdicts(TERMBASE, source, target) == expected


def test_a_word_is_the_concept_whose_form_is_nearer() -> None:
    found = verdicts(TERMBASE, "The settlers and the colonies.", "מתנחלים תקפו", "he")
    assert found == {"settlers": "preferred", "colonies": "missing"}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("una amnistía internacional para todos", "soft"),
        ("dijo Amnistía Internacional", "preferred"),
        ("AMNISTÍA INTERNACIONAL", "preferred"),
    ],
)
def test_a_name_in_small_letters_is_not_proven(target: str, expected: str) -> None:
    assert verdicts(TERMBASE, "Amnesty International said", target) == {"amnesty": expected}


@pytest.mark.parametrize(
    ("source", "tag", "target", "expected"),
    [
        ("They were taken hostage.", "es", "Fueron tomados como rehenes.", "soft"),
        ("They were taken hostage.", "es", "Fueron secuestrados.", "missing"),
        ("The hostage taking went on.", "es", "Los tomados por rehenes.", "missing"),
        ("They were collectively punished.", "pt-BR", "Foram punidos coletivamente.", "soft"),
    ],
)
def test_a_verb_may_be_said_with_a_verb(source: str, tag: str, target: str, expected: str) -> None:
    (verdict,) = verdicts(TERMBASE, source, target, tag).values()
    assert verdict == expected


def test_the_same_words_are_no_relatives_where_they_are_far_apart() -> None:
    target = "Fueron tomados de sus casas y de sus pueblos, ayer y hoy, y hubo rehenes."
    assert verdicts(TERMBASE, "They were taken hostage.", target) == {"hostages": "missing"}


@pytest.mark.parametrize(
    ("preferred", "text", "is_verb"),
    [
        ("hostage taking", "taken hostage", True),
        ("hostage taking", "hostage", True),
        ("hostage taking", "hostage-taking", False),
        ("dispossession", "dispossess", True),
        ("arbitrary detention", "arbitrarily\ndetained", True),
        ("torture", "torturing", True),
        ("forced displacement", "forcible transfer", False),
        ("occupation", "occupied territory", False),
        ("war crimes", "war crime", False),
    ],
)
def test_a_verb_is_told_from_a_noun(preferred: str, text: str, is_verb: bool) -> None:
    one = Concept("one", "law", "x", "", SourceTerms(preferred))
    assert says_with_verb(TermHit(one, 0, len(text), text)) is is_verb


def test_a_name_is_never_a_verb() -> None:
    assert not says_with_verb(TermHit(AMNESTY, 0, 7, "Amnesty"))


def test_a_verdict_of_a_relative_says_where() -> None:
    hit = TermHit(HOSTAGES, 0, 13, "taken hostage")
    (check,) = check_terms([hit], "Fueron tomados como rehenes.", Locale("es"), TERMBASE)
    assert (check.verdict, check.start, check.end) == (Verdict.SOFT, 7, 27)
