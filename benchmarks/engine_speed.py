"""What the engines on this machine cost beside the bare programs that they stand on.

    python benchmarks/engine_speed.py TEXTS [--segments 1000] [--rounds 3] [--growth 5000]

TEXTS has an English sentence a line. ``neural`` against the bare library called in loops, one in
each of as many processes; ``apertium`` against a process a segment; all with their start; and the
memory of ``neural``'s processes after 500 segments and after --growth. Both sides of a line run one
after the other, in turns; what is shown is the least of all rounds, since other work on the machine
only ever adds to it. Compare what stands in one line only, and on a busy machine the CPU seconds.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from translate_pipeline.engines.apertium import Apertium
from translate_pipeline.engines.models import find_model
from translate_pipeline.engines.neural import Neural
from translate_pipeline.model.locale import Locale

Timed = Callable[[], None]
EN, BRAZIL, SPANISH = Locale("en"), Locale("pt-BR"), Locale("es")


def main() -> None:
    """Print a line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--segments", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=int, default=0)
    arguments = parser.parse_args()
    texts = arguments.texts.read_text("utf-8").split("\n")
    texts = [text for text in texts if text.strip()]
    texts = (texts * (1 + arguments.segments // len(texts)))[: arguments.segments]
    print(f"{'wall and CPU seconds':<52}{'ours':>14}{'bare':>16}{'ratio':>13}")
    few = texts[:40]
    lines: list[tuple[str, Timed, Timed]] = [
        (
            f"neural, {len(texts)} segments, a process a core",
            partial(neural, texts, len(texts)),
            partial(bare, texts, cores()),
        ),
        (
            "neural, 40 segments, 8 at a time; bare: one process",
            partial(neural, few, 8),
            partial(bare, few, 1),
        ),
        ("neural, 1 segment", partial(neural, few[:1], 1), partial(bare, few[:1], 1)),
    ]
    if Apertium().supports(EN, SPANISH):
        name = "apertium, 40 segments; bare: a process each"
        lines.append((name, partial(apertium, few), partial(processes, few)))
    for name, ours, theirs in lines:
        beside(name, ours, theirs, arguments.rounds)
    if arguments.growth:
        growth(texts, arguments.growth)


def beside(name: str, ours: Timed, theirs: Timed, rounds: int) -> None:
    """Print the least wall and CPU seconds of both, taken in turns."""
    times = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    wall, cpu = (min(one[part] for one, _ in times) for part in (0, 1))
    bare_wall, bare_cpu = (min(other[part] for _, other in times) for part in (0, 1))
    print(
        f"{name:<52}{wall:>7.2f}{cpu:>7.2f}{bare_wall:>9.2f}{bare_cpu:>7.2f}"
        f"{bare_wall / wall:>7.2f}{bare_cpu / cpu:>6.2f}"
    )


def timed(work: Timed) -> tuple[float, float]:
    """Wall and CPU seconds of some work and of the processes that ended in it."""
    before, began = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - began, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def neural(texts: list[str], at_once: int) -> None:
    """The engine, from its start to its end."""
    engine = Neural()
    for start in range(0, len(texts), at_once):
        engine.translate(texts[start : start + at_once], EN, BRAZIL)
    engine.close()


def bare(texts: list[str], count: int) -> None:
    """The library in bare loops, in so many processes, from their start to their end."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as running:
        list(running.map(loop, [texts[number::count] for number in range(count)]))


def loop(texts: list[str]) -> None:
    """In a process of its own: translate them all."""
    from fxtranslate import Translator

    model = find_model(EN, BRAZIL)
    assert model
    translator = Translator(*(path.read_bytes() for path in model.paths()))
    for text in texts:
        translator.translate(text)


def apertium(texts: list[str]) -> None:
    """The engine, from its start to its end."""
    engine = Apertium()
    engine.translate(texts, EN, SPANISH)
    engine.close()


def processes(texts: list[str]) -> None:
    """The ``apertium`` command, called for each text."""
    for text in texts:
        subprocess.run(
            ["apertium", "eng-spa"], input=text, text=True, capture_output=True, check=True
        )


def growth(texts: list[str], most: int) -> None:
    """Print the memory of all processes after 500 segments and after many."""
    engine = Neural()
    for number in range(0, most, 100):
        engine.translate([f"{number} {text}" for text in texts[:100]], EN, BRAZIL)
        if number + 100 == 500:
            early = memory()
    late = memory()
    engine.close()
    print(f"neural, MB after 500 and after {most} segments: {early / 1e3:.1f}, {late / 1e3:.1f}")


def memory() -> int:
    """Resident kilobytes of this process and its children."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    found = (Path(f"/proc/{one}/status").read_text("ascii") for one in ("self", *children))
    return sum(int(status.partition("VmRSS:")[2].split()[0]) for status in found)


def cores() -> int:
    """As many as the engine takes."""
    return min(len(os.sched_getaffinity(0)), 4)


if __name__ == "__main__":
    sys.exit(main())
