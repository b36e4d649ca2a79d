"""What the target checks say of translations by people, and what they see of planted faults.

    python benchmarks/checks.py PAIRS.jsonl

Every line of PAIRS is ``{"loc", "src", "tgt"}``: a locale, an English sentence and what people made
of it. A line without ``src`` has that of another one with the same ``id`` up to the first ``|``; it
is left out if there is none. What stands twice counts once.

Printed are, by rule, the segments with an error and with any finding, and the share of planted
faults that the rule sees:

* numbers: a digit of a figure of the target is another one
* dates: a month of the target is the next one
* untranslated: the source without its first word; unchanged: the source
* partly-translated: three words of the source in the place of as many of the target
* length-ratio: the first fifth of the target
* negation-lost, hedge-lost, attribution-lost: the target of another source, which has no such word

and by locale the share of segments with a finding, and the seconds that all rules take for 10,000
segments once they are warm, the check of the glossary's terms apart.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

from translate_pipeline.checks import RULES, Rule
from translate_pipeline.formats.glossary_yaml import parse_glossary
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.months import find_months, month_names
from translate_pipeline.text.speech_marks import Kept, says
from translate_pipeline.text.terms import SourceMatcher

GLOSSARY = Path(__file__).parents[1] / "glossary"
SEGMENTS = 10_000
WORDS: Mapping[str, Kept] = {
    "negation-lost": "denials",
    "hedge-lost": "hedges",
    "attribution-lost": "attributions",
}


class Pair(NamedTuple):
    """A sentence and its translation."""

    locale: Locale
    source: str
    target: str


def read_pairs(path: Path) -> dict[Locale, list[Pair]]:
    """The pairs of a file, by locale."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    sources = {key(row): row["src"] for row in rows if "src" in row}
    pairs: dict[Locale, list[Pair]] = defaultdict(list)
    for row in rows:
        source = row.get("src") or sources.get(key(row))
        if source and row["tgt"].strip():
            locale = Locale.parse(row["loc"])
            pairs[locale].append(Pair(locale, source, row["tgt"]))
    return {locale: list(dict.fromkeys(some)) for locale, some in pairs.items()}


def key(row: Mapping[str, str]) -> str:
    """Which sentence a line is about."""
    return row.get("id", "").split("|")[0]


def changed_figure(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """A digit of the first figure of two and more is another one."""
    figure = re.search(r"(?<!\d)[1-9]\d+(?!\d)", pair.target)
    if figure and figure[0] in pair.source:
        digit = str((int(figure[0][0]) + 3) % 9 + 1)
        place = figure.start()
        yield pair._replace(target=pair.target[:place] + digit + pair.target[place + 1 :])


def changed_month(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """The first month of the target is the next one."""
    names = {number: name for name, number in reversed(month_names(pair.locale).items())}
    if any(find_months(pair.source, ENGLISH)) and names:
        for month in find_months(pair.target, pair.locale):
            text = pair.target
            name = names.get(month.number % 12 + 1, "")
            yield pair._replace(target=f"{text[: month.start]}{name}{text[month.end :]}")
            return


def source_left(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """The source without its first word."""
    yield pair._replace(target=pair.source.partition(" ")[2] or pair.source)


def source_itself(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """The source."""
    yield pair._replace(target=pair.source)


def words_left(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """Three words of the source in the middle of the target."""
    words, source = pair.target.split(), pair.source.split()
    if len(source) > 8:
        middle, place = len(words) // 2, len(source) // 2
        target = [*words[:middle], *source[place : place + 3], *words[middle + 3 :]]
        yield pair._replace(target=" ".join(target))


def cut(pair: Pair, _others: Sequence[Pair]) -> Iterator[Pair]:
    """The first fifth of the target."""
    yield pair._replace(target=pair.target[: len(pair.target) // 5] or "…")


def without(words: Kept) -> Callable[[Pair, Sequence[Pair]], Iterator[Pair]]:
    """The target of the next source that has none of the words, for one that has."""

    def plant(pair: Pair, others: Sequence[Pair]) -> Iterator[Pair]:
        if says(pair.source, words, ENGLISH):
            start = others.index(pair)
            for other in [*others[start:], *others[:start]]:
                if not says(other.source, words, ENGLISH):
                    yield pair._replace(target=other.target)
                    return

    return plant


PLANTED = {
    "numbers": changed_figure,
    "dates": changed_month,
    "untranslated": source_left,
    "unchanged": source_itself,
    "partly-translated": words_left,
    "length-ratio": cut,
    **{name: without(words) for name, words in WORDS.items()},
}


def seen(rule: Rule, pairs: Mapping[Locale, Sequence[Pair]]) -> str:
    """The share of planted faults that a rule sees, per cent."""
    plant = PLANTED.get(rule.NAME)
    faults = [
        fault
        for some in pairs.values()
        for pair in some
        for fault in (plant(pair, some) if plant else ())
    ]
    found = sum(any(rule.check(f.source, f.target, f.locale, ())) for f in faults)
    return f"{100 * found / len(faults):.1f} of {len(faults)}" if faults else ""


def main() -> None:
    """Print what the rules say of the pairs of a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    pairs = read_pairs(parser.parse_args().pairs)
    if not pairs:
        sys.exit("no pairs with a source")
    files = {path.name: path.read_text("utf-8") for path in GLOSSARY.glob("*.yaml")}
    matcher = SourceMatcher(parse_glossary(files))
    errors: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    rows: list[str] = []
    total = sum(map(len, pairs.values()))
    for locale, some in pairs.items():
        terms = [
            check_terms(matcher.find(p.source), p.target, locale, matcher.termbase) for p in some
        ]
        found = [tuple(check(pair, own)) for pair, own in zip(some, terms, strict=True)]
        for one in found:
            errors.update({finding.rule for finding in one if is_error(finding)})
            findings.update({finding.rule for finding in one})
        wrong = sum(any(map(is_error, one)) for one in found)
        warned = sum(bool(one) for one in found)
        errors["all"] += wrong
        findings["all"] += warned
        began = process_time()
        for pair, own in zip(some, terms, strict=True):
            tuple(check(pair, own))
        seconds = (process_time() - began) / len(some) * SEGMENTS
        share = f"{100 * wrong / len(some):.1f} | {100 * warned / len(some):.1f}"
        rows.append(f"| {locale} | {len(some)} | {share} | {seconds:.1f} |")
    print(f"{total} segments\n\n| rule | with an error, % | with a finding, % | faults seen, % |")
    print("| --- | ---: | ---: | ---: |")
    for rule in RULES:
        share = f"{100 * errors[rule.NAME] / total:.2f} | {100 * findings[rule.NAME] / total:.2f}"
        print(f"| {rule.NAME} | {share} | {seen(rule, pairs)} |")
    print(f"| all | {100 * errors['all'] / total:.2f} | {100 * findings['all'] / total:.2f} | |")
    print("\n| locale | segments | with an error, % | with a finding, % | s for 10,000 |")
    print("| --- | ---: | ---: | ---: | ---: |")
    print("\n".join(rows))


def check(pair: Pair, terms: Sequence[TermCheck]) -> Iterator[Finding]:
    """All that the rules find."""
    for rule in RULES:
        yield from rule.check(pair.source, pair.target, pair.locale, terms)


def is_error(finding: Finding) -> bool:
    """Whether it keeps a target from being approved."""
    return finding.severity is Severity.ERROR


if __name__ == "__main__":
    main()
