"""English terms that share a word: "indiscriminate and disproportionate attacks" are two terms.

Three ways in which a term of several words stands apart in a list:

* what it begins with is followed by others: *indiscriminate* and disproportionate *attacks*
* its first word comes long before: *crimes* of war and *against humanity*
* its first word describes two nouns: *arbitrary* arrests and *detentions*, *arbitrarily* arrested
  and *detained*, *international* human rights and *humanitarian law*

Nothing but words stands between. What is shared is described by an adjective: "war and hate crimes"
names no war crime.

Each way has triggers, strings that the matcher looks for together with the terms themselves, so
that a text without one costs nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto

_PREPOSITIONS = ("against ", "of ", "on ", "to ", "under ")
_ADJECTIVE = re.compile(
    r"\w+(?:able|al|ary|ate|ed|ese|ful|ian|ible|ic|ish|ive|ly|ous|ory)|armed|arms|civil|direct|ground"
    r"|grave|human|illegal"
)
_DESCRIBING = frozenset(
    """
    arbitrarily arbitrary collective collectively deliberate deliberately direct disproportionate
    enforced excessive extrajudicial forced forcible forcibly grave illegal illegally indiscriminate
    serious summarily summary systematic systematically unlawful unlawfully widespread
    """.split()  # noqa: SIM905  (a list of words reads better as a paragraph)
)
"""Words that describe every noun or verb of a list; not those that make a term with one of them
alone, such as human, armed, international."""
_DESCRIBED = (
    r"(?:\w+ed|abduction|abuse|arrest|attack|bombardment|bombing|breach|crime|deportation|detention"
    r"|disappearance|displacement|eviction|execution|expulsion|imprisonment|killing|raid|reprisal"
    r"|shelling|strike|transfer|violation)s?"
)
"""What is described in the same way as a term's noun; "collective memory and punishment" is not."""

_DETERMINERS = ("a ", "an ", "her ", "his ", "its ", "that ", "the ", "their ", "these ", "this ")
_WORD = re.compile(r"\w+")
_LIST = re.compile(r"(?:\w+, ){0,3}(?:\w+,? )?(?:and|or) ")
_ANOTHER = re.compile(rf"(?:{_DESCRIBED}|breaches|\w+d) (?:and|or) ")
_BEFORE_ANOTHER = {"international": re.compile(r"(?:\w+ ){1,2}(?:and|or) ")}
"""For words that describe whatever stands beside them, before a term of at least two more words."""
_LAST = re.compile(r"(\w+) (?:(\w+) )?(\w*)")
"""The last word of a list, which may be two ("and internationally recognised human rights"), and
the word after it."""
_BETWEEN = re.compile(r"(?:\w+,? ){1,4}")
_FAR = 60
"""How many characters before its rest a first word may stand."""


class _Way(Enum):
    SHARED_END = auto()
    """After the trigger comes the last of a list's words: indiscriminate and | … attacks."""
    LONG_LIST = auto()
    """After it come more words of the list: indiscriminate, | unlawful and … attacks."""
    DESCRIBES = auto()
    """After it come two nouns or verbs: arbitrary | arrests and detentions."""
    SHARED_BEGINNING = auto()
    """The trigger is the rest of a term: crimes of war | and against humanity."""


class Coordinations:
    """The terms of a glossary that can stand apart, and the triggers that betray them.

    Forms are folded, and are known by their number.
    """

    def __init__(self, forms: Iterable[tuple[int, str]]) -> None:
        self._rests: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        """What a form begins with and the word after that → its rest, and its number."""
        self._firsts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """A rest that begins with a preposition → the first word, and the number."""
        for number, form in forms:
            words = form.split(" ")
            for length in range(1, len(words)):
                first, rest = " ".join(words[:length]), " ".join(words[length:])
                if words[length].isalpha() and words[length - 1].isalpha():
                    self._rests[first, words[length]].append((rest, number))
            first, _, rest = form.partition(" ")
            if rest.startswith(_PREPOSITIONS):
                self._firsts[rest].append((first, number))
        found = tuple(self._all_triggers())
        self.triggers = tuple(trigger for trigger, _, _ in found)
        """What to look for; ``hits`` is asked wherever one is found."""
        self._ways = tuple((way, word) for _, way, word in found)

    def _all_triggers(self) -> Iterator[tuple[str, _Way, str]]:
        for first in dict.fromkeys(first for first, _ in self._rests):
            if _ADJECTIVE.fullmatch(first.split(" ")[-1]):
                for conjunction in (" and ", " or "):
                    yield first + conjunction, _Way.SHARED_END, first
            if first in _DESCRIBING:
                yield f"{first}, ", _Way.LONG_LIST, first
            if first in _DESCRIBING or first in _BEFORE_ANOTHER:
                yield f"{first} ", _Way.DESCRIBES, first
        for rest in self._firsts:
            for conjunction in (" and ", " or "):
                yield conjunction + rest, _Way.SHARED_BEGINNING, rest

    def hits(self, text: str, trigger: int, start: int, end: int) -> list[tuple[int, int, int]]:
        """The forms that stand apart around a trigger, which is known by its number.

        Of each its own number, and start and end in the folded text. A trigger that begins with a
        word has to stand where one begins.
        """
        way, word = self._ways[trigger]
        if way is _Way.SHARED_BEGINNING:
            return [] if _in_word(text, end) else list(self._begun_before(text, word, start, end))
        if way is not _Way.SHARED_END:
            between = _LIST if way is _Way.LONG_LIST else _BEFORE_ANOTHER.get(word, _ANOTHER)
            more = between.match(text, end)
            if not more:
                return []
            end = more.end()
        # Nothing is shared in "Israel and the occupied".
        return (
            []
            if text.startswith(_DETERMINERS, end)
            else list(self._ended(text, way, word, start, end))
        )

    def _ended(
        self, text: str, way: _Way, first: str, start: int, end: int
    ) -> Iterator[tuple[int, int, int]]:
        """The forms that begin with some words and whose rest stands after a list."""
        describes = way is _Way.DESCRIBES
        words = (_WORD if describes else _LAST).match(text, end)
        # "Crimes and crimes against humanity" shares nothing.
        if not words or (not describes and first in words.group(1, 2)):
            return
        for group in (0,) if describes else (2, 3):
            for rest, number in self._rests.get((first, words[group]), ()):
                place = words.start(group)
                after = place + len(rest)
                # "International trade and law" is no international law.
                too_short = describes and first in _BEFORE_ANOTHER and " " not in rest
                if text.startswith(rest, place) and not _in_word(text, after) and not too_short:
                    yield number, start, after

    def _begun_before(
        self, text: str, rest: str, start: int, end: int
    ) -> Iterator[tuple[int, int, int]]:
        for first, number in self._firsts[rest]:
            place = text.rfind(f"{first} ", max(0, start - _FAR), start)
            between = text[place + len(first) + 1 : start + 1]
            shares = between.startswith(_PREPOSITIONS) and _BETWEEN.fullmatch(between)
            if place >= 0 and shares and not _in_word(text, place - 1):
                yield number, place, end


def _in_word(text: str, place: int) -> bool:
    """Whether a letter, a figure or a low line stands there."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")
