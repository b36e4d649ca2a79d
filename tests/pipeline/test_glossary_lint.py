"""Each rule of lint, on glossaries of a few lines."""

import datetime as dt

import pytest

from translate_pipeline.formats.glossary_yaml import parse_files
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.glossary_lint import GlossaryFinding, lint_glossary

SOUND = """\
concepts:
  war_crimes:
    domain: crime
    definition: Serious violations.
    source: Art. 8
    en: {preferred: war crimes}
    locales:
      es:
        preferred: crimen de guerra
        status: attested
        example: Son crímenes de guerra.
        approved_by: legal desk
        approved_on: 2026-05-03
"""
OTHER = """\
  siege:
    domain: conflict
    definition: A siege.
    en: {preferred: siege}
    locales:
      es: {preferred: asedio, status: attested}
"""


def lint(text: str, *locales: str) -> list[GlossaryFinding]:
    wanted = [Locale(tag) for tag in locales or ("es",)]
    return lint_glossary(parse_files({"g.yaml": text}), wanted, "glossary", dt.date(2026, 6, 1))


def one(text: str, *locales: str) -> str:
    (found,) = lint(text, *locales)
    place = f"{found.file}:{found.line}:{found.column}"
    return f"{place}: {found.severity}: {found.message} [{found.rule}]"


def test_a_sound_glossary_has_no_findings() -> None:
    assert lint(SOUND + OTHER) == []


def test_a_glossary_without_concepts_is_an_error() -> None:
    (found,) = lint_glossary(parse_files({}), (), "glossary", dt.date(2026, 6, 1))
    assert (found.rule, found.severity, found.file) == ("no-concepts", "error", "glossary")


def test_a_form_listed_twice_is_an_error() -> None:
    text = SOUND.replace(
        "        status", "        admitted: [Crimen de Guerra]\n        status", 1
    )
    assert one(text) == (
        "g.yaml:10:20: error: “Crimen de Guerra” is here twice: under preferred and under"
        " admitted [duplicate-form]"
    )


def test_a_form_of_two_concepts_is_a_warning() -> None:
    text = SOUND + OTHER.replace("asedio", "crimen de guerra")
    assert one(text) == (
        "g.yaml:19:23: warning: “crimen de guerra” is a term of war_crimes too: no check can tell"
        " them apart [shared-form]"
    )


def test_a_source_form_of_two_concepts_is_a_warning_unless_guarded() -> None:
    shared = OTHER.replace("siege}", "war crime}")
    assert one(SOUND + shared).startswith(
        "g.yaml:17:5: warning: “war crime”, “war crimes”: of war_crimes"
    )
    guarded = shared.replace(
        "war crime}", "war crime, guards: {war crime: {when: ['a ~']}}, inflect: no}"
    )
    assert lint(SOUND + guarded) == []


def test_a_form_forbidden_here_and_approved_elsewhere_is_a_note() -> None:
    text = SOUND + OTHER.replace("asedio", "asedio, forbidden: [crimen de guerra]")
    assert one(text) == (
        "g.yaml:19:43: note: “crimen de guerra” is forbidden here and approved for war_crimes"
        " [forbidden-elsewhere]"
    )


def test_locales_of_the_workspace_without_a_term_are_one_warning() -> None:
    assert one(SOUND, "es", "fr", "de", "es-MX") == (
        "g.yaml:2:3: warning: no term in fr, de [missing-locale]"
    )


@pytest.mark.parametrize("domain", ["crime", "law"])
def test_a_legal_concept_without_its_provision_is_a_warning(domain: str) -> None:
    text = SOUND.replace("    source: Art. 8\n", "").replace("crime\n", f"{domain}\n", 1)
    assert one(text).startswith("g.yaml:2:3: warning: no source: the provision that defines it")


def test_a_term_that_the_check_does_not_find_is_an_error() -> None:
    text = SOUND.replace("        status", '        forms: ["—"]\n        status', 1)
    assert one(text) == (
        "g.yaml:10:17: error: the check takes “—” for missing; write it in another way"
        " [unrecognised-form]"
    )


def test_an_example_without_the_term_is_an_error() -> None:
    text = SOUND.replace("Son crímenes de guerra.", "Son abusos.")
    assert one(text).startswith(
        "g.yaml:11:18: error: the check finds no approved term in the example (missing)"
    )


def test_evidence_that_looks_like_a_key_and_is_none_is_a_warning() -> None:
    table = "evidence: {ES_AI1: A page., UDHR: Another.}\n"
    text = SOUND.replace("        status", "        evidence: EVIDENCE\n        status", 1) + table
    assert one(text.replace("EVIDENCE", "'UDHR (both); ES_AI9, ICRC'")) == (
        "g.yaml:10:19: warning: ES_AI9 is no key of the table of evidence; did you mean ES_AI1?"
        " [unknown-evidence]"
    )
    for known in ("ES_AI1", "UDHR,ES_AI1 (crímenes)", "ICRC", "elhodh.info", "AI, 7 May 2024"):
        assert lint(text.replace("EVIDENCE", f"'{known}'")) == []


def test_evidence_without_a_table_is_a_citation() -> None:
    assert (
        lint(SOUND.replace("        status", "        evidence: ES_AI9\n        status", 1)) == []
    )


def test_an_approval_of_a_day_to_come_is_a_warning() -> None:
    assert lint(SOUND.replace("2026-05-03", "2026-06-01")) == []
    assert one(SOUND.replace("2026-05-03", "2062-05-03")) == (
        "g.yaml:13:22: warning: approved on 2062-05-03, which has not come yet [future-approval]"
    )


def test_a_long_term_is_quoted_in_part() -> None:
    text = SOUND.replace("        status", f'        forms: ["{"—" * 5000}"]\n        status', 1)
    (found,) = lint(text)
    assert len(found.message) == 500
    assert found.message.endswith("write it in another way")


def test_unapproved_crimes_are_counted_in_one_line() -> None:
    text = SOUND.replace("        approved_by: legal desk\n        approved_on: 2026-05-03\n", "")
    (found,) = lint(text.replace("es:", "es: &a", 0))
    assert (found.rule, found.file, found.line) == ("unapproved", "glossary", 0)
    assert found.message.startswith("1 of 1 entries of the domain crime have not been approved")
    assert found.message.endswith(": es 1")
