"""An approved version as a Word document (DOCX), in the styles that word processors know."""

from typing import TYPE_CHECKING

from translate_pipeline.formats.document_parts import Line, parts, readable
from translate_pipeline.formats.word_writing import anonymous, direct, mark, packed, say, set_apart
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind

if TYPE_CHECKING:  # the library is loaded only to write: it takes 0.1 s
    from docx.document import Document as Word

_STYLES = {
    BlockKind.HEADLINE: "Title",
    BlockKind.HEADING: "Heading 1",
    BlockKind.QUOTE: "Quote",
    BlockKind.PULL_QUOTE: "Quote",
    BlockKind.ATTRIBUTION: "Quote",
    BlockKind.LIST_ITEM: "List Bullet",
    BlockKind.CAPTION: "Caption",
    BlockKind.CREDIT: "Caption",
}
"""All others are Normal."""
_SIZES = {"Title": 22, "Heading 1": 14, "Quote": 11, "Caption": 9, "Footer": 9}
"""Of the letters, in points."""
_BOLD = ("Title", "Heading 1")
_LATIN = "Calibri"
_SIMPLE = {"Armn": "Sylfaen", "Geor": "Sylfaen", "Ethi": "Ebrima"}
_EAST_ASIAN = {
    "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Jpan": "Yu Gothic",
    "Kore": "Malgun Gothic",
}  # fmt: skip
_COMPLEX = {
    **dict.fromkeys(("Thai", "Laoo", "Khmr"), "Leelawadee UI"),
    **dict.fromkeys(
        ("Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu"),
        "Nirmala UI",
    ),
    "Mymr": "Myanmar Text",
    "Tibt": "Microsoft Himalaya",
}
"""Fonts that come with Windows or Word, by script; Tahoma has Arabic and Hebrew, on a Mac as well.
Where one is missing, a word processor takes another that has the letters. Not Arial: LibreOffice
takes Liberation Sans for it, which has no Arabic, and then sets "«لا" on top of each other."""


def render_docx(document: Document) -> bytes:
    """The document; nobody is named as its author."""
    import docx

    word = docx.Document()
    anonymous(word, readable(document.title))
    properties = word.core_properties
    properties.language = document.locale.tag
    properties.created = properties.modified = document.published_at
    _set_up(word, document.locale)
    for part in parts(document):
        for line in part:
            _add(word, line, keep=line is not part[-1] and line.kind is not BlockKind.LIST_ITEM)
    if note := readable(document.note):
        paragraph = word.add_paragraph(style="Footer")
        direct(paragraph, document.locale)
        say(paragraph, note, document.locale)
    return packed(word)


def _add(word: "Word", line: Line, *, keep: bool) -> None:
    """Add a line; ``keep`` it on the page of what comes next, a quote with who said it."""
    from docx.shared import Pt

    paragraph = word.add_paragraph(style=_STYLES.get(line.kind, "Normal"))
    direct(paragraph, line.locale)  # first: the library keeps the order that the format demands
    if keep:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(2)
    for span in line.spans:
        run = say(paragraph, span.text, span.locale)
        if span.styles:
            set_apart(paragraph, run, (style.kind for style in span.styles), span.href)


def _set_up(word: "Word", locale: Locale) -> None:
    """Set the page, the fonts of the script, and the styles."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    fonts = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    defaults = fonts.getparent()
    defaults.remove(fonts)
    latin, script = _SIMPLE.get(locale.script, _LATIN), locale.script
    mark(defaults, "w:rFonts", **{
        "w:ascii": latin, "w:hAnsi": latin,
        "w:eastAsia": _EAST_ASIAN.get(script, "Microsoft YaHei"),
        "w:cs": _COMPLEX.get(script, "Tahoma"),
    })  # fmt: skip
    defaults.insert(0, defaults[-1])
    for name, size in _SIZES.items():
        _set_letters(word, name, size)
    quote = word.styles["Quote"].paragraph_format
    quote.left_indent = quote.right_indent = Mm(10)


def _set_letters(word: "Word", style: str, size: int) -> None:
    """Set the letters of a style anew: of one size in all scripts, not slanted nor spaced out.

    What is fine in Latin script tears Arabic letters apart, and no Chinese is slanted.
    """
    properties = word.styles[style].element.get_or_add_rPr()
    for found in list(properties):
        properties.remove(found)
    if style in _BOLD:
        mark(properties, "w:b")
        mark(properties, "w:bCs")
    for name in ("w:sz", "w:szCs"):  # the latter for complex scripts
        mark(properties, name, **{"w:val": str(2 * size)})
