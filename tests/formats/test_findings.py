"""Findings as other programs read them."""

import json

from translate_pipeline.formats.findings import FORMATS, as_github, as_json, as_sarif, as_text
from translate_pipeline.model.translation import Finding, PlacedFinding, Severity

ERROR = PlacedFinding("a,b:c.po", 7, Finding("glossary-terms", Severity.ERROR, "100 %\nno", 3, 5))
NOTE = PlacedFinding("a.po", 1, Finding("spelling", Severity.NOTE, "“x”"))


def test_a_line_of_text_is_what_editors_jump_to() -> None:
    assert as_text([NOTE]) == "a.po:1: note: “x” [spelling]\n"


def test_json_has_the_keys_of_the_contract() -> None:
    assert json.loads(as_json([ERROR])) == {
        "findings": [
            {"file": "a,b:c.po", "line": 7, "rule": "glossary-terms", "severity": "error",
             "message": "100 %\nno", "start": 3, "end": 5},
        ]
    }  # fmt: skip


def test_sarif_names_rules_levels_and_places() -> None:
    log = json.loads(as_sarif([ERROR, NOTE]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [(rules[r["ruleIndex"]], r["ruleId"], r["level"]) for r in run["results"]] == [
        ("glossary-terms", "glossary-terms", "error"), ("spelling", "spelling", "note"),
    ]  # fmt: skip
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a.po"}, "region": {"startLine": 1}}


def test_a_workflow_command_is_escaped() -> None:
    assert as_github([ERROR, NOTE]) == (
        "::error file=a%2Cb%3Ac.po,line=7,title=glossary-terms::100 %25%0Ano\n"
        "::notice file=a.po,line=1,title=spelling::“x”\n"
    )


def test_no_findings_are_no_lines_and_empty_lists() -> None:
    assert as_text([]) == as_github([]) == ""
    assert json.loads(FORMATS["json"]([])) == {"findings": []}
    assert json.loads(FORMATS["sarif"]([]))["runs"][0]["results"] == []
