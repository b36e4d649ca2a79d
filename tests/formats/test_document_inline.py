"""What is set apart in a text is set apart in every format, and whatever is typed can be shown."""

from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings

from tests.formats.sample_documents import one
from tests.strategies import tagged_documents
from translate_pipeline.formats.document_docx import render_docx
from translate_pipeline.formats.document_html import render_html
from translate_pipeline.formats.document_markdown import render_markdown
from translate_pipeline.formats.document_parts import parts, readable
from translate_pipeline.formats.document_po import render_po
from translate_pipeline.formats.document_text import render_text
from translate_pipeline.formats.document_tmx import render_tmx
from translate_pipeline.formats.document_xliff import render_xliff
from translate_pipeline.formats.release_markdown import read_markdown
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind, Inline
from translate_pipeline.text.blocks import says_something
from translate_pipeline.text.inline import runs

HREF = "https://example.org/r?a=1&b=2"
SAID = Sentence(
    "The <b1>Rome <i2>Statute</i2></b1>, see <a3>here</a3>.",
    "El <b1><i2>Estatuto</i2> de Roma</b1>, véase <a3>aquí</a3>.",
    inline=(Inline("b1"), Inline("i2"), Inline("a3", HREF)),
)
ADDRESS = "https://example.org/r?a=1&amp;b=2"


def paragraph(*sentences: Sentence, tag: str = "es") -> Document:
    return one(BlockKind.PARAGRAPH, *sentences, tag=tag, title="Uno")


def words(sentence: Sentence) -> str:
    return "".join(text for text, _ in runs(readable(sentence.target), sentence.inline))


def test_a_page_has_elements_for_tags() -> None:
    assert (
        f'<p>El <strong><em>Estatuto</em> de Roma</strong>, véase <a href="{ADDRESS}">aquí</a>.</p>'
    ) in render_html(paragraph(SAID)).decode()


def test_markdown_has_its_marks() -> None:
    assert f"El ***Estatuto* de Roma**, véase [aquí](<{HREF}>)." in (
        render_markdown(paragraph(SAID)).decode()
    )


def test_where_markdown_would_see_no_emphasis_html_says_it() -> None:
    quoted = Sentence("a <b1>“b”</b1>c", "甲<b1>“乙”</b1>丙", inline=(Inline("b1"),))
    assert "甲<strong>“乙”</strong>丙" in render_markdown(paragraph(quoted, tag="zh")).decode()


def test_text_has_the_address_of_a_link_after_it() -> None:
    text = render_text(paragraph(SAID)).decode()
    assert f"El Estatuto de Roma, véase aquí ({HREF})." in text


@pytest.mark.parametrize(
    ("shown", "href"),
    [("https://example.org", "https://example.org/"), ("a@b.example", "mailto:a@b.example")],
)
def test_text_does_not_say_an_address_twice(shown: str, href: str) -> None:
    said = Sentence(f"<a1>{shown}</a1>", f"<a1>{shown}</a1>", inline=(Inline("a1", href),))
    assert render_text(paragraph(said)).decode().count(shown) == 1


def test_a_word_document_has_runs_and_links() -> None:
    (_, body) = docx.Document(BytesIO(render_docx(paragraph(SAID)))).paragraphs
    set_apart = {run.text: run for run in body.runs}
    assert body.text == words(SAID)
    assert [(one.text, one.url) for one in body.hyperlinks] == [("aquí", HREF)]
    bold, plain_run = set_apart["Estatuto"].font, set_apart["El "].font
    assert (bold.bold, bold.cs_bold, bold.italic, bold.cs_italic) == (True, True, True, True)
    assert (plain_run.bold, plain_run.italic) == (None, None)


def test_xliff_has_pairs_with_the_same_ids_in_both_languages() -> None:
    text = render_xliff(paragraph(SAID)).decode()
    bold, italic = '<pc id="1.b1" type="fmt" subType="xlf:b">', 'type="fmt" subType="xlf:i">'
    assert f'<source>The {bold}Rome <pc id="1.i2" {italic}Statute</pc></pc>' in text
    assert f'<target>El {bold}<pc id="1.i2" {italic}Estatuto</pc> de Roma</pc>' in text
    assert f'<pc id="1.a3" type="link" dispStart="{ADDRESS}">aquí</pc>' in text


