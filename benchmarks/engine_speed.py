"""What the engines on this machine cost beside the bare programs that they stand on.

    python benchmarks/engine_speed.py TEXTS [--segments 1000] [--rounds 3] [--growth 5000]

TEXTS has an English sentence a line. ``neural`` against the bare library called in loops, one in
each of as many processes; ``apertium`` against a process a segment; all with their start; and the
memory of ``neural``'s processes after 500 segments and after --growth. Both sides of a line run one
after the other, in turns; what is shown is the least of all rounds, since other work on the machine
only ever adds to it. Compare what stands in one line only.
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

Timed = Callable[[], float]
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
    print(f"{'':<52}{'ours':>9}{'bare':>9}{'ratio':>7}")
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
    """Print the least seconds of both, taken in turns."""
    times = [(ours(), theirs()) for _ in range(rounds)]
    one, other = min(one for one, _ in times), min(other for _, other in times)
    print(f"{name:<52}{one:>8.2f}s{other:>8.2f}s{other / one:>7.2f}")


def neural(texts: list[str], at_once: int) -> float:
    """Seconds of the engine, its start and its end included."""
    began = time.perf_counter()
    engine = Neural()
    for start in range(0, len(texts), at_once):
        engine.translate(texts[start : start + at_once], EN, BRAZIL)
    engine.close()
    return time.perf_counter() - began


def bare(texts: list[str], count: int) -> float:
    """Seconds of the library in bare loops, in so many processes, their start included."""
    began = time.perf_counter()
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as running:
        list(running.map(loop, [texts[number::count] for number in range(count)]))
    return time.perf_counter() - began


def loop(texts: list[str]) -> None:
    """In a process of its own: translate them all."""
    from fxtranslate import Translator

    model = find_model(EN, BRAZIL)
    assert model
    translator = Translator(*(path.read_bytes() for path in model.paths()))
    for text in texts:
        translator.translate(text)


def apertium(texts: list[str]) -> float:
    """Seconds of the engine, its start and its end included."""
    began = time.perf_counter()
    engine = Apertium()
    engine.translate(texts, EN, SPANISH)
    engine.close()
    return time.perf_counter() - began


def processes(texts: list[str]) -> float:
    """Seconds of the ``apertium`` command, called for each text."""
    began = time.perf_counter()
    for text in texts:
        subprocess.run(
            ["apertium", "eng-spa"], input=text, text=True, capture_output=True, check=True
        )
    return time.perf_counter() - began


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
