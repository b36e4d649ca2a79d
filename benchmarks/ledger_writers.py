"""Many programs record events at once and are killed at random; whether anything is lost.

    python benchmarks/ledger_writers.py /tmp/new/ledger.db
    python benchmarks/ledger_writers.py postgresql://me@/empty --writers 50 --kills 200

Every writer notes an event in a file of its own, forced to the disk, once it was told that the
event is recorded. Afterwards each noted event has to be in the ledger, once, and the chain has to
hold. Ends with 1 where it does not. The ledger must have no events yet.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from translate_pipeline.errors import PipelineError
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.ledger import ChainedLedger
from translate_pipeline.store.place import Place, open_ledger
from translate_pipeline.store.server import Server

RELEASE = ReleaseId("storm")


@dataclass(frozen=True)
class Outcome:
    """What a storm of writers left."""

    writers: int
    kills: int
    noted: int
    """Events that a writer was told are recorded."""
    recorded: int
    """Events in the ledger; at most one a kill more than were noted."""
    lost: int
    """Noted, and not in the ledger."""
    doubled: int
    failed: int
    """Writers that ended otherwise than by a kill."""
    damage: Sequence[str]
    seconds: float
    events_a_second: float
    longest_append: float
    """Seconds that a writer waited for one event, the most of all."""

    @property
    def holds(self) -> bool:
        """Whether the ledger can be trusted."""
        whole = self.noted <= self.recorded <= self.noted + self.kills
        return whole and not (self.lost or self.doubled or self.failed or self.damage)


def storm(place: Place, writers: int, kills: int, chance: random.Random) -> Outcome:
    """Let writers record in an empty ledger, kill one now and then, and look at what is there."""
    if open_ledger(place).head()[0]:
        sys.exit(f"{place} has events; name a ledger that has none")
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder)
        began = time.perf_counter()
        born = [_writer(place, notes / str(number), notes / "stop") for number in range(writers)]
        for number in range(writers, writers + kills):
            time.sleep(chance.uniform(0, 0.1))
            victim = born.pop(chance.randrange(len(born)))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            born.append(_writer(place, notes / str(number), notes / "stop"))
        (notes / "stop").touch()
        failed = sum(os.waitpid(child, 0)[1] != 0 for child in born)
        seconds = time.perf_counter() - began
        noted, longest = _read(notes)
    ledger = open_ledger(place)
    details = [event.detail for event in ledger.events(RELEASE)]
    recorded = {(detail["writer"], detail["number"]) for detail in details}
    return Outcome(
        writers, kills, len(noted), len(details), len(noted - recorded),
        len(details) - len(recorded), failed, ledger.damage(), round(seconds, 2),
        round(len(details) / seconds, 1), longest,
    )  # fmt: skip


def _writer(place: Place, notes: Path, stop: Path) -> int:
    """Fork a process that records event after event; its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _record(open_ledger(place), notes, stop)
        code = 0
    except PipelineError as error:
        print(error, file=sys.stderr)
    finally:
        os._exit(code)


def _record(ledger: ChainedLedger, notes: Path, stop: Path) -> None:
    number = 0
    with notes.open("w") as file:
        while not stop.exists():
            number += 1
            detail = {"writer": notes.name, "number": number}
            now = datetime.now(UTC)
            began = time.perf_counter()
            ledger.append([Event(RELEASE, Revision("1"), Action.REVISED, now, "x", detail=detail)])
            file.write(f"{number} {time.perf_counter() - began:.4f}\n")
            file.flush()
            os.fsync(file.fileno())


def _read(notes: Path) -> tuple[set[tuple[str, int]], float]:
    """The events that writers noted, and the seconds that one of them waited at most."""
    lines = [(path.name, *line.split()) for path in notes.iterdir() for line in path.open()]
    noted = {(name, int(number)) for name, number, _ in lines}
    return noted, max(float(wait) for _, _, wait in lines)


def main() -> int:
    """Print what a storm left; 1 where the ledger cannot be trusted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger", help="a file, or the URL of a database")
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    place = Server.parse(args.ledger) if "://" in args.ledger else Path(args.ledger)
    outcome = storm(place, args.writers, args.kills, random.Random(args.seed))  # noqa: S311
    print(json.dumps(asdict(outcome)))
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main())