def test_a_memory_has_pairs_that_find_their_partner() -> None:
    text = render_tmx(paragraph(SAID)).decode()
    assert '<bpt i="1" x="1" type="bold">&lt;b1&gt;</bpt>' in text
    assert '<bpt i="2" x="2" type="italic">&lt;i2&gt;</bpt>Estatuto<ept i="2">' in text


def test_po_keeps_tags_as_they_are() -> None:
    assert f'msgstr "{SAID.target}"' in render_po(paragraph(SAID)).decode()


def test_what_goes_over_two_sentences_goes_on_between_them() -> None:
    pair = [
        Sentence(t, t, inline=(Inline("a1", HREF),)) for t in ("<a1>Uno.</a1>", "<a1>Dos</a1>.")
    ]
    assert f'<a href="{ADDRESS}">Uno. Dos</a>.' in render_html(paragraph(*pair)).decode()


def test_a_text_in_another_language_keeps_its_tags_in_it() -> None:
    credit = Sentence("<b1>A</b1> B", "<b1>A</b1> B", translated=False, inline=(Inline("b1"),))
    page = render_html(paragraph(SAID, credit)).decode()
    assert '<span lang="en" dir="ltr"><strong>A</strong> B</span>' in page


def test_tags_that_the_record_does_not_know_are_text() -> None:
    typed = Sentence("A <b1>b</b1>", "Un <b1>b</b1>")
    assert "Un &lt;b1&gt;b&lt;/b1&gt;" in render_html(paragraph(typed)).decode()


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("Uno <b1>dos", "Uno dos"),
        ("Uno</b1> dos<b1>", "Uno dos"),
        ("<b1>Uno <i2>dos</b1> tres</i2>", "<strong>Uno <em>dos</em></strong> tres"),
        ("<b1>Uno</b1> <b1>dos</b1>", "<strong>Uno</strong> <strong>dos</strong>"),
        ("<b1></b1>Uno", "Uno"),
    ],
)
def test_tags_that_somebody_broke_do_no_harm(target: str, shown: str) -> None:
    broken = Sentence("<b1>One <i2>two</i2></b1>", target, inline=(Inline("b1"), Inline("i2")))
    assert f"<p>{shown}</p>" in render_html(paragraph(broken)).decode()


class Nesting(HTMLParser):
    """Reads a page; asserts that every element closes inside the one in which it opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page.partition("<body>")[2])

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open:  # else it is of what is around the body
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(tagged_documents())
def test_any_tags_make_a_page_whose_elements_nest(document: Document) -> None:
    page = Nesting(render_html(document).decode())
    for line in (line for part in parts(document) for line in part):
        assert line.text in page.text


@given(tagged_documents())
def test_any_tags_make_xliff_with_the_same_pairs_on_both_sides(document: Document) -> None:
    root = parse_xml("text.xlf", render_xliff(document))

    def ids(node: Node) -> list[str]:
        inner = [one for child in node.children for one in ids(child)]
        return [node.attributes["id"], *inner] if node.tag == "pc" else inner

    sentences = iter(one for block in document.blocks for one in block.sentences)
    for unit in root.all("unit"):
        everything = [one for segment in unit.all("segment") for one in ids(segment)]
        assert all(everything.count(one) == 2 for one in everything)
        for segment in unit.all("segment"):
            (target,) = segment.all("target")
            assert target.text == words(next(sentences))


@given(tagged_documents())
def test_any_tags_read_back_from_markdown(document: Document) -> None:
    read = read_markdown(
        render_markdown(document).decode(), path="a.md", first_line=1, language="xx"
    )
    lines = [line.text for part in parts(document) for line in part]
    wanted = [" ".join(line.split()) for line in lines if says_something(line)]
    assert [passage.text for passage in read.passages] == wanted


@settings(max_examples=10)
@given(tagged_documents())
def test_any_tags_make_a_word_document_with_the_same_text(document: Document) -> None:
    word = docx.Document(BytesIO(render_docx(document)))
    assert [paragraph.text for paragraph in word.paragraphs] == [
        line.text for part in parts(document) for line in part
    ]
