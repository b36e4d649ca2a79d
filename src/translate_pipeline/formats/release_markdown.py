"""Markdown (CommonMark with tables), read into passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release_markdown_marks import Marking, tag_looks
from translate_pipeline.formats.release_markdown_rules import (
    add_footnotes,
    box_end,
    without_comments,
    without_harmless_html,
)
from translate_pipeline.formats.release_reading import (
    ReleaseReading,
    settled_remarks,
    with_headline,
)
from translate_pipeline.messages import tr
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import (
    BULLETS,
    Passage,
    attribution_start,
    dash_end,
    is_attribution,
    is_dash_item,
    says_something,
    tidied,
)
from translate_pipeline.text.marks import Marked
from translate_pipeline.text.raised import Settled, settled

DEEPEST = 40
"""Levels of lists and quotations. Beyond its limit markdown-it-py drops text without a word."""
_TYPED_BULLET = re.compile(rf"\s*[{BULLETS}]\ufe0f?\s*(?=\S)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BORDER = re.compile(r"(?<!\\)\|")
_CLOSING = re.compile(r"[.,;:!?)\]”’»]")
_TAG = re.compile(r"</?[a-z!?]", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


def read_markdown(body: str, *, path: str, first_line: int, language: str) -> ReleaseReading:
    """What a Markdown document says, without its markup.

    Emphasis, strong and links are marks of the passages, written as inline HTML too; code and
    all other inline HTML keep their text only, and comments go; struck text and marks of notes go,
    which the remarks tell; a picture gives captions (its alternative text and its title); cells of
    tables and footnotes are paragraphs. Blocks of code stay as they are and are not to be
    translated.

    Raises InputError for other HTML, which no locale could be trusted to keep intact, for a tag
    that strikes or raises no one knows what, and for nesting deeper than ``DEEPEST`` levels.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    add_footnotes(parser)
    # A line of no-break spaces only is an empty one to people, if not to CommonMark.
    lines = [line if line.strip() else "" for line in body.split("\n")]
    reader = _Reader(path, first_line, language, lines, parser)
    for token in parser.parse("\n".join(lines)):
        reader.read(token)
    return ReleaseReading(
        with_headline(reader.passages, reader.first_title),
        remarks=tuple(settled_remarks(reader.settled)),
    )


