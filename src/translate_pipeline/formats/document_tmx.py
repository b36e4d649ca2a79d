"""An approved version as a translation memory (TMX 1.4b)."""

from collections.abc import Iterator
from html import escape

from translate_pipeline import __version__
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.text.inline import nested, runs

_HEADER = (
    '  <header creationtool="translate-pipeline" creationtoolversion="{version}"'
    ' segtype="sentence" o-tmf="PO" adminlang="en" datatype="plaintext"'
    ' srclang="{source_locale}" creationdate="{date}">'
)


def render_tmx(document: Document) -> bytes:
    """What was translated, in UTF-8: every pair of source and target once.

    Nobody is named as who made it or changed it.
    """
    date = f"{document.published_at:%Y%m%dT%H%M%SZ}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        _HEADER.format(version=__version__, source_locale=document.source_locale, date=date),
        f'    <prop type="x-release">{_xml(document.release)}</prop>',
        f'    <prop type="x-revision">{_xml(document.revision)}</prop>',
        f'    <prop type="x-version">{document.version}</prop>',
        "  </header>",
        "  <body>",
    ]
    for source, target in _pairs(document):
        lines += [
            f'    <tu creationdate="{date}">',
            f'      <tuv xml:lang="{document.source_locale}"><seg>{source}</seg></tuv>',
            f'      <tuv xml:lang="{document.locale}"><seg>{target}</seg></tuv>',
            "    </tu>",
        ]
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode()


def _pairs(document: Document) -> dict[tuple[str, str], None]:
    return dict.fromkeys(pair for pair in _translated(document) if all(pair))


def _translated(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        for sentence in block.sentences:
            if sentence.translated:
                yield _content(sentence.source, sentence), _content(sentence.target, sentence)


def _content(text: str, sentence: Sentence) -> str:
    """A text with its tags as pairs, which have a number in the text and one in the sentence."""
    parts: list[str] = []
    numbers: list[int] = []
    number = 0
    for piece in nested(runs(readable(text), sentence.inline)):
        if isinstance(piece, str):
            parts.append(_xml(piece))
        elif piece.opens:
            number += 1
            numbers.append(number)
            name, kind = piece.of.name, piece.of.kind
            parts.append(f'<bpt i="{number}" x="{name[1:]}" type="{kind}">&lt;{name}&gt;</bpt>')
        else:
            parts.append(f'<ept i="{numbers.pop()}">&lt;/{piece.of.name}&gt;</ept>')
    return "".join(parts)


def _xml(text: str) -> str:
    return escape(text, quote=False)
