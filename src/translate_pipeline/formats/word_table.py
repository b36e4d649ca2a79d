"""Word documents (DOCX) written: a table, each cell set in its language and direction."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from translate_pipeline.formats.word_writing import anonymous, direct, mark, packed, say
from translate_pipeline.model.locale import ENGLISH, Locale

if TYPE_CHECKING:  # the library is loaded only to write: it takes 0.1 s
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_MARGIN = 15
"""On all sides of a page, in millimetres."""


class Said(NamedTuple):
    """What a cell says, and how."""

    text: str
    """Without control characters other than LF, a line break, and TAB."""
    locale: Locale = ENGLISH
    grey: bool = False
    """Small and grey: for programs, not for people."""


def write_table(
    title: Said,
    introduction: str,
    widths: Collection[int],
    head: Iterable[Said],
    rows: Iterable[Iterable[Said]],
) -> bytes:
    """A document with a title, a paragraph and a table, its head on every page.

    ``widths`` are those of the columns in millimetres; a page has 267. Nobody is named as author.
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    anonymous(document, title.text)
    normal = document.styles["Normal"]
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(2)
    _say(document.add_paragraph(style="Title"), title)
    document.add_paragraph(introduction)
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001  (no other way)
    _fill(table.rows[0].cells, head, bold=True)
    for row in rows:
        _fill(table.add_row().cells, row)
    return packed(document)


def _fill(cells: Sequence["_Cell"], said: Iterable[Said], *, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    for cell, each in zip(cells, said, strict=True):
        run = _say(cell.paragraphs[0], each)
        run.font.bold = bold or None
        if each.grey:
            run.font.size, run.font.color.rgb = Pt(5), RGBColor(0x99, 0x99, 0x99)


def _say(paragraph: "Paragraph", said: Said) -> "Run":
    direct(paragraph, said.locale)
    return say(paragraph, said.text, said.locale)
