"""Every rule has its page and its cases, and the cases hold with the shipped glossary."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.checks import (
    CATALOG_RULES,
    RULES,
    CatalogRule,
    Rule,
    all_rules,
    run_catalog_checks,
    run_checks,
)
from translate_pipeline.formats.glossary_yaml import parse_glossary
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.termbase import TermCheck, Verdict
from translate_pipeline.model.translation import Draft, Severity
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import SourceMatcher

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "checks"


@cache
def matcher() -> SourceMatcher:
    files = (ROOT / "glossary").glob("*.yaml")
    return SourceMatcher(parse_glossary({path.name: path.read_text("utf-8") for path in files}))


def terms_of(case: Mapping[str, Any]) -> tuple[TermCheck, ...]:
    hits = matcher().find(case["source"])
    return check_terms(hits, case["target"], Locale.parse(case["locale"]), matcher().termbase)


def cases(rule: Rule) -> list[dict[str, Any]]:
    text = (PAGES / rule.NAME / "cases.yaml").read_text("utf-8")
    return list(yaml.safe_load(text))


def test_rules_and_pages_are_the_same_set() -> None:
    pages = {page.name for page in PAGES.iterdir() if page.is_dir() and page.name != "source"}
    assert {rule.NAME for rule in RULES} | {rule.NAME for rule in CATALOG_RULES} == pages


@pytest.mark.parametrize("name", [*(r.NAME for r in RULES), *(r.NAME for r in CATALOG_RULES)])
def test_a_page_is_named_after_its_rule(name: str) -> None:
    page = (PAGES / name / "index.md").read_text("utf-8")
    assert page.startswith(f"# {name}\n")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.NAME)
def test_a_page_begins_with_the_severity_of_its_rule(rule: Rule | CatalogRule) -> None:
    page = (PAGES / rule.NAME / "index.md").read_text("utf-8")
    assert page.split("\n\n")[1].startswith(f"**{str(rule.SEVERITY).title()}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_has_cases_that_find_and_cases_that_do_not(rule: Rule) -> None:
    assert {bool(case["findings"]) for case in cases(rule)} == {True, False}


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        pytest.param(rule, case, id=f"{rule.NAME}-{number}")
        for rule in RULES
        for number, case in enumerate(cases(rule), 1)
    ],
)
def test_the_cases_of_a_page_hold(rule: Rule, case: dict[str, Any]) -> None:
    locale = Locale.parse(case["locale"])
    found = rule.check(case["source"], case["target"], locale, terms_of(case))
    assert [finding.message for finding in found] == case["findings"]


def test_findings_point_into_the_target() -> None:
    case = {"source": "War crimes.", "locale": "es", "target": "Son delitos de guerra."}
    (finding,) = run_checks(case["source"], case["target"], Locale("es"), terms_of(case))
    assert (finding.rule, finding.severity) == ("forbidden-terms", Severity.ERROR)
    assert case["target"][finding.start : finding.end] == "delitos de guerra"


def test_a_term_recognised_without_proof_is_a_warning() -> None:
    concept = matcher().find("war crimes")[0].concept
    soft = TermCheck(concept, Verdict.SOFT, 4, 9)
    (finding,) = run_checks("War crimes.", "Los crímenes.", Locale("es"), (soft,))
    assert finding.severity is Severity.WARNING
    assert (finding.start, finding.end) == (4, 9)
    assert "“crimen de guerra”" in finding.message


@pytest.mark.parametrize(
    ("source", "locale", "target", "severities"),
    [
        ("“We fled,” she said.", "de", "„Wir flohen, sagte sie.", [Severity.ERROR]),
        ("“We fled,” she said.", "uk", "«Ми втекли, сказала вона.", [Severity.WARNING]),
        ("“We fled,” she said.", "fr", "“Nous avons fui”, a-t-elle dit.", [Severity.NOTE]),
        ("We fled.", "nl", "Wij \u200bvluchtten.", [Severity.WARNING]),
        ("We fled.", "ru", "Мы беж\ufffdли.", [Severity.ERROR]),
        ("We fled.", "ru", "Мы бeжали.", [Severity.ERROR]),
        ("We fled.", "fa", "ما گریختيم.", [Severity.NOTE]),
        ("Who fled?", "ar", "من هرب?", [Severity.NOTE]),
        ("Who fled?", "es", "¿Quién huyó ?", [Severity.WARNING]),
        ("Who fled?", "fr", "Qui a fui ?", [Severity.NOTE]),
    ],
)
def test_a_rule_is_as_grave_as_what_it_found(
    source: str, locale: str, target: str, severities: list[Severity]
) -> None:
    found = run_checks(source, target, Locale(locale), ())
    assert [finding.severity for finding in found] == severities


def test_a_workspace_makes_a_rule_graver_or_milder_or_turns_it_off() -> None:
    def severities(chosen: Mapping[str, Severity | None]) -> list[tuple[str, str]]:
        found = run_checks("They fled (all).", "huyeron (todos.", Locale("es"), (), chosen)
        return [(finding.rule, str(finding.severity)) for finding in found]

    assert severities({}) == [("brackets", "error"), ("capital-at-start", "warning")]
    assert severities({"brackets": Severity.NOTE}) == [
        ("brackets", "note"),
        ("capital-at-start", "warning"),
    ]
    assert severities({"brackets": None, "capital-at-start": Severity.ERROR}) == [
        ("capital-at-start", "error")
    ]


def test_a_workspace_decides_on_the_rules_of_catalogs_too() -> None:
    sources = ("Victor Marsh, a lawyer, was arrested.", "The police told Marsh to leave.")
    targets = ("Victor Marsh, abogado, fue detenido.", "La policía dijo que se fuera.")
    drafts = [
        Draft(segment_key(source), source, target, "fake")
        for source, target in zip(sources, targets, strict=True)
    ]
    for chosen, expected in (
        ({}, ["warning"]),
        ({"person-names": Severity.ERROR}, ["error"]),
        ({"person-names": None}, []),
    ):
        checked = run_catalog_checks(drafts, Locale("es"), chosen)
        assert [str(one.severity) for draft in checked for one in draft.findings] == expected


@pytest.mark.parametrize(
    "target", ["\n", "\u200b", "«", "(", "*", "%", "@", "?", "\ud83d", "ـ", "'"]
)
def test_no_rule_fails_on_a_strange_target(target: str) -> None:
    for locale in ("ar", "fr", "he", "ja", "ru"):
        for rule in RULES:
            list(rule.check("They fled.", target, Locale(locale), ()))
            list(rule.check("", target, Locale(locale), ()))


@pytest.mark.parametrize(
    "part", ["x", "@x.", "{", "<a ", "(", "«", 'א"', "س", "سـ", "a ", "ABC ", "["]
)
def test_a_target_of_any_length_is_checked_in_time(part: str) -> None:
    target = f"{part * 5_000}ـ@)]”"
    began = process_time()
    for locale in ("ar", "fr", "ru"):
        for rule in RULES:
            list(rule.check("They fled.", target, Locale(locale), ()))
    assert process_time() - began < 5  # 1.3 is the longest


def test_nothing_is_said_of_an_empty_target() -> None:
    case = {"source": "War crimes.", "locale": "es", "target": " "}
    assert run_checks(case["source"], case["target"], Locale("es"), terms_of(case)) == ()


PIECES = (*"0123456789.,:/'’ -+apm٣۲二万億百半천XVI½²①ñ“”()%", "\u00a0", "million",
          " mil ", "twenty", " one ", " and ", "1,00,000", "9/11", " 3 May 2021 ", "th",
          " feet")  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join)
LOCALES = "ar ca de en es es-MX fa fr he hi it ja ko nl pl pt-BR ru tr uk xx zh zh-TW"


@given(st.sampled_from(LOCALES.split()), TEXTS, TEXTS)
def test_a_finding_of_any_text_stands_in_the_target(tag: str, source: str, target: str) -> None:
    for finding in run_checks(source, target, Locale.parse(tag), ()):
        assert -1 <= finding.start <= finding.end <= len(target)
        assert finding.message


CATALOGS = [
    pytest.param(case, id=f"{rule.NAME}-{case['locale']}")
    for rule in CATALOG_RULES
    for case in yaml.safe_load((PAGES / rule.NAME / "cases.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CATALOGS)
def test_the_catalogs_of_a_page_hold(case: dict[str, Any]) -> None:
    locale = Locale.parse(case["locale"])
    drafts = [
        Draft(
            segment_key(segment["source"]), segment["source"], segment["target"], "fake",
            terms_of({**segment, "locale": case["locale"]}),
        )
        for segment in case["segments"]
    ]  # fmt: skip
    checked = run_catalog_checks(drafts, locale)
    assert [[finding.message for finding in draft.findings] for draft in checked] == [
        segment["findings"] for segment in case["segments"]
    ]


@pytest.mark.parametrize("rule", CATALOG_RULES, ids=lambda rule: rule.NAME)
def test_a_catalog_page_has_cases_that_find_and_cases_that_do_not(rule: CatalogRule) -> None:
    catalogs = yaml.safe_load((PAGES / rule.NAME / "cases.yaml").read_text("utf-8"))
    assert {any(s["findings"] for s in case["segments"]) for case in catalogs} == {True, False}
