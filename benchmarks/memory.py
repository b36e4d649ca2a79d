"""How quickly and how surely the translation memory finds what is like a sentence.

    python benchmarks/memory.py SENTENCES.json…
    python benchmarks/memory.py --corpus LINES.txt --units 100000

Beside comparing with every unit (rapidfuzz), which tells what there is to be found, and beside
PostgreSQL's trigrams, if a server is installed here: all with the same units, in the same run. The
corpus is made of the sentences in JSON files, or is a text file with a sentence a line. Queries are
edits of its sentences, and sentences that nothing is like. Times are each query's least of five.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from memory_corpus import SHORT, Newsroom, read_lines, sentences_of
from rapidfuzz import fuzz, process

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.store.memory_index import IndexedMemory
from translate_pipeline.store.memory_news import Imported
from translate_pipeline.store.place import open_ledger

AT_LEAST = 75
GIVEN = 20
"""How many matches of a query count: nobody reads more."""
ES = Locale("es")
KINDS = ("normal", "short", "none")
_SLOW = 0.2
"""Seconds. A query that takes longer is not asked again: it is far from what is to be told."""

Matches = list[tuple[str, float]]
Report = dict[str, Any]


def queries(units: Sequence[str], many: int, room: Newsroom) -> dict[str, list[str]]:
    """By kind: edits of sentences, edits of those of few words, and what nothing is like."""
    short = [unit for unit in units if len(unit.split()) in SHORT]
    normal = [unit for unit in units if len(unit.split()) >= SHORT.stop]
    return {
        "normal": [room.edited(room.chance.choice(normal)) for _ in range(many)],
        "short": [room.edited(room.chance.choice(short)) for _ in range(many)],
        "none": [room.unknown() for _ in range(many // 10)],
    }


def ask(search: Callable[[str], Matches], asked: Mapping[str, Sequence[str]]) -> Report:
    """What a search finds for queries, and in what time."""
    report: Report = {}
    for kind, some in asked.items():
        elapsed, cpu, found = [], [], []
        for query in some:
            times = []
            for _ in range(5):
                began, worked = time.perf_counter(), time.process_time()
                matches = search(query)
                times.append((time.perf_counter() - began, time.process_time() - worked))
                if times[0][0] > _SLOW:
                    break
            elapsed.append(min(one for one, _ in times) * 1000)
            cpu.append(min(one for _, one in times) * 1000)
            found.append(matches)
        report[kind] = {"elapsed": elapsed, "cpu": cpu, "found": found}
    return report


def indexed(folder: Path) -> Report:
    """Build the index of the corpus in a folder, or else ask it.

    In a process of its own, so that nothing else is in its memory.
    """
    corpus = folder / "corpus.txt"

    def units() -> Iterator[MemoryUnit]:
        for line in corpus.open(encoding="utf-8"):
            source = line.rstrip("\n")
            yield MemoryUnit(source, f"[es] {source}", ES, "tmx:corpus", approved=False)

    imported = {"corpus": Imported("1", units)}
    ledger = open_ledger(folder / "ledger.db")
    ledger.begin()

    def opened() -> IndexedMemory:
        return IndexedMemory(folder / "memory", ledger, lambda _: (), lambda: imported)

    report: Report = {}
    if not (folder / "memory").exists():
        began, worked = time.perf_counter(), time.process_time()
        opened().similar("", [ES], AT_LEAST)
        report["build"] = time.perf_counter() - began
        report["build_cpu"] = time.process_time() - worked
        report["build_rss"] = _memory("VmHWM")
        report["disk"] = _size(folder / "memory")
        return report
    memory = opened()
    began = time.perf_counter()
    memory.similar("", [ES], AT_LEAST)
    report["open"] = time.perf_counter() - began
    asked = json.loads((folder / "asked.json").read_text())
    report["answers"] = ask(
        lambda query: [(one.source, score) for one, score in memory.similar(query, [ES], AT_LEAST)],
        asked,
    )
    report["rss"], report["own"] = _memory("VmRSS"), _memory("RssAnon")
    return report


def postgres(units: Sequence[str], asked: Mapping[str, Sequence[str]]) -> Report | None:
    """The same with pg_trgm, as Weblate searches; None where it is not installed."""
    import psycopg

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.postgres import programs, running

    binaries = programs()
    if binaries is None:
        return None
    with (
        running(binaries) as server,
        psycopg.connect(server.url(user="postgres"), autocommit=True) as connection,
    ):
        try:
            connection.execute("CREATE EXTENSION pg_trgm")
        except psycopg.Error:
            return None
        connection.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'")
        began = time.perf_counter()
        connection.execute("CREATE TABLE memory (source text NOT NULL, target text NOT NULL)")
        with connection.cursor().copy("COPY memory FROM STDIN") as copy:
            for source in units:
                copy.write_row((source, f"[es] {source}"))
        connection.execute("CREATE INDEX memory_trgm ON memory USING gin (source gin_trgm_ops)")
        connection.execute("VACUUM ANALYZE memory")
        build = time.perf_counter() - began
        connection.execute("SELECT set_limit(0.5)")

        def search(query: str) -> Matches:
            rows = connection.execute("SELECT source FROM memory WHERE source %% %s", [query])
            found = process.extract(
                query,
                [row[0] for row in rows],
                scorer=fuzz.ratio,
                score_cutoff=AT_LEAST,
                limit=None,
            )
            return [(source, score) for source, score, _ in found]

        size = connection.execute("SELECT pg_total_relation_size('memory')").fetchone()
        return {"build": build, "disk": (size or (0,))[0] / 1e6, "answers": ask(search, asked)}


def every(units: Sequence[str], asked: Mapping[str, Sequence[str]]) -> Report:
    """All there is to be found, by comparing with every unit."""
    report: Report = {}
    for kind, some in asked.items():
        elapsed, found = [], []
        for query in some:
            began = time.perf_counter()
            matches = process.extract(
                query, units, scorer=fuzz.ratio, score_cutoff=AT_LEAST, limit=None
            )
            elapsed.append((time.perf_counter() - began) * 1000)
            found.append([(source, score) for source, score, _ in matches])
        report[kind] = {"elapsed": elapsed, "found": found}
    return report


def recall(
    truth: Sequence[Matches], found: Sequence[Sequence[Sequence[Any]]]
) -> tuple[float, float]:
    """The share of queries whose best match was found, and of all matches, in per cent."""
    best = answered = known = given = 0
    for matches, ours in zip(truth, found, strict=False):
        if matches:
            answered += 1
            scores = [score for _, score in ours]
            best += bool(scores) and max(scores) >= matches[0][1] - 0.01
            known += min(GIVEN, len(matches))
            sources = {source for source, _ in ours}
            given += min(GIVEN, sum(source in sources for source, _ in matches))
    return 100 * best / (answered or 1), 100 * given / (known or 1)


def table(name: str, truth: Report, answers: Report) -> None:
    """A line for each kind of query."""
    for kind in KINDS:
        if kind not in answers or not answers[kind]["elapsed"]:
            continue
        one = answers[kind]
        best, all_of_them = recall(truth[kind]["found"], one["found"])
        cpu = f" (CPU {_middle(one['cpu'])})" if "cpu" in one else ""
        found = "" if kind == "none" else f"best {best:6.2f} %  all {all_of_them:6.2f} %"
        print(f"  {name:10} {kind:7} {_middle(one['elapsed'])} ms{cpu}  {found}", flush=True)


def measure(lines: Iterator[str], many: int, args: argparse.Namespace, room: Newsroom) -> None:
    """Everything for a corpus of so many units."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "corpus.txt").open("w", encoding="utf-8") as corpus:
            corpus.writelines(f"{' '.join(line.split())}\n" for line in islice(lines, many))
        units = (folder / "corpus.txt").read_text(encoding="utf-8").split("\n")[:-1]
        asked = queries(units, args.queries, room)
        (folder / "asked.json").write_text(json.dumps(asked))
        print(f"{len(units):,} units, {args.queries} queries of a kind, at least {AT_LEAST}")
        builds = []
        for _ in range(args.builds):
            subprocess.run(["rm", "-rf", folder / "memory"], check=True)
            builds.append(_apart(folder))
        built, found = min(builds, key=lambda one: one["build"]), _apart(folder)
        truth = every(units, asked)
        table("every unit", truth, truth)
        print(
            f"  index: built in {built['build']:.1f} s (CPU {built['build_cpu']:.1f}) with"
            f" {built['build_rss']:.0f} MB; {built['disk']:.0f} MB on disk; opened in"
            f" {found['open']:.2f} s; then {found['rss']:.0f} MB, {found['own']:.0f} of its own"
        )
        table("index", truth, found["answers"])
        if args.postgres:
            few = {kind: some[: args.postgres] for kind, some in asked.items()}
            theirs = postgres(units, few)
            if theirs is None:
                print("  pg_trgm is not installed here")
                return
            print(f"  pg_trgm: built in {theirs['build']:.1f} s; {theirs['disk']:.0f} MB on disk")
            table("pg_trgm", truth, theirs["answers"])


def _apart(folder: Path) -> Report:
    command = [sys.executable, __file__, "--apart", str(folder)]
    report: Report = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return report


def _middle(times: Sequence[float]) -> str:
    return f"{statistics.median(times):6.2f} / {statistics.quantiles(times, n=20)[-1]:6.2f}"


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def _memory(name: str) -> float:
    """Megabytes of this process: the most ever, those of now, or those that are no files."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(dict(line.split(":", 1) for line in lines)[name].split()[0]) / 1000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", nargs="*", type=Path, help="JSON files with sentences")
    parser.add_argument("--corpus", type=Path, help="a text file, a sentence a line")
    parser.add_argument("--units", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=250)
    parser.add_argument("--postgres", type=int, default=50, help="queries of a kind; 0 for none")
    parser.add_argument("--builds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.apart:
        print(json.dumps(indexed(args.apart)))
        return
    for many in args.units:
        chance = random.Random(args.seed)  # noqa: S311
        lines = list(islice(read_lines(args.corpus, many), many)) if args.corpus else []
        room = Newsroom(lines[:10_000] or sentences_of(args.sentences), chance)
        measure(iter(lines) if lines else room.sentences(many), many, args, room)


if __name__ == "__main__":
    main()
