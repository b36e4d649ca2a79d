"""Finding, Draft: a proposed target for a segment, and what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.termbase import TermCheck


class Severity(StrEnum):
    """Whether a finding blocks approval (error), is shown (warning), or is worth knowing (note)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Severities = Mapping[str, Severity | None]
"""What a workspace makes of rules, by their names: the severity of all their findings, or None to
leave them out. A rule that is not named keeps its own."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has to say about a target."""

    rule: str
    severity: Severity
    message: str
    start: int = -1
    """Where in the target, in code points; -1 where no place can be named."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding, and where the entry of a catalog stands that it is about."""

    file: str
    line: int
    """Of the entry's ``msgid``, from 1."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class SourceFinding:
    """One thing a source rule has to say about a source file."""

    rule: str
    severity: Severity
    line: int
    """From 1, in the file."""
    column: int
    """From 1, in code points."""
    excerpt: str
    message: str
    suggestion: str = ""
    """The text that would mend it, where one can be proposed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed target. ``target`` is empty where no engine could make one."""

    key: SegmentKey
    source: str
    target: str
    engine: str
    """Who made it, such as ``apertium eng-spa``; empty where nobody did."""
    terms: tuple[TermCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
    placed: int = 0
    """How many approved terms were put where the engine wrote something else."""
