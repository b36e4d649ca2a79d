"""An approved version as a web page of its own: one file, no script, nothing to fetch."""

import json
from collections.abc import Iterator
from html import escape
from itertools import groupby

import regex

from translate_pipeline.formats.document_parts import Line, Style, edged, parts, readable
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind, InlineKind
from translate_pipeline.text.inline import Edge
from translate_pipeline.text.languages import right_to_left

_LONGEST = 160
"""Letters of the description; search engines show no more."""
_STYLE = """\
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-width: 42rem;
  font: 1.0625rem/1.65 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2 { line-height: 1.3; text-wrap: balance; }
figure { margin: 1.5rem 0; }
blockquote { margin: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid; }
blockquote p { margin: 0; }
address { font-style: normal; }
figcaption, footer, .label, .dateline, .attribution { font-size: .875em; opacity: .8; }
figcaption { margin-top: .25rem; }
figcaption p { margin: 0; }
.pull-quote, .call-to-action { font-weight: bold; }
footer { margin-top: 3rem; border-top: thin solid; }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } }"""
_ELEMENTS = {
    BlockKind.HEADLINE: "h1",
    BlockKind.HEADING: "h2",
    BlockKind.CONTACT: "address",
    BlockKind.PARAGRAPH: "p",
}
_STYLES = {InlineKind.BOLD: "strong", InlineKind.ITALIC: "em", InlineKind.LINK: "a"}


def render_html(document: Document) -> bytes:
    """The page in UTF-8. Whatever a text holds, it stays text."""
    found = parts(document)
    return "\n".join([
        "<!DOCTYPE html>",
        f"<html {_language(document.locale)}>",
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        *_description(found),
        *_alternates(document),
        f"<style>\n{_STYLE}\n</style>",
        f'<script type="application/ld+json">{_linked_data(document)}</script>',
        "</head>",
        "<body>",
        "<main>",
        "<article>",
        *(line for part in found for line in _part(document, part)),
        "</article>",
        "</main>",
        *([f'<footer><p dir="auto">{note}</p></footer>'] if (note := _text(document.note)) else []),
        "</body>",
        "</html>",
        "",
    ]).encode()  # fmt: skip


def _part(document: Document, lines: list[Line]) -> Iterator[str]:
    match lines[0].kind:
        case BlockKind.LIST_ITEM:
            yield "<ul>"
            yield from (_element("li", document, line) for line in lines)
            yield "</ul>"
        case BlockKind.QUOTE | BlockKind.PULL_QUOTE as kind:
            quote, *speakers = lines
            yield f'<figure class="{_name(kind)}">'
            yield f"<blockquote>{_element('p', document, quote)}</blockquote>"
            yield from (_element("figcaption", document, line) for line in speakers)
            yield "</figure>"
        case BlockKind.CAPTION | BlockKind.CREDIT:
            # The figure is where the picture goes, which a bundle does not hold.
            yield "<figure>"
            yield "<figcaption>"
            yield from (_paragraph(document, line) for line in lines)
            yield "</figcaption>"
            yield "</figure>"
        case kind if kind in _ELEMENTS:
            yield _element(_ELEMENTS[kind], document, lines[0])
        case _:
            yield _paragraph(document, lines[0])


def _paragraph(document: Document, line: Line) -> str:
    """A paragraph that says what it is."""
    return _element("p", document, line, f' class="{_name(line.kind)}"')


def _element(tag: str, document: Document, line: Line, attributes: str = "") -> str:
    foreign = "" if line.locale == document.locale else f" {_language(line.locale)}"
    inner = "".join(_in_one_language(line))
    if line.kind is BlockKind.DATELINE and document.date:
        inner = f'<time datetime="{document.date}">{inner}</time>'
    return f"<{tag}{attributes}{foreign}>{inner}</{tag}>"


def _in_one_language(line: Line) -> Iterator[str]:
    for locale, spans in groupby(line.spans, key=lambda span: span.locale):
        text = "".join(map(_piece, edged(spans)))
        yield text if locale == line.locale else f"<span {_language(locale)}>{text}</span>"


def _piece(piece: str | Edge[Style]) -> str:
    if isinstance(piece, str):
        return escape(piece, quote=False)
    tag = _STYLES[piece.of.kind]
    if not piece.opens:
        return f"</{tag}>"
    return f'<a href="{escape(piece.of.href)}">' if piece.of.href else f"<{tag}>"


def _name(kind: BlockKind) -> str:
    return kind.replace("_", "-")


def _language(locale: Locale) -> str:
    return f'lang="{locale}" dir="{"rtl" if right_to_left(locale) else "ltr"}"'


def _text(text: str) -> str:
    return escape(readable(text), quote=False)


def _description(found: list[list[Line]]) -> Iterator[str]:
    """The first paragraph, cut at a word; between letters where no word ends near."""
    first = next((part[0].text for part in found if part[0].kind is BlockKind.PARAGRAPH), "")
    letters = regex.findall(r"\X", first)
    if len(letters) > _LONGEST:
        first = "".join(letters[: _LONGEST - 1])
        words = first.rpartition(" ")[0]
        first = f"{words if len(words) > len(first) / 2 else first}…"
    if first:
        yield f'<meta name="description" content="{escape(first)}">'


def _alternates(document: Document) -> Iterator[str]:
    """Where the page is in each locale, itself among them, as search engines want it."""
    if document.others:
        for tag in sorted({document.locale.tag, *(other.tag for other in document.others)}):
            yield f'<link rel="alternate" hreflang="{tag}" href="../{tag}/index.html">'


def _linked_data(document: Document) -> str:
    """What the page is, in the words of schema.org."""
    original: dict[str, object] = {
        "@type": "NewsArticle", "inLanguage": document.source_locale.tag,
    }  # fmt: skip
    if document.date:
        original["datePublished"] = document.date.isoformat()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": readable(document.title),
        "identifier": document.release,
        "version": document.version,
        "inLanguage": document.locale.tag,
        "datePublished": f"{document.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "translationOfWork": original,
    }
    # In JSON a < can only stand in a text; as its number it cannot end the element around it.
    return json.dumps(data, ensure_ascii=False).replace("<", r"\u003c")
