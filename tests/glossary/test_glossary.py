"""The shipped glossary is sound."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from translate_pipeline.formats.glossary_csv import parse_csv, serialize_csv
from translate_pipeline.formats.glossary_yaml import parse_files, parse_glossary
from translate_pipeline.formats.tbx import parse_tbx, serialize_tbx
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Evidence, TermHit, Verdict
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.glossary_lint import lint_glossary
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import SourceMatcher, source_forms

FOLDER = Path(__file__).parents[2] / "glossary"
FILES = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.yaml")}
TERMBASE = parse_glossary(FILES)
MATCHER = SourceMatcher(TERMBASE)
LOCALES = tuple(
    map(
        Locale.parse,
        ("ar", "ca", "de", "es", "fa", "fr", "gl", "he", "it", "pt-BR", "ru", "tr", "zh"),
    )
)
BY_ID = {concept.id: concept for concept in TERMBASE.concepts}


def ids(text: str) -> list[str]:
    return [hit.concept.id for hit in MATCHER.find(text)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_schema_for_editors(name: str) -> None:
    assert FILES[name].startswith("# yaml-language-server: $schema=schema.json\n")


def test_the_core_concepts_have_terms_in_every_locale() -> None:
    for id_ in ("apartheid", "war_crimes", "crimes_against_humanity", "genocide", "torture"):
        assert set(LOCALES) <= set(BY_ID[id_].terms)


def test_a_locale_that_an_engine_drafts_has_the_terms_of_crimes() -> None:
    crimes = [concept for concept in TERMBASE.concepts if concept.domain == "crime"]
    assert [concept.id for concept in crimes if Locale("gl") not in concept.terms] == []


def test_every_key_of_evidence_is_explained_and_used() -> None:
    cited = {
        key
        for concept in TERMBASE.concepts
        for terms in concept.terms.values()
        for key in re.findall(r"\b[A-Z]{2}_[A-Z0-9]+|\bUDHR|\bNTREX", terms.evidence)
    }
    assert cited == set(TERMBASE.evidence)


def test_what_is_attested_says_where() -> None:
    bare = [
        (concept.id, str(locale))
        for concept in TERMBASE.concepts
        for locale, terms in concept.terms.items()
        if terms.status is not Evidence.FROM_KNOWLEDGE and not terms.evidence
    ]
    assert bare == []


@pytest.mark.parametrize("concept", TERMBASE.concepts, ids=lambda concept: concept.id)
def test_every_source_term_of_a_concept_finds_it(concept: Concept) -> None:
    guarded = concept.source.guards
    for form in source_forms(concept.source):
        if form not in guarded:
            found = {hit.concept.id for top in MATCHER.find(form) for hit in top.walk()}
            assert concept.id in found, form


def test_no_source_form_is_claimed_twice_without_a_guard() -> None:
    claims = Counter(
        form
        for concept in TERMBASE.concepts
        for form in {form.casefold() for form in source_forms(concept.source)}
        - {form.casefold() for form in concept.source.guards}
    )
    assert [form for form, times in claims.items() if times > 1] == []


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_every_term_gets_the_verdict_that_it_is_listed_under(locale: Locale) -> None:
    approved = [Verdict.PREFERRED, Verdict.ADMITTED]
    for concept in TERMBASE.concepts:
        if terms := concept.terms_in(locale):
            listed = [(term, [Verdict.FORBIDDEN]) for term in terms.forbidden]
            listed += [(term, approved) for term in terms.admitted]
            listed += [(term, [Verdict.PREFERRED]) for term in (terms.preferred, *terms.forms)]
            for term, expected in listed:
                (check,) = check_terms([TermHit(concept, 0, 1, "x")], term, locale)
                assert check.verdict in expected, (concept.id, term)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Both sides reached a settlement out of court.", []),
        ("The settlement of the lawsuit cost millions.", []),
        ("An Israeli settlement near Nablus was extended.", ["settlements"]),
        ("Settlements in the West Bank grew.", ["settlements", "west_bank"]),
        ("Insurance settlements rose.", []),
        ("Two men occupied a bench in the park.", []),
        ("The unlawful occupation of the land must end.", ["occupation"]),
        ("The president offered an amnesty.", []),
        ("An amnesty law was passed; the Amnesty Act of 1990.", []),
        ("A report by Amnesty said so.", ["amnesty_international"]),
        ("The ICC opened an investigation.", ["icc"]),
        ("Australia won the ICC Cricket World Cup.", []),
        ("A civilian aircraft landed.", []),
        ("A civilian was killed.", ["civilians"]),
        ("They visited the Strip in Las Vegas.", []),
        ("Aid reached the Strip.", ["gaza_strip"]),
        ("Over 20 people were taken hostage.", ["hostage_taking"]),
        ("They took dozens of people hostage.", ["hostage_taking"]),
        ("They took over 20 hostages.", ["hostages"]),
        ("A contract binds all parties who sign it.", []),
        ("We ask for a ceasefire by all parties.", ["ceasefire", "parties_to_the_conflict"]),
        ("War reparations were paid.", []),
        ("The Virginia General Assembly met.", []),
        ("The UN General Assembly met.", ["general_assembly"]),
    ],
)
def test_a_word_counts_only_in_the_meaning_of_its_concept(text: str, concepts: list[str]) -> None:
    assert ids(text) == concepts


@pytest.mark.parametrize(
    ("charge", "concept"),
    [
        ("extrajudicial executions", "extrajudicial_executions"),
        ("summary executions", "summary_killings"),
        ("forcible transfer", "forcible_transfer"),
        ("forced displacement", "forced_displacement"),
    ],
)
def test_a_charge_is_a_concept_of_its_own(charge: str, concept: str) -> None:
    assert ids(charge) == [concept]


def test_terms_of_a_release_are_found_with_those_inside_them() -> None:
    text = "Its experts on the crime against humanity of apartheid and Hamas’s crimes spoke."
    first, second = MATCHER.find(text)
    assert [hit.concept.id for hit in first.walk()] == [
        "crime_of_apartheid", "crimes_against_humanity", "apartheid",
    ]  # fmt: skip
    assert second.text == "Hamas"


def test_lint_finds_no_error_in_it() -> None:
    found = lint_glossary(parse_files(FILES), LOCALES, "glossary", dt.date(2026, 1, 1))
    assert [one for one in found if one.severity is Severity.ERROR] == []


def test_it_comes_back_whole_from_other_programs_formats() -> None:
    tbx = parse_tbx("g.tbx", serialize_tbx(TERMBASE).encode())
    table = parse_csv("g.csv", serialize_csv(TERMBASE))
    for imported in (tbx, table):
        assert imported.concepts == TERMBASE.concepts
        assert imported.evidence == TERMBASE.evidence


@pytest.mark.parametrize("tag", ["ar", "ca", "de", "es", "fr", "it", "pt-BR", "ru"])
def test_the_core_crimes_have_watched_renderings(tag: str) -> None:
    for id_ in ("apartheid", "war_crimes", "crimes_against_humanity", "genocide", "torture"):
        assert BY_ID[id_].terms[Locale(tag)].watch, id_
