"""What `run` costs where nothing has changed: a release of 100 segments in 25 locales.

    python benchmarks/idle_run.py [--releases 500] [--ledger URL]

The release is drafted, and people then work on it: in every locale a third of the segments is
approved, a third translated, a few are sent back and the others stay drafts. What is measured is
`run --direct` after that, in a workspace that holds nothing else, then in one that holds so many
other releases too, each of 20 segments in 25 locales. `--ledger` names a PostgreSQL database of
one's own, with an empty schema, instead of a file.

Two times each, the least of several: of the whole command as a user starts it, and of what it does
once everything that it imports is imported, settings, glossary and engines still to be read. No
byte of any PO file may change meanwhile, and no event may be added.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, product
from pathlib import Path

from board import LOCALES, events
from main_job import seconds

from translate_pipeline.checks import all_rules
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Event
from translate_pipeline.pipeline.decide import Decision, approve, reject
from translate_pipeline.pipeline.review import open_review
from translate_pipeline.pipeline.sync import Signature, sync_release
from translate_pipeline.settings import read_settings
from translate_pipeline.store.place import open_ledger
from translate_pipeline.wiring import Services

ENGINE = """
ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنه", "bn": "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভময",
    "he": "אבגדהוזחטיכלמנסעפצקרשתאבגד", "hi": "कखगघङचछजझञटठडढणतथदधनपफबभमय",
    "ja": "あいうえおかきくけこさしすせそたちつてとなにぬねのは",
    "ko": "가나다라마바사아자차카타파하거너더러머버서어저처커터",
    "ru": "абвгдежзиклмнопрстуфхцчшщы",
    "zh": "一二三四五六七八九十百千万上下左右中大小日月年水火木",
}
ALPHABETS |= {"fa": ALPHABETS["ar"], "ur": ALPHABETS["ar"], "uk": ALPHABETS["ru"]}

class Instant:
    name, on_device = "instant", True

    def supports(self, source, target):
        return "all"

    def why_not(self, source, target):
        return ""

    def translate(self, texts, source, target):
        small = "abcdefghijklmnopqrstuvwxyz"
        other = ALPHABETS.get(target.language, small[1:] + "a")
        table = str.maketrans(small, other) | str.maketrans(small.upper(), other.upper())
        return [text.translate(table) for text in texts]
