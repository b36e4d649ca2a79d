"""The rules of form on translations by people: how often each finds something, how long it takes.

    python benchmarks/checks_form.py PAIRS.jsonl [--show RULE] [--locale L]

Every line of PAIRS is ``{"loc", "src", "tgt"}``, with whatever else; lines without a source are
left out, and so is a pair that was there before. What a rule finds in the work of professional
translators is a false alarm or a slip of theirs; ``--show`` prints what it found. Seconds are of
processor time, the least of three passes over all pairs, by rule. Spelling depends on the machine:
with ``DICPATH=`` in the environment it finds no dictionary.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from translate_pipeline.checks import RULES, Rule
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity

OTHERS = frozenset({"glossary-terms", "forbidden-terms", "weakened-terms"})
"""Of meaning."""
_PASSES = 3
Pair = tuple[Locale, str, str]


def main() -> None:
    """Print the rates by rule and by locale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", metavar="RULE", help="print what a rule finds")
    parser.add_argument("--locale", help="only this locale")
    given = parser.parse_args()
    pairs = [pair for pair in read(given.pairs) if given.locale in (None, pair[0].tag)]
    rules = [rule for rule in RULES if rule.NAME not in OTHERS]
    if given.show:
        show(pairs, next(rule for rule in rules if given.show == rule.NAME))
        return
    seconds = {rule.NAME: min(timed(rule, pairs) for _ in range(_PASSES)) for rule in rules}
    with_error: Counter[str] = Counter()
    with_any: Counter[str] = Counter()
    by_locale: dict[str, Counter[str]] = defaultdict(Counter)
    for locale, source, target in pairs:
        found = [f for rule in rules for f in rule.check(source, target, locale, ())]
        errors = {finding.rule for finding in found if finding.severity is Severity.ERROR}
        names = {finding.rule for finding in found}
        with_error.update(errors | ({"all"} if errors else set()))
        with_any.update(names | ({"all"} if names else set()))
        by_locale[locale.tag].update(pairs=1, error=bool(errors), any=bool(names))
    print(f"{len(pairs)} pairs\n{'':<24}{'error':>8}{'any':>8}{'s / 10,000':>12}")
    for name in (*seconds, "all"):
        spent = sum(seconds.values()) if name == "all" else seconds[name]
        share = (f"{100 * count[name] / len(pairs):7.2f}%" for count in (with_error, with_any))
        print(f"{name:<24}{''.join(share)}{spent * 10_000 / len(pairs):12.3f}")
    for tag, counts in sorted(by_locale.items()):
        share = (f"{100 * counts[kind] / counts['pairs']:7.2f}%" for kind in ("error", "any"))
        print(f"{tag:<24}{''.join(share)}")


def read(path: Path) -> list[Pair]:
    """The pairs of a file, each once."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    found = ((Locale.parse(one["loc"]), one["src"], one["tgt"]) for one in lines if one.get("src"))
    return list(dict.fromkeys(found))


def timed(rule: Rule, pairs: list[Pair]) -> float:
    """Seconds of processor time over all pairs."""
    began = time.process_time()
    for locale, source, target in pairs:
        for _ in rule.check(source, target, locale, ()):
            pass
    return time.process_time() - began


def show(pairs: list[Pair], rule: Rule) -> None:
    """What a rule finds, with the texts."""
    for locale, source, target in pairs:
        for finding in rule.check(source, target, locale, ()):
            place = target[finding.start : finding.end] if finding.start >= 0 else ""
            sys.stdout.write(f"{locale} {finding.severity}: {finding.message} [{place}]\n")
            sys.stdout.write(f"    {source}\n    {target}\n")


if __name__ == "__main__":
    main()
