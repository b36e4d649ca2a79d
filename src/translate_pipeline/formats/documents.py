"""The files of an approved version, by name, each with what renders it."""

from collections.abc import Callable, Mapping

from translate_pipeline.formats.document_docx import render_docx
from translate_pipeline.formats.document_html import render_html
from translate_pipeline.formats.document_markdown import render_markdown
from translate_pipeline.formats.document_po import render_mo, render_po
from translate_pipeline.formats.document_text import render_text
from translate_pipeline.formats.document_tmx import render_tmx
from translate_pipeline.formats.document_xliff import render_xliff
from translate_pipeline.model.bundle import Document

RENDERERS: Mapping[str, Callable[[Document], bytes]] = {
    "index.html": render_html,
    "text.md": render_markdown,
    "text.txt": render_text,
    "text.docx": render_docx,
    "text.po": render_po,
    "text.mo": render_mo,
    "text.xlf": render_xliff,
    "text.tmx": render_tmx,
}


def render_all(document: Document) -> Mapping[str, bytes]:
    """Every file of the document; the same document has the same bytes, whenever it is rendered."""
    return {name: render(document) for name, render in RENDERERS.items()}
