"""Alignment: which texts of a revised document were made of which texts of the old one.

What stands in both revisions is settled, wherever it stands. The others are weighed against those
that are gone: by the words they share (``resemblance``) and by their place between what is settled
(``whereabouts``), both in bits. One is paired with one first, the surest pairs before the others,
and every pair settled tells more of the order. Then what is left over is asked whether it is the
rest of a sentence that was split, or was merged into its neighbour.

Nothing that is only a little like is offered: a wrong start costs a translator more than none.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from translate_pipeline.text.resemblance import Resemblance, Words, words_of
from translate_pipeline.text.whereabouts import Whereabouts

Pair = tuple[int, int]
"""A new text and an old one."""

_ENOUGH = 7.0
"""Bits that must be left when all texts that it could be are taken into account: 128 to one. On the
reshuffled sets of ``benchmarks/merge.py``, 4 bits found 0.2 per cent more and offered an old text
for one new text in 140; 10 bits found 0.3 per cent less."""
_LEADS = (8.0, 0.5)
"""Bits by which a pair must beat whatever else its two texts could be paired with: at first so many
that hardly anything settled later would change it, at last what tells it from a tie. In those sets,
half as many again were wrong without either; 3 bits for the last found 0.7 per cent less."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new text comes from."""

    old: tuple[int, ...]
    """Which of the old texts, in document order: one, or several where sentences were merged."""
    likeness: float
    """How many of the letters of the new text and of the old are the same, in order: 0 to 1."""


def align(old: Sequence[str], new: Sequence[str]) -> Mapping[int, Origin]:
    """Where each new text comes from, by its index. Of a text that stands twice, the first counts.

    Nothing is said of texts that stand in both revisions, nor of those that are really new. Two new
    texts have the same origin where a sentence was split.

    >>> old = ["The court ruled on Monday.", "Shelling killed 12 people in Karsholt."]
    >>> new = ["Shelling killed 15 people in Karsholt.", "The court ruled on Monday."]
    >>> align(old, new)[0].old
    (1,)
    """
    origins = _Alignment(old, new).origins()
    return {
        number: Origin(
            origin, Indel.normalized_similarity(" ".join(old[n] for n in origin), new[number])
        )
        for number, origin in sorted(origins.items())
    }


