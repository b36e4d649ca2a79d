"""Web pages, read into passages."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translate_pipeline.formats.html_looks import looks
from translate_pipeline.formats.html_page import NO_TEXT, Page, has, read_page, summary
from translate_pipeline.formats.release_reading import (
    ReleaseReading,
    settled_remarks,
    unmarked,
    with_headline,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind, InlineKind
from translate_pipeline.text.blocks import (
    Passage,
    is_attribution,
    says_something,
    tidied,
)
from translate_pipeline.text.marks import Mark, Marked, safe_href
from translate_pipeline.text.raised import Look, Settled, Stretch, settled

if TYPE_CHECKING:  # the library is loaded only for pages: it takes 0.1 s
    from lxml.html import HtmlElement

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "option", "label",
})  # fmt: skip
"""Elements that begin a paragraph and end one."""
_KINDS = {
    **dict.fromkeys(("b", "strong"), InlineKind.BOLD),
    **dict.fromkeys(("i", "em"), InlineKind.ITALIC),
}
_HINTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*italic", re.IGNORECASE)
_PLAIN = re.compile(r"(?<![\w-])font-(?:weight|style)\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
_AROUND_NOTES = " \n[]"
_BREAKS = re.compile(r"\n\s*\n")


def read_html(body: str, *, path: str, first_line: int, locale: Locale) -> ReleaseReading:
    """What a web page says, without its frame.

    Bold, italics and links are marks of the passages. Struck text and marks of notes go. What is
    hidden or for programs is not read, nor what ``html_page`` takes for the page's frame. The
    remarks tell of what is left out. The page's own language counts where it is another than the
    one expected.

    Raises InputError for a page that is nested too deeply.
    """
    page = read_page(body, path, first_line)
    own = _locale(page.language, locale)
    reader = _Reader(page, own.language)
    reader.walk(page.root, _Place(page.root))
    reader.end_passage()
    kept = sum(len(passage.text.split()) for passage in reader.passages)
    return ReleaseReading(
        with_headline(reader.passages, reader.first_title),
        title=" ".join(page.title.split()),
        locale=own,
        date=_date(page.published),
        remarks=(
            *((summary(page.left_out, kept),) if page.left_out else ()),
            *settled_remarks(reader.settled),
        ),
    )


def _locale(named: str, expected: Locale) -> Locale:
    """The page's locale, where it names another language than is expected."""
    try:
        found = Locale.parse(named)
    except ValueError:
        return expected
    return expected if found.language == expected.language else found


