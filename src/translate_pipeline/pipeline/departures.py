"""Departures: the ledger's record of the texts that left this machine for outside services.

For each locale, attempt and service there are two events. The first is written before the first
text leaves and names all segments that are meant for the service: whatever ends the program
afterwards, somebody can tell what may be there. The second, once the service is done or has failed,
names those that it was asked for, and counts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Segment, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.egress import Sent, hearing
from translate_pipeline.pipeline.engines import Drafter
from translate_pipeline.pipeline.job import Work
from translate_pipeline.ports import Ledger


@dataclass(slots=True)
class _Tally:
    """What one service was sent."""

    requests: int = 0
    characters: int = 0
    segments: dict[SegmentKey, None] = field(default_factory=dict)


@contextmanager
def recorded(
    work: Work, drafter: Drafter, segments: Sequence[Segment], ledger: Ledger
) -> Iterator[Callable[[Sequence[Segment]], None]]:
    """Record what an engine sends away meanwhile; nothing of an engine on this machine.

    Whoever asks says first for which of the segments. Raises StorageError where the ledger cannot
    be written; as that is before anything is sent, nothing is, then.
    """
    asked: list[SegmentKey] = []
    tallies: dict[str, _Tally] = {}

    def asking_for(some: Sequence[Segment]) -> None:
        asked[:] = [segment.key for segment in some]

    def leaving(sent: Sent) -> None:
        if sent.host not in tallies:
            meant = [segment.key for segment in segments]
            ledger.append([_event(work, drafter, {"host": sent.host, "segments": meant})])
        tally = tallies.setdefault(sent.host, _Tally())
        tally.requests += 1
        tally.characters += sent.characters
        tally.segments |= dict.fromkeys(asked)

    if drafter.engine.on_device:
        yield asking_for
        return
    try:
        with hearing(leaving):
            yield asking_for
    finally:
        ledger.append(
            _event(
                work, drafter,
                {
                    "host": host, "segments": list(tally.segments),
                    "characters": tally.characters, "requests": tally.requests,
                },
            )
            for host, tally in tallies.items()
        )  # fmt: skip


def _event(work: Work, drafter: Drafter, detail: dict[str, object]) -> Event:
    release = work.job.release
    return Event(
        release.id, release.revision, Action.SENT, work.now, drafter.label, work.locale,
        detail=detail,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Departure:
    """What left this machine for a service, in one attempt at a locale."""

    release: ReleaseId
    locale: Locale
    at: datetime
    """When the run began."""
    engine: str
    """Such as ``deep:deepl en-es``."""
    host: str
    segments: int
    """How many it was asked for; where the program was ended, how many it was to be asked for."""
    characters: int | None = None
    """None where the program was ended before it could count."""
    requests: int | None = None


def departures(events: Iterable[Event]) -> tuple[Departure, ...]:
    """What left, as the ledger's events tell it, oldest first."""
    found: list[Departure] = []
    for event in events:
        if event.action is Action.SENT and event.locale is not None:
            detail = event.detail
            meant = Departure(
                event.release, event.locale, event.at, event.actor, detail["host"],
                len(detail["segments"]),
            )  # fmt: skip
            if "requests" in detail:
                _forget_intention(found, meant)
                meant = replace(
                    meant, characters=detail["characters"], requests=detail["requests"]
                )  # fmt: skip
            found.append(meant)
    return tuple(found)


def _forget_intention(found: list[Departure], done: Departure) -> None:
    """Take away what was said before the first text left."""
    for number in reversed(range(len(found))):
        one = found[number]
        if one.requests is None and replace(one, segments=done.segments) == done:
            del found[number]
            return
