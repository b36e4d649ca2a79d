"""Memory export: the pairs of the ledger for other programs, a unit a source with all locales."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from translate_pipeline.formats.tmx import TmxTarget, TmxUnit, tmx_content
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import State
from translate_pipeline.pipeline.record import last_digests, read_record
from translate_pipeline.pipeline.remembered import pairs_of
from translate_pipeline.ports import Ledger
from translate_pipeline.text.inline import sound

_Targets = dict[Locale, dict[str, MemoryUnit]]
"""By locale and text: the best unit that has that target."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the ledger is exported."""

    locales: Collection[Locale] = ()
    """Only these; empty for all."""
    approved: bool = False
    """Only what a second person approved."""
    release: ReleaseId | None = None
    """Only this one, be it secret; else all that are none."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds."""

    units: Sequence[TmxUnit]
    pairs: int
    secret: Sequence[ReleaseId]
    """Releases that are confidential or under an embargo now: left out, unless it is the one that
    was asked for."""


def export_memory(ledger: Ledger, chosen: Chosen, now: datetime) -> Exported:
    """What people stand by in the releases, the oldest first."""
    found: dict[tuple[Locale, str], _Targets] = {}
    secret: list[ReleaseId] = []
    digests = last_digests(ledger)
    wanted = [chosen.release] if chosen.release else list(reversed(ledger.releases()))
    for release in wanted:
        record = read_record(release, ledger, digests)
        if record is None:
            continue
        if record.embargoed(now):
            secret.append(release)
            if not chosen.release:
                continue
        for unit in pairs_of(record):
            if _is_chosen(unit, chosen):
                targets = found.setdefault((record.source_locale, unit.source), {})
                _keep(targets.setdefault(unit.locale, {}), unit)
    units = [one for of, targets in found.items() for one in _units(*of, targets)]
    return Exported(units, sum(len(one.targets) for one in units), secret)


def _is_chosen(unit: MemoryUnit, chosen: Chosen) -> bool:
    here = not chosen.locales or unit.locale in chosen.locales
    return here and (unit.approved or not chosen.approved)


def _keep(by_text: dict[str, MemoryUnit], unit: MemoryUnit) -> None:
    known = by_text.get(unit.target)
    if known is None or _rank(unit) > _rank(known):
        by_text[unit.target] = unit


def _rank(unit: MemoryUnit) -> tuple[bool, float]:
    """The approved goes before the translated, then the newer before the older."""
    return unit.approved, unit.at.timestamp() if unit.at else 0.0


def _units(
    source_locale: Locale, source: str, targets: Mapping[Locale, Mapping[str, MemoryUnit]]
) -> Iterator[TmxUnit]:
    """A unit with the best target in every locale; another one with the second best, and so on.

    Many programs read one text a language of a unit.
    """
    inline = sound(source)
    content = tmx_content(source, inline)
    ranked = [
        sorted(by_text.values(), key=_rank, reverse=True) for _, by_text in sorted(targets.items())
    ]
    for together in zip_longest(*ranked):
        yield TmxUnit(
            source_locale, content, tuple(_target(one, source) for one in together if one)
        )  # fmt: skip


def _target(unit: MemoryUnit, source: str) -> TmxTarget:
    inline = sound(source)
    if {one.name for one in inline} != {one.name for one in sound(unit.target)}:
        inline = ()  # what somebody broke is for people to mend, as text
    state = State.APPROVED if unit.approved else State.TRANSLATED
    props = (("x-release", unit.origin), ("x-state", state.value))
    return TmxTarget(unit.locale, tmx_content(unit.target, inline), unit.at, props)
