"""How `status` fares with a ledger of years: 200 releases in 25 locales, 60 segments each.

    python benchmarks/board.py [RELEASES]

Every segment was drafted and then accepted by a translator. Times are the least of three runs.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.settings import read_settings
from translate_pipeline.store.place import open_ledger

LOCALES = "ar bn ca de es fa fr he hi id it ja ko nl pl pt-BR ro ru sv sw tr uk ur vi zh-Hans"
SEGMENTS = 60
COMMANDS = (
    ("status",),
    ("status", "release-000"),
    ("status", "--all"),
    ("status", "--json"),
)


def events(number: int, segments: int = SEGMENTS) -> Iterator[Event]:
    """All events of a release, in the order they would have happened."""
    release, revision = ReleaseId(f"release-{number:03}"), Revision(f"{number:012x}")
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    texts = [f"Sentence {i} of {release}: nobody was charged in Karsholt." for i in range(segments)]
    shapes = [
        {"key": segment_key(text), "text": text, "times": 1, "places": [f"paragraph {place}"]}
        for place, text in enumerate(texts, 1)
    ]
    detail = {"title": f"Release {number}", "path": f"releases/{release}.txt", "segments": shapes}
    yield Event(release, revision, Action.REVISED, at, "coordinator", detail=detail)
    counted = {"engine": "neural", "why_not": "", "errors": 1, "warnings": 2}
    for locale in map(Locale, LOCALES.split()):
        for action, actor in ((Action.DRAFTED, "neural"), (Action.EDITED, "ana")):
            for text in texts:
                key = segment_key(text)
                yield Event(release, revision, action, at, actor, locale, key, text, f"“{text}”")
        yield Event(release, revision, Action.PREPARED, at, "us", locale, detail=counted)


def seconds(arguments: tuple[str, ...], folder: Path) -> float:
    """The least of three elapsed times of a command."""
    command = [sys.executable, "-m", "translate_pipeline", *arguments]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Make the ledger, and print what each command takes."""
    releases = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "translate-pipeline.yaml").write_text("locales: [es]\n")
        ledger = open_ledger(read_settings(folder).ledger)
        for number in range(releases):
            ledger.append(events(number))
        print(f"{releases} releases, {ledger.head()[0]} events")
        for arguments in COMMANDS:
            print(f"{' '.join(arguments):<24}{seconds(arguments, folder):8.2f} s")


if __name__ == "__main__":
    main()