def _date(published: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Place:
    """What a text stands in."""

    element: "HtmlElement"
    """The nearest one that is a paragraph or a part of the page."""
    depth: int = 0
    """How many lists."""
    hint: BlockKind | None = None
    quote: bool = False
    verbatim: bool = False
    marks: tuple[tuple[InlineKind, str], ...] = ()
    looks: frozenset[Look] = frozenset()


def _within(block: "HtmlElement", place: _Place) -> _Place:
    """What the text of a block stands in."""
    level = _WORD_LEVEL.search(block.get("style", ""))
    depth = int(level[1]) if level else place.depth + (block.tag in ("ul", "ol"))
    return _Place(
        block,
        depth or int(block.tag == "li"),
        BlockKind.LIST_ITEM if level and not _is_title(block) else _hint(block, place),
        place.quote or block.tag == "blockquote",
        block.tag == "pre" and has(block, "code"),
        place.marks,
        place.looks | looks(block.tag, block.get("style", "")),
    )


def _hint(block: "HtmlElement", place: _Place) -> BlockKind | None:
    """What a block is."""
    hint = place.hint
    if _is_title(block):
        hint = BlockKind.HEADING
    elif block.tag in _HINTS:
        hint = _HINTS[block.tag]
    elif block.tag == "figcaption":
        said = has(block.getparent(), "blockquote")
        hint = BlockKind.ATTRIBUTION if said else BlockKind.CAPTION
    elif block.tag == "footer" and place.quote:
        hint = BlockKind.ATTRIBUTION
    elif block.tag in ("td", "th") and _is_data(block):
        hint = BlockKind.PARAGRAPH
    return hint


def _is_title(block: "HtmlElement") -> bool:
    return bool(block.tag == "h1" or block.get("class", "") == "MsoTitle")


def _is_data(cell: "HtmlElement") -> bool:
    """Whether a cell is one of a table of facts, and not of a page that a table lays out."""
    table = next(cell.iterancestors("table"), cell)
    several = has(table, "th") or sum(1 for _ in table.iter("tr")) > 1
    return several and not any(one.tag in _BLOCKS for one in cell.iterdescendants())


@dataclass(slots=True)
class _Reader:
    """Where the reading is, and the passages so far."""

    page: Page
    language: str
    passages: list[Passage] = field(default_factory=list)
    first_title: int | None = None
    text: str = ""
    """Of the passage that is being read."""
    marks: list[Mark] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    linked: int = 0
    """How many of its letters are links to somewhere."""
    line: int = 0
    place: _Place | None = None
    said: "set[HtmlElement]" = field(default_factory=set)
    """The list items and quotations that something was said in."""
    settled: list[Settled] = field(default_factory=list)
    """The passages so far in which something was struck, raised or lowered."""

    def walk(self, element: "HtmlElement", place: _Place) -> None:
        """Read an element with all that is in it; as deep as the parser lets pages be."""
        line = element.sourceline or 1
        self.add(element.text or "", line, place)
        for child in element.iterchildren():
            self.read(child, place)
            self.add(child.tail or "", child.sourceline or line, place)

    def read(self, child: "HtmlElement", place: _Place) -> None:
        tag = child.tag
        if tag in NO_TEXT or "mso-list:Ignore" in child.get("style", ""):
            return
        if self.page.is_frame(child):
            self.page.leave_out(child)
        elif tag == "br":
            self.text += "\n"
        elif tag in _BLOCKS:
            self.end_passage()
            self.walk(child, _within(child, place))
            self.end_passage()
        else:
            marks, looking = _marks(child), place.looks | _looks(child)
            if marks or looking != place.looks:
                place = replace(place, marks=(*place.marks, *marks), looks=looking)
            self.walk(child, place)

    def add(self, text: str, line: int, place: _Place) -> None:
        """Add a text to the passage; an empty line between two breaks ends it."""
        if place.element.tag == "pre":
            text = _BREAKS.sub("\n\n", text)
        elif text:
            lead = len(text) - len(text.lstrip())
            line += text.count("\n", 0, lead)
            text = re.sub(r"[\n\r]+", " ", text)
        if text.strip() and _BREAKS.search(self.text):
            self.end_passage()
        if text.strip() and not self.text.strip():
            self.text, self.line, self.place, self.linked = "", line, place, 0
            self.marks, self.stretches = [], []
        start = len(self.text)
        self.text += text
        self.stretches += (Stretch(start, len(self.text), look) for look in place.looks)
        for kind, href in place.marks:
            self.linked += len(text.strip()) if kind is InlineKind.LINK else 0
            if kind is not InlineKind.LINK or href:
                self.marks.append(Mark(start, len(self.text), kind, href))

    def end_passage(self) -> None:
        """Add what was read as a passage, unless it is none of the text."""
        marked, stretches, place = Marked(self.text, tuple(self.marks)), self.stretches, self.place
        self.text, self.marks, self.stretches = "", [], []
        if place is None or not says_something(marked.text):
            return
        line = tidied(marked, self.language)
        if stretches:  # the library has read it otherwise, and cannot say that it is frame
            self.settled.append(settled(marked, stretches))
            line = tidied(self.settled[-1].marked, self.language)
            if not says_something(line.text):
                return
        elif self.page.may_go(place.element, line.text, self.linked):
            self.page.note(line.text)
            return
        hint = self.first_in(place, line.text)
        line, hint, depth = unmarked(line, hint, place.depth, self.language)
        if _is_title(place.element) and self.first_title is None:
            self.first_title = len(self.passages)
        self.passages.append(Passage(line.text, self.line, hint, depth, place.verbatim, line.marks))

    def first_in(self, place: _Place, text: str) -> BlockKind | None:
        """What the page says that a text is.

        Only the first paragraph of a list item is one, and the first of a quotation no speaker.
        """
        if place.hint not in (BlockKind.LIST_ITEM, BlockKind.QUOTE):
            return place.hint
        tag = "li" if place.hint is BlockKind.LIST_ITEM else "blockquote"
        owner = next((one for one in _lineage(place.element) if one.tag == tag), place.element)
        first = owner not in self.said
        self.said.add(owner)
        if place.hint is BlockKind.LIST_ITEM:
            return BlockKind.LIST_ITEM if first else None
        speaker = not first and is_attribution(text, self.language, with_title=True)
        return BlockKind.ATTRIBUTION if speaker else BlockKind.QUOTE


def _lineage(element: "HtmlElement") -> Iterator["HtmlElement"]:
    yield element
    yield from element.iterancestors()


def _marks(element: "HtmlElement") -> list[tuple[InlineKind, str]]:
    style = element.get("style", "")
    if element.tag == "a":
        return [(InlineKind.LINK, safe_href(element.get("href", "")))]
    if element.tag in _KINDS:
        return [] if _PLAIN.search(style) else [(_KINDS[element.tag], "")]
    kinds = ((_BOLD, InlineKind.BOLD), (_ITALIC, InlineKind.ITALIC))
    return [(kind, "") for pattern, kind in kinds if pattern.search(style)]


def _looks(element: "HtmlElement") -> frozenset[Look]:
    """How an element looks; one that is raised and a link in full leads to a note."""
    found = looks(element.tag, element.get("style", ""))
    if Look.RAISED not in found:
        return found
    text = element.text_content().strip(_AROUND_NOTES)
    links = (*element.iter("a"), *element.iterancestors("a"))
    linked = any(
        "#" in one.get("href", "") and one.text_content().strip(_AROUND_NOTES) == text
        for one in links
    )
    return found | {Look.REFERENCE} if linked else found
