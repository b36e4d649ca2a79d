"""Finding the terms of a large glossary in a long text, beside the bare automaton.

    python benchmarks/source_terms.py TEXT

TEXT is any English text, a sentence or paragraph a line; it is repeated up to five megabytes. The
glossary of 5,000 concepts is made of it: runs of two or three of its words, chosen by a fixed seed,
each with variants, some 23,000 forms in all. Take a text of 250 kilobytes or more: the shorter it
is, the more of its words are terms. The bare scan is the library's own search for those forms in
the same lines, in small letters, with nothing else done: no offsets kept through Unicode, no
nesting, no terms that share a word; once as it is, and once with word boundaries checked, which no
use of it can do without. Seconds are of processor time, the least of several passes.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ahocorasick_rs

from translate_pipeline.model.locale import ENGLISH
from translate_pipeline.model.termbase import Concept, SourceTerms, Termbase
from translate_pipeline.text.terms import SourceMatcher, source_forms

CONCEPTS = 5_000
BYTES = 5_000_000
_PASSES = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("text", type=Path, help="an English text")
    text = parser.parse_args().text.read_text("utf-8")
    lines = (text + "\n").splitlines() * (1 + BYTES // len(text.encode()))
    size, count = 0, 0
    while size < BYTES:
        size += len(lines[count].encode()) + 1
        count += 1
    lines = lines[:count]
    termbase = made_of(text)
    forms = sorted({f.lower() for c in termbase.concepts for f in source_forms(c.source)})
    began = time.process_time()
    matcher = SourceMatcher(termbase)
    built = time.process_time() - began
    bare = ahocorasick_rs.AhoCorasick(forms)
    small = [line.lower() for line in lines]
    find, scan = matcher.find, bare.find_matches_as_indexes
    seconds: dict[str, list[float]] = {"bare scan": [], "whole words": [], "ours": []}
    for _ in range(_PASSES):  # side by side, so that a busy machine slows both
        seconds["bare scan"].append(
            timed(lambda: sum(len(scan(x, overlapping=True)) for x in small))
        )
        seconds["whole words"].append(timed(lambda: sum(whole_words(scan, x) for x in small)))
        seconds["ours"].append(timed(lambda: sum(len(find(line)) for line in lines)))
    hits = sum(len(find(line)) for line in lines)
    print(f"{len(forms):,} forms of {CONCEPTS:,} concepts, built in {built:.2f} s")
    print(f"{size / 1e6:.1f} MB in {len(lines):,} lines: {hits:,} hits")
    least = {name: min(runs) for name, runs in seconds.items()}
    for name, run in least.items():
        print(f"{name:<12}{run:6.3f} s   {run / least['bare scan']:.1f} × the bare scan")


def whole_words(scan: Callable[..., list[tuple[int, int, int]]], line: str) -> int:
    """How many forms stand in a line as whole words."""
    found, length = 0, len(line)
    for _, start, end in scan(line, overlapping=True):
        if end < length and (line[end].isalnum() or line[end] == "_"):
            continue
        if start and (line[start - 1].isalnum() or line[start - 1] == "_"):
            continue
        found += 1
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def made_of(text: str) -> Termbase:
    """A glossary of terms that stand in a text."""
    chance = random.Random(1)  # noqa: S311  (not for secrets)
    words = re.findall(r"[A-Za-z]{4,}", text)
    starts = range(len(words) - 4)
    runs = {tuple(map(str.lower, words[at : at + n])) for at in starts for n in (2, 3)}
    if len(runs) < CONCEPTS:
        few = f"the text has {len(runs):,} different runs of words, {CONCEPTS:,} are needed"
        sys.exit(f"{few}: take a longer one")
    concepts: dict[str, Concept] = {}
    while len(concepts) < CONCEPTS:
        at = chance.choice(starts)
        term = " ".join(words[at : at + chance.choice((2, 2, 3))]).lower()
        id_ = term.replace(" ", "_")
        variants = (f"{term} {words[at + 3].lower()}", f"non-{term}")
        source = SourceTerms(term, variants[: chance.choice((1, 1, 2))])
        concepts[id_] = Concept(id_, "law", "-", "", source)
    return Termbase(ENGLISH, tuple(concepts.values()), "benchmark")


if __name__ == "__main__":
    main()
