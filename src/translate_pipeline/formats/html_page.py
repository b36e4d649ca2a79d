"""A web page as a tree, and which parts of it are no part of the text.

Left out is what the page itself marks as its frame, and what two agree on: the page, by its words
for such parts or by text that is mostly links, and a library that knows web pages (trafilatura).
Neither alone: to lose a paragraph of a release is far worse than to keep a line of a menu.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr

if TYPE_CHECKING:  # the library is loaded only for pages: it takes 0.1 s
    from lxml.html import HtmlElement

NO_TEXT = frozenset({
    "script", "style", "template", "noscript", "head", "svg", "math", "canvas", "audio", "video",
    "iframe", "object", "embed", "map", "input", "select", "textarea", "datalist", "xml",
})  # fmt: skip
"""Elements that hold no text for readers."""
_FRAME = frozenset({"nav", "button", "dialog", "menu", "search"})
_FRAME_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "button",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_PROGRAMS = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-?reader)", re.IGNORECASE
)
_WORDS_FOR_FRAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|foot|footer|bottom|sidebar|breadcrumbs?|share\w*"
    r"|sharing|addtoany\w*|social\w*|related\w*|relatedposts|comments?|respond|cookies?|consent"
    r"|newsletter|subscribe|promo\w*|advert\w*|banner|widget\w*|skip\w*|teasers?|tags|pager"
    r"|pagination|topbar|toolbar)(?=$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = "//head/meta[@property='article:published_time']/@content"
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Page:
    """A web page and what was left out of it."""

    root: "HtmlElement"
    """What holds the text."""
    title: str
    language: str
    """As the page names it, such as ``en-US``; empty where it does not."""
    published: str = ""
    """When it was published, as it says to programs."""
    left_out: list[str] = field(default_factory=list)
    """The texts of the parts that are not in it."""
    votes: str | None = None
    """All that the library takes for the text, without spaces; None where it finds nothing."""

    def is_frame(self, element: "HtmlElement") -> bool:
        """Whether an element and all in it is none of the text, by what the page says of it."""
        return _is_hidden(element) or _is_frame(element, self.root)

    def leave_out(self, element: "HtmlElement") -> None:
        """Note that a part is not in the text."""
        self.note(_text(element))

    def note(self, text: str) -> None:
        """Note that a text is left out."""
        if text := " ".join(text.split()):
            self.left_out.append(text)

    def may_go(self, element: "HtmlElement", text: str, linked: int) -> bool:
        """Whether a block is left out: one in an element, of which so many letters are links."""
        if self.votes is None or _SPACE.sub("", text) in self.votes:
            return False
        return 2 * linked > len(text) or any(
            _WORDS_FOR_FRAMES.search(f"{one.get('class', '')} {one.get('id', '')}")
            for one in _upwards(element, self.root)
        )


def read_page(text: str, path: str, first_line: int) -> Page:
    """The page that a text holds. Raises InputError for one that the parser cannot hold."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # Where a page begins further down in its file, its lines count on.
    data = ("\n" * (first_line - 1) + text).encode()
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        document = document_fromstring(data, parser=parser)
    except ParserError:
        raise InputError(path, first_line, tr("there is no text here to translate")) from None
    for error in parser.error_log:
        if "RESOURCE_LIMIT" in error.type_name:
            reason = tr("its elements are nested too deeply; save it from a browser, or as text")
            raise InputError(path, error.line, reason)
    body = next(document.iter("body"), document)
    page = Page(body, "".join(document.xpath("//head/title//text()")), _language(document, body))
    page.published = next(iter(document.xpath(_PUBLISHED)), "")
    page.root = _root(body)
    for element in _upwards(page.root, body):
        for sibling in element.getparent().iterchildren() if element is not body else ():
            if sibling is not element and sibling.tag not in NO_TEXT and not _is_hidden(sibling):
                page.leave_out(sibling)
    page.votes = _library(data)
    return page


def has(element: "HtmlElement", tag: str) -> bool:
    """Whether an element of that name is in it, or it is one."""
    return next(element.iter(tag), None) is not None


def _language(document: "HtmlElement", body: "HtmlElement") -> str:
    return str(document.get("lang") or document.get("xml:lang") or body.get("lang") or "")


def _root(body: "HtmlElement") -> "HtmlElement":
    """The article or main part that holds the page's heading and most of its words, else the body.

    Where two hold them, one in the other, it is the inner one.
    """
    wanted = body.xpath(".//article | .//main | .//*[@role='main' or @role='article']")
    whole = _words(body, body)
    found = [
        one for one in wanted
        if 2 * _words(one, body) >= whole
        and (has(one, "h1") or not has(body, "h1"))
        and not any(_is_hidden(outer) for outer in _upwards(one, body))
    ]  # fmt: skip
    return found[-1] if found else body


def _words(element: "HtmlElement", root: "HtmlElement") -> int:
    return len(_text(element, root).split())


def _text(element: "HtmlElement", root: "HtmlElement | None" = None) -> str:
    """The visible text in an element; with a root, without what is frame in that."""
    parts: list[str] = []
    stack: list[HtmlElement | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        inner: list[HtmlElement | str] = [one.text or ""]
        for child in one.iterchildren():
            frame = root is not None and _is_frame(child, root)
            if child.tag not in NO_TEXT and not _is_hidden(child) and not frame:
                inner.append(child)
            inner.append(f" {child.tail or ''}")
        stack.extend(reversed(inner))
    return "".join(parts)


def _is_hidden(element: "HtmlElement") -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
        or bool(_FOR_PROGRAMS.search(element.get("class", "")))
    )


def _is_frame(element: "HtmlElement", root: "HtmlElement") -> bool:
    """Whether the page says that an element is its frame.

    A header or footer is that of the page, unless it stands in an article or a quotation; nor is a
    header with the heading.
    """
    if element.tag in _FRAME or element.get("role", "").strip().lower() in _FRAME_ROLES:
        return True
    if element.tag not in ("header", "footer") or has(element, "h1"):
        return False
    around = {one.tag for one in _upwards(element, root)}
    return not around & {"article", "main", "blockquote", "figure", "section"}


def _upwards(element: "HtmlElement", root: "HtmlElement") -> Iterator["HtmlElement"]:
    """The element and all that it stands in, the root the last."""
    one: HtmlElement | None = element
    while one is not None:
        yield one
        if one is root:
            return
        one = one.getparent()


def _library(data: bytes) -> str | None:
    """What the library takes for the text, all white space taken out."""
    import logging

    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with suppress(Exception):  # whatever goes wrong in it, no text is lost for it
        if found := extract(data.decode(), include_comments=False):
            return _SPACE.sub("", found)
    return None


def summary(left_out: Sequence[str], kept: int) -> str:
    """What was left out of a page, for people: how many words, and of what."""
    words = sum(len(text.split()) for text in left_out)
    longest = sorted(dict.fromkeys(left_out), key=lambda text: -len(text))[:3]
    shown = ", ".join(f"“{_begun(text)}”" for text in longest)
    return tr(
        "{left} of {words} words of the page were left out, as no part of its text: {shown}",
        left=words, words=words + kept, shown=shown,
    )  # fmt: skip


def _begun(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50].rsplit(' ', 1)[0]} …"
