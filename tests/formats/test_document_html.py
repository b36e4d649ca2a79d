"""A page keeps the structure, holds every text as text, and says what it is to programs."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from tests.formats.sample_documents import one, sample
from tests.strategies import documents
from translate_pipeline.formats.document_html import render_html
from translate_pipeline.formats.document_parts import parts, readable
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind

KNOWN = {
    "html", "head", "meta", "title", "link", "style", "script", "body", "main", "article", "h1",
    "h2", "p", "figure", "blockquote", "figcaption", "ul", "li", "time", "span", "address",
    "footer",
}  # fmt: skip
VOID = ("meta", "link")


class Page(HTMLParser):
    """Reads a page; asserts that every element is one of ours and is closed."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.open: list[str] = []
        self.lines: list[str] = []
        self.texts: dict[str, str] = {}
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self.feed(render_html(document).decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in KNOWN
        assert {name for name, _ in attrs} <= {
            "lang", "dir", "class", "datetime", "charset", "name", "content", "rel", "hreflang",
            "href", "type",
        }  # fmt: skip
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "p", "li", "address", "figcaption"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data
        if "body" in self.open and self.lines and data.strip("\n"):
            self.lines[-1] += data

    @property
    def data(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.texts["script"])
        return found


def inner(document: Document) -> str:
    found = re.search("<article>\n(.*)\n</article>", render_html(document).decode(), re.DOTALL)
    assert found
    return found[1]


@given(documents())
def test_whatever_a_text_holds_it_stays_text(document: Document) -> None:
    page = Page(document)
    wanted = [line.text for part in parts(document) for line in part]
    note = readable(document.note)
    assert [line for line in page.lines if line] == [*wanted, *([note] if note else [])]
    assert page.data["headline"] == page.texts.get("title", "") == readable(document.title)
    assert len(page.attributes["script"]) == 1


def test_a_script_in_a_title_runs_nowhere() -> None:
    evil = "</script></title><script>alert(1)</script><!--"
    document = replace(one(BlockKind.PARAGRAPH, f'"{evil}'), title=evil)
    html = render_html(document).decode()
    assert html.count("<script") == html.count("</script") == 1
    assert Page(document).data["headline"] == evil
    assert Page(document).attributes["meta"][2]["content"] == f'"{evil}'


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("es", "ltr"), ("zh", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl")],
)
def test_the_page_says_its_language_and_direction(tag: str, direction: str) -> None:
    page = Page(one(BlockKind.PARAGRAPH, "A", tag=tag))
    assert page.attributes["html"] == [{"lang": tag, "dir": direction}]


def test_what_is_not_translated_is_marked_with_its_language() -> None:
    sign = Sentence("Sign <b>", "Sign <b>", translated=False)
    assert inner(one(BlockKind.CALL_TO_ACTION, sign, tag="ar")) == (
        '<p class="call-to-action" lang="en" dir="ltr">Sign &lt;b&gt;</p>'
    )
    assert inner(one(BlockKind.PARAGRAPH, "واحد.", sign, tag="ar")) == (
        '<p>واحد. <span lang="en" dir="ltr">Sign &lt;b&gt;</span></p>'
    )


def test_a_quote_holds_who_said_it() -> None:
    assert """\
<figure class="quote">
<blockquote><p>«Cada día cuesta vidas. Los Estados deben parar ya.»</p></blockquote>
<figcaption>Maëlle Orsenne, directora ejecutiva</figcaption>
</figure>""" in inner(sample("es"))


def test_a_dateline_is_a_time_where_the_day_is_known() -> None:
    dateline = one(BlockKind.DATELINE, "14 de octubre")
    assert inner(dateline) == '<p class="dateline">14 de octubre</p>'
    dated = replace(dateline, date=sample("es").date)
    assert inner(dated) == (
        '<p class="dateline"><time datetime="2026-10-14">14 de octubre</time></p>'
    )


def test_the_other_locales_are_named_and_the_page_itself_with_them() -> None:
    links = [(link["hreflang"], link["href"]) for link in Page(sample("es")).attributes["link"]]
    assert links == [(tag, f"../{tag}/index.html") for tag in ("es", "fr", "pt-BR")]
    assert "link" not in Page(replace(sample("es"), others=())).attributes


def test_programs_read_what_it_is_a_translation_of() -> None:
    assert Page(sample("es")).data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Karsholt: civiles bajo asedio",
        "identifier": "karsholt",
        "version": 2,
        "inLanguage": "es",
        "datePublished": "2026-10-15T09:30:00Z",
        "translationOfWork": {
            "@type": "NewsArticle", "inLanguage": "en", "datePublished": "2026-10-14",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("a" * 160, "a" * 160),
        ("uno " * 50, "uno " * 38 + "uno…"),
        ("a" * 161, "a" * 159 + "…"),
        ("a " + "饿" * 200, "a " + "饿" * 157 + "…"),
        ("e\u0301" * 200, "e\u0301" * 159 + "…"),
    ],
)
def test_the_description_is_the_first_paragraph_cut_at_a_word(text: str, description: str) -> None:
    (_, _, meta) = Page(one(BlockKind.PARAGRAPH, text)).attributes["meta"]
    assert meta == {"name": "description", "content": description}


def test_nothing_is_fetched() -> None:
    html = re.sub("<link rel=.*", "", render_html(sample("ar")).decode())
    assert re.findall("https?://[^\"' ]+|url\\(|@import", html) == ["https://schema.org"]