def _places(texts: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, text in enumerate(texts):
        places.setdefault(text, number)
    return places


class _Alignment:
    """Two revisions, and which texts are settled so far."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        in_old, in_new = _places(old), _places(new)
        self._document = old
        self._gone = {number: text for text, number in in_old.items() if text not in in_new}
        self._come = {number: text for text, number in in_new.items() if text not in in_old}
        self._settled = {number: in_old[text] for text, number in in_new.items() if text in in_old}
        self._likely = dict[int, dict[int, float]]()
        self._alike = dict[int, dict[int, float]]()

    def origins(self) -> dict[int, tuple[int, ...]]:
        """The old texts that each new one comes from."""
        if not self._gone or not self._come:
            return {}
        self._resemblance = Resemblance(self._document, self._gone)
        self._words = {number: words_of(text) for number, text in self._come.items()}
        self._needed = _ENOUGH + math.log2(len(self._gone))
        for new, words in self._words.items():
            self._likely[new], self._alike[new] = self._candidates(new, words)
        for lead in _LEADS:
            while self._settle(lead):
                pass
        pairs = {new: (self._settled[new],) for new in self._come if new in self._settled}
        return pairs | dict(self._splits()) | dict(self._merges())

    def _candidates(self, new: int, words: Words) -> tuple[dict[int, float], dict[int, float]]:
        """The old texts that a new one may come from: what its words say for each, and its letters.

        Letters are not asked where words say so much that no place could turn it.
        """
        likely = {old: bits for old, bits in self._resemblance.weigh_all(words) if bits >= _ENOUGH}
        if max(likely.values(), default=0.0) >= 2 * self._needed:
            return likely, {}
        alike = self._resemblance.by_letters(self._come[new])
        for old, letters in alike.items():
            bits = self._resemblance.bits(words, self._resemblance.words[old])
            if bits + letters >= _ENOUGH:
                likely[old] = bits
        return likely, alike

    def _settle(self, lead: float) -> bool:
        """Settle what beats its rivals by ``lead``, the surest first; False if there is nothing."""
        come, gone = self._open()
        places, free = Whereabouts(self._settled, come, gone), set(gone)
        odds = {
            (new, old): bits + places.bits(new, old)
            for new in come
            for old, bits in self._likely[new].items()
            if old in free
        }
        rivals = defaultdict[tuple[str, int], list[Pair]](list)
        for pair in odds:
            rivals["new", pair[0]].append(pair)
            rivals["old", pair[1]].append(pair)
        for pair in sorted(odds, key=lambda pair: (-odds[pair], pair)):
            new, old = pair
            if odds[pair] + self._alike[new].get(old, 0.0) < self._needed:
                continue
            if new in self._settled or old not in free:
                continue
            beaten = all(
                odds[rival] <= odds[pair] - lead or rival[0] in self._settled
                or rival[1] not in free or rival == pair or self._parts(pair, rival)
                for rival in rivals["new", new] + rivals["old", old]
            )  # fmt: skip
            if beaten:
                self._settled[new] = old
                free.remove(old)
        return len(free) < len(gone)

    def _parts(self, pair: Pair, rival: Pair) -> bool:
        """Whether two pairs are no rivals: parts that one text was split into, or merged of."""
        words, gone = self._words[rival[0]], self._resemblance.words[rival[1]]
        if pair[0] == rival[0]:
            bits = self._resemblance.bits(words - self._resemblance.words[pair[1]], gone)
        else:
            bits = self._resemblance.bits_of_part(words, gone, gone - self._words[pair[0]])
        return bits >= _ENOUGH

    def _open(self) -> tuple[list[int], list[int]]:
        """The texts that are not settled, of the new and of the old."""
        taken = set(self._settled.values())
        come = [new for new in self._come if new not in self._settled]
        return come, [old for old in self._gone if old not in taken]

    def _splits(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """New texts made of the words that are left of an old one, whose other part is settled."""
        rest = dict(self._resemblance.words)
        parts = {self._settled[new]: new for new in self._come if new in self._settled}
        for old, new in parts.items():
            rest[old] -= self._words[new]
        come, gone = self._open()
        places = Whereabouts(self._settled, come, gone)
        for new in come:
            odds = {
                old: self._resemblance.bits_of_part(
                    self._words[new], self._resemblance.words[old], rest[old]
                )
                + places.beside(new, parts[old], len(self._gone))
                for old in self._resemblance.sharing(self._words[new], _ENOUGH)
                if old in parts
            }
            best = max(odds, key=lambda old: (odds[old], -old), default=-1)
            if odds.get(best, 0) >= self._needed:
                rest[best] -= self._words[new]
                yield new, (best,)

    def _merges(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """New texts made of a settled old one and of its neighbours, which are gone too."""
        rest = {
            new: words - self._resemblance.words[self._settled[new]]
            for new, words in self._words.items()
            if new in self._settled
        }
        owners = {self._settled[new]: new for new in rest}
        merged = defaultdict[int, list[int]](list)
        come, gone = self._open()
        places = Whereabouts(self._settled, come, gone)
        for old in gone:
            odds = {
                new: self._resemblance.bits(rest[new], self._resemblance.words[old])
                for neighbour in places.neighbours(old)
                if (new := owners.get(neighbour)) is not None
            }
            best = max(odds, key=lambda new: (odds[new], -new), default=-1)
            if odds.get(best, 0) >= _ENOUGH:
                rest[best] -= self._resemblance.words[old]
                merged[best].append(old)
        for new, others in merged.items():
            yield new, tuple(sorted([self._settled[new], *others]))
