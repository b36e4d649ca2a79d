"""What is bold, slanted, a link, struck or raised in an inline text of Markdown.

Inline HTML is read like Markdown.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from translate_pipeline.formats.html_looks import looks
from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.marks import Mark, safe_href
from translate_pipeline.text.raised import Look, Stretch

_TOKENS = {"strong": InlineKind.BOLD, "em": InlineKind.ITALIC, "link": InlineKind.LINK}
HTML = {
    **dict.fromkeys(("b", "strong"), InlineKind.BOLD),
    **dict.fromkeys(("i", "em"), InlineKind.ITALIC),
    "a": InlineKind.LINK,
}
"""The elements of HTML that say so."""
_HTML = re.compile(r"<(/?)([a-z][a-z0-9-]*)(\s.*)?/?>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = r"""\s%s\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_HREF = re.compile(_ATTRIBUTE % "href", re.IGNORECASE)
_STYLE = re.compile(_ATTRIBUTE % "style", re.IGNORECASE)
_ALONE = ("br", "wbr")


class _Open(NamedTuple):
    """What is open at a place of the text."""

    name: str
    mark: Mark | None = None
    looks: frozenset[Look] = frozenset()
    written: str = ""
    """The tag."""
    start: int = 0
    in_page: bool = False
    """Whether it is a link to a place in a page."""


class Marking:
    """The marks of a text whose tokens are read one after another."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.stretches: list[Stretch] = []
        """What is struck, raised or lowered."""
        self._open: list[_Open] = []
        self._link = (0, 0)
        """Where the last link to a place in a page stood."""

    def read(self, token: Token, at: int) -> str:
        """Read a token that stands at a place of the text.

        Gives back a tag that ends what nothing began, where it would strike, raise or lower.
        """
        name, _, edge = token.type.rpartition("_")
        if name in _TOKENS and edge == "open":
            href = str(token.attrGet("href") or "")
            mark = Mark(at, at, _TOKENS[name], safe_href(href))
            self._open.append(_Open(name, mark, start=at, in_page="#" in href))
        elif token.type == "s_open":
            self._open.append(_Open(name, looks=frozenset({Look.STRUCK}), start=at))
        elif (name in _TOKENS or name == "s") and edge == "close":
            self._close(name, at)
        elif token.type == "html_inline" and (tag := _HTML.fullmatch(token.content)):
            return self._tag(tag, at)
        return ""

    def open_look(self) -> str:
        """A tag that strikes, raises or lowers and that nothing ends; empty without one."""
        return next((one.written for one in self._open if one.looks), "")

    def _tag(self, tag: re.Match[str], at: int) -> str:
        name, attributes = tag[2].lower(), tag[3] or ""
        if tag[1]:
            known = self._close(f"<{name}>", at)
            return tag[0] if not known and tag_looks(tag[0]) else ""
        looking = tag_looks(tag[0])
        if name in _ALONE or (tag[0].endswith("/>") and not looking):
            return ""
        href = _value(_HREF, attributes) if name == "a" else ""
        mark = Mark(at, at, HTML[name], safe_href(href)) if name in HTML else None
        self._open.append(_Open(f"<{name}>", mark, looking, tag[0], at, "#" in href))
        return ""

    def _looks_at(self, start: int, end: int) -> Iterator[Look]:
        """How the last stretch looks, if it stands there."""
        return (one.look for one in self.stretches[-2:] if one[:2] == (start, end))

    def _close(self, name: str, at: int) -> bool:
        """End the last one of this name; a tag without its partner says nothing."""
        for number in range(len(self._open) - 1, -1, -1):
            one = self._open[number]
            if one.name == name:
                crossed = [other for other in self._open[number + 1 :] if other.looks]
                self._open[number:] = crossed
                if one.mark and (one.mark.kind is not InlineKind.LINK or one.mark.href):
                    self.marks.append(one.mark._replace(end=at))
                self.stretches += (Stretch(one.start, at, look) for look in one.looks)
                if one.in_page:
                    self._link = (one.start, at)
                if self._link == (one.start, at) and Look.RAISED in self._looks_at(*self._link):
                    self.stretches.append(Stretch(*self._link, Look.REFERENCE))
                return True
        return False


def tag_looks(written: str) -> frozenset[Look]:
    """How a tag of HTML makes its text look."""
    tag = _HTML.fullmatch(written)
    return looks(tag[2].lower(), _value(_STYLE, tag[3] or "")) if tag else frozenset()


def _value(attribute: re.Pattern[str], attributes: str) -> str:
    found = attribute.search(attributes)
    return unescape("".join(filter(None, found.groups()))) if found else ""
