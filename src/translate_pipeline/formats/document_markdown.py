"""An approved version as Markdown (CommonMark), which reads back as exactly the same texts."""

import re
from html import escape
from urllib.parse import unquote

from translate_pipeline.formats.document_parts import (
    Line,
    Span,
    Style,
    add_span,
    edged,
    parts,
    readable,
)
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import BlockKind, InlineKind
from translate_pipeline.text.inline import Edge

_MARKUP = re.compile(
    r"[\\`*\[\]<~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is no emphasis
    r"|&(?=#?\w+;)"
    r"|^(?:[#>=]|[+-](?=\s|$|-))"
    r"|(?:(?<=^)|(?<=\s))#(?=#*$)"  # at the end of a heading it would vanish
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What would be an item of a numbered list."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = {InlineKind.BOLD: "**", InlineKind.ITALIC: "*"}
_TAGS = {InlineKind.BOLD: "strong", InlineKind.ITALIC: "em", InlineKind.LINK: "a"}
_TOKENS = {tag: kind for kind, tag in _TAGS.items()}
_BEFORE = {
    BlockKind.HEADLINE: "# ",
    BlockKind.HEADING: "## ",
    BlockKind.QUOTE: "> ",
    BlockKind.PULL_QUOTE: "> ",
    BlockKind.LIST_ITEM: "- ",
}


def render_markdown(document: Document) -> bytes:
    """The document in UTF-8, a paragraph a line."""
    found = list(map(_part, parts(document)))
    if note := readable(document.note):
        found += ["---", escaped(note)]
    return ("\n\n".join(found) + "\n").encode()


def escaped(text: str) -> str:
    """A line with backslashes before all that would be markup in it."""
    return _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def _part(lines: list[Line]) -> str:
    kind = lines[0].kind
    mark = _BEFORE.get(kind, "")
    between = "\n" if kind is BlockKind.LIST_ITEM else f"\n{mark.rstrip()}\n"
    return between.join(mark + _text(line) for line in lines)


def _text(line: Line) -> str:
    if not any(span.styles for span in line.spans):
        return escaped(line.text)
    told = "".join(_piece(piece) for piece in edged(line.spans))
    # Next to some letters and marks "**" is no emphasis; then HTML says it, in Markdown too.
    return told if _reads_back(told, line) else "".join(map(_html, edged(line.spans)))


def _piece(piece: str | Edge[Style]) -> str:
    if isinstance(piece, str):
        return escaped(piece)
    if piece.of.kind is not InlineKind.LINK:
        return _MARKS[piece.of.kind]
    return "[" if piece.opens else f"](<{_ENTITY.sub('&amp;', piece.of.href)}>)"


def _html(piece: str | Edge[Style]) -> str:
    if isinstance(piece, str):
        return escaped(piece)
    tag = _TAGS[piece.of.kind]
    href = f' href="{escape(piece.of.href)}"' if piece.of.href else ""
    return f"<{tag}{href}>" if piece.opens else f"</{tag}>"


def _reads_back(told: str, line: Line) -> bool:
    """Whether Markdown sees the same text, set apart in the same way."""
    from markdown_it import MarkdownIt

    spans: list[Span] = []
    styles: list[Style] = []
    for token in MarkdownIt("commonmark").parseInline(told)[0].children or ():
        if token.nesting == 1:
            href = unquote(str(token.attrGet("href") or ""))
            styles.append(Style(_TOKENS.get(token.tag, InlineKind.LINK), href))
        elif token.nesting == -1:
            styles.pop()
        elif token.type == "text":
            add_span(spans, Span(token.content, line.locale, tuple(styles)))
        else:
            return False
    wanted: list[Span] = []
    for span in line.spans:
        inside = tuple(style._replace(href=unquote(style.href)) for style in span.styles)
        add_span(wanted, Span(span.text, line.locale, inside))
    return spans == wanted
