"""Many programs publish at once and are killed at random; whether an office could ever notice.

    python benchmarks/publish_kills.py
    python benchmarks/publish_kills.py --ledger postgresql://me@/empty --shelf s3://bucket/prefix

A translator and a reviewer correct the texts of some releases, while several publishers, of one
text and of others, are killed one after the other. An office polls the index all the while, and
verifies it and every bundle that it lists. Afterwards all is published once more, and looked
through. Ends with 1 where something is not as it should be. Neither ledger nor shelf may hold
anything yet.
"""

import argparse
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from subprocess import DEVNULL

from fsspec import get_filesystem_class

from translate_pipeline.errors import BadSignature, Conflict, NotFound, PipelineError, PolicyRefused
from translate_pipeline.formats.index import INDEX
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import Index, KeyList, Signed
from translate_pipeline.pipeline.decide import Decision, approve
from translate_pipeline.pipeline.publish import MANIFEST, publish, retract, shelf_place
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.review import open_review
from translate_pipeline.pipeline.run import draft_or_fail, open_run, record_release
from translate_pipeline.pipeline.sync import Signature, sync_release
from translate_pipeline.pipeline.verify import verify_bundle, verify_index
from translate_pipeline.pipeline.versions import version_of, versions
from translate_pipeline.ports import Shelf
from translate_pipeline.settings import LEDGER_VARIABLE, SHELF_VARIABLE, read_settings
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.place import open_ledger
from translate_pipeline.store.shelf_url import ShelfUrl
from translate_pipeline.wiring import Order, Services

RELEASES = [ReleaseId(f"release-{number}") for number in range(3)]
LOCALES = [Locale("es"), Locale("fr")]
PAIRS = list(itertools.product(RELEASES, LOCALES))
TEXT = "Prisoners\n\nThe prisoners are free. The court met in Karsholt.\n"
TARGETS = {
    "Prisoners": ("Presos", "Prisonniers"),
    "The prisoners are free.": ("Los presos están libres.", "Les prisonniers sont libres."),
    "The court met in Karsholt.": ("El tribunal en Karsholt.", "Le tribunal à Karsholt."),
}
QUIET = {"stdout": DEVNULL, "stderr": DEVNULL}
PROGRAM = [sys.executable, "-m", "translate_pipeline"]


class Phrases:
    """An engine that knows the texts of this benchmark."""

    name, on_device = "phrases", True

    def supports(self, source: Locale, target: Locale) -> str:
        """Every pair."""
        return f"{source}-{target}"

    def why_not(self, source: Locale, target: Locale) -> str:
        """Never asked."""
        return f"{source}-{target}"

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """What the locale's targets are."""
        del source
        return [TARGETS[text][LOCALES.index(target)] for text in texts]


@dataclass
class Outcome:
    """What a storm of publishers left."""

    publishers: int
    kills: int = 0
    """Publishers that were killed; some of them were started from the command line."""
    failed: int = 0
    """Programs that ended otherwise than by a kill or as they should."""
    versions: int = 0
    corrected: int = 0
    """Of the versions, those that took the place of another one."""
    publishes: int = 0
    """Publications that a publisher was told of; where nothing had changed, of the last version."""
    cut_off: int = 0
    """Versions without a bundle after the storm: publishing once more has to put it there."""
    unfinished: int = 0
    """Things that were cut off while they were made, where nobody looks."""
    lost: list[str] = field(default_factory=list)
    """Noted, and not to be found afterwards as they were noted; or no bundle in the end."""
    misnumbered: list[str] = field(default_factory=list)
    """Locales whose versions are not 1, 2, 3 and so on in the order of their events."""
    broken: list[str] = field(default_factory=list)
    """Bundles that are not what was published."""
    damage: list[str] = field(default_factory=list)
    """Of the ledger's chain."""
    looked: int = 0
    """Times that the office read the index."""
    looked_again: int = 0
    """Times that it had to read it once more, for index and signatures did not belong together."""
    office: list[str] = field(default_factory=list)
    """What the office found wrong."""
    seconds: float = 0
    versions_a_second: float = 0

    @property
    def holds(self) -> bool:
        """Whether nobody could notice."""
        wrong = (self.lost, self.misnumbered, self.broken, self.damage, self.office)
        return not (self.failed or any(wrong))


