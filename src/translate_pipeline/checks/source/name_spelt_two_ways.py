"""A name spelt two ways: Agnès and Agnes, Al-Shifa and Al Shifa, Mohamed and Mohammed."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from translate_pipeline.checks.source.reading import RawBlock, Source, in_lines
from translate_pipeline.model.translation import SourceFinding

NAME = "name-spelt-two-ways"

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]{2,})*")
_JOINT = re.compile(r"[ \u00a0\u202f]|[-‑]")
_Y_SOUND = re.compile(r"[ijy]+$")
_PARTICLES = frozenset(
    {
        "ad", "al", "an", "ar", "as", "at", "ben", "bin", "bint", "da", "das", "de", "del",
        "della", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "van", "von",
    }
)  # fmt: skip
_NO_NAMES = frozenset(
    {
        "and", "august", "captain", "colonel", "east", "for", "from", "general", "her",
        "his", "judge", "justice", "major", "minister", "mrs", "new", "north", "our",
        "president", "prof", "professor", "saint", "san", "santa", "south", "street",
        "that", "the", "their", "this", "university", "west", "with",
    }
)  # fmt: skip
"""What stands before many names, so that two of them after it may be two."""
_ONE_LETTER = frozenset({"ca", "de", "en", "es", "fr", "gl", "it", "nl", "pt"})
"""Languages whose names do not decline: another letter is another spelling, not another case."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A pair of words, or one word, as it is written, and where."""

    written: str
    words: tuple[str, ...]
    """Its words in small letters, without accents."""
    places: tuple[tuple[RawBlock, int], ...]

    @property
    def lines(self) -> list[int]:
        return [raw.place(start)[0] for raw, start in self.places]


def check(source: Source) -> Iterator[SourceFinding]:
    """Report both spellings at all their places; which one is right, a person must say."""
    pairs, singles = _names(source)
    groups = [*_same_letters(pairs)]
    if source.language in _ONE_LETTER:
        groups += _one_letter_apart(pairs, source.words)
    if source.language == "en":  # elsewhere an accent makes another word: esta, está
        groups += _same_letters(singles)
    covered: set[tuple[int, int]] = set()
    for names in groups:
        yield from _report(names, covered)


def _names(source: Source) -> tuple[list[_Name], list[_Name]]:
    """All pairs of words that may be a name, and all single words."""
    pairs: dict[str, list[tuple[RawBlock, int]]] = defaultdict(list)
    singles: dict[str, list[tuple[RawBlock, int]]] = defaultdict(list)
    for raw in source.raw_blocks:
        words = [match for match in _WORD.finditer(raw.text) if _in_name(match[0])]
        for first, second in pairwise(words):
            if _are_one_name(first, second, raw.text):
                pairs[raw.text[first.start() : second.end()]].append((raw, first.start()))
        for word in words:
            if len(word[0]) > 3 and word[0].istitle():
                singles[word[0]].append((raw, word.start()))
    return _listed(pairs), _listed(singles)


def _listed(places: dict[str, list[tuple[RawBlock, int]]]) -> list[_Name]:
    return [
        _Name(written, tuple(map(_plain, _WORD.findall(written))), tuple(where))
        for written, where in places.items()
    ]


def _in_name(word: str) -> bool:
    return word in _PARTICLES or (word[0].isupper() and not (word.isupper() and len(word) > 1))


def _are_one_name(first: re.Match[str], second: re.Match[str], text: str) -> bool:
    """Whether only a space or hyphen joins them, and they are no part of a longer compound."""
    joined = _JOINT.fullmatch(text, first.end(), second.start())
    particles = first[0].islower() and second[0].islower()
    around = text[max(0, first.start() - 1) : first.start()] + text[second.end() : second.end() + 1]
    return bool(joined) and not particles and "-" not in around


