"""Word documents give their text with its structure, and tell what they do not give."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.formats.sample_documents import one, sample
from translate_pipeline.errors import InputError
from translate_pipeline.formats.document_docx import render_docx
from translate_pipeline.formats.release import parse_release, source_text
from translate_pipeline.model.bundle import Sentence
from translate_pipeline.model.release import BlockKind, Inline, Release

Write = Callable[[Document], None]


def saved(write: Write) -> bytes:
    document = docx.Document()
    write(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def parse(data: bytes) -> Release:
    return parse_release(source_text(data, "a.docx"), path="a.docx")


def read(write: Write) -> Release:
    return parse(saved(write))


def outline(release: Release) -> list[tuple[str, str]]:
    texts = release.text.split("\n")
    return [(str(block.kind), text) for block, text in zip(release.blocks, texts, strict=True)]


def add(document: Document, xml: str) -> None:
    """A paragraph of this content, at the end."""
    space = nsdecls("w", "r") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    document.element.body.sectPr.addprevious(parse_xml(f"<w:p {space}>{xml}</w:p>"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_styles_tell_what_a_paragraph_is() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Press release")
        document.add_paragraph("Free them", "Title")
        document.add_paragraph("They wait.")
        document.add_heading("Since May", 2)
        document.add_paragraph("It asks for:")
        document.add_paragraph("an end", "List Bullet")
        document.add_paragraph("now", "List Bullet 2")
        document.add_paragraph("work", "List Number")
        document.add_paragraph("We were cold for days.", "Quote")
        document.add_paragraph("Lina Ortega, baker", "Intense Quote")
        document.add_paragraph("A bakery in Karsholt.", "Caption")

    release = read(write)
    assert outline(release) == [
        ("label", "Press release"),
        ("headline", "Free them"),
        ("paragraph", "They wait."),
        ("heading", "Since May"),
        ("paragraph", "It asks for:"),
        ("list_item", "an end"),
        ("list_item", "now"),
        ("list_item", "work"),
        ("quote", "We were cold for days."),
        ("attribution", "Lina Ortega, baker"),
        ("caption", "A bakery in Karsholt."),
    ]
    assert [block.line for block in release.blocks] == list(range(1, 12))
    assert release.blocks[6].lead_in == ""
    assert (release.title, release.remarks) == ("Free them", ())


def test_a_title_below_a_heading_is_the_headline() -> None:
    def write(document: Document) -> None:
        document.add_heading("News of the Observatory")
        document.add_paragraph("Free them", "Title")
        document.add_paragraph("They wait.")

    assert read(write).title == "Free them"


def test_numbered_paragraphs_are_items_and_typed_bullets_too() -> None:
    numbering = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    none = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'

    def write(document: Document) -> None:
        document.add_paragraph("It asks for:")
        add(document, numbering + run("an end"))
        document.add_paragraph("• work")
        add(document, none + run("It is cold there."))

    assert outline(read(write))[1:] == [
        ("list_item", "an end"),
        ("list_item", "work"),
        ("paragraph", "It is cold there."),
    ]


def test_bold_italics_and_links_are_tags() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("A ")
        paragraph.add_run("b").bold = True
        paragraph.add_run(" c").bold = True
        paragraph.add_run(" ")
        paragraph.add_run("d", "Emphasis")
        paragraph.add_run(" e").bold = False
        key = document.part.relate_to(
            "https://x.example/?a=1",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        add(
            document,
            run("See ") + f'<w:hyperlink r:id="{key}">{run("this", "<w:b/>")}</w:hyperlink>.',
        )
        add(document, run("See ") + f'<w:hyperlink w:anchor="x">{run("that")}</w:hyperlink>')

    release = read(write)
    assert release.text.split("\n") == [
        "A <b1>b c</b1> <i2>d</i2> e",
        "See <a1><b2>this</b2></a1>",
        "See that",
    ]
    assert release.blocks[1].segments[0].inline == (
        Inline("a1", "https://x.example/?a=1"),
        Inline("b2"),
    )


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_may_be_a_link() -> None:
    instruction = '<w:r><w:instrText> HYPERLINK "https://x.example" </w:instrText></w:r>'

    def write(document: Document) -> None:
        inner = field("begin") + instruction + field("separate") + run("here") + field("end")
        add(document, run("See ") + inner + run(" and there."))
        add(
            document,
            run("See ") + '<w:fldSimple w:instr=" HYPERLINK &quot;mailto:a@x.example&quot; ">'
            + run("us") + "</w:fldSimple>" + run("."),
        )  # fmt: skip

    release = read(write)
    assert release.text == "See <a1>here</a1> and there.\nSee <a1>us</a1>."
    assert [s.inline[0].href for s in release.segments()] == [
        "https://x.example",
        "mailto:a@x.example",
    ]


def test_a_heading_all_in_bold_has_no_tags() -> None:
    def write(document: Document) -> None:
        document.add_heading(level=1).add_run("Free them").bold = True
        document.add_paragraph("They wait.")

    assert read(write).text == "Free them\nThey wait."


def test_a_line_break_is_a_space_and_an_empty_line_ends_a_paragraph() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph()
        for text in ("One", "two.", "", "Three."):
            paragraph.add_run(text).add_break(WD_BREAK.LINE)

    assert read(write).text == "One two.\nThree."


def test_the_cells_of_a_table_are_paragraphs() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Free them")
        table = document.add_table(2, 2)
        for number, cell in enumerate(table._cells):  # noqa: SLF001
            cell.text = f"cell {number}"

    assert outline(read(write))[1:] == [("paragraph", f"cell {number}") for number in range(4)]


def test_tracked_changes_count_as_accepted_and_are_told() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("One.")
        author = 'w:id="1" w:author="x"'
        deleted = f"<w:del {author}><w:r><w:delText>ten</w:delText></w:r></w:del>"
        add(
            document,
            run("They ") + deleted + f"<w:ins {author}>{run('five')}</w:ins>" + run(" wait."),
        )

    release = read(write)
    assert release.text == "One.\nThey five wait."
    (remark,) = release.remarks
    assert "(paragraph 2)" in remark


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'

    def write(document: Document) -> None:
        add(document, mark + run("They ", "<w:b/>"))
        add(document, run("wait here.", "<w:i/>") + run(" Now."))

    assert read(write).text == "<b1>They</b1> <i2>wait here.</i2> Now."


def test_text_boxes_hidden_text_headers_and_comments_are_told() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent>"
        "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"<w:p>{run('In a box')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    def write(document: Document) -> None:
        add(document, run("One.") + box + run("secret", "<w:vanish/>"))
        document.sections[0].header.paragraphs[0].text = "Letterhead"
        paragraph = document.add_paragraph("Two.")
        document.add_comment(paragraph.runs, text="Is it so?", author="x")

    release = read(write)
    assert release.text.split("\n") == ["One.", "Two."]
    told = " / ".join(release.remarks)
    assert all(text in told for text in ("“In a box”", "“secret”", "“Letterhead”", "some: 1"))


def test_notes_stand_below_the_text() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"

    def write(document: Document) -> None:
        add(document, run("They wait.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        notes = (
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
            f'<w:footnote w:id="1"><w:p>{run("In Seln.")}</w:p></w:footnote></w:footnotes>'
        )
        content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), content, notes.encode(), document.part.package)
        document.part.relate_to(part, kind)

    assert read(write).text == "They wait.\nIn Seln."


def test_the_title_is_that_of_the_file_where_there_is_no_headline() -> None:
    def write(document: Document) -> None:
        document.core_properties.title = "Eleven held"
        document.add_paragraph("Police held forty people. Nobody was charged.")

    assert read(write).title == "Eleven held"


def test_the_same_text_has_the_same_revision_however_it_is_packed() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("One ").add_run("two").bold = True

    data = saved(write)
    again = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(again, "w") as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert parse(again.getvalue()).revision == parse(data).revision


@pytest.mark.parametrize("tag", ["es", "ar", "zh"])
def test_a_published_document_reads_back(tag: str) -> None:
    document = sample(tag)
    release = parse(render_docx(document))
    said = [" ".join(one.target for one in block.sentences) for block in document.blocks]
    joined = "".join(release.text.split())
    assert all("".join(text.split()) in joined for text in said)


def test_tags_of_a_published_document_read_back() -> None:
    inline = (Inline("b1"), Inline("a2", "https://x.example"))
    said = Sentence("a", "El <b1>uno</b1> y <a2>dos</a2>.", inline=inline)
    release = parse(render_docx(one(BlockKind.PARAGRAPH, said, title="Uno")))
    assert release.blocks[1].segments[0].text == said.target
    assert release.blocks[1].segments[0].inline == inline


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.docx"):
        parse(data)


def test_entities_and_bombs_are_refused() -> None:
    data = saved(lambda _: None)
    evil = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(evil, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/styles.xml":
                part = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
            target.writestr(name, part)
    with pytest.raises(InputError, match="entities"):
        parse(evil.getvalue())


def test_parts_that_unpack_without_end_are_refused() -> None:
    data = saved(lambda _: None)
    bomb = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(bomb, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            large = name == "word/styles.xml"
            target.writestr(name, b" " * 20_000_001 if large else source.read(name))
    with pytest.raises(InputError, match="unpacks to more than"):
        parse(bomb.getvalue())


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        parse(saved(lambda _: None))


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Gone"/>'])
def test_struck_text_goes_and_is_told(struck: str) -> None:
    def write(document: Document) -> None:
        style = document.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER)
        style.font.strike = True
        add(document, run("killed ") + run("12", struck) + run("23 people"))

    release = read(write)
    assert release.text == "killed 23 people"
    (remark,) = release.remarks
    assert "struck words are not read (1 words): “12”" in remark


def test_a_paragraph_whose_style_strikes_it_goes() -> None:
    def write(document: Document) -> None:
        document.styles.add_style("Gone", WD_STYLE_TYPE.PARAGRAPH).font.strike = True
        document.add_paragraph("12 died.", "Gone")
        document.add_paragraph("They wait.")

    assert read(write).text == "They wait."


def test_what_is_not_struck_any_more_stays() -> None:
    text = run("12 ", '<w:strike w:val="0"/>') + run("wait")
    assert read(lambda document: add(document, text)).text == "12 wait"


def test_a_raised_number_joins_no_other() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    link = f'<w:hyperlink w:anchor="n2">{run("2", raised)}</w:hyperlink>'
    text = run("killed 23") + run("1", raised) + run(" people") + run("1", raised)
    text += run("2", raised) + run(" and 24") + link + run(" on 5 m") + run("2", raised)
    release = read(lambda document: add(document, text))
    assert release.text == "killed 23¹ people and 24 on 5 m²"
    notes, kept = release.remarks
    assert "marks of notes are not read (1 words): “people¹²”" in notes
    assert "kept so: “23¹”" in kept


def test_a_lowered_number_joins_no_other() -> None:
    text = run("CO") + run("2", '<w:vertAlign w:val="subscript"/>') + run("3 of 4")
    assert read(lambda document: add(document, text)).text == "CO₂3 of 4"
