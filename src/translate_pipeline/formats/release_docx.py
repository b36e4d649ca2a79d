"""Word documents (DOCX), read into passages. A passage's line is the number of its paragraph."""

import re
from collections.abc import Iterator, Sequence

from translate_pipeline.formats.release_reading import (
    ReleaseReading,
    not_read,
    settled_remarks,
    unmarked,
    with_headline,
)
from translate_pipeline.formats.word_runs import WordRuns, words
from translate_pipeline.formats.word_styles import Styles
from translate_pipeline.formats.word_xml import WordParts, goes_on, read_word_parts, rows_of
from translate_pipeline.formats.xml_tree import Node
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import Passage, is_attribution, says_something, tidied
from translate_pipeline.text.marks import Marked

_PARTS = ("styles", "footnotes", "endnotes", "comments", "header", "footer", "core-properties")
_HINTS = {
    "title": BlockKind.HEADING,
    "heading": BlockKind.HEADING,
    "list": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def read_docx(data: bytes, *, path: str, locale: Locale) -> ReleaseReading:
    """What a Word document says.

    Styles and numbering tell headings, lists, quotes and captions; bold, italics and links are
    marks of the passages; foot- and endnotes come after the text. Tracked changes count as if they
    were accepted; struck text and marks of notes go. What is not read, and what is still open in
    it, stands in the remarks.

    Raises InputError for what is no Word document, or has macros.
    """
    parts = read_word_parts(data, path, _PARTS)
    reader = _Reader(parts, locale.language)
    reader.read_blocks(next(parts.main.all("body"), parts.main))
    for note in (
        n for kind in ("footnotes", "endnotes") for p in parts.others[kind] for n in p.children
    ):
        if "type" not in note.attributes:  # else it is the line above the notes
            reader.read_blocks(note)
    for part in (*parts.others["header"], *parts.others["footer"]):
        reader.runs.pass_over("frame", words(part))
    comments = sum(1 for part in parts.others["comments"] for _ in part.all("comment"))
    properties = parts.others["core-properties"]
    title = next((node.text for part in properties for node in part.all("title")), "")
    return ReleaseReading(
        with_headline(reader.passages, reader.first_title, sure=True),
        title=" ".join(title.split()),
        remarks=tuple(_remarks(reader, comments)),
    )


class _Reader:
    """Where the reading is, and the passages so far."""

    def __init__(self, parts: WordParts, language: str) -> None:
        self.passages: list[Passage] = []
        self.first_title: int | None = None
        """Index of the first paragraph in the style Title."""
        self.changed: set[int] = set()
        """The numbers of the paragraphs in which changes are tracked."""
        self.styles = Styles(parts.others["styles"])
        self.runs = WordRuns(self.styles, parts.links)
        self.language = language
        self.number = 0
        """Of the last paragraph that has a text."""
        self.before = Marked("")
        """What the next paragraph goes on from, since the mark between them was deleted."""

    def read_blocks(self, node: Node, *, cell: bool = False) -> None:
        """Read all paragraphs in a part, in the order of the text."""
        for child in node.children:
            if child.tag == "p":
                self.read_paragraph(child, cell=cell)
            elif child.tag == "tbl":
                rows = rows_of(child)
                for each in (each for row in rows for each in row if each):
                    self.read_blocks(each, cell=len(rows) > 1)
            elif child.tag not in ("del", "moveFrom", "sdtPr", "tcPr", "sectPr"):
                self.read_blocks(child, cell=cell)

    def read_paragraph(self, paragraph: Node, *, cell: bool) -> None:
        kind, depth = self.styles.kind_of(paragraph)
        text = joined((self.before, self.runs.read(paragraph)))
        self.before = text if goes_on(paragraph) else Marked("")
        if goes_on(paragraph):
            return
        if kind == "contents":
            self.runs.pass_over("contents", text.text)
            return
        self.number += says_something(text.text)
        if self.runs.changed:
            self.changed.add(max(1, self.number))
            self.runs.changed = False
        hint = _HINTS.get(kind, BlockKind.PARAGRAPH if cell else None)
        start = 0
        for match in (*_EMPTY_LINE.finditer(text.text), None):
            end = match.start() if match else len(text.text)
            self.add(text.cut(start, end), kind, hint, depth)
            start = match.end() if match else end

    def add(self, text: Marked, kind: str, hint: BlockKind | None, depth: int) -> None:
        if not says_something(text.text):
            return
        line = tidied(text, self.language)
        line, hint, depth = unmarked(line, hint, depth, self.language)
        quoted = bool(self.passages) and self.passages[-1].hint is BlockKind.QUOTE
        speaker = is_attribution(line.text, self.language, with_title=True)
        if hint is BlockKind.QUOTE and quoted and speaker:
            hint = BlockKind.ATTRIBUTION
        if kind == "title" and self.first_title is None:
            self.first_title = len(self.passages)
        self.passages.append(Passage(line.text, self.number, hint, depth, marks=line.marks))


def joined(texts: Sequence[Marked]) -> Marked:
    """The texts as one."""
    text = ""
    marks = []
    for each in texts:
        at = len(text)
        marks += [m._replace(start=m.start + at, end=m.end + at) for m in each.marks]
        text += each.text
    return Marked(text, tuple(marks))


def _remarks(reader: _Reader, comments: int) -> Iterator[str]:
    names = {
        "frame": tr("headers and footers"), "box": tr("text boxes"),
        "contents": tr("tables of contents"), "hidden": tr("hidden text"),
    }  # fmt: skip
    for what, texts in reader.runs.unread.items():
        yield not_read(names[what], texts)
    yield from settled_remarks(reader.runs.settled)
    if reader.changed:
        yield tr(
            "changes are tracked and neither accepted nor rejected (paragraph {numbers}); they are"
            " read as if they were accepted",
            numbers=", ".join(map(str, sorted(reader.changed))),
        )
    if comments:
        yield tr("comments are not read, and there are some: {n}", n=comments)
