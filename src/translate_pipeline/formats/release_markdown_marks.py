"""What is bold, slanted or a link in an inline text of Markdown, inline HTML included."""

import re
from html import unescape

from markdown_it.token import Token

from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.marks import Mark, safe_href

_TOKENS = {"strong": InlineKind.BOLD, "em": InlineKind.ITALIC, "link": InlineKind.LINK}
HTML = {
    **dict.fromkeys(("b", "strong"), InlineKind.BOLD),
    **dict.fromkeys(("i", "em"), InlineKind.ITALIC),
    "a": InlineKind.LINK,
}
"""The elements of HTML that say so."""
_HTML = re.compile(rf"<(/?)({'|'.join(HTML)})(\s[^>]*)?>", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class Marking:
    """The marks of a text whose tokens are read one after another."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._open: list[tuple[str, Mark]] = []

    def read(self, token: Token, at: int) -> None:
        """Read a token that stands at a place of the text."""
        name, _, edge = token.type.rpartition("_")
        if name in _TOKENS and edge == "open":
            href = safe_href(str(token.attrGet("href") or ""))
            self._open.append((name, Mark(at, at, _TOKENS[name], href)))
        elif name in _TOKENS and edge == "close":
            self._close(name, at)
        elif token.type == "html_inline" and (tag := _HTML.fullmatch(token.content)):
            name = tag[2].lower()
            if tag[1]:
                self._close(f"<{name}>", at)
            elif not tag[3] or not tag[3].endswith("/"):
                found = _HREF.search(tag[3] or "")
                href = safe_href(unescape("".join(filter(None, found.groups())))) if found else ""
                self._open.append((f"<{name}>", Mark(at, at, HTML[name], href)))

    def _close(self, name: str, at: int) -> None:
        """End the last one of this name; a tag without its partner says nothing."""
        for number in range(len(self._open) - 1, -1, -1):
            opened, mark = self._open[number]
            if opened == name:
                del self._open[number:]
                if mark.kind is not InlineKind.LINK or mark.href:
                    self.marks.append(mark._replace(end=at))
                return
