"""The rules of form on translations by people: how often each finds something, how long it takes.

    python benchmarks/checks_form.py PAIRS.jsonl [--show RULE | --damage] [--locale L]

Every line of PAIRS is ``{"loc", "src", "tgt"}``, with whatever else; lines without a source are
left out, and so is a pair that was there before. What a rule finds in the work of professional
translators is a false alarm or a slip of theirs; ``--show`` prints what it found. With ``--damage``
each rule gets targets in which it finds nothing, with one slip of its kind put into each, and the
share that it then reports is printed. Seconds are of processor time, the least of three passes over
all pairs, by rule. Spelling depends on the machine: with ``DICPATH=`` in the environment it finds
no dictionary.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from translate_pipeline.checks import RULES, Rule
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity

OTHERS = frozenset({"glossary-terms", "forbidden-terms", "weakened-terms"})
"""Of meaning."""
_PASSES = 3
_LOOKS_LATIN = str.maketrans("аеосрху", "aeocpxy")
SLIPS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("same-placeholders", r"@\w+\b", lambda it: it[:-1]),
    ("acronyms", r"\b[A-Z]{3,6}\b", lambda it: f"{it[0].lower()}ia"),
    ("brackets", r"[()]", lambda _: ""),
    ("quotation-marks", r"[«»“”„\"「」]", lambda _: ""),
    ("end-punctuation", r"[.。।?؟]\Z", lambda _: ""),
    ("spaces", r"(?<=\w) (?=\w)", lambda _: "  "),
    ("capital-at-start", r"\A[A-ZÀ-ÖØ-ÞА-ЯІЇЄΑ-Ω]", str.lower),
    ("repeated-words", r"(?<= )[^\W\d_]{2,}(?= )", lambda it: f"{it} {it}"),
    ("mixed-scripts", r"(?<=[а-я])[аеосрху](?=[а-я])", lambda it: it.translate(_LOOKS_LATIN)),
    ("kashida", r"(?<=[سبتل])(?=[يمان])", lambda _: "\u0640"),
    ("invisible-characters", r" ", lambda _: " \u200b"),
    ("unbalanced-isolates", r"(?<= )\S+(?= )", lambda it: f"\u2068{it}"),
    ("not-nfc", r"[àâäáãéèêëíîóôöõúüçñйї]", lambda it: normalize("NFD", it)),
)
"""A rule, the places of a target where its slip can happen, and what it makes of one of them."""
Pair = tuple[Locale, str, str]


def main() -> None:
    """Print the rates by rule and by locale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", metavar="RULE", help="print what a rule finds")
    parser.add_argument("--damage", action="store_true", help="put slips in and count those found")
    parser.add_argument("--locale", help="only this locale")
    given = parser.parse_args()
    pairs = [pair for pair in read(given.pairs) if given.locale in (None, pair[0].tag)]
    rules = [rule for rule in RULES if rule.NAME not in OTHERS]
    if given.show:
        show(pairs, next(rule for rule in rules if given.show == rule.NAME))
        return
    if given.damage:
        damaged(pairs, {rule.NAME: rule for rule in rules})
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


def damaged(pairs: list[Pair], rules: dict[str, Rule]) -> None:
    """How many slips of each kind are found."""
    chance = random.Random(1)  # noqa: S311  (not for secrets)
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for locale, source, target in pairs:
        for name, pattern, make in SLIPS:
            places = [place.span() for place in re.finditer(pattern, target)]
            if name == "acronyms":
                places = [(a, b) for a, b in places if locale.is_latin and target[a:b] in source]
            if not places or any(rules[name].check(source, target, locale, ())):
                continue
            start, end = chance.choice(places)
            spoilt = target[:start] + make(target[start:end]) + target[end:]
            there[name] += 1
            found[name] += any(rules[name].check(source, spoilt, locale, ()))
    for name, count in there.items():
        print(f"{name:<24}{count:8}{100 * found[name] / count:7.1f}%")


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
