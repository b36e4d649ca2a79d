"""The target checker on translations by people, beside exact match and Weblate's rule.

    python benchmarks/terms.py PAIRS.jsonl

Every line of PAIRS is ``{"loc", "concept", "tgt", "approved": [term, …], "present": bool}``:
whether a target holds one of a concept's approved terms. Where it does not, ``kind`` says how the
pair was made: ``hard``, of a sentence that shares a word with the term; ``random``, of any other;
without, it is the translation of a sentence about the concept that says it in other words: natural.

A workspace is made of the concepts and their terms, and `glossary check --batch` run on it, which
gives the verdicts, the seconds of a cold start and the memory. A pair is recognised with the
verdict preferred or admitted. Warm speed is that of matching the source and checking the target, in
processor time, the third time over all pairs.

* exact: the term stands in the target, as whole words
* Weblate: the same with capitals and Unicode forms evened out
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Pair = dict[str, Any]
_UNSPACED = ("ja", "ko", "th", "zh")
_PASSES = 3
_KINDS = ("natural", "hard", "random")
_RECOGNISED = ("preferred", "admitted")


def contains(term: str, target: str, locale: str) -> bool:
    """Whether a term stands in a target, as whole words where the script has words."""
    if locale.split("-", maxsplit=1)[0] in _UNSPACED:
        return term in target
    return bool(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", target))


def exact(pair: Pair) -> str:
    """The verdict of exact match."""
    found = any(contains(term, pair["tgt"], pair["loc"]) for term in pair["approved"])
    return "preferred" if found else "missing"


def weblate(pair: Pair) -> str:
    """The verdict where case and Unicode form do not count."""

    def evened(text: str) -> str:
        return unicodedata.normalize("NFKC", text).casefold()

    target = evened(pair["tgt"])
    found = any(contains(evened(term), target, pair["loc"]) for term in pair["approved"])
    return "preferred" if found else "missing"


def make_workspace(folder: Path, pairs: Iterable[Pair]) -> None:
    """A workspace whose glossary has the terms of the pairs; JSON is YAML too."""
    concepts: dict[str, Any] = {}
    for pair in pairs:
        preferred, *admitted = pair["approved"]
        concept = concepts.setdefault(
            pair["concept"],
            {"domain": "law", "definition": "-", "en": {"preferred": name(pair)}, "locales": {}},
        )
        terms = {"preferred": preferred, "admitted": admitted, "status": "attested"}
        concept["locales"][pair["loc"]] = terms
    (folder / "glossary").mkdir()
    (folder / "glossary" / "concepts.yaml").write_text(json.dumps({"concepts": concepts}))
    (folder / "translate-pipeline.yaml").write_text("locales: [es]\n")


def name(pair: Pair) -> str:
    """What the concept is called in the source."""
    return str(pair["concept"]).replace("_", " ")


def check(folder: Path, pairs: Sequence[Pair]) -> tuple[list[str], float, float]:
    """The verdicts of the command on pairs; its seconds of processor time and its megabytes."""
    batch, answers = folder / "pairs.jsonl", folder / "answers.jsonl"
    lines = [
        json.dumps({"locale": pair["loc"], "source": name(pair), "target": pair["tgt"]})
        for pair in pairs
    ]
    batch.write_text("\n".join(lines))
    command = [sys.executable, "-m", "translate_pipeline", "glossary", "check", "--json"]
    command += ["--batch", str(batch), "--workspace", str(folder)]
    with answers.open("wb") as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("glossary check failed")
    verdicts = []
    for pair, line in zip(pairs, answers.read_text().splitlines(), strict=True):
        (verdict,) = (
            term["verdict"]
            for term in json.loads(line)["terms"]
            if term["concept"] == pair["concept"]
        )
        verdicts.append(verdict)
    return verdicts, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def speed(folder: Path, pairs: Sequence[Pair]) -> float:
    """Pairs a second, warm."""
    from translate_pipeline.formats.glossary_yaml import parse_glossary
    from translate_pipeline.model.locale import Locale
    from translate_pipeline.text.forms import check_terms
    from translate_pipeline.text.terms import SourceMatcher

    path = folder / "glossary" / "concepts.yaml"
    matcher = SourceMatcher(parse_glossary({str(path): path.read_text()}))
    seconds = 0.0
    for _ in range(_PASSES):
        start = time.process_time()
        for pair in pairs:
            hits = matcher.find(name(pair))
            check_terms(hits, pair["tgt"], Locale(pair["loc"]), matcher.termbase)
        seconds = time.process_time() - start
    return len(pairs) / seconds


def kind(pair: Pair) -> str:
    """What a pair is there to show."""
    return "present" if pair["present"] else pair.get("kind", "natural")


def passed(
    pairs: Sequence[Pair], verdicts: Sequence[str], locale: str, wanted: str, *, soft: bool
) -> tuple[int, int]:
    """How many pairs of a locale and a kind pass, and how many there are."""
    passing = (*_RECOGNISED, "soft") if soft else _RECOGNISED
    mine = [
        verdict in passing
        for pair, verdict in zip(pairs, verdicts, strict=True)
        if kind(pair) == wanted and locale in (pair["loc"], "all")
    ]
    return sum(mine), len(mine)


def table(pairs: Sequence[Pair], verdicts: dict[str, list[str]]) -> Iterable[str]:
    """Two tables in Markdown: what is recognised by locale, and what passes wrongly."""
    columns = {
        "exact": ("exact", False), "Weblate": ("Weblate", False),
        "ours": ("ours", False), "ours or soft": ("ours", True),
    }  # fmt: skip
    yield row("recognised, %", "pairs", *columns)
    yield row("---", *["---:"] * (1 + len(columns)))
    for locale in [*sorted({pair["loc"] for pair in pairs}), "all"]:
        cells = []
        total = 0
        for rule, soft in columns.values():
            right, total = passed(pairs, verdicts[rule], locale, "present", soft=soft)
            cells.append(f"{100 * right / total:.1f}")
        yield row(locale, str(total), *cells)
    yield ""
    yield row("wrong passes", "pairs", *columns)
    yield row("---", *["---:"] * (1 + len(columns)))
    for wanted in _KINDS:
        wrong = [passed(pairs, verdicts[r], "all", wanted, soft=s) for r, s in columns.values()]
        yield row(wanted, str(wrong[0][1]), *(str(number) for number, _ in wrong))


def row(*cells: str) -> str:
    """One row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("pairs", type=Path, help="a JSON lines file")
    lines = parser.parse_args().pairs.read_text().splitlines()
    pairs = [json.loads(line) for line in lines if line.strip()]
    rules: dict[str, Callable[[Pair], str]] = {"exact": exact, "Weblate": weblate}
    verdicts = {rule: [judge(pair) for pair in pairs] for rule, judge in rules.items()}
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(Path(folder), pairs)
        verdicts["ours"], seconds, megabytes = check(Path(folder), pairs)
        warm = speed(Path(folder), pairs)
    print("\n".join(table(pairs, verdicts)))
    print(f"\n{warm:,.0f} pairs a second, warm; {seconds:.1f} s for all {len(pairs):,} from a cold")
    print(f"start, with loading the dictionaries; {megabytes:.0f} MB at most.")


if __name__ == "__main__":
    main()
