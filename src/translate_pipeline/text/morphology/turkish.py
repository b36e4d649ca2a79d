"""Turkish: case, number and possession follow one another after a stem."""

import re
from collections.abc import Iterator

_SUFFIXES = re.compile(
    r"""(?:
      l[ae]r                      # number
    | s?[ıiuü] | [ıiuü]?m | [ıiuü]?n | [ıiuü]?m[ıiuü]z | [ıiuü]?n[ıiuü]z   # whose it is
    | n?[ıiuü]n | [yn]?[ıiuü] | [yn]?[ae] | n?[dt][ae]n? | y?l[ae] | n?c[ae]  # case
    | ki | y?d[ıiuü] | [dt][ıiuü]r                                         # joining and being
    )+""",
    re.VERBOSE,
)
_HARDENED = {"ğ": "k", "b": "p", "c": "ç", "d": "t"}
_SHORTEST = 3


def core(word: str) -> str:
    """A name without the suffixes after its apostrophe."""
    return re.split("['’‘ʼ´`]", word, maxsplit=1)[0]


def stems(word: str) -> Iterator[str]:
    """Everything that a word's ending can be taken off of; a softened consonant hardens again."""
    for end in range(_SHORTEST, len(word)):
        if _SUFFIXES.fullmatch(word, end):
            yield word[:end]
            if word[end - 1] in _HARDENED:
                yield word[: end - 1] + _HARDENED[word[end - 1]]
