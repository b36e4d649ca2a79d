"""Cut a text into words, which know under which keys they are looked for.

A text is cut as it stands, and its words are folded one by one: each is met again and again, and
most are never looked at twice.
"""

import re
from functools import cache, cached_property
from typing import NamedTuple

from translate_pipeline.text.fold import compose
from translate_pipeline.text.morphology import (
    Keys,
    folded_words,
    term_keys,
    text_keys,
)
from translate_pipeline.text.raised import LOWERED, RAISED
from translate_pipeline.text.scripts import UNSPACED

_KATAKANA = "[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+"
"""Only these part words, by being other letters: テロ is not in テロップ."""

_INDIC = "[^\\W_]|[\u0900-\u0963\u0966-\u0dff]"
"""The vowels of Indian scripts are marks, and letters all the same."""

_APOSTROPHE = "['’‘ʼ´`\u05f3]"
_HYPHENS = ("-", "\u2010", "\u2011")
_STOPS = frozenset(".;:!?。؛؟।．；：！？｡")
_COMMAS = frozenset(",()،、—–，（）")
_LETTER = f"[^\\W_{UNSPACED}{RAISED}{LOWERED}]"
_PERSIAN_SUFFIXES = "ها(?:[یيى]{1,2}(?:ش|شان|مان|تان)?)?|ا[یيىمتش]|اند|تر|ترین"
"""Written after a half-space, a space or nothing."""

_PERSIAN_CLITICS = "ها[یيى]?[متش]?(?:ان)?|هاست|[یيى]{1,2}|[متش](?:ان)?|ای[مد]|را|است"
"""Written after a half-space."""

_ANOTHER_WORD = {
    "fa": re.compile(r"\u200c\w"),
    "ja": re.compile("者|犯(?![行罪])|(?<=罪)人"),
    "ko": re.compile("자(?![체행])|범(?!죄)|리스트"),
    "zh": re.compile("者|(?<=罪)犯"),
}
"""What makes another word of a term that it follows, most often somebody who does it: 戦争犯罪人.
In Persian that is whatever follows a half-space, and no ending: شکنجه‌گر."""

_PERSIAN_ENDING = f"(?:[\u200c ](?:{_PERSIAN_SUFFIXES})|\u200c(?:{_PERSIAN_CLITICS}))(?!\\w)"

_L_DOT = "[·‧•∙⋅.\u2010\u2011-]"
"""What stands between the two letters of a Catalan l·l."""

_ALSO = "(?:ne|le|e|s|ère|trice|euse)"
_AND_WOMEN = rf"[·‧•∙⋅.]{_ALSO}[·‧•∙⋅.]?s?(?!\w)|-e(?:-?s)?(?!\w)|\({_ALSO}\)s?(?!\w)"
"""The endings of French words that mean women too: civil·e·s, réfugié(e)s."""

_FOR_ALL = r"(?:@s?|\*s)(?!\w)"
"""The endings of Spanish and Portuguese words that mean everybody: refugiad@s."""

_INTER = "[ושהכלבמ]{0,3}בין(?:[-\u2010\u2011\u05be]| (?=לאומי(?:ת|ים|ות)?\\b))"
"""The first half of Hebrew words that may be written apart: בין־לאומי."""

_WORD = {
    "ca": f"{_LETTER}+(?:(?:(?<=l){_L_DOT}(?=l)|(?<=L){_L_DOT}(?=L)){_LETTER}+)*",
    "de": f"{_LETTER}+(?:[*:_](?:innen|in|rn|r|n|s)(?!\\w))?",
    "es": f"{_LETTER}+(?:{_FOR_ALL})?",
    "fa": f"(?:غیر[\u200c ])?{_LETTER}+(?:{_PERSIAN_ENDING})*",
    "fr": f"{_LETTER}+(?:{_AND_WOMEN})?",
    "he": f"(?:{_INTER})?{_LETTER}+(?:(?:[\"“”„\u05f4]|'')[א-ת]+)?",
    "hi": f"(?:{_INDIC})+",
    "pt": f"{_LETTER}+(?:{_FOR_ALL})?",
    "tr": f"{_LETTER}+(?:{_APOSTROPHE}{_LETTER}*)?",
    "uk": f"{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*",
}
"""Of such a word, only its core counts (``morphology``): not the ending for the other gender, nor
the Turkish endings after an apostrophe."""


class Words:
    """The words of a text, and the stops that no term runs across."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self._text = text
        self._composed = compose(text, language)
        pieces = _pattern(language).findall(self._composed.text)
        self._numbers = [n for n, piece in enumerate(pieces) if piece not in _COMMAS]
        self.all = [pieces[number] for number in self._numbers]
        """As they stand there, but for marks that were left out."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From where to where words stand in the text, in code points; the last is included."""
        start = self._spans[self._numbers[first]][0]
        return self._composed.span(start, self._spans[self._numbers[last]][1])

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        pieces = _pattern(self.language).finditer(self._composed.text)
        return [piece.span() for piece in pieces]

    @cached_property
    def folded(self) -> list[str]:
        """The words without what does not tell them from others."""
        return folded_words(self.all, self.language)

    @cached_property
    def letters(self) -> str:
        """The folded words in one."""
        return "".join(self.folded)

    @cached_property
    def owners(self) -> list[int]:
        """Which word each of the letters belongs to."""
        return [place for place, word in enumerate(self.folded) for _ in word]

    def follows_comma(self, place: int) -> bool:
        """Whether a comma, a bracket or a dash parts a word from the one before."""
        return self._numbers[place] - 1 != (self._numbers[place - 1] if place else -1)

    def is_stop(self, place: int) -> bool:
        """Whether it is no word, but the end of a sentence or of a part of it."""
        return self.all[place] in _STOPS

    def goes_on(self, place: int) -> bool:
        """Whether what follows a word, in one with it, makes another word of it."""
        another = _ANOTHER_WORD.get(self.language)
        if not another:
            return False
        _, end = self._spans[self._numbers[place]]
        return bool(another.match(self._composed.text, end))

    def hangs(self, place: int) -> bool:
        """Whether a hyphen joins a word to nothing: Kriegs- und Lagerverbrechen."""
        _, end = self.span(place, place)
        after = self._text[end : end + 2]
        return after.startswith(_HYPHENS) and not after[1:].isalnum()


class Target(NamedTuple):
    """A text in which terms are looked for."""

    words: Words
    lemmas: bool
    """Whether dictionaries are asked."""

    def keys(self, place: int) -> Keys:
        """What a word is known by."""
        return text_keys(self.words.all[place], self.words.language, self.lemmas)


class Term(NamedTuple):
    """A term that is looked for; it has one word at least."""

    words: Words
    keys: tuple[Keys, ...]

    def __len__(self) -> int:
        """How many words it has."""
        return len(self.keys)


def read_term(text: str, language: str, *, lemmas: bool, approved: bool = True) -> Term | None:
    """The words of a term; None where it has none.

    An approved term is found with other prepositions and articles too, a forbidden one is not.
    """
    words = Words(text, language)
    keys = tuple(
        term_keys(words.all, place, language, lemmas=lemmas, approved=approved)
        for place in range(len(words.all))
    )
    return Term(words, keys) if keys else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    word = _WORD.get(language, f"{_LETTER}+")
    stops = "".join(_STOPS | _COMMAS)
    return re.compile(f"{word}|{_KATAKANA}|[{UNSPACED}]|[{stops}]")
