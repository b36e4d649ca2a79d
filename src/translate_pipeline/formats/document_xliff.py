"""An approved version as XLIFF 2.1: a block is a unit, a sentence is a segment in state final."""

from collections.abc import Iterator

from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.xliff import XliffSegment, XliffUnit, write_xliff
from translate_pipeline.model.bundle import Document, DocumentBlock
from translate_pipeline.text.languages import between_sentences


def render_xliff(document: Document) -> bytes:
    """The document in UTF-8. What is between two sentences stands between their segments."""
    notes = [
        ("revision", document.revision),
        ("version", str(document.version)),
        ("title", readable(document.title)),
        *([("note", note)] if (note := readable(document.note)) else []),
    ]
    units = (
        XliffUnit(
            f"b{number}", tuple(_segments(document, block)), type=f"tp:{block.kind}",
            translate=any(sentence.translated for sentence in block.sentences),
        )
        for number, block in enumerate(document.blocks, 1) if block.sentences
    )  # fmt: skip
    locales = document.source_locale, document.locale
    return write_xliff(document.release, *locales, notes, units)


def _segments(document: Document, block: DocumentBlock) -> Iterator[XliffSegment]:
    source, target = map(between_sentences, (document.source_locale, document.locale))
    for number, sentence in enumerate(block.sentences):
        if number and (source or target):
            translated = block.sentences[number - 1].translated
            yield XliffSegment(source, target if translated else source, "")
        texts = readable(sentence.source), readable(sentence.target)
        yield XliffSegment(*texts, "final", inline=sentence.inline)
