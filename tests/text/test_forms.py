from dataclasses import replace

import pytest

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
from translate_pipeline.text.terms import SourceMatcher


def concept(id_: str, source: str, **locales: LocaleTerms) -> Concept:
    terms = {Locale.parse(tag): value for tag, value in locales.items()}
    return Concept(id_, "law", "A meaning.", "", SourceTerms(source), terms)


def verdict(term: LocaleTerms, tag: str, target: str) -> Verdict:
    one = concept("one", "one", **{tag: term})
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale.parse(tag))
    return check.verdict


def verdicts(termbase: Termbase, source: str, target: str, tag: str = "es") -> dict[str, str]:
    hits = SourceMatcher(termbase).find(source)
    checks = check_terms(hits, target, Locale.parse(tag), termbase)
    return {check.concept.id: str(check.verdict) for check in checks}


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("es", "crimen de guerra", "los crímenes de guerra"),
        ("es", "crimen de guerra", "CRIMEN DE\u00a0GUERRA"),
        ("fr", "apartheid", "c’est l’apartheid"),
        ("fr", "crime d’apartheid", "les crimes d'apartheid"),
        ("it", "crimine di guerra", "crimini di guerra"),
        ("it", "attacco indiscriminato", "attacchi indiscriminati"),
        ("ca", "crim de guerra", "els crims de guerra"),
        ("ca", "càstig col·lectiu", "un càstig col·lectiu"),
        ("pt_BR", "punição coletiva", "punições coletivas"),
        ("pt_BR", "cessar-fogo", "um cessar\u2011fogo"),
        ("de", "Straßenblockade", "STRASSENBLOCKADE"),
        ("tr", "işgal", "İŞGAL"),
        ("tr", "Hamas", "Hamas’ın"),
        ("ar", "جرائم الحرب", "بجرائم الحربِ"),
        ("ar", "القانون الدولي", "وللقانون الدولي"),
        ("ar", "الإفلات من العقاب", "والافلات من العقاب"),
        ("he", "פשעי מלחמה", "שבפשעי המלחמה"),
        ("he", "אפרטהייד", "והאפרטהייד"),
        ("fa", "نسل‌کشی", "نسل کشی"),
        ("fa", "جنایت جنگی", "جنایت‌های جنگی"),
        ("zh", "战争罪", "犯下了战争罪。"),
        ("zh", "庇护", "18个州支持挑战新庇护政策"),
        ("ja", "戦争犯罪", "それは戦争犯罪である"),
        ("ru", "четвёртая Женевская конвенция", "Четвертая Женевская Конвенция"),
    ],
)
def test_a_term_is_recognised_in_the_forms_of_its_language(
    tag: str, term: str, target: str
) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.PREFERRED


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("es", "crimen de guerra", "un crimen. De guerra"),
        ("es", "crimen de guerra", "crimen de la guerra"),
        ("de", "Folter", "der Folterer"),
        ("it", "colono", "il colonnello"),
        ("ar", "حصار", "انحصار"),
        ("ru", "ОПТ", "купить опт"),
        ("de", "UN", "un"),
        ("es", "apartheid", ""),
    ],
)
def test_other_words_are_not_the_term(tag: str, term: str, target: str) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.MISSING


def test_verdicts_rank_preferred_admitted_forbidden_missing() -> None:
    term = LocaleTerms("alto el fuego", ("cese del fuego",), ("tregua",), ("altos al fuego",))
    assert verdict(term, "es", "una tregua, un cese del fuego, un alto el fuego") == "preferred"
    assert verdict(term, "es", "unos altos al fuego") == "preferred"
    assert verdict(term, "es", "una tregua, un cese del fuego") == "admitted"
    assert verdict(term, "es", "una tregua") == "forbidden"
    assert verdict(term, "es", "una pausa") == "missing"


def test_a_verdict_says_where_in_the_target() -> None:
    one = concept("one", "one", fr=LocaleTerms("génocide"))
    target = "Un  ge\u0301nocide."
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale("fr"))
    assert target[check.start : check.end] == "ge\u0301nocide"


def test_a_missing_term_has_no_place() -> None:
    one = concept("one", "one", fr=LocaleTerms("génocide"))
    (check,) = check_terms([TermHit(one, 0, 3, "one")], "rien", Locale("fr"))
    assert (check.start, check.end) == (-1, -1)


