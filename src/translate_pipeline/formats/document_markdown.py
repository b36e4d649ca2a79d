"""An approved version as Markdown (CommonMark), which reads back as exactly the same texts."""

import re

from translate_pipeline.formats.document_parts import Line, parts, readable
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import BlockKind

_MARKUP = re.compile(
    r"[\\`*\[\]<~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is no emphasis
    r"|&(?=#?\w+;)"
    r"|^(?:[#>=]|[+-](?=\s|$|-))"
    r"|(?:(?<=^)|(?<=\s))#(?=#*$)"  # at the end of a heading it would vanish
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What would be an item of a numbered list."""
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
    return between.join(mark + escaped(line.text) for line in lines)
