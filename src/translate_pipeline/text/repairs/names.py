"""Put the names of people that a correction changed into a target."""

import re
from collections.abc import Iterable

from translate_pipeline.text.persons import writes_as_is
from translate_pipeline.text.repairs.agreement import sounds_alike
from translate_pipeline.text.repairs.correction import Kind, Pair
from translate_pipeline.text.repairs.edits import Edit, Readable


def name_edits(pairs: Iterable[Pair], target: Readable) -> tuple[Edit, ...] | None:
    """The edits for all names that are others now; None where one is in doubt.

    A name has to stand in the target as it is written in the source, as often as there, in a
    language that neither respells nor inflects names.
    """
    pairs = [pair for pair in pairs if pair.old.kind is Kind.NAME]
    if not any(pair.changed for pair in pairs):
        return ()
    if not writes_as_is(target.locale):
        return None
    wanted: dict[str, set[str]] = {}
    for pair in pairs:
        wanted.setdefault(pair.old.text, set()).add(pair.new.text)
    names = "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
    found = list(re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", target.text))
    edits = []
    for old, news in wanted.items():
        if news == {old}:
            continue
        here = [match for match in found if match[0] == old]
        there = sum(pair.old.text == old for pair in pairs)
        new = next(iter(news))
        if len(news) > 1 or len(here) != there:
            return None
        befores = (target.text[: match.start()][-40:] for match in here)
        if not all(sounds_alike(before, old, new, target.locale) for before in befores):
            return None
        edits += [Edit(*match.span(), new) for match in here]
    return tuple(edits)
