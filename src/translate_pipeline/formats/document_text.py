"""An approved version as plain text: a paragraph a line, empty lines between them."""

from collections.abc import Iterator
from itertools import groupby
from unicodedata import bidirectional

from translate_pipeline.formats.document_parts import Line, parts, readable
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.languages import right_to_left

_LEFT, _RIGHT = "\u200e", "\u200f"
"""The marks that give a line its direction."""
_ISOLATES = ("LRI", "RLI", "FSI")


def render_text(document: Document) -> bytes:
    """The document in UTF-8, its lines not wrapped."""
    found = ["\n".join(map(_shown, part)) for part in parts(document)]
    found += [note] if (note := readable(document.note)) else []
    return ("\n\n".join(found) + "\n").encode()


def _shown(line: Line) -> str:
    """The line with its bullet and, where its first letter would mislead, with its direction."""
    text = "".join(_with_addresses(line))
    bullet = "• " if line.kind is BlockKind.LIST_ITEM else ""
    rtl = right_to_left(line.locale)
    mark = "" if _seems_right_to_left(line.text) is rtl else _RIGHT if rtl else _LEFT
    return f"{mark}{bullet}{text}"


def _with_addresses(line: Line) -> Iterator[str]:
    """The texts, and after that of a link where it leads, unless it says that itself."""
    for href, spans in groupby(line.spans, key=lambda span: span.href):
        text = "".join(span.text for span in spans)
        yield text
        if href and text.rstrip("/") not in (href.rstrip("/"), href.removeprefix("mailto:")):
            yield f" ({href})"


def _seems_right_to_left(text: str) -> bool:
    """The direction that programs take a line to have (Unicode bidirectional algorithm, P2 and P3).

    It is that of the first letter that is in no isolate, and left to right where there is none.
    """
    depth = 0
    for letter in text:
        kind = bidirectional(letter)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return False
