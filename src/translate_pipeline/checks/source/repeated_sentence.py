"""A sentence that stands in the text twice, most often as a pull quote of the web page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from translate_pipeline.checks.source.reading import RawBlock, Source
from translate_pipeline.model.release import BlockKind
from translate_pipeline.model.translation import SourceFinding
from translate_pipeline.text.inline import plain

NAME = "repeated-sentence"

_SHORTEST = 6
"""Shorter ones repeat in any text, pull quotes excepted. In words."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    raw: RawBlock
    text: str
    attribution: int
    """The line of the attribution right after it; 0 where there is none."""
    pulled: bool
    """Whether it is a pull quote."""

    def span(self) -> tuple[int, int]:
        """Where it stands in its block."""
        return self.raw.span_of(self.text)


def check(source: Source) -> Iterator[SourceFinding]:
    """Report the repetition: the pull quote where there is one, else the later place.

    A pull quote may also be a part of the sentence that it was taken from.
    """
    places = _places(source)
    for words, same in places.items():
        pulled = [sentence for sentence in same if sentence.pulled]
        told = [sentence for sentence in same if not sentence.pulled]
        if not pulled and words.count(" ") < _SHORTEST - 1:
            continue
        if pulled and not told:
            longer = (key for key in places if f" {words} " in f" {key} " and key != words)
            told = places.get(next(longer, ""), [])[:1]
        first, *repeated = (*told, *pulled)
        line, _ = first.raw.place(first.span()[0]) if repeated else (0, 0)
        for sentence in repeated:
            message, suggestion = _message(sentence, line), _suggestion(sentence)
            yield sentence.raw.finding(NAME, *sentence.span(), message, suggestion)


def _suggestion(sentence: _Sentence) -> str:
    if sentence.pulled and sentence.attribution:
        return f"delete the line and line {sentence.attribution}"
    return "delete the line" if sentence.pulled else "delete the sentence"


def _message(sentence: _Sentence, line: int) -> str:
    if not sentence.pulled:
        return f"This sentence stands in line {line} already"
    who = f" and its attribution (line {sentence.attribution})" if sentence.attribution else ""
    return f"A pull quote of the web page, repeating line {line}: delete it{who} if it may go"


def _places(source: Source) -> dict[str, list[_Sentence]]:
    """All sentences of two words and more, by their words in small letters."""
    found: dict[str, list[_Sentence]] = defaultdict(list)
    blocks = source.release.blocks
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        attribution = after.line if after and after.kind is BlockKind.ATTRIBUTION else 0
        alone = len(block.segments) == 1
        beside = alone and attribution and len(block.segments[0].text.split()) >= _SHORTEST
        pulled = block.kind is BlockKind.PULL_QUOTE or bool(beside)
        for segment in block.segments:
            text = plain(segment.text)
            words = re.findall(r"\w+", text.casefold())
            if len(words) > 1 and block.line in source.raw_by_line:
                raw = source.raw_by_line[block.line]
                sentence = _Sentence(raw, text, attribution, pulled)
                found[" ".join(words)].append(sentence)
    return found