def _plain(word: str) -> str:
    """Without accents and apostrophes, in small letters."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(filter(str.isalpha, decomposed))


def _spelling(written: str) -> str:
    """In small letters, with one kind of space, hyphen and apostrophe."""
    plain = re.sub(r"\s", " ", written).replace("‑", "-").replace("'", "’")
    return unicodedata.normalize("NFC", plain.casefold())


def _same_letters(names: Iterable[_Name]) -> Iterator[list[_Name]]:
    """Names with the same letters, whatever accents, spaces, hyphens and apostrophes do."""
    same: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        same["".join(name.words)].append(name)
    yield from same.values()


def _one_letter_apart(pairs: Sequence[_Name], words: Counter[str]) -> Iterator[list[_Name]]:
    """Pairs that share one word and whose other words differ in one letter.

    Words one letter apart have in common what is left when each loses one letter; that finds them
    without comparing every pair with every other. A word that is also written small is no name.
    """
    named: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    near: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for pair in pairs:
        named[pair.words].append(pair)
        for shared, other, index in (*zip(pair.words, pair.words[::-1], (0, 1), strict=True),):
            if len(shared) > 2 and shared not in _NO_NAMES and len(other) > 4 and not words[other]:
                for i in range(1, len(other)):
                    near[shared, index, other[:i] + other[i + 1 :]].add(other)
                near[shared, index, other].add(other)
    seen = set()
    for (shared, index, _), others in near.items():
        for one, two in combinations(sorted(others), 2):
            if (shared, index, one, two) not in seen and _differ_in_one_letter(one, two):
                seen.add((shared, index, one, two))
                both = [(shared, other)[:: -1 if index else 1] for other in (one, two)]
                yield [name for pair in both for name in named[pair]]


def _differ_in_one_letter(one: str, two: str) -> bool:
    """Inside the word: another first letter is another name, another last one another gender.

    A doubled last letter is no gender, nor are the ways to write the sound of y: Zelensky.
    """
    short, long = sorted((one, two), key=len)
    if _differ_in_ending(short, long):
        return True
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if at in (0, len(short)) or at == len(long) - 1:
        return False
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1] + short[at] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def _differ_in_ending(short: str, long: str) -> bool:
    doubled = long == short + short[-1]
    endings = [_Y_SOUND.search(word) for word in (short, long)]
    return doubled or (
        all(endings) and _Y_SOUND.sub("", short) == _Y_SOUND.sub("", long) and short != long
    )


def _report(names: list[_Name], covered: set[tuple[int, int]]) -> Iterator[SourceFinding]:
    """Report the names of a group, but no place that is covered by a longer name already."""
    spelt: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        spelt[_spelling(name.written)].append(name)
    if len(spelt) < 2:
        return
    right = _likely(spelt)
    shown = " ".join(spelt[right][0].written.split()) if right else ""
    for spelling, ones in spelt.items():
        others = [name for other, group in spelt.items() if other != spelling for name in group]
        lines = in_lines(line for other in others for line in other.lines)
        for name in ones:
            message = (
                f"“{' '.join(name.written.split())}” is spelt “{others[0].written}” in {lines}"
            )
            for raw, start in name.places:
                end = start + len(name.written)
                ends = {(raw.line, start), (raw.line, end)}
                if not ends & covered:
                    covered |= ends
                    suggestion = _suggestion(shown, lines, right=spelling == right)
                    yield raw.finding(NAME, start, end, message, suggestion)


def _suggestion(shown: str, lines: str, *, right: bool) -> str:
    if not shown:
        return f"ask which is right; the other stands in {lines}"
    return f"keep it, and write so in {lines}" if right else shown


def _likely(spelt: dict[str, list[_Name]]) -> str:
    """The spelling that the text has more often, else the one typed with accents, else none."""

    def rank(spelling: str) -> tuple[int, bool]:
        return sum(len(name.places) for name in spelt[spelling]), not spelling.isascii()

    first, second, *_ = sorted(spelt, key=rank, reverse=True)
    return first if rank(first) != rank(second) else ""
