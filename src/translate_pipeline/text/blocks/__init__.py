"""Blocks: what a line or paragraph of a press release is. Pure functions on strings.

A reader of a format makes ``Passage`` values, :func:`tidy` gives their text its one-line form, and
:func:`classify` finds the kind of each. What the document's markup does not say is guessed from the
words of ``words`` and from what stands around a line.
"""

from translate_pipeline.text.blocks.classify import classify
from translate_pipeline.text.blocks.credits import part_credits
from translate_pipeline.text.blocks.lines import (
    BULLETS,
    attribution_start,
    bullet_end,
    dash_end,
    is_attribution,
    is_dash_item,
    is_end_mark,
)
from translate_pipeline.text.blocks.passage import Passage, says_something, tidied, tidy
from translate_pipeline.text.blocks.quotes import Spans
from translate_pipeline.text.blocks.wrapping import continuations

__all__ = [
    "BULLETS",
    "Passage",
    "Spans",
    "attribution_start",
    "bullet_end",
    "classify",
    "continuations",
    "dash_end",
    "is_attribution",
    "is_dash_item",
    "is_end_mark",
    "part_credits",
    "says_something",
    "tidied",
    "tidy",
]
