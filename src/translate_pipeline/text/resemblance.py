"""How much says that one text was made of another, weighed in bits.

A bit is a factor of two: with ten bits, what two texts have in common is 1,024 times as likely if
one was made of the other as if they met by chance. So a rare word weighs much and "the" next to
nothing, a shared name does not outweigh ten words that are missing, and evidence of another kind,
such as that of position, is simply added. Record linkage has weighed names and dates of birth like
this since Fellegi and Sunter (1969).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import Indel

from translate_pipeline.text.scripts import UNSPACED

Words = frozenset[str]

_NUMBER = r"\d(?:[\d.,'’٬٫\u00a0\u202f]*\d)?"
"""With the marks within it."""
_NUMBERS = re.compile(_NUMBER)
_WORD = re.compile(rf"{_NUMBER}|[{UNSPACED}]|[^\W\d{UNSPACED}]+")

_KEPT = 0.85
"""How likely a word is still there after an edit. On the sets of ``benchmarks/merge.py``, 0.75
offered five times as many old texts for new ones, and 0.9 found fewer of the right ones."""
_LOST = math.log2(1 - _KEPT)
"""What each word weighs that is not there any more: nearly three bits against."""

_CUT, _CUT_KEPT = 5.0, 0.4
"""Or a text was cut down: then two words in five are still there and the loss of the others says
little, but of all edits one in 32 is taken to be such. It found again 0.1 per cent more of the
reshuffled texts; with 3 bits, for one in eight, it would be 0.2, but more accidents too."""

_UNSEEN, _READ_BEFORE = 0.5, 10
"""A word that no other text has is taken for half seen (Krichevsky and Trofimov's estimate), and a
document for ten texts longer than it is, lest every word of a short one be rare: it weighs four
bits in a document of one text, thirteen in one of 5,000."""

_SAME, _OTHER = 1.0, -4.0
"""What a letter weighs that two texts have in common, in the same order, and one that only one of
them has: four letters in five must be the same to mean anything. Two English sentences that have
nothing to do with each other share nearly half of theirs."""
_ALIKE = _OTHER / (_OTHER - _SAME)


def words_of(text: str) -> Words:
    """The different words of a text, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


class Resemblance:
    """Weighs new texts against the texts that are gone from a document."""

    def __init__(self, document: Iterable[str], gone: Mapping[int, str]) -> None:
        texts = [words_of(text) for text in document]
        counts = Counter(chain.from_iterable(texts))
        self._length = max(1, counts.total()) / len(texts)
        self._letters = {number: _letters(text) for number, text in gone.items()}
        self.words = {number: words_of(text) for number, text in gone.items()}
        """The words of each of the texts that are gone."""
        self._holders = defaultdict[str, list[int]](list)
        for number, of_text in self.words.items():
            for word in of_text:
                self._holders[word].append(number)
        read = len(texts) + _READ_BEFORE
        self._weights = {
            word: math.log2(_KEPT * read / (counts[word] - 1 + _UNSEEN)) for word in self._holders
        }

    def sharing(self, text: Words, least: float) -> list[int]:
        """The texts gone of which the words shared weigh so much, whatever else they have."""
        return [number for number, (bits, _) in self._shared(text).items() if bits >= least]

    def weigh_all(self, text: Words) -> Iterator[tuple[int, float]]:
        """The same as ``bits`` for each of the texts gone that shares a word, all at once."""
        for number, (kept, both) in self._shared(text).items():
            yield number, _balance(kept, both, len(self.words[number]))

    def _shared(self, text: Words) -> dict[int, tuple[float, int]]:
        """For each of the texts gone the bits of the words it shares, and how many they are."""
        shift = self._shift(text)
        bits, both = defaultdict[int, float](float), Counter[int]()
        for word in sorted(text & self._holders.keys()):
            weight, holders = self._weigh(word, shift), self._holders[word]
            both.update(holders)
            for number in holders:
                bits[number] += weight
        return {number: (bits[number], count) for number, count in both.items()}

    def bits(self, text: Words, gone: Words) -> float:
        """How much the words say that a text was made of one that is gone."""
        both = text & gone
        return _balance(self._kept(text, both), len(both), len(gone))

    def bits_of_part(self, text: Words, gone: Words, rest: Words) -> float:
        """The same for a part of one that is gone, of which no other part has the ``rest``.

        So nothing follows from what it lacks, but all it has should come from there.
        """
        return self._kept(text, text & rest) + _LOST * len(text - gone)

    def by_letters(self, text: str) -> dict[int, float]:
        """The bits that letters add, for those of the texts gone that are nearly the same.

        They find again what was mistyped in a text of two words. And where all sentences are made
        to one pattern, their words tell one from the other, but not that they are alike at all. All
        numbers count as the same: which number it is, the words say.
        """
        text = _letters(text)
        alike = process.extract(
            text, self._letters, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE, limit=None
        )
        return {
            number: (len(text) + len(other)) * (likeness * _SAME + (1 - likeness) * _OTHER)
            for other, likeness, number in alike
        }

    def _kept(self, text: Words, both: Words) -> float:
        shift = self._shift(text)
        return math.fsum(self._weigh(word, shift) for word in both)

    def _weigh(self, word: str, shift: float) -> float:
        return max(0.0, self._weights[word] + shift)

    def _shift(self, text: Words) -> float:
        """A long text has any word sooner than a short one: its words say less."""
        return math.log2(self._length / max(1, len(text)))


def _balance(kept: float, both: int, words: int) -> float:
    """The bits of the words kept, less what the lost ones say, whether edited or cut."""
    lost = words - both
    edited = kept + lost * _LOST
    cut = kept + both * math.log2(_CUT_KEPT / _KEPT) + lost * math.log2(1 - _CUT_KEPT) - _CUT
    return max(edited, cut)


def _letters(text: str) -> str:
    return _NUMBERS.sub("0", text.casefold())
