"""What becomes of old targets when a number or a date of their source changes.

    python benchmarks/repairs.py PAIRS.jsonl [--show 5]

Every line of PAIRS is as ``benchmarks/checks.py`` reads it: a locale, an English sentence and what
people made of it. In every sentence each number and month is changed by itself, several times, at
random (``--seed``): another number as long, one that is longer or shorter, another month, another
number in words.

Printed are by locale and by kind how many old targets were repaired, and how many of these are
wrong by what is left to compare once the repair's own safeguards are done: the rules ``numbers``
and ``dates`` on the new pair, and the letters around a number in figures, which must be the old
ones; and how often these rules do not tell the old target from one of the new source, so that
nothing proves the place. ``--show`` prints so many repairs of each locale for people to read,
``--refused`` so many that were refused.
"""

import argparse
import calendar
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.checks import GLOSSARY, Pair, read_pairs
from translate_pipeline.checks import dates, numbers
from translate_pipeline.formats.glossary_yaml import parse_glossary
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.repairing import Repaired, Source, repair
from translate_pipeline.text.difference import difference
from translate_pipeline.text.months import find_months
from translate_pipeline.text.terms import SourceMatcher

WORDS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MONTHS = list(calendar.month_name)[1:]
_NUMBER = re.compile(r"(?<![\w.,:/+-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/])|"
                     r"(?<![\w.,:/+-])\d+(?:\.\d+)?(?![\d:/]|,\d)")  # fmt: skip


class Change(NamedTuple):
    """A pair, and its source as it is corrected."""

    pair: Pair
    source: str
    kind: str


def changes(pair: Pair, chance: random.Random) -> Iterator[Change]:
    """The pair with one number or month changed, for each of its source."""
    text = pair.source
    for match in _NUMBER.finditer(text):
        is_year = re.fullmatch("(?:19|20)\\d\\d", match[0]) is not None
        kinds = ("year",) if is_year else ("number as long", "number of another length")
        for kind in kinds:
            yield Change(pair, _with(text, match, _number(match[0], kind, chance)), kind)
    for match in re.finditer(rf"\b(?:{'|'.join(WORDS)})\b", text, re.IGNORECASE):
        word = chance.choice([one for one in WORDS if one != match[0].lower()])
        word = word.capitalize() if match[0][0].isupper() else word
        yield Change(pair, _with(text, match, word), "word")
    for month in find_months(text, ENGLISH):
        if text[month.start : month.end] in MONTHS:
            other = MONTHS[(month.number + chance.randrange(11)) % 12]
            yield Change(pair, text[: month.start] + other + text[month.end :], "month")


def _with(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _number(old: str, kind: str, chance: random.Random) -> str:
    whole, point, decimals = old.replace(",", "").partition(".")
    if kind == "year":
        return str(int(whole) + chance.choice([-3, -2, -1, 1, 2, 3]))
    length = len(whole) + (chance.choice([-1, 1]) if kind == "number of another length" else 0)
    lowest = 10 ** (max(length, 1) - 1) + (length <= 1)
    value = lowest
    while str(value) == whole or value == lowest:
        value = chance.randrange(lowest, 10 ** max(length, 1))
    said = f"{value:,}" if "," in old or value >= 10**4 else str(value)
    return said + point + "".join(chance.choice("123456789") for _ in decimals)


def wrong(change: Change, repaired: Repaired) -> str:
    """What is wrong with a repair; empty where nothing is."""
    pair = change.pair
    for rule in (numbers, dates):
        new = list(rule.check(change.source, repaired.target, pair.locale, ()))
        old = list(rule.check(pair.source, pair.target, pair.locale, ()))
        if len(new) > len(old):
            return f"{rule.NAME}: {new[0].message}"
    words = [re.sub(r"[\d\W]", "", text) for text in (pair.target, repaired.target)]
    if change.kind not in ("word", "month") and words[0] != words[1]:
        return "other words"
    return ""


def is_seen(change: Change) -> bool:
    """Whether the rules tell the old target from one of the new source."""
    pair = change.pair
    found = [
        finding
        for rule in (numbers, dates)
        for finding in rule.check(change.source, pair.target, pair.locale, ())
    ]
    return any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in found)


def count(
    pairs: Mapping[Locale, Sequence[Pair]], matcher: SourceMatcher, args: argparse.Namespace
) -> dict[str, Counter[str]]:
    """What was repaired, by locale and by kind; told is what people should read."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for locale, some in pairs.items():
        chance = random.Random(args.seed)  # noqa: S311  (no secret)
        told: dict[str, list[str]] = {"repaired": [], "refused": []}
        for change in (c for p in some for _ in range(args.rounds) for c in changes(p, chance)):
            old, new = (Source(t, matcher.find(t)) for t in (change.pair.source, change.source))
            repaired = repair(old, change.pair.target, new, locale, matcher.termbase)
            fault = wrong(change, repaired) if repaired else ""
            for row in (locale.tag, change.kind, "all"):
                counts[row]["changed"] += 1
                counts[row]["repaired"] += repaired is not None
                counts[row]["wrong"] += bool(fault)
                counts[row]["unseen"] += repaired is not None and not is_seen(change)
            target = change.pair.target
            shown = difference(target, repaired.target) if repaired else target
            said = f"{difference(change.pair.source, change.source)}\n  {shown}"
            told["repaired" if repaired else "refused"].append(said)
            if fault:
                print(f"WRONG {locale} {fault}: {said}")
        for what, most in (("repaired", args.show), ("refused", args.refused)):
            for said in chance.sample(told[what], min(most, len(told[what]))):
                print(f"{locale} {what}: {said}")
    return counts


def main() -> None:
    """Print what was repaired."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--refused", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pairs = read_pairs(args.pairs)
    if not pairs:
        sys.exit("no pairs with a source")
    files = {path.name: path.read_text("utf-8") for path in GLOSSARY.glob("*.yaml")}
    counts = count(pairs, SourceMatcher(parse_glossary(files)), args)
    print("| | changed | repaired, % | wrong | old target not told apart |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for row, found in counts.items():
        share = 100 * found["repaired"] / found["changed"]
        print(
            f"| {row} | {found['changed']} | {share:.1f} | {found['wrong']} | {found['unseen']} |"
        )


if __name__ == "__main__":
    main()
