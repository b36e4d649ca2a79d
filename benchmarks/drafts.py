"""How good an engine's drafts are against a reference, how fast they come, and what they take.

    pip install sacrebleu
    python benchmarks/drafts.py PAIRS.tsv [--engine neural]… [--locale es]… [--compare]

PAIRS is a TSV file with the columns ``source locale reference``, or JSON: a list, or a line each,
of {"source", "locale", "target"}, or of objects with a field a language ({"en", "es", "pt"}; --as
pt=pt-BR says which locale is meant). Every engine on this machine that serves a locale drafts its
sentences in a process of its own. Drafts that were kept are not used, and no glossary is. chrF and
BLEU are sacrebleu's. Memory is that of all processes of the engine at its highest.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char"}
"""Of BLEU, for languages without spaces."""

SOURCE = "en"


class Pair(NamedTuple):
    """A sentence and what a person made of it."""

    source: str
    locale: str
    reference: str


class Drafted(NamedTuple):
    """What an engine did with the sentences of a locale."""

    targets: list[str]
    uses: str
    load: float
    """Seconds to the first draft, from a new process."""
    seconds: float
    """For all others."""
    memory: int
    """Kilobytes."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pairs", type=Path, nargs="?")
    parser.add_argument("--engine", dest="engines", action="append", default=[])
    parser.add_argument("--locale", dest="locales", action="append", default=[])
    parser.add_argument("--as", dest="meant", action="append", default=[], metavar="pt=pt-BR")
    parser.add_argument("--first", type=int, default=10_000, help="so many sentences of a locale")
    parser.add_argument("--compare", action="store_true", help="engines with each other")
    parser.add_argument("--draft", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.draft:
        draft(*arguments.draft)
        return
    if arguments.pairs is None:
        parser.error("name a file of pairs")
    meant = dict(one.split("=") for one in arguments.meant)
    by_locale: dict[str, list[Pair]] = {}
    for pair in read(arguments.pairs, meant):
        if pair.locale in arguments.locales or not arguments.locales:
            by_locale.setdefault(pair.locale, []).append(pair)
    print("| engine and route | locale | sentences | chrF | BLEU | a second | load s | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for locale, pairs in sorted(by_locale.items()):
        table(locale, pairs[: arguments.first], arguments.engines, compare=arguments.compare)


def read(path: Path, meant: dict[str, str]) -> Iterator[Pair]:
    """The pairs of a file."""
    text = path.read_text("utf-8")
    if path.suffix == ".tsv":
        for line in text.splitlines():
            source, locale, reference = line.split("\t")
            yield Pair(source, meant.get(locale, locale), reference)
        return
    lines = text.splitlines()
    records = json.loads(text) if text.lstrip().startswith("[") else map(json.loads, lines)
    for record in records:
        if "target" in record:
            locale = record["locale"]
            yield Pair(record["source"], meant.get(locale, locale), record["target"])
        elif SOURCE in record:
            for locale, reference in record.items():
                if locale != SOURCE and len(locale) == 2 and isinstance(reference, str):
                    yield Pair(record[SOURCE], meant.get(locale, locale), reference)


def table(locale: str, pairs: list[Pair], wanted: list[str], *, compare: bool) -> None:
    """Print a locale's lines of the table, and what sets its engines apart."""
    results: dict[str, tuple[Drafted, float]] = {}
    for name in wanted or on_this_machine(locale):
        drafted = in_a_new_process(name, locale, [pair.source for pair in pairs])
        if drafted is None:
            continue
        chrf, bleu = scores(locale, drafted.targets, [pair.reference for pair in pairs])
        results[name] = drafted, chrf
        print(
            f"| `{name}` {drafted.uses} | {locale} | {len(pairs)} | {chrf:.1f} | {bleu:.1f}"
            f" | {speed(drafted):.1f} | {drafted.load:.2f} | {drafted.memory / 1000:.0f} |"
        )
    (first, *others) = results.items() if results else [("", None)]
    for name, (drafted, chrf) in others if compare else ():
        base, base_chrf = first[1]
        better, worse = sentences(pairs, drafted.targets, base.targets)
        print(
            f"{locale}: {name} against {first[0]}: chrF {chrf - base_chrf:+.1f}, better in {better}"
            f" and worse in {worse} of {len(pairs)}, {speed(drafted) / speed(base):.2f} times as"
            " fast"
        )


def on_this_machine(locale: str) -> list[str]:
    """The engines that serve a locale without sending the text away."""
    from translate_pipeline.engines import all_engines
    from translate_pipeline.model.locale import Locale

    pair = Locale.parse(SOURCE), Locale.parse(locale)
    return [one.name for one in all_engines() if one.on_device and one.supports(*pair)]


def speed(drafted: Drafted) -> float:
    """Sentences a second, once it is loaded."""
    return (len(drafted.targets) - 1) / drafted.seconds


def scores(locale: str, targets: list[str], references: list[str]) -> tuple[float, float]:
    """ChrF and BLEU."""
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError:
        sys.exit("sacrebleu is not installed: pip install sacrebleu")
    tokenizer = TOKENIZERS.get(locale.split("-", maxsplit=1)[0], "13a")
    bleu = BLEU(tokenize=tokenizer).corpus_score(targets, [references])
    return CHRF().corpus_score(targets, [references]).score, bleu.score


def sentences(pairs: list[Pair], targets: list[str], others: list[str]) -> tuple[int, int]:
    """In how many sentences targets are better than others, and in how many worse."""
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    differences = [
        metric.sentence_score(one, [pair.reference]).score
        - metric.sentence_score(other, [pair.reference]).score
        for pair, one, other in zip(pairs, targets, others, strict=True)
    ]
    return sum(one > 0 for one in differences), sum(one < 0 for one in differences)


def in_a_new_process(name: str, locale: str, texts: list[str]) -> Drafted | None:
    """An engine's drafts; None where it does not serve the locale."""
    command = [sys.executable, __file__, "--draft", name, locale]
    given = json.dumps(texts)
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True)
    shape: dict[str, Any] = json.loads(done.stdout)
    return Drafted(**shape) if shape else None


def draft(name: str, locale: str) -> None:
    """In the new process: draft what standard input has, and print what it took."""
    began = time.perf_counter()
    from translate_pipeline.engines import load_engine
    from translate_pipeline.model.locale import Locale

    texts = json.load(sys.stdin)
    engine, pair = load_engine(name), (Locale.parse(SOURCE), Locale.parse(locale))
    uses = engine.supports(*pair)
    if not uses:
        print("{}")
        return
    first = engine.translate(texts[:1], *pair)
    loaded = time.perf_counter()
    targets = [*first, *engine.translate(texts[1:], *pair)]
    shape = {
        "targets": targets, "uses": uses, "load": loaded - began,
        "seconds": time.perf_counter() - loaded, "memory": memory(),
    }  # fmt: skip
    print(json.dumps(shape))


def memory() -> int:
    """The highest resident kilobytes of this process and its children, while they are up."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    return sum(peak(process) for process in ("self", *children))


def peak(process: str) -> int:
    """Of one process."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
