"""Sentence splitting: where one block of text falls into sentences.

Made for press releases: quotations of several sentences are split inside, a quotation that ends
before its attribution is not (``“Why?” she asked.``), and abbreviations, initials, numbers,
addresses and footnote marks do not end a sentence. ``layout`` holds the boundaries that do not
depend on language, ``candidate`` finds where a sentence may end, ``rules`` decides, and
``languages`` is the data.
"""

from collections.abc import Iterator

from translate_pipeline.text.sentences.candidate import candidates
from translate_pipeline.text.sentences.language import Language
from translate_pipeline.text.sentences.languages import language_data
from translate_pipeline.text.sentences.layout import pieces
from translate_pipeline.text.sentences.rules import is_boundary

__all__ = ["split_sentences"]


def split_sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """The sentences of one block, as (start, end) in code points, in order.

    ``text[start:end]`` is a sentence; it neither begins nor ends with white space, and all that
    lies outside the spans is white space. A line break is white space, a blank line ends a
    sentence. ``language`` is a primary subtag such as ``es``; for one without data here the same
    rules run without abbreviations.
    """
    data = language_data(language)
    return tuple(
        span for start, end in pieces(text, data) for span in _sentences(text, start, end, data)
    )


def _sentences(text: str, start: int, end: int, data: Language) -> Iterator[tuple[int, int]]:
    for candidate in candidates(text, start, end):
        if is_boundary(candidate, start, data):
            yield start, candidate.end
            start = candidate.next
    if start < end:
        yield start, end
