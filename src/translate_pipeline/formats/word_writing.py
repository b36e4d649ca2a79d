"""Word documents (DOCX) written: texts in their language, and no clock in their bytes."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.languages import right_to_left

if TYPE_CHECKING:  # the library is loaded only to write: it takes 0.1 s
    from docx.document import Document
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
COMPLEX = frozenset({
    "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Orya", "Sinh", "Taml",
    "Telu", "Thai", "Tibt",
})  # fmt: skip
"""Scripts from left to right that Word sets as it does Arabic: with a font and a language apart."""


def direct(paragraph: "Paragraph", locale: Locale) -> None:
    """Let the paragraph run as the language does."""
    if right_to_left(locale):
        mark(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001  (no other way)


def say(paragraph: "Paragraph", text: str, locale: Locale) -> "Run":
    """The text as a run of the paragraph, in its language and direction.

    It has no control characters but LF, a line break, and TAB.
    """
    run = paragraph.add_run(text)
    rtl = right_to_left(locale)
    if rtl:
        run.font.rtl = True
    # Three languages can be set, each for the letters of one kind of script.
    complex_ = rtl or locale.script in COMPLEX
    kind = "w:bidi" if complex_ else "w:eastAsia" if locale.script in EAST_ASIAN else "w:val"
    mark(run._r.get_or_add_rPr(), "w:lang", **{kind: locale.tag})  # noqa: SLF001
    return run


def set_apart(paragraph: "Paragraph", run: "Run", kinds: Iterable[InlineKind], href: str) -> None:
    """Make a run bold or slanted, in every script, and a link where it leads anywhere."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for kind in kinds:
        if kind is InlineKind.BOLD:
            run.font.bold = run.font.cs_bold = True
        elif kind is InlineKind.ITALIC:
            run.font.italic = run.font.cs_italic = True
    if href:
        run.font.color.rgb, run.font.underline = RGBColor(0x05, 0x63, 0xC1), True
        before = run._r.getprevious()  # noqa: SLF001  (the library writes no links)
        key = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        if before is None or before.get(qn("r:id")) != key:
            before = OxmlElement("w:hyperlink")
            before.set(qn("r:id"), key)
            run._r.addprevious(before)  # noqa: SLF001
        before.append(run._r)  # noqa: SLF001


def mark(properties: "BaseOxmlElement", name: str, **attributes: str) -> None:
    """Set a property for which the library has no words."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(attribute), value)
    properties.append(element)


def anonymous(document: "Document", title: str) -> None:
    """Give the document its title; the library's template names itself as author."""
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title = title[:255]


def packed(document: "Document") -> bytes:
    """The file: without the template's preview, and with no clock's time in it."""
    package = document.part.package
    _drop(package.rels, "/thumbnail")
    _drop(document.part.rels, "/stylesWithEffects")
    stream, packed_again = BytesIO(), BytesIO()
    document.save(stream)
    with ZipFile(stream) as source, ZipFile(packed_again, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name)  # its time is the first that ZIP knows
            entry.create_system = 3
            target.writestr(entry, source.read(name), ZIP_DEFLATED)
    return packed_again.getvalue()


def _drop(relations: "Relationships", ending: str) -> None:
    """Leave out the parts whose type ends so."""
    for key in [key for key, each in relations.items() if each.reltype.endswith(ending)]:
        del relations[key]
