"""Whatever the texts hold, Markdown reads back as exactly them."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from tests.formats.sample_documents import TAGS, one, sample
from tests.strategies import ANY_TEXTS, MARKUP, documents
from translate_pipeline.formats.document_markdown import escaped, render_markdown
from translate_pipeline.formats.document_parts import parts, readable
from translate_pipeline.formats.release_markdown import read_markdown
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import BlockKind

COMMON = MarkdownIt("commonmark")
EXTENDED = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLACES = {
    BlockKind.HEADLINE: "h1",
    BlockKind.HEADING: "h2",
    BlockKind.QUOTE: "blockquote",
    BlockKind.PULL_QUOTE: "blockquote",
    BlockKind.LIST_ITEM: "li",
}


def read(text: str, parser: MarkdownIt) -> list[tuple[str, str]]:
    """Every text with the element that it stands in; a rule is none."""
    found: list[tuple[str, str]] = []
    around: list[str] = []
    for token in parser.parse(text):
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text"}, children
            inside = [tag for tag in around if tag not in ("p", "ul")]
            found.append(("/".join(inside), "".join(child.content for child in children)))
        elif token.nesting == 1:
            around.append(token.tag)
        elif token.nesting == -1:
            around.pop()
        else:
            assert token.type == "hr", token
            found.append(("hr", ""))
    return found


@pytest.mark.parametrize("parser", [COMMON, EXTENDED])
@given(document=documents())
def test_a_document_reads_back_as_its_lines(parser: MarkdownIt, document: Document) -> None:
    wanted = [
        (PLACES.get(part[0].kind, ""), line.text) for part in parts(document) for line in part
    ]
    note = readable(document.note)
    wanted += [("hr", ""), ("", note)] if note else []
    assert read(render_markdown(document).decode(), parser) == wanted


@given(ANY_TEXTS.map(readable) | MARKUP.map(readable))
def test_no_heading_loses_what_it_ends_in(text: str) -> None:
    read_back = read(f"# {escaped(text)}\n", COMMON)
    assert read_back == [("h1", text)]


@pytest.mark.parametrize(
    "text",
    ["snake_case", "«Cada día», dijo.", "R&D", "a - b", "3.5 %", "-5", "+1", "C# y F#", "https://a.org/a_b#c",
     "2 > 1", "20%"],
)  # fmt: skip
def test_what_is_no_markup_is_not_escaped(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize("tag", TAGS)
def test_the_reader_of_releases_reads_a_document_as_it_was(tag: str) -> None:
    document = sample(tag)
    read = read_markdown(
        render_markdown(document).decode(), path="a.md", first_line=1, language=tag
    )
    wanted = [line.text for part in parts(document) for line in part]
    assert [passage.text for passage in read.passages] == [*wanted, document.note]


def test_a_list_is_one_list() -> None:
    text = render_markdown(sample("es")).decode()
    assert "\n\n- Levantar el bloqueo\n- Liberar a los ouvane\n\n" in text


def test_an_attribution_without_a_quote_is_a_paragraph() -> None:
    document = one(BlockKind.ATTRIBUTION, "Ana")
    assert render_markdown(document) == b"Ana\n"
