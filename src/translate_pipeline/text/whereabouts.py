"""What the order of two documents says about which text of one is which of the other."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise

_MOST_ORDERLY = 0.98
"""However well the order was kept, one text in fifty is taken to have moved: six bits against what
stands elsewhere, which a few of its words outweigh. Anything from 0.9 to 0.999 did as well."""


class Whereabouts:
    """The order of two documents, between the pairs of texts that are known.

    What order is worth is read from the documents: how many of the known texts still have the same
    one after them. In a corrected release nearly all have, and to stand between the same two texts
    says as much as there are others, elsewhere, that it could be. In a reshuffled one none has, and
    the order says nothing for or against.
    """

    def __init__(self, pairs: Mapping[int, int], come: Iterable[int], gone: Iterable[int]) -> None:
        """``pairs``: known texts, new to old. ``come`` and ``gone``: the others, in order."""
        self._new, self._old = sorted(pairs), sorted(pairs.values())
        ranks = {old: rank for rank, old in enumerate(self._old)}
        self._ranks = [ranks[pairs[new]] for new in self._new]
        together = sum(after == before + 1 for before, after in pairwise(self._ranks))
        orderly = (together + 0.5) / max(1, len(self._ranks))
        self._orderly = min(_MOST_ORDERLY, orderly)
        self._come, self._gone = _gaps(come, self._new), _gaps(gone, self._old)

    def bits(self, new: int, old: int) -> float:
        """What the place of a new text says for its being made of an old one."""
        gap, at, of = self._come[new]
        place, stands, among = self._gone[old]
        odds = 0.0
        if place == (self._ranks[gap - 1] + 1 if gap else 0):
            odds += self._odds(among, same=at == stands)
        if place == (self._ranks[gap] if gap < len(self._ranks) else len(self._old)):
            odds += self._odds(among, same=of - at == among - stands)
        return math.log2(1 - self._orderly + self._orderly * odds / 2)

    def beside(self, new: int, known: int, among: int) -> float:
        """What it says for a new text that it stands beside a known one of so many."""
        gap = self._come[new][0]
        near = known in self._new[max(0, gap - 1) : gap + 1]
        return math.log2(1 - self._orderly + self._orderly * near * among)

    def neighbours(self, old: int) -> list[int]:
        """The known old texts before and after one that is gone."""
        gap = self._gone[old][0]
        return self._old[max(0, gap - 1) : gap + 1]

    def _odds(self, among: int, *, same: bool) -> float:
        """How many times as likely as elsewhere: half for the gap, half for the place in it."""
        return len(self._gone) * (1 / among + same) / 2


def _gaps(numbers: Iterable[int], known: list[int]) -> dict[int, tuple[int, int, int]]:
    """For each text the gap between known ones, its place there, and how many stand in it."""
    gaps = dict[int, list[int]]()
    for number in numbers:
        gaps.setdefault(bisect_left(known, number), []).append(number)
    return {
        number: (gap, place, len(inside))
        for gap, inside in gaps.items()
        for place, number in enumerate(inside)
    }
