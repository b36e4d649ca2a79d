"""A Word document in real styles, each text in its language, direction and fonts."""

import datetime as dt
import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings

from tests.formats.sample_documents import one, sample
from tests.strategies import documents
from translate_pipeline.formats.document_docx import render_docx
from translate_pipeline.formats.document_parts import parts, readable
from translate_pipeline.formats.word_xml import read_word, text_of
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind


def xml(document: Document, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(render_docx(document))) as archive:
        return archive.read(name).decode()


@given(documents())
@settings(max_examples=15)  # each takes a tenth of a second
def test_a_paragraph_is_a_line(document: Document) -> None:
    read = [text_of(node) for node in read_word(render_docx(document), "text.docx").all("p")]
    note = readable(document.note)
    wanted = [line.text for part in parts(document) for line in part]
    assert read == [*wanted, *([note] if note else [])]


def test_blocks_have_the_styles_that_word_processors_know() -> None:
    found = docx.Document(BytesIO(render_docx(sample("es")))).paragraphs
    styles = [paragraph.style.name for paragraph in found if paragraph.style]
    assert styles == [
        "Title", "Normal", "Normal", "Normal", "Quote", "Quote", "Caption", "Caption", "Heading 1",
        "List Bullet", "List Bullet", "Quote", "Normal", "Normal", "Footer",
    ]  # fmt: skip


def test_a_quote_stays_on_the_page_of_who_said_it() -> None:
    found = docx.Document(BytesIO(render_docx(sample("es")))).paragraphs
    kept = [paragraph.text for paragraph in found if paragraph.paragraph_format.keep_with_next]
    assert kept == [
        "«Cada día cuesta vidas. Los Estados deben parar ya.»", "Una panadería en Karsholt.",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ur"])
def test_what_runs_from_right_to_left_is_set_so(tag: str) -> None:
    run = f'<w:r><w:rPr><w:rtl/><w:lang w:bidi="{tag}"/></w:rPr><w:t>A</w:t></w:r>'
    assert f"<w:bidi/></w:pPr>{run}</w:p>" in xml(one(BlockKind.PARAGRAPH, "A", tag=tag))


def test_a_line_in_the_sources_language_runs_as_that_does() -> None:
    text = xml(one(BlockKind.CREDIT, Sentence("A", "A", translated=False), tag="ar"))
    assert '<w:lang w:val="en"/>' in text
    assert "<w:bidi/>" not in text


@pytest.mark.parametrize(
    ("tag", "language", "fonts"),
    [
        ("es", "w:val", 'w:cs="Tahoma"'),
        ("zh", "w:eastAsia", 'w:eastAsia="Microsoft YaHei"'),
        ("zh-TW", "w:eastAsia", 'w:eastAsia="Microsoft JhengHei"'),
        ("ja", "w:eastAsia", 'w:eastAsia="Yu Gothic"'),
        ("hi", "w:bidi", 'w:cs="Nirmala UI"'),
        ("th", "w:bidi", 'w:cs="Leelawadee UI"'),
        ("hy", "w:val", 'w:hAnsi="Sylfaen"'),
    ],
)
def test_a_language_and_its_fonts_are_named(tag: str, language: str, fonts: str) -> None:
    document = one(BlockKind.PARAGRAPH, "A", tag=tag)
    assert f'<w:lang {language}="{tag}"/>' in xml(document)
    defaults = re.findall("<w:rPrDefault>.*?</w:rPrDefault>", xml(document, "word/styles.xml"))
    found = re.findall("<w:rFonts [^>]*>", "".join(defaults))
    assert len(found) == 1
    assert fonts in found[0]
    assert "Theme" not in found[0]


def test_its_properties_name_the_text_and_nobody() -> None:
    properties = docx.Document(BytesIO(render_docx(sample("ar")))).core_properties
    assert properties.title == sample("ar").title
    assert properties.language == "ar"
    assert (
        properties.created == properties.modified == dt.datetime(2026, 10, 15, 9, 30, tzinfo=dt.UTC)
    )
    assert properties.author == properties.last_modified_by == properties.comments == ""


def test_nothing_in_the_file_tells_when_it_was_packed() -> None:
    with ZipFile(BytesIO(render_docx(sample("es")))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
