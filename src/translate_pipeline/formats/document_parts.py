"""A document as all its renderers see it: lines that belong together, each in its languages."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from translate_pipeline.formats.packet_rows import one_line
from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind, InlineKind
from translate_pipeline.text.inline import Edge, nested, runs, shared
from translate_pipeline.text.languages import between_sentences

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_FOLLOWS = {
    BlockKind.LIST_ITEM: (BlockKind.LIST_ITEM,),
    BlockKind.ATTRIBUTION: (BlockKind.QUOTE, BlockKind.PULL_QUOTE),
    BlockKind.CREDIT: (BlockKind.CAPTION,),
}
"""What belongs to the line before it, where that is one of these."""


class Style(NamedTuple):
    """How a stretch of a line is set apart."""

    kind: InlineKind
    href: str = ""
    """Where a link leads."""


class Span(NamedTuple):
    """A stretch of a line in one language, all of it set apart in the same way."""

    text: str
    locale: Locale
    styles: tuple[Style, ...] = ()
    """What it stands in, the outermost first."""

    @property
    def href(self) -> str:
        """Where it leads; empty where it is in no link."""
        return next((style.href for style in self.styles if style.href), "")


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


def edged(spans: Iterable[Span]) -> Iterator[str | Edge[Style]]:
    """The texts of the spans, and the edges of their styles around them, which nest."""
    return nested((span.text, span.styles) for span in spans)


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
        spans = [
            Span(text, locale, tuple(Style(one.kind, one.href) for one in inside))
            for text, inside in runs(readable(sentence.target), sentence.inline)
        ]
        if found and spans:
            last = found[-1]
            joint = between_sentences(last.locale)
            if last.locale == locale:  # what goes over both sentences goes over what is between
                add_span(found, Span(joint, locale, shared(last.styles, spans[0].styles)))
            else:
                add_span(found, Span(joint, document.locale))
        for span in spans:
            add_span(found, span)
    return found


def add_span(found: list[Span], span: Span) -> None:
    """Add a span; one that only goes on is the same one."""
    if found and found[-1][1:] == span[1:]:
        found[-1] = found[-1]._replace(text=found[-1].text + span.text)
    elif span.text:
        found.append(span)