class InMemory:
    """The files of a bundle."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def names(self) -> Sequence[str]:
        """All of them."""
        return list(self._files)

    def read(self, name: str, at_most: int) -> bytes:
        """The file's first bytes."""
        return self._files[name][:at_most]


def prepare(folder: Path) -> None:
    """Make a workspace whose releases are drafted, and a key."""
    (folder / "translate-pipeline.yaml").write_text("locales: [es, fr]\n")
    (folder / "glossary").mkdir()
    (folder / "releases").mkdir()
    services, now = Services(read_settings(folder)), datetime.now(UTC)
    import_module("translate_pipeline.formats.documents")  # once, and not in each publisher
    if isinstance(services.settings.shelf, ShelfUrl):
        get_filesystem_class(services.settings.shelf.url.partition("://")[0])
    look = forked(lambda: refuse_full(Services(services.settings)))
    if os.waitpid(look, 0)[1]:  # a shelf that was opened here could not be used in publishers
        sys.exit("the ledger or the shelf holds something; name others that are empty")
    for release in RELEASES:
        source = folder / "releases" / f"{release}.txt"
        source.write_text(TEXT)
        request = services.request(Order(source, engine=Phrases.name))
        run = open_run(request, engines=(Phrases(),), matcher=services.matcher, now=now)
        record_release(run, catalogs=services.catalogs, ledger=services.ledger, now=now)
        for work in run.works:
            draft_or_fail(
                work, catalogs=services.catalogs, ledger=services.ledger, progress=lambda *_: None
            )
    subprocess.run([*PROGRAM, "keys", "init", "--workspace", folder], check=True, **QUIET)


def refuse_full(services: Services) -> None:
    """Raise PipelineError unless ledger and shelf are empty."""
    if services.ledger.releases() or services.shelf.read(INDEX):
        raise PipelineError("not empty")


def correct(folder: Path, stop: Path, chance: random.Random) -> None:
    """Change a sentence of a release, approve it, and so on; now and then take a version back."""
    services = Services(read_settings(folder))
    for number in itertools.count():
        release, locale = PAIRS[number % len(PAIRS)]
        po = folder / services.catalogs.path(release, locale)
        text = po.read_text().replace("#, fuzzy\n", "")
        word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        po.write_text(re.sub(r'(msgstr ".* Karsholt)[^"]*', rf"\1 {word}.", text))
        now = datetime.now(UTC)
        if chance.random() < 0.05:
            with suppress(NotFound):  # none yet
                retract(release, locale, None, "Wrong.", desk=services.desk, now=now)
        sync_release(release, (locale,), Signature(now, "ana"), services.desk)
        review = open_review(release, locale, services.desk, now)
        outcome = approve(review, Decision("rosa", now, review.seen), services.desk)
        if outcome is None or outcome.left:
            raise PipelineError(f"not approved: {outcome and outcome.left}")
        if over(stop) and number > len(PAIRS):
            return


def publish_on(folder: Path, notes: Path, stop: Path, chance: random.Random) -> None:
    """Publish one text after another, and note each publication that is done."""
    with notes.open("w") as file:
        while not over(stop):
            release, locale = chance.choice(PAIRS)
            services, now = Services(read_settings(folder)), datetime.now(UTC)
            try:
                done = publish(release, locale, desk=services.desk, press=services.press, now=now)
            except (PolicyRefused, Conflict):  # somebody is at work on it
                continue
            file.write(f"{shelf_place(done.event)} {done.event.detail['manifest']}\n")
            file.flush()
            os.fsync(file.fileno())
            services.renew_index(now)


