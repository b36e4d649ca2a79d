"""Asking: what the engines of a locale make of its segments, one engine after the other.

Each engine is asked for what those before it left: all that they gave no translation of, and, where
one failed, what it had not done by then. Terms, names and tags are put into a target with the
engine that made it.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable
from translate_pipeline.messages import tr
from translate_pipeline.model.release import Segment, SegmentKey
from translate_pipeline.pipeline.carry import Tagged, carry
from translate_pipeline.pipeline.departures import recorded
from translate_pipeline.pipeline.enforce import Enforced, Raw, enforce
from translate_pipeline.pipeline.engines import Drafter
from translate_pipeline.pipeline.job import Work
from translate_pipeline.ports import Ledger
from translate_pipeline.text.inline import plain
from translate_pipeline.text.persons import Person

BATCH = 8
"""Segments given to an engine at once: small enough for a progress bar that moves."""

_log = logging.getLogger(__name__)


class Made(NamedTuple):
    """A target, and what made it."""

    target: str
    placed: int
    """How many approved terms were put into it."""
    engine: str
    """Such as ``apertium eng-spa``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking."""

    made: Mapping[SegmentKey, Made]
    """Nothing of what every engine left empty."""
    reasons: tuple[str, ...] = ()
    """Why some segments have no target, a line an engine."""
    failed: bool = False
    """Whether that is because an engine failed."""


def ask_engines(
    work: Work, segments: Sequence[Segment], ledger: Ledger, told: Callable[[int], None]
) -> Asked:
    """Have segments drafted; ``told`` learns how many are.

    A work's engines fail as a whole where each of them failed and something is left: that raises
    EngineUnavailable where asking one again may help, else EngineRefused. Raises StorageError where
    it cannot be recorded that a text leaves the machine; it stays, then.
    """
    made: dict[SegmentKey, Made] = {}
    reasons: list[str] = []
    errors: list[EngineError] = []
    left = list(segments)
    for number, drafter in enumerate(work.choice.drafters):
        if not left:
            break
        failed = _ask_one(_Asking(work, drafter), left, ledger, made, told)
        left = [segment for segment in left if segment.key not in made]
        if failed:
            errors.append(failed)
            reasons.append(_named(drafter, str(failed)))
            for other in work.choice.drafters[number + 1 : number + 2] if left else ():
                _log.warning("%s: %s; %s goes on", work.locale, reasons[-1], other.label)
        elif left:
            reasons.append(_named(drafter, "no translation"))
    if not left:
        return Asked(made)
    if errors and len(errors) == len(work.choice.drafters):
        raise _all(errors, reasons)
    return Asked(made, tuple(reasons), bool(errors))


def _ask_one(
    asking: "_Asking",
    segments: Sequence[Segment],
    ledger: Ledger,
    made: dict[SegmentKey, Made],
    told: Callable[[int], None],
) -> EngineError | None:
    """Add what an engine makes of segments to ``made``; the error that ended it."""
    try:
        with recorded(asking.work, asking.drafter, segments, ledger) as asking_for:
            for start in range(0, len(segments), BATCH):
                batch = segments[start : start + BATCH]
                asking_for(batch)
                pairs = zip(batch, asking.drafts(batch), strict=True)
                made |= {
                    segment.key: Made(done.target, done.placed, asking.drafter.label)
                    for segment, done in pairs
                    if done.target
                }
                told(len(made))
    except EngineError as error:
        return error
    return None


def _named(drafter: Drafter, reason: str) -> str:
    name = drafter.engine.name
    return reason if reason.startswith(name) else f"{name}: {reason}"


def _all(errors: Sequence[EngineError], reasons: Sequence[str]) -> EngineError:
    """The error of a work whose engines all failed; of a single one its own."""
    if len(errors) == 1:
        return errors[0]
    later = any(isinstance(error, EngineUnavailable) for error in errors)
    return (EngineUnavailable if later else EngineRefused)("; ".join(reasons))


@dataclass(frozen=True, slots=True)
class _Asking:
    """A work with the engine that is asked."""

    work: Work
    drafter: Drafter

    def drafts(self, batch: Sequence[Segment]) -> tuple[Enforced, ...]:
        """What the engine makes of a batch, with the glossary's terms and the tags in it.

        Raises EngineError.
        """
        job, locale = self.work.job, self.work.locale
        texts = [plain(segment.text) for segment in batch]
        raw = [
            Raw(text, job.hits[segment.key], target, self._persons(text))
            for segment, text, target in zip(batch, texts, self.ask(texts), strict=True)
        ]
        made = enforce(raw, self.ask, locale, job.termbase)
        return self._with_tags(batch, raw, made)

    def ask(self, texts: Sequence[str]) -> list[str]:
        """The engine's targets, each on one line. Raises EngineError."""
        work, drafter = self.work, self.drafter
        source = work.job.release.source_locale
        targets = drafter.engine.translate(texts, source, work.locale)
        if len(targets) != len(texts):
            told = tr(
                "{engine} gave {targets} targets for {segments} segments",
                engine=drafter.label, targets=len(targets), segments=len(texts),
            )  # fmt: skip
            raise EngineRefused(told)
        return [" ".join(target.split("\n")) for target in targets]

    def _with_tags(
        self, batch: Sequence[Segment], raw: Sequence[Raw], made: tuple[Enforced, ...]
    ) -> tuple[Enforced, ...]:
        """What was made of a batch, with the tags of those segments that have some."""
        triples = zip(batch, raw, made, strict=True)
        wanted = [
            Tagged(segment.text, each, done)
            for segment, each, done in triples
            if segment.text != each.source and done.target
        ]
        if not wanted:
            return made
        carried = carry(wanted, self.ask, self.work.locale, self.work.job.termbase)
        done = {id(one.made): with_tags for one, with_tags in zip(wanted, carried, strict=True)}
        return tuple(done.get(id(one), one) for one in made)

    def _persons(self, source: str) -> tuple[Person, ...]:
        """Whose names are to come through; other scripts than Latin write them in their own way."""
        return tuple(self.work.job.persons.find(source)) if self.work.locale.is_latin else ()
