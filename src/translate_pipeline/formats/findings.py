"""Findings in the formats that people, editors and code hosts read."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from translate_pipeline import __version__
from translate_pipeline.model.translation import PlacedFinding, Severity

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITHUB_LEVEL = {**_SARIF_LEVEL, Severity.NOTE: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[PlacedFinding]) -> str:
    """A line each, as compilers write them, so that editors can jump to the place."""
    return "".join(
        f"{one.file}:{one.line}: {one.finding.severity}: {one.finding.message}"
        f" [{one.finding.rule}]\n"
        for one in findings
    )


def as_json(findings: Sequence[PlacedFinding]) -> str:
    """The shape of ``check --format json``; ``start`` and ``end`` are code points of the target."""
    shapes = [
        {
            "file": one.file,
            "line": one.line,
            "rule": one.finding.rule,
            "severity": one.finding.severity,
            "message": one.finding.message,
            "start": one.finding.start,
            "end": one.finding.end,
        }
        for one in findings
    ]
    return json.dumps({"findings": shapes}, ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[PlacedFinding]) -> str:
    """SARIF 2.1.0 (OASIS), one run."""
    rules = sorted({one.finding.rule for one in findings})
    driver = {
        "name": "translate-pipeline",
        "version": __version__,
        "rules": [{"id": rule} for rule in rules],
    }
    results = [_sarif_result(one, rules) for one in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(one: PlacedFinding, rules: Sequence[str]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(one.file)},
        "region": {"startLine": one.line},
    }
    return {
        "ruleId": one.finding.rule,
        "ruleIndex": rules.index(one.finding.rule),
        "level": _SARIF_LEVEL[one.finding.severity],
        "message": {"text": one.finding.message},
        "locations": [{"physicalLocation": place}],
    }


def as_github(findings: Sequence[PlacedFinding]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(
        f"::{_GITHUB_LEVEL[one.finding.severity]} file={_property(one.file)},line={one.line},"
        f"title={_property(one.finding.rule)}::{_data(one.finding.message)}\n"
        for one in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[PlacedFinding]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