"""
"""An engine that costs nothing: other letters, of the script that a locale is written in."""
SEGMENTS, OTHER_SEGMENTS = 100, 20
IDLE = ReleaseId("idle")
PROGRAM = [sys.executable, "-m", "translate_pipeline"]
RUN = ["run", "--direct", "--engine", "instant", "releases/idle.txt"]
SUBJECTS = (
    "Forces loyal to the Karsholt council", "The authorities of Veldania", "Local militias",
    "Guards at the Ostrava road checkpoint", "Two commanders of the northern brigade",
)  # fmt: skip
DEEDS = (
    "committed war crimes in {place} on {day} March",
    "must end the arbitrary detention of {number} people in {place}",
    "unlawfully killed at least {number} civilians near {place}",
    "have not investigated the enforced disappearance of {number} residents of {place}",
    "forced {number} families out of {place}, which is forcible transfer",
    "blocked humanitarian aid to {place} for {day} days",
    "told journalists that nobody in {place} had been harmed",
    "opened fire on a crowd of {number} in {place}",
)
PLACES = ("Karsholt", "Lower Ostrel", "Mirna Valley", "Tavos")


def source() -> str:
    """The release: a headline and paragraphs of three sentences, no two alike."""
    made = (
        f"{who} {deed.format(place=place, day=3 + number % 25, number=12 + 7 * number)}."
        for number, (place, deed, who) in enumerate(product(PLACES, DEEDS, SUBJECTS))
    )
    sentences = list(islice(made, SEGMENTS - 1))
    paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    return "\n\n".join(["Veldania: those responsible must face justice", *paragraphs]) + "\n"


def make(folder: Path, ledger: str) -> dict[str, str]:
    """Make the workspace; the environment to start the program in."""
    subprocess.run([*PROGRAM, "init", folder], capture_output=True, check=True)
    place = f"ledger: {ledger}\n" if ledger else ""
    (folder / "translate-pipeline.yaml").write_text(
        f"{place}locales: [{', '.join(LOCALES.split())}]\nreviewers: {{rosa: {{roles: [legal]}}}}\n"
    )
    (folder / "releases" / "idle.txt").write_text(source())
    plugin = folder / "plugin"
    (plugin / "instant-1.dist-info").mkdir(parents=True)
    (plugin / "instant.py").write_text(ENGINE)
    (plugin / "instant-1.dist-info" / "METADATA").write_text("Name: instant\nVersion: 1\n")
    (plugin / "instant-1.dist-info" / "entry_points.txt").write_text(
        "[translate_pipeline.engines]\ninstant = instant:Instant\n"
    )
    paths = [str(plugin), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)), "TRANSLATE_PIPELINE_DRAFTS": "off",
    }  # fmt: skip


def work_on(folder: Path) -> None:
    """What people do to the drafts: two thirds are accepted, half of these approved."""
    now = datetime.now(UTC)
    desk = Services(read_settings(folder)).desk
    keys = {}
    for locale in map(Locale, LOCALES.split()):
        path = folder / desk.catalogs.path(IDLE, locale)
        head, *entries = path.read_text().split("\n\n")
        turns = zip(cycle((True, True, False)), entries, strict=False)
        done = [one.replace("#, fuzzy\n", "") if accepted else one for accepted, one in turns]
        path.write_text("\n\n".join([head, *done]))
        sync_release(IDLE, (locale,), Signature(now, "ana"), desk)
        review = open_review(IDLE, locale, desk, now, ())
        keys[locale] = [item.source.key for item in review.items]
        waived = {rule.NAME: "measured" for rule in all_rules()}
        chosen = open_review(IDLE, locale, desk, now, keys[locale][::3])
        approve(chosen, Decision("rosa", now, chosen.seen, waived=waived), desk)
        sent_back = open_review(IDLE, locale, desk, now, keys[locale][1:20:6])
        reject(sent_back, Decision("rosa", now, reason="Too soft."), desk)


def fill(folder: Path, releases: int) -> None:
    """Put other releases into the ledger, and their catalogs into the folder of locales."""
    ledger = open_ledger(read_settings(folder).ledger)
    for number in range(releases):
        ledger.append(_others(number))
    for tag in LOCALES.split():
        catalogs = folder / "locales" / Locale(tag).gettext / "LC_MESSAGES"
        text = (catalogs / "idle.po").read_text()
        for number in range(releases):
            (catalogs / f"release-{number:03}.po").write_text(text)


def _others(number: int) -> Iterator[Event]:
    for event in events(number, OTHER_SEGMENTS):
        yield replace(event, at=event.at - timedelta(days=600))


def inside(folder: Path) -> None:
    """Print what a run does in this process, imports left out: seconds of the clock and of CPU."""
    from translate_pipeline.wiring import Order, run_directly

    began, cpu = time.perf_counter(), time.process_time()
    services = Services(read_settings(folder))
    order = Order(folder / "releases" / "idle.txt", engine="instant")
    report = run_directly(services, order, lambda *_: None)
    took = time.perf_counter() - began, time.process_time() - cpu
    failed = [one.failure for one in report.locales if one.failure]
    print(json.dumps([*took, [one.drafted for one in report.locales if one.drafted], failed]))


def measure(folder: Path, environment: dict[str, str], rounds: int) -> tuple[float, ...]:
    """The least seconds of a whole command, and of its work alone: clock and CPU of each."""
    before = state(folder)
    whole = [seconds([*PROGRAM, *RUN], folder, environment) for _ in range(rounds)]
    own = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--in", str(folder)]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        *took, drafted, failed = json.loads(done.stdout)
        if drafted or failed:
            sys.exit(f"this run was not idle: {drafted} {failed}")
        own.append(took)
    if state(folder) != before:
        sys.exit("a PO file or the ledger has changed")
    return (*map(min, zip(*whole, strict=True)), *map(min, zip(*own, strict=True)))


def state(folder: Path) -> tuple[object, ...]:
    """The bytes of the release's catalogs, and the newest event."""
    catalogs = sorted((folder / "locales").glob("*/LC_MESSAGES/idle.po"))
    newest = open_ledger(read_settings(folder).ledger).head()
    return newest, [path.read_bytes() for path in catalogs]


def main() -> None:
    """Make the workspace, and print what a run without change takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--releases", type=int, default=500)
    parser.add_argument("--ledger", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="Make the workspace here, and leave it.")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.folder:
        inside(arguments.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.keep or Path(name) / "workspace"
        environment = make(folder, arguments.ledger)
        for step in ("drafts", "people", "reviews"):  # the last run tells what reviewers did
            wall, cpu = seconds([*PROGRAM, *RUN], folder, environment)
            print(f"run: {step:<34}{wall:>8.2f} s{cpu:>8.2f} s CPU")
            if step == "drafts":
                work_on(folder)
        rows = {"this release alone": measure(folder, environment, arguments.rounds)}
        fill(folder, arguments.releases)
        told = f"with {arguments.releases} others"
        rows[told] = measure(folder, environment, arguments.rounds)
    print(f"{'nothing changed':<24}{'whole s':>9}{'CPU s':>8}{'work s':>9}{'CPU s':>8}")
    for name, row in rows.items():
        print(f"{name:<24}{row[0]:>9.2f}{row[1]:>8.2f}{row[2]:>9.2f}{row[3]:>8.2f}")
    alone, filled = rows.values()
    print(f"{'ratio':<24}" + "".join(f"{b / a:>8.2f} " for a, b in zip(alone, filled, strict=True)))


if __name__ == "__main__":
    main()
