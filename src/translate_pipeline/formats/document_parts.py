"""A document as all its renderers see it: lines that belong together, each in its languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from translate_pipeline.formats.packet_rows import one_line
from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.languages import between_sentences

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_FOLLOWS = {
    BlockKind.LIST_ITEM: (BlockKind.LIST_ITEM,),
    BlockKind.ATTRIBUTION: (BlockKind.QUOTE, BlockKind.PULL_QUOTE),
    BlockKind.CREDIT: (BlockKind.CAPTION,),
}
"""What belongs to the line before it, where that is one of these."""


class Span(NamedTuple):
    """A stretch of a line in one language."""

    text: str
    locale: Locale


class Line(NamedTuple):
    """The text of a block; never empty."""

    kind: BlockKind
    locale: Locale
    """The document's, unless all of the line is in the source's."""
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(span.text for span in self.spans)


def parts(document: Document) -> list[list[Line]]:
    """The lines in order, grouped: a list, a quote with who said it, a caption with its credit.

    The title stands before them where there is no headline.
    """
    found: list[list[Line]] = []
    for line in _lines(document):
        before = found[-1][-1].kind if found else None
        if before in _FOLLOWS.get(line.kind, ()):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def readable(text: str) -> str:
    """A text as every kind of file can hold it, on one line: no control characters.

    >>> readable(" Uno.\\nDos. ")
    'Uno. Dos.'
    """
    return one_line(_BREAKS.sub(" ", text)).strip()


def _lines(document: Document) -> Iterator[Line]:
    if all(block.kind is not BlockKind.HEADLINE for block in document.blocks):
        title = DocumentBlock(BlockKind.HEADLINE, (Sentence("", document.title),))
        yield from _line(document, title)
    for block in document.blocks:
        yield from _line(document, block)


def _line(document: Document, block: DocumentBlock) -> Iterator[Line]:
    spans = tuple(_spans(document, block))
    if spans:
        yield Line(block.kind, spans[0].locale if len(spans) == 1 else document.locale, spans)


def _spans(document: Document, block: DocumentBlock) -> list[Span]:
    """The sentences, joined as their languages join them.

    Where two languages meet, what is between them belongs to the document's: so it is shown on the
    right side of a word that runs the other way.
    """
    found: list[Span] = []
    for sentence in block.sentences:
        locale = document.locale if sentence.translated else document.source_locale
        text = readable(sentence.target)
        if not text:
            continue
        joint = between_sentences(found[-1].locale) if found else ""
        if found and found[-1].locale == locale:
            found[-1] = Span(f"{found[-1].text}{joint}{text}", locale)
        elif found and found[-1].locale == document.locale:
            found[-1] = Span(f"{found[-1].text}{joint}", document.locale)
            found.append(Span(text, locale))
        else:
            found.append(Span(f"{joint}{text}", locale))
    return found