def watch(folder: Path, notes: Path, stop: Path) -> None:
    """Read the index as an office does, again and again, and verify all that it lists."""
    services = Services(read_settings(folder))
    keys, shelf = KeyLists(services.settings.keys).newest(), services.shelf
    seen, verified, looks, again = 0, set[str](), 0, 0
    wrong: list[str] = []
    while not over(stop):
        time.sleep(0.005)
        for tries in range(3):
            data, signatures = shelf.read(INDEX), shelf.read(INDEX + ENDING)
            try:
                signed = Signed(INDEX, data or b"", signatures or b"")
                index = (
                    verify_index(signed, keys, now=datetime.now(UTC), seen=seen) if data else None
                )
            except BadSignature as error:
                again += 1
                if tries == 2:
                    wrong.append(str(error))
            except PipelineError as error:
                wrong.append(f"{type(error).__name__}: {error}")
                break
            else:
                if index:
                    seen, looks = index.number, looks + 1
                    wrong += look_through(index, keys, shelf, verified)
                break
    notes.write_text(json.dumps([looks, again, wrong]))


def look_through(index: Index, keys: KeyList, shelf: Shelf, verified: set[str]) -> Iterator[str]:
    """What is wrong with the bundles that an index lists and nobody looked at before."""
    for entry in index.versions:
        place = f"{entry.release}/{entry.locale}/v{entry.version}"
        if place in verified:
            continue
        verified.add(place)
        known = None if entry.retracted else index
        yield from wrong_with(shelf.get(place), keys, known, place)


def wrong_with(
    files: Mapping[str, bytes] | None, keys: KeyList, index: Index | None, place: str
) -> Iterator[str]:
    """What an office would say of a bundle."""
    try:
        verify_bundle(InMemory(files or {}), keys, now=datetime.now(UTC), index=index)
    except PipelineError as error:
        yield f"{place}: {type(error).__name__}: {error}"


def over(stop: Path) -> bool:
    """Whether the storm is over, or who began it is gone."""
    return stop.exists() or os.getppid() == 1


def ended(child: int) -> bool:
    """Whether a process ended by itself; it can be waited for afterwards."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def forked(work: Callable[[], None]) -> int:
    """Do something in another process; its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except PipelineError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(code)


