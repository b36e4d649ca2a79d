"""Blocks: what a line or paragraph of a press release is. Pure functions on strings.

A reader of a format makes ``Passage`` values, :func:`tidy` gives their text its one-line form, and
:func:`classify` finds the kind of each. What the document's markup does not say is guessed from the
words of ``words`` and from what stands around a line.
"""

from translate_pipeline.text.blocks.classify import classify
from translate_pipeline.text.blocks.lines import (
    attribution_start,
    bullet_end,
    is_attribution,
)
from translate_pipeline.text.blocks.passage import Passage, says_something, tidy
from translate_pipeline.text.blocks.quotes import Spans
from translate_pipeline.text.blocks.wrapping import continuations

__all__ = [
    "Passage",
    "Spans",
    "attribution_start",
    "bullet_end",
    "classify",
    "continuations",
    "is_attribution",
    "says_something",
    "tidy",
]
