"""Alignment: where the new texts of a document's next revision came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Origin:
    """What a text was before."""

    old: tuple[int, ...]
    """Which of the old texts, in document order; several where sentences were merged."""
    likeness: float
    """From 0 to 1."""


def align(old: Sequence[str], new: Sequence[str]) -> Mapping[int, Origin]:
    """By its place among the new ones: what became each text that the old ones do not have."""
    known, kept = set(old), set(new)
    gone = {at: text for at, text in enumerate(old) if text not in kept}
    pairs = sorted(
        (-score, at, number)
        for number, text in enumerate(new)
        if text not in known
        for _, score, at in process.extract(text, gone, scorer=fuzz.ratio, score_cutoff=60)
    )
    found: dict[int, Origin] = {}
    used: set[int] = set()
    for score, at, number in pairs:
        if number not in found and at not in used:
            found[number] = Origin((at,), -score / 100)
            used.add(at)
    return found
