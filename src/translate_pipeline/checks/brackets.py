"""A target closes the brackets that it opens."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.markup import masked

NAME = "brackets"
SEVERITY = Severity.ERROR

_BRACKET = re.compile(r"[()\[\]{}（）［］｛｝【】〔〕〈〉《》]")
_OPENS = {")": "(", "]": "[", "}": "{", "】": "【", "〕": "〔", "〉": "〈", "》": "《"}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_ITEM = re.compile(r"(?:^|(?<=[\s(;,:]))(?:\w{1,2}|[ivxlc]{1,5}|[IVXLC]{1,5})\)|[:;]-?[()](?!\w)")
"""The lead-in of a list's item, "a)", and a smile."""


def check(
    source: str, target: str, _locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report each bracket without its partner, unless the source has such a one too."""
    lone = _unpaired(target)
    if lone and not _unpaired(source):
        for at in lone:
            yield Finding(NAME, SEVERITY, f"{target[at]} has no partner", at, at + 1)


@lru_cache(maxsize=512)
def _unpaired(text: str) -> tuple[int, ...]:
    """Where brackets stand in a text that have no partner."""
    if not _BRACKET.search(text):
        return ()
    plain = masked(text).translate(_WIDE)
    waiting: dict[str, list[int]] = defaultdict(list)
    lone: list[int] = []
    for match in _BRACKET.finditer(plain):
        at, mark = match.start(), match[0]
        if mark not in _OPENS:
            waiting[mark].append(at)
        elif waiting[_OPENS[mark]]:
            waiting[_OPENS[mark]].pop()
        else:
            lone.append(at)
    lone += chain.from_iterable(waiting.values())
    if lone:
        items = (range(*match.span()) for match in _ITEM.finditer(plain))
        lone = list(set(lone) - set(chain.from_iterable(items)))
    return tuple(sorted(lone))