def replaced_by(command: Sequence[str]) -> None:
    """Go on as another program, which nobody hears."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    os.execv(command[0], command)  # noqa: S606


def storm(folder: Path, publishers: int, publishes: int, chance: random.Random) -> Outcome:
    """Publish until so many publications were noted, and kill a publisher now and then."""
    notes, stop, watched = folder / "notes", folder / "stop", folder / "watched"
    notes.mkdir()
    outcome = Outcome(publishers)
    numbers = itertools.count()

    def publisher() -> int:
        number = next(numbers)
        luck = random.Random(chance.random())  # noqa: S311
        if number % 10:
            return forked(lambda: publish_on(folder, notes / str(number), stop, luck))
        release, locale = luck.choice(PAIRS)
        command = [*PROGRAM, "publish", release, str(locale), "--workspace", str(folder)]
        return forked(lambda: replaced_by(command))

    began = time.perf_counter()
    desk = forked(lambda: correct(folder, stop, chance))
    office = forked(lambda: watch(folder, watched, folder / "closed"))
    born = [publisher() for _ in range(publishers)]
    done = before = 0
    while done < publishes and not ended(desk):
        time.sleep(chance.uniform(0, 0.2))
        before, done = done, len(read_notes(notes))
        if done == before and chance.random() < 0.9:
            continue  # on a slow machine nobody would come to an end
        victim = born.pop(chance.randrange(len(born)))
        os.kill(victim, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1])
        outcome.kills += code < 0
        outcome.failed += code not in {-signal.SIGKILL, 0, 3}
        born.append(publisher())
    stop.touch()
    ends = [os.waitpid(child, 0)[1] for child in (desk, *born)]
    outcome.failed += sum(os.waitstatus_to_exitcode(end) not in {0, 3} for end in ends)
    outcome.seconds = round(time.perf_counter() - began, 1)
    look_at_all(folder, read_notes(notes), outcome)
    (folder / "closed").touch()
    outcome.failed += os.waitpid(office, 0)[1] != 0
    outcome.looked, outcome.looked_again, outcome.office = json.loads(watched.read_text())
    outcome.versions_a_second = round(outcome.versions / outcome.seconds, 1)
    return outcome


def read_notes(notes: Path) -> list[tuple[str, ...]]:
    """What publishers noted: the places of versions, each with the digest of its manifest."""
    lines = [
        line for path in notes.iterdir() for line in path.read_text().splitlines(keepends=True)
    ]
    return [tuple(line.split()) for line in lines if line.endswith("\n")]


def look_at_all(folder: Path, noted: Sequence[tuple[str, ...]], outcome: Outcome) -> None:
    """Publish everything once more, and hold ledger, shelf, index and notes against each other."""
    services = Services(read_settings(folder))
    shelf, keys = services.shelf, KeyLists(services.settings.keys).newest()
    recorded: dict[str, str] = {}
    for release, locale in PAIRS:
        record = read_record(release, services.ledger)
        assert record
        events = versions(record, locale)
        if [version_of(one) for one in events] != list(range(1, len(events) + 1)):
            outcome.misnumbered.append(f"{release} {locale}")
        outcome.corrected += max(len(events) - 1, 0)
        outcome.cut_off += sum(not shelf.has(shelf_place(one)) for one in events)
        now = datetime.now(UTC)
        publish(release, locale, desk=services.desk, press=services.press, now=now, again=True)
        record = read_record(release, services.ledger)
        assert record
        recorded |= {shelf_place(one): one.detail["manifest"] for one in versions(record, locale)}
    services.renew_index(datetime.now(UTC))
    outcome.versions, outcome.publishes = len(recorded), len(noted)
    outcome.lost += {place for place, manifest in noted if recorded.get(place) != manifest}
    for place, manifest in recorded.items():
        files = shelf.get(place)
        if files is None:
            outcome.lost.append(place)
        elif sha256(files[MANIFEST]).hexdigest() != manifest:
            outcome.broken.append(f"{place}: another manifest")
        else:
            outcome.broken += wrong_with(files, keys, None, place)
    data, signatures = shelf.read(INDEX), shelf.read(INDEX + ENDING)
    index = verify_index(Signed(INDEX, data or b"", signatures or b""), keys, now=datetime.now(UTC))
    listed = {f"{one.release}/{one.locale}/v{one.version}" for one in index.versions}
    outcome.lost += [f"{place} in the index" for place in listed ^ set(recorded)]
    outcome.damage += open_ledger(services.settings.ledger).damage()
    bench = folder / "published" / ".unfinished"
    outcome.unfinished = len(list(bench.iterdir())) if bench.is_dir() else 0


def main() -> int:
    """Print what a storm left; 1 where somebody could notice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ledger", help="the URL of a database; else a file")
    parser.add_argument("--shelf", help="a URL; else a folder")
    parser.add_argument("--publishers", type=int, default=6)
    parser.add_argument("--publishes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for variable, value in ((LEDGER_VARIABLE, args.ledger), (SHELF_VARIABLE, args.shelf)):
        os.environ.pop(variable, None)
        os.environ |= {variable: value} if value else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        folder.mkdir()
        os.environ["TRANSLATE_PIPELINE_SIGNING_KEY"] = f"{name}/private.pem"
        prepare(folder)
        chance = random.Random(args.seed)  # noqa: S311
        outcome = storm(folder, args.publishers, args.publishes, chance)
    print(json.dumps(asdict(outcome)))
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main())
