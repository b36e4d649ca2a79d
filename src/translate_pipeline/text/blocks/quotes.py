"""Pull quotes: sentences of the text that stand a second time on a line of their own."""

import re
from collections.abc import Mapping, Sequence

from translate_pipeline.text.blocks.lines import ends_sentence
from translate_pipeline.text.blocks.passage import Passage

Spans = Sequence[tuple[int, int]]
"""Where the sentences of a passage begin and end."""

_QUOTATION_MARKS = re.compile('[“”„‟«»"「」『』]')
_WORD = re.compile(r"\w+")
_LONGEST = 600
"""Characters of a pull quote."""
_FEWEST_WORDS = 2
_FRAGMENT_WORDS = 6


def repeated(passages: Sequence[Passage], sentences: Sequence[Spans]) -> Mapping[int, int]:
    """Short passages that stand in the text twice, each with its other place.

    Maps index to index. All sentences of the passage stand in longer or earlier ones, of which the
    other place is the longest that has its last sentence; or it is one that breaks off, and the
    other place begins with the same words and goes on. Linear in the length of the text: every
    sentence, and every part of one between quotation marks, is looked up by its words.
    """
    longest, openings = _places(passages, sentences)
    homes = {}
    for index, passage in enumerate(passages):
        if len(passage.text) > _LONGEST:
            continue
        keys = [_key(passage.text[start:end]) for start, end in sentences[index]]
        found = [longest.get(key, index) for key in keys]
        if found and index not in found:
            homes[index] = found[-1]
        elif len(keys) == 1 and keys[0].count(" ") >= _FRAGMENT_WORDS - 1:
            whole, home = openings[_opening(keys[0])]
            if whole.startswith(keys[0] + " ") and not ends_sentence(passage.text):
                homes[index] = home
    return homes


def _places(
    passages: Sequence[Passage], sentences: Sequence[Spans]
) -> tuple[dict[str, int], dict[str, tuple[str, int]]]:
    """Where what was said is said at most length: by all its words, and by its first ones."""
    longest: dict[str, int] = {}
    openings: dict[str, tuple[str, int]] = {}
    for index, passage in enumerate(passages):
        for start, end in sentences[index]:
            for said in _pieces(passage.text[start:end]):
                best = longest.setdefault(said, index)
                if len(passage.text) > len(passages[best].text):
                    longest[said] = index
                known, _ = openings.get(_opening(said), ("", index))
                if len(said) > len(known):
                    openings[_opening(said)] = said, index
    return longest, openings


def _opening(key: str) -> str:
    return " ".join(key.split(" ", _FRAGMENT_WORDS)[:_FRAGMENT_WORDS])


def _pieces(sentence: str) -> set[str]:
    """The sentence, and what stands between its quotation marks, if long enough to be quoted."""
    parts = {sentence, *_QUOTATION_MARKS.split(sentence)}
    return {key for part in parts if (key := _key(part)).count(" ") >= _FEWEST_WORDS - 1}


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))