INTERNATIONAL = concept("il", "international law", es=LocaleTerms("derecho internacional"))
HUMANITARIAN = concept(
    "ihl", "international humanitarian law", es=LocaleTerms("derecho internacional humanitario")
)
APARTHEID = concept(
    "apartheid", "apartheid", es=LocaleTerms("apartheid", (), ("segregación racial",))
)
SYSTEM = concept("system", "system of apartheid", es=LocaleTerms("sistema de apartheid"))
SEGREGATION = concept("segregation", "segregation", es=LocaleTerms("segregación racial"))
LAWS = Termbase(Locale("en"), (INTERNATIONAL, HUMANITARIAN), "laws")
SYSTEMS = Termbase(Locale("en"), (APARTHEID, SYSTEM, SEGREGATION), "systems")


def test_a_longer_term_masks_a_shorter_one() -> None:
    target = "El derecho internacional humanitario."
    assert verdicts(LAWS, "International law.", target) == {"il": "missing"}


def test_beside_the_longer_term_the_shorter_one_counts() -> None:
    target = "El derecho internacional, incluido el derecho internacional humanitario."
    source = "International law, including international humanitarian law."
    assert verdicts(LAWS, source, target) == {"il": "preferred", "ihl": "preferred"}


def test_a_longer_term_that_implies_the_shorter_one_does_not_mask_it() -> None:
    assert verdicts(SYSTEMS, "The system that is apartheid.", "El sistema de apartheid.") == {
        "apartheid": "preferred"
    }


def test_of_nested_hits_the_outer_one_is_expected() -> None:
    assert verdicts(SYSTEMS, "The system of apartheid.", "El sistema de apartheid.") == {
        "system": "preferred"
    }


def test_where_the_outer_one_has_no_terms_the_inner_ones_are_expected() -> None:
    bare = concept("system", "system of apartheid")
    termbase = Termbase(Locale("en"), (APARTHEID, bare), "bare")
    assert verdicts(termbase, "A system of apartheid.", "Nada.") == {"apartheid": "missing"}


def test_a_concept_without_terms_in_the_locale_is_not_expected() -> None:
    assert verdicts(SYSTEMS, "Apartheid.", "Rien.", "fr") == {}


def test_the_terms_of_a_language_serve_its_regions() -> None:
    assert verdicts(SYSTEMS, "Apartheid.", "Apartheid.", "es-MX") == {"apartheid": "preferred"}


def test_a_concept_is_expected_once_however_often_it_comes_up() -> None:
    assert verdicts(SYSTEMS, "Apartheid is apartheid.", "Apartheid.") == {"apartheid": "preferred"}


def test_a_forbidden_term_beside_the_approved_one_is_no_matter() -> None:
    target = "El apartheid es segregación racial."
    assert verdicts(SYSTEMS, "Apartheid.", target) == {"apartheid": "preferred"}


def test_a_forbidden_term_that_is_right_for_another_concept_is_that_ones() -> None:
    assert verdicts(SYSTEMS, "Apartheid and segregation.", "Segregación racial.") == {
        "apartheid": "missing",
        "segregation": "preferred",
    }


def test_a_forbidden_term_within_a_longer_approved_one_does_not_count() -> None:
    hostage = concept("hostage", "hostage", es=LocaleTerms("rehén", (), ("preso",)))
    prisoner = concept("prisoner", "political prisoner", es=LocaleTerms("preso político"))
    termbase = Termbase(Locale("en"), (hostage, prisoner), "prison")
    assert verdicts(termbase, "A hostage.", "Un preso político.") == {"hostage": "missing"}
    assert verdicts(termbase, "A hostage.", "Un preso.") == {"hostage": "forbidden"}


def test_where_number_is_meaning_only_the_written_forms_count() -> None:
    one = concept("opt", "opt", es=LocaleTerms("Territorio Palestino Ocupado"))
    hit = TermHit(replace(one, number_locked=True), 0, 3, "opt")
    (plural,) = check_terms([hit], "los Territorios Palestinos Ocupados", Locale("es"))
    (singular,) = check_terms([hit], "el territorio palestino ocupado", Locale("es"))
    assert (plural.verdict, singular.verdict) == (Verdict.MISSING, Verdict.PREFERRED)


def test_no_hits_need_no_terms() -> None:
    assert check_terms([], "Nada.", Locale("es"), SYSTEMS) == ()
