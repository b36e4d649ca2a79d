"""Sentence splitting, ours beside the known splitters that happen to be installed.

    python benchmarks/sentences.py DATA_DIR

DATA_DIR holds ``*.jsonl``, one text a line as ``{"text": …, "ends": [offset, …]}`` with the ends
of its sentences in code points, a language in ``lang`` where it is not English; and may hold
``golden_rules.json``, a list of ``{"lang", "text", "segments": [sentence, …]}``.

F1 is over the ends inside a text, in %: its last end is free, and white space after an end does
not count. Golden rules count whole texts split exactly. Speed is in million characters a second
of processor time, on the texts of all sets as one line of at least a million characters.
Beside ours are measured, where ``pip`` has put them: blingfire, pysbd, sentencex.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

Splitter = Callable[[str, str], Iterable[int]]
"""From a text and its language to the ends of its sentences."""


def ours() -> Splitter:
    """The splitter of this project."""
    from translate_pipeline.text.sentences import split_sentences

    return lambda text, language: [end for _, end in split_sentences(text, language)]


def blingfire() -> Splitter:
    """Microsoft's finite-state splitter; knows no languages."""
    from blingfire import text_to_sentences_and_offsets

    return lambda text, _: [end for _, end in text_to_sentences_and_offsets(text)[1]]


def pysbd() -> Splitter:
    """The Pragmatic Segmenter in Python."""
    from pysbd import Segmenter
    from pysbd.languages import LANGUAGE_CODES

    def split(text: str, language: str) -> list[int]:
        known = language if language in LANGUAGE_CODES else "en"
        spans = Segmenter(known, clean=False, char_span=True).segment(text)
        return [span.end for span in spans]

    return split


def sentencex() -> Splitter:
    """Wikimedia's splitter; gives sentences, found again in the text one after another."""
    from sentencex import segment

    def split(text: str, language: str) -> list[int]:
        ends = []
        at = 0
        for sentence in segment(language, text):
            at = text.index(sentence.strip(), at) + len(sentence.strip())
            ends.append(at)
        return ends

    return split


def installed() -> dict[str, Splitter]:
    """The splitters that can be imported here."""
    found = {}
    for make in (ours, blingfire, pysbd, sentencex):
        try:
            found[make.__name__] = make()
        except ImportError:
            print(f"{make.__name__}: not installed")
    return found


def inner_ends(text: str, ends: Iterable[int]) -> set[int]:
    """Where sentences end before the text does, without the white space after them."""
    return {len(text[:end].rstrip()) for end in ends} - {0, len(text.rstrip())}


def f1(split: Splitter, cases: list[dict[str, Any]]) -> float:
    """F1 in % over the inner ends of all texts of a set."""
    hits = found = expected = 0
    for case in cases:
        ours_here = inner_ends(case["text"], split(case["text"], case.get("lang", "en")))
        gold = inner_ends(case["text"], case["ends"])
        hits += len(ours_here & gold)
        found += len(ours_here)
        expected += len(gold)
    return 200 * hits / max(1, found + expected)


def golden(split: Splitter, cases: list[dict[str, Any]]) -> int:
    """How many texts are split exactly as the rules want it, white space apart."""
    right = 0
    for case in cases:
        text = case["text"]
        cuts = [0, *sorted(set(split(text, case["lang"]))), len(text)]
        pieces = (text[a:b].split() for a, b in pairwise(cuts))
        right += [p for p in pieces if p] == [segment.split() for segment in case["segments"]]
    return right


def speed(split: Splitter, text: str) -> float:
    """Million characters a second of processor time, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        split(text, "en")
        seconds.append(time.process_time() - start)
    return len(text) / min(seconds) / 1e6


def row(*cells: str) -> str:
    """One row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print one table: a row a splitter, a column a set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help="folder with *.jsonl sets")
    folder = parser.parse_args().data
    sets = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }
    if not sets:
        parser.error(f"no *.jsonl in {folder}; see the first lines of this file for what is needed")
    rules = folder / "golden_rules.json"
    groups: dict[str, list[dict[str, Any]]] = {}
    for case in json.loads(rules.read_text("utf-8")) if rules.exists() else []:
        if case["lang"] in {"ar", "en", "es", "fr", "pt", "ru"}:
            groups.setdefault(case["lang"], []).append(case)
    everything = " ".join(" ".join(case["text"].split()) for set_ in sets.values() for case in set_)
    everything *= 1 + 1_000_000 // len(everything)
    slow = everything[:100_000]

    columns = [*sets, *(f"golden {name}" for name in groups), "M chars/s"]
    splitters = installed()
    print(row("splitter", *columns))
    print(row(*["---"] * (len(columns) + 1)))
    for name, split in splitters.items():
        cells = [f"{f1(split, cases):.1f}" for cases in sets.values()]
        cells += [f"{golden(split, cases)}/{len(cases)}" for cases in groups.values()]
        cells.append(f"{speed(split, slow if name == 'pysbd' else everything):.2f}")
        print(row(name, *cells))


if __name__ == "__main__":
    main()
