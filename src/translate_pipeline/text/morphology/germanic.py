"""German and Dutch: endings of adjectives and plurals, and compounds without a limit."""

import re
from collections.abc import Iterator

_GERMAN = ("innen", "in", "en", "es", "e", "n", "s")
_GERMAN_AGREEING = ("en", "em", "er", "es", "e")
_DUTCH = ("en", "ën", "es", "e", "s")
_SHORTEST = 4

_NOT_A_PART = re.compile(r"(?:er|lich|isch|haft|bar|los|sam|ung|heit|keit|schaft)\w{0,3}")
"""What makes another word of a word instead of a compound: Folter, Folterer."""

_AGENT = re.compile(
    r"\w*(?:gegner|halter|helfer|knecht|macher|meister|mörder|nehmer|scherge|täter|treiber|verbrecher"
    r"|beul|dader|helper|misdadiger|nemer|pleger)(?:e|en|in|innen|n|s)?"
)
"""Who does it: Geiselnehmer, Folterknecht. Such a compound is about somebody else."""

_LINK = re.compile(r"(?:es|en|er|s|n|e)?(\w{3,})")


def german_core(word: str) -> str:
    """A word without the ending that means women too: Expert*innen, Geflüchtete:r."""
    return re.sub("[*:_](?:in(?:nen)?$)?", "", word)


def german_stems(word: str) -> Iterator[str]:
    """A word without its ending."""
    return _stems(word, _GERMAN)


def german_agreeing(word: str) -> Iterator[str]:
    """A word without the ending of an adjective; of nouns, -er makes others: Folterer."""
    return _stems(word, _GERMAN_AGREEING)


def dutch_stems(word: str) -> Iterator[str]:
    """A word without its ending."""
    return _stems(word, _DUTCH)


def german_heads(word: str) -> Iterator[str]:
    """The beginnings that leave another word: Geisel|nahme, Kriegsverbrecher|prozess."""
    return _heads(word)


def dutch_heads(word: str) -> Iterator[str]:
    """The beginnings that leave another word: martel|praktijken."""
    return _heads(word)


def part(word: str) -> str:
    """What a word leaves of itself inside a compound, at the least: Sprach(e)."""
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST + 2 else word


def _stems(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest


def _heads(word: str) -> Iterator[str]:
    for end in range(_SHORTEST, len(word) - 2):
        rest = word[end:]
        another = _NOT_A_PART.fullmatch(rest) or _AGENT.fullmatch(rest)
        if _LINK.fullmatch(rest) and not another:
            yield word[:end]
            # The ending of the first part may be missing: Schul|e in Schulhof.
            yield word[:end] + "e"
