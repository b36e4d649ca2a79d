"""An approved version for programs that use gettext, as PO and as MO."""

import polib

from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.po import Catalog, Entry, header_entry, new_entry, serialize_po
from translate_pipeline.formats.po_header import header_fields
from translate_pipeline.model.bundle import Document
from translate_pipeline.text.languages import locale_name


def render_po(document: Document) -> bytes:
    """A PO file in UTF-8: an entry for every distinct source, in the order of the document."""
    entries = map(new_entry, _entries(document))
    return serialize_po(Catalog((header_entry(_header(document)), *entries))).encode()


def render_mo(document: Document) -> bytes:
    """The same, compiled."""
    catalog = polib.POFile()
    catalog.metadata = _header(document)
    for entry in _entries(document):
        catalog.append(polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt))
    compiled: bytes = catalog.to_binary()
    return compiled


def _header(document: Document) -> dict[str, str]:
    return {
        **header_fields(
            document.release, document.revision, document.source_locale, document.locale,
            document.title,
        ),
        "PO-Revision-Date": f"{document.published_at:%Y-%m-%d %H:%M}+0000",
        "Last-Translator": "approved translation",
        "Language-Team": locale_name(document.locale),
        "X-Version": str(document.version),
    }  # fmt: skip


def _entries(document: Document) -> list[Entry]:
    """Every source once; a second target of the same source gets a context of its own."""
    found: dict[tuple[str, str], Entry] = {}
    times: dict[str, int] = {}
    for block in document.blocks:
        for sentence in block.sentences:
            pair = source, target = readable(sentence.source), readable(sentence.target)
            if not source or pair in found:
                continue
            times[source] = times.get(source, 0) + 1
            context = f"rendering {times[source]}" if times[source] > 1 else None
            kind = f"{block.kind}" if sentence.translated else f"{block.kind}, not translated"
            found[pair] = Entry(source, target, context, extracted=(kind,))
    return list(found.values())