@dataclass(slots=True)
class _Reader:
    """Where in the document the reading is, and the passages so far."""

    path: str
    first_line: int
    language: str
    lines: Sequence[str]
    parser: MarkdownIt
    passages: list[Passage] = field(default_factory=list)
    first_title: int | None = None
    """Index of the first heading of level 1."""
    line: int = 0
    """Of the body, from 0."""
    lists: int = 0
    quotes: list[int] = field(default_factory=list)
    """For each blockquote that is open, how many passages there were before it."""
    inside: str = ""
    """The element that the next inline text opens: h1 … h6, li, td, or none of these."""
    cells: int = 0
    """How many the first row of the table has; 0 where there is no table."""
    before: str = ""
    """The line above."""
    listed: bool = False
    """Whether that is a list item behind a long dash."""
    settled: list[Settled] = field(default_factory=list)
    """The texts so far in which something was struck, raised or lowered."""

    def read(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0]
        if token.level >= DEEPEST - 1:
            raise self.error(tr("lists and quotations are nested too deeply; make them flatter"))
        match token.type:
            case "inline":
                self.read_inline(token.children or ())
            case "fence" | "code_block":
                self.read_code(token)
            case "html_block":
                self.read_html(token)
            case "tr_open":
                self.read_row()
            case _:
                self.step(token)

    def step(self, token: Token) -> None:
        """Go into an element, or out of it."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "blockquote_open":
                self.quotes.append(len(self.passages))
            case "blockquote_close":
                self.quotes.pop()
            case "table_open":
                self.cells = 0
            case "list_item_open" | "heading_open" | "td_open" | "th_open":
                self.inside = token.tag
            case _:
                pass

    def read_row(self) -> None:
        """Refuse a row with more cells than the table has columns: they would be dropped."""
        row = self.lines[self.line].strip().removeprefix("|").removesuffix("|")
        cells = 1 + len(_BORDER.findall(row))
        if self.cells and cells > self.cells:
            reason = tr("this row has more cells than its table has columns; add a column")
            raise self.error(reason)
        self.cells = cells

    def read_html(self, token: Token) -> None:
        """Read what a block of HTML holds, if only its comments and harmless tags have to go."""
        text, first = without_harmless_html(token.content), self.line
        if _TAG.search(text):
            raise self.error(_raw_html(text.strip()))
        for tag in _ANY_TAG.findall(without_comments(token.content)):
            if tag_looks(tag):  # where its text ends, another block may say
                raise self.error(_raw_html(tag))
        for inner in self.parser.parse(text):
            if inner.map:
                inner.map = [first + inner.map[0], first + inner.map[1]]
            self.read(inner)

    def read_inline(self, children: Sequence[Token]) -> None:
        text, below = "", 0
        pictured = False
        marking = Marking()
        for child in children:
            below += child.type in ("softbreak", "hardbreak")
            if child.type == "html_inline":
                if without_harmless_html(child.content).strip():
                    raise self.error(_raw_html(child.content), below, child.content)
                below += child.content.count("\n")
            if child.type == "image":
                for caption in self.captions(child):
                    self.add(caption, BlockKind.CAPTION)
            plain = _plain(child)
            if pictured and _CLOSING.match(plain):
                text = text.rstrip(" ")
            pictured = child.type == "image" or (pictured and not plain)
            if tag := marking.read(child, len(text)):
                raise self.error(_raw_html(tag), below, tag)
            text += plain
        whole = self.settle(text, marking)
        below = start = 0
        for part, listed in self.parts(whole.text):
            self.add_part(whole.cut(start, start + len(part)), below, listed=listed)
            start += len(part) + 1
            below += part.count("\n") + 1
        self.inside = ""

    def settle(self, text: str, marking: Marking) -> Marked:
        """The text without what is struck in it, and with raised digits as such."""
        if tag := marking.open_look():
            raise self.error(_raw_html(tag))
        read = settled(Marked(text, tuple(marking.marks)), marking.stretches)
        if marking.stretches:
            self.settled.append(read)
        return read.marked

    def captions(self, image: Token) -> Iterator[Marked]:
        """A picture's alternative text, and its title where that is another one."""
        alternative, marking = "", Marking()
        for child in image.children or ():
            if tag := marking.read(child, len(alternative)):
                raise self.error(_raw_html(tag))
            alternative += _plain(child)
        yield Marked(self.settle(alternative, marking).text)
        title = str(image.attrGet("title") or "")
        if title != alternative:
            yield Marked(title)

    def parts(self, text: str) -> list[tuple[str, bool]]:
        """The paragraph; apart from it, lines with a bullet or a dash that is typed before them.

        Each with whether it is a list item behind a dash.
        """
        parts: list[tuple[str, bool]] = []
        for line in text.split("\n"):
            item = is_dash_item(line, self.before, listed=self.listed)
            speaker = attribution_start(line, self.language)
            if not parts or item or speaker or _TYPED_BULLET.match(line):
                parts.append((line, item))
                self.listed = item
            else:
                parts[-1] = (f"{parts[-1][0]}\n{line}", parts[-1][1])
            self.before = line
        return parts

    def add_part(self, part: Marked, below: int, *, listed: bool) -> None:
        """Add a paragraph, or what stands from one typed bullet, or dash and name, to the next."""
        text = part.text
        if listed:
            self.add(part.cut(dash_end(text)), BlockKind.LIST_ITEM, below, deeper=1)
        elif start := attribution_start(text, self.language):
            self.add(part.cut(start), BlockKind.ATTRIBUTION, below)
        elif start := _typed_bullet_end(text):
            self.add(part.cut(start), BlockKind.LIST_ITEM, below, deeper=1)
        elif self.inside in _HEADINGS:
            if self.inside == "h1" and self.first_title is None and says_something(text):
                self.first_title = len(self.passages)
            self.add(part, BlockKind.HEADING, below)
        elif self.inside == "li":
            self.add(part.cut(box_end(text)), BlockKind.LIST_ITEM, below)
        elif self.inside in ("td", "th"):
            self.add(part, BlockKind.PARAGRAPH, below)
        elif self.quotes and not self.lists:
            first = len(self.passages) == self.quotes[-1]
            speaker = is_attribution(text, self.language, with_title=True) and not first
            self.add(part, BlockKind.ATTRIBUTION if speaker else BlockKind.QUOTE, below)
        else:
            self.add(part, None, below)

    def read_code(self, token: Token) -> None:
        """Keep what stands in by four spaces, or between fences: a passage a stretch of lines."""
        first = 1 if token.type == "fence" else 0
        lines = enumerate(token.content.split("\n"), first)
        for says, group in groupby(lines, key=lambda line: bool(line[1].strip())):
            if says:
                part = list(group)
                code = "\n".join(text for _, text in part)
                self.add(Marked(code), BlockKind.PARAGRAPH, part[0][0], verbatim=True)

    def add(
        self,
        part: Marked,
        hint: BlockKind | None,
        below: int = 0,
        *,
        deeper: int = 0,
        verbatim: bool = False,
    ) -> None:
        if says_something(part.text):
            place = self.first_line + self.line + below
            depth = self.lists + deeper
            line = tidied(part, self.language)
            self.passages.append(Passage(line.text, place, hint, depth, verbatim, line.marks))

    def error(self, reason: str, below: int = 0, excerpt: str = "") -> InputError:
        line = self.line + below
        column = self.lines[line].find(excerpt.partition("\n")[0]) + 1
        return InputError(self.path, self.first_line + line, reason, column=column)


def _plain(child: Token) -> str:
    """An inline token's text; line ends are kept, for what may begin after them."""
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    if child.type == "html_inline":
        return without_harmless_html(child.content)
    return child.content.replace("\n", " ") if child.type in ("text", "code_inline") else ""


def _typed_bullet_end(text: str) -> int:
    match = _TYPED_BULLET.match(text)
    return match.end() if match else 0


def _raw_html(found: str) -> str:
    tag = " ".join(found.split())[:40]
    return tr(
        "HTML ({tag}) in Markdown is not read; write it as Markdown, or put \\ before the < if it"
        " is meant as text",
        tag=tag,
    )
