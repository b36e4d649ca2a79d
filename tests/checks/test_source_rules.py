"""Every source rule has its page, every case on its page holds, and the sample shows them all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.checks.source import RULES, Rule, Source, run_source_checks
from translate_pipeline.errors import InputError
from translate_pipeline.formats.release import decode_source, parse_release
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity, SourceFinding

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "checks" / "source"
SAMPLE = ROOT / "releases" / "veldania.txt"


def source(text: str, locale: str = "en", path: str = "a.txt") -> Source:
    text = decode_source(text.encode(), path)
    release = parse_release(text, path=path, source_locale=Locale.parse(locale))
    return Source(tuple(text.split("\n")), release)


def cases(rule: Rule) -> list[dict[str, Any]]:
    loaded = yaml.safe_load((PAGES / rule.NAME / "cases.yaml").read_text("utf-8"))
    assert isinstance(loaded, list)
    return loaded


def told(finding: SourceFinding, like: dict[str, Any]) -> dict[str, Any]:
    """What a case says about a finding: the same keys, as the finding has them."""
    return {key: getattr(finding, key) for key in like}


def in_the_sample() -> tuple[SourceFinding, ...]:
    return run_source_checks(source(SAMPLE.read_text("utf-8")))


def test_rules_and_pages_are_the_same_set() -> None:
    assert {rule.NAME for rule in RULES} == {page.name for page in PAGES.iterdir()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_page_is_named_after_its_rule(rule: Rule) -> None:
    assert (PAGES / rule.NAME / "index.md").read_text("utf-8").startswith(f"# {rule.NAME}\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_page_has_a_case_that_finds_and_one_that_does_not(rule: Rule) -> None:
    assert {bool(case["findings"]) for case in cases(rule)} == {True, False}


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(r, c, id=r.NAME) for r in RULES for c in cases(r)]
)
def test_a_case_on_its_page_holds(rule: Rule, case: dict[str, Any]) -> None:
    found = sorted(
        rule.check(source(case["source"], case.get("locale", "en"), case.get("path", "a.txt"))),
        key=lambda finding: (finding.line, finding.column),
    )
    assert [(f.line, f.column) for f in found] == [
        (expected["line"], expected["column"]) for expected in case["findings"]
    ]
    for finding, expected in zip(found, case["findings"], strict=True):
        assert told(finding, expected) == expected
        assert finding.suggestion, "every finding says what to do"


def test_the_sample_release_shows_every_rule() -> None:
    assert {finding.rule for finding in in_the_sample()} == {rule.NAME for rule in RULES}


def test_the_sample_release_has_two_errors() -> None:
    errors = [f for f in in_the_sample() if f.severity is Severity.ERROR]
    assert [(f.rule, f.line) for f in errors] == [("digit-in-word", 4), ("obfuscated-address", 42)]


def test_findings_come_in_the_order_of_the_file() -> None:
    places = [(finding.line, finding.column) for finding in in_the_sample()]
    assert places == sorted(places)


def test_a_mended_sentence_has_no_findings() -> None:
    mended = "26 October 2023\n\n“It must end,” said Ida Vorn, who counted 6,546 people.\n"
    assert run_source_checks(source(mended)) == ()


def test_front_matter_is_not_prose() -> None:
    matter = "---\nid: a\ntitle: 26  0ctober and [email protected]\n---\n"
    assert run_source_checks(source(f"{matter}They fled to the  school.\n")) == (
        SourceFinding(
            rule="doubled-space",
            severity=Severity.WARNING,
            line=5,
            column=17,
            excerpt="They fled to the  school.",
            message="2 spaces where one belongs",
            suggestion=" ",
        ),
    )


def test_a_wrapped_paragraph_has_places_in_the_file() -> None:
    wrapped = "The army shelled the city again on Monday and then the\ncity ’s water works.\n"
    (finding,) = run_source_checks(source(f"Veldania: Stop\n\n{wrapped}"))
    assert (finding.rule, finding.line, finding.column) == ("space-before-apostrophe", 4, 1)


def test_program_code_is_not_prose() -> None:
    assert run_source_checks(source("# Free them\n\n```\nw0men  = 1\n```\n", path="a.md")) == ()


def test_an_invisible_character_is_shown_in_every_excerpt() -> None:
    findings = run_source_checks(source("They  fled \u202efrom 0ctober on."))
    assert [f.rule for f in findings] == ["doubled-space", "hidden-character", "digit-in-word"]
    assert all("<U+202E>" in finding.excerpt for finding in findings)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "« Que faire\u00a0? », a dit Mme\u00a0Orsenne\u00a0: «\u00a0Rien\u00a0!\u00a0»"),
        ("es", "«¿Por qué?», dijo la Sra. Núñez. “Más de 1.400 personas huyeron en 1948”."),
        ("pt", "“Não há água”, disse João d’Ávila. Às 10h30, 31.480 pessoas fugiram."),
        ("ru", "«Прекратите огонь», — сказала Анна Вельт. Анну Вельт и Анны Вельт не слышали."),
        ("ar", "قالت إيناس: «يجب وقف إطلاق النار فورًا»، و15 شخصًا قُتلوا في 7 أكتوبر."),
        ("zh", "“必须立即停火。”她说。\u3000超过31,480人逃离。"),
        ("he", 'צה"ל הודיע כי ארה"ב תמכה.'),
        (
            "de",
            "„Das muss enden“, sagte Frau Vorn am 5.\u00a0Mai. Der Ryder-Cup-Sieger des Ryder Cup.",
        ),
    ],
)
def test_right_typography_of_other_languages_is_left_alone(locale: str, text: str) -> None:
    assert run_source_checks(source(text, locale)) == ()


@given(
    st.text(
        st.sampled_from("aA01lO,. ’'\"“”«[]()@-\n\u00a0\u200bé7IiS") | st.characters(), max_size=80
    )
)
def test_every_finding_stands_in_the_file(text: str) -> None:
    try:
        read = source(text)
    except (InputError, UnicodeEncodeError):
        return
    for finding in run_source_checks(read):
        assert 1 <= finding.column <= len(read.lines[finding.line - 1]) + 1
        assert finding.message
