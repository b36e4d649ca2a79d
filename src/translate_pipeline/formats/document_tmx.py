"""An approved version as a translation memory (TMX 1.4b)."""

from collections.abc import Iterator
from html import escape

from translate_pipeline import __version__
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.model.bundle import Document

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
            f'      <tuv xml:lang="{document.source_locale}"><seg>{_xml(source)}</seg></tuv>',
            f'      <tuv xml:lang="{document.locale}"><seg>{_xml(target)}</seg></tuv>',
            "    </tu>",
        ]
    return "\n".join([*lines, "  </body>", "</tmx>", ""]).encode()


def _pairs(document: Document) -> dict[tuple[str, str], None]:
    return dict.fromkeys(pair for pair in _translated(document) if all(pair))


def _translated(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        for sentence in block.sentences:
            if sentence.translated:
                yield readable(sentence.source), readable(sentence.target)


def _xml(text: str) -> str:
    return escape(text, quote=False)
