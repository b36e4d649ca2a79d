"""Sentences for `memory.py`: as many as are asked for, all different, and edits of them.

Clauses of given sentences are put together anew, and words, names and figures in them changed for
others of the same sentences, so that a word is as frequent as it is there.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

SHORT = range(2, 5)
"""How many words short segments have: headings, labels, signatures."""

_SHORT_SHARE = 0.08
_CLAUSE = re.compile(r"(?<=[,;:]) | (?=(?:and|but|which|who|that|because|while|after|when) )")
_NUMBER = re.compile(r"\d+")


def sentences_of(files: Sequence[Path]) -> list[str]:
    """All texts in JSON files, however they are nested there."""
    found: dict[str, None] = {}
    for path in files:
        found.update(dict.fromkeys(_texts(json.loads(path.read_text()))))
    return [text for text in found if len(text.split()) > 1]


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  (any JSON)
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


class Newsroom:
    """Makes sentences that might stand in the news, out of some that did."""

    def __init__(self, sentences: Sequence[str], chance: random.Random) -> None:
        self.chance = chance
        self._sentences = sentences
        self._cut = [_CLAUSE.split(sentence) for sentence in sentences]
        self._first = [clauses[0] for clauses in self._cut]
        self._later = [clause for clauses in self._cut for clause in clauses[1:]]
        words = [word for sentence in sentences for word in sentence.split()]
        self._small = [word for word in words if word.isalpha() and word.islower()]
        self._names = [word for word in words if word.isalpha() and word.istitle()]

    def sentences(self, many: int) -> Iterator[str]:
        """So many sentences, no two alike."""
        known: set[int] = set()
        while len(known) < many:
            sentence = self._short() if self.chance.random() < _SHORT_SHARE else self._sentence()
            if (mark := hash(sentence)) not in known:
                known.add(mark)
                yield sentence

    def edited(self, sentence: str) -> str:
        """A sentence after one to five changes, such as a correction or another writer makes."""
        words = sentence.split()
        most = 5 if len(words) > SHORT.stop else 1
        for _ in range(self.chance.randint(1, most)):
            place = self.chance.randrange(len(words))
            kind = self.chance.choice(("word", "word", "typo", "number", "gone", "new"))
            if kind == "typo" or most == 1:
                words[place] = self._misspelt(words[place])
            elif kind == "gone" and len(words) > 3:
                del words[place]
            elif kind == "new":
                words.insert(place, self.chance.choice(self._small))
            elif kind == "number" and _NUMBER.search(sentence):
                words = [_NUMBER.sub(self._number, word) for word in words]
            else:
                words[place] = self._another(words[place])
        return " ".join(words)

    def unknown(self) -> str:
        """A sentence of words in no order, which nothing is much like."""
        return " ".join(self.chance.choices(self._small, k=self.chance.randint(6, 25))) + "."

    def _sentence(self) -> str:
        place = self.chance.randrange(len(self._cut))
        clauses = [
            clause if self.chance.random() < 0.4 else self.chance.choice(self._later)
            for clause in self._cut[place]
        ]
        if self.chance.random() < 0.5:
            clauses[0] = self.chance.choice((self._first[place], self.chance.choice(self._first)))
        return self._varied(" ".join(clauses), 0.1)

    def _short(self) -> str:
        words = self.chance.choice(self._sentences).split()
        many = self.chance.choice(SHORT)
        start = self.chance.randrange(max(1, len(words) - many))
        text = self._varied(" ".join(words[start : start + many]), 0.2)
        return text[:1].upper() + text[1:]

    def _varied(self, text: str, share: float) -> str:
        random, another = self.chance.random, self._another
        words = [another(word) if random() < share else word for word in text.split()]
        return _NUMBER.sub(self._number, " ".join(words))

    def _another(self, word: str) -> str:
        core = word.strip(".,;:\"'()")
        if not core:
            return word
        pool = self._names if core[:1].isupper() else self._small
        return word.replace(core, self.chance.choice(pool), 1)

    def _number(self, match: "re.Match[str]") -> str:
        return "".join(self.chance.choices("0123456789", k=len(match[0])))

    def _misspelt(self, word: str) -> str:
        place = self.chance.randrange(len(word))
        letter = self.chance.choice("abcdefghijklmnopqrstuvwxyz")
        swapped = word[:place] + word[place + 1 : place + 2] + word[place : place + 1]
        return self.chance.choice((
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :] if len(word) > 1 else letter,
            swapped + word[place + 2 :],
        ))  # fmt: skip


def read_lines(path: Path, many: int) -> Iterator[str]:
    """The first lines of a file, each once."""
    known: set[int] = set()
    with path.open(encoding="utf-8") as lines:
        for line in filter(None, map(partial(str.strip), lines)):
            if (mark := hash(line)) not in known:
                known.add(mark)
                yield line
            if len(known) == many:
                return
