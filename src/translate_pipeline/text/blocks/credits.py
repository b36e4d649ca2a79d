"""A picture's description and its credit on one line: two passages, of which one is translated."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks.lines import credit_break
from translate_pipeline.text.blocks.passage import Passage


def part_credits(passages: Iterable[Passage], language: str) -> Iterator[Passage]:
    """The passages, with every line that ends in a credit parted into its caption and its credit.

    What the document's markup says to be something else, such as a heading, stays whole.
    """
    for passage in passages:
        end, start = credit_break(passage.text, language)
        if end and passage.hint in (None, BlockKind.CAPTION):
            yield replace(passage.cut(0, end), hint=BlockKind.CAPTION)
            yield replace(passage.cut(start), hint=BlockKind.CREDIT)
        else:
            yield passage
