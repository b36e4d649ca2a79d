"""What a program reads in a text, not a person: addresses, placeholders, HTML and Markdown."""

import re
from functools import lru_cache
from typing import NamedTuple

_MAYBE = re.compile(r"[@%{<&*`~]|://|www\.|\]\(|\[\^")
"""What a text without any of these need not be searched for."""

_URL = r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"
_ADDRESS = re.compile(
    rf"(?P<url>{_URL})"
    r"|(?<![A-Za-z0-9._%+-])(?P<mail>[A-Za-z0-9._%+-]+"
    r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)+)"
    r"|(?<![A-Za-z0-9_@/.])(?P<handle>@[A-Za-z0-9_]{2,}(?!\.?[A-Za-z0-9_@]))"
)
_CODE = re.compile(
    r"(?P<variable>\$\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{[^{}\s]*\}|%\(\w+\)[#0+-]*\d*(?:\.\d+)?[A-Za-z]"
    r"|(?<![\d%])%(?:\d+\$)?[#0+-]*\d*(?:\.\d+)?[sdifgxXeEc](?![A-Za-z]))"
    r"|(?P<tag></?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>)"
    r"|(?P<entity>&(?:lt|gt|amp);)"
    r"|(?P<note>\[\^\w+\])"
    r"|(?P<mark>\*\*|~~|`+|(?<=\])\()"
)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?![\w*])")
_TRAILING = ".,;:!?'*_~"
_MASK = "\ufffc"


class Piece(NamedTuple):
    """Something in a text that has to be in its translation as it is."""

    text: str
    """Evened out where that makes no difference: a tag without its attributes."""
    kind: str
    start: int
    end: int


@lru_cache(maxsize=512)
def pieces(text: str) -> tuple[Piece, ...]:
    """All of them: URLs, e-mail addresses, handles, placeholders, tags, entities, Markdown.

    >>> [piece.text for piece in pieces('Write to <a href="https://a.org">%(name)s</a>.')]
    ['https://a.org', '<a>', '%(name)s', '</a>']
    """
    if not _MAYBE.search(text):
        return ()
    found = []
    addresses: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        kind, piece = str(match.lastgroup), match[0]
        if kind == "url":
            piece = _trimmed(piece)
        addresses.append((match.start(), match.start() + len(piece)))
        found.append(Piece(piece, kind, *addresses[-1]))
    for match in _CODE.finditer(text):
        if not any(start <= match.start() < end for start, end in addresses):
            kind = str(match.lastgroup)
            piece = _tag(match[0]) if kind == "tag" else match[0]
            found.append(Piece(piece, kind, *match.span()))
    found += [Piece("*", "mark", *match.span()) for match in _EMPHASIS.finditer(text)]
    return tuple(found)


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """The text with U+FFFC in the place of every character of its addresses and its code.

    >>> masked("<b>a</b>")
    '\ufffc\ufffc\ufffca\ufffc\ufffc\ufffc\ufffc'
    """
    for piece in pieces(text):
        if piece.text != "*":
            length = piece.end - piece.start
            text = f"{text[: piece.start]}{_MASK * length}{text[piece.end :]}"
    return text


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence that it ends."""
    while url[-1] in _TRAILING or (url[-1] in ")]" and url.count("(") < url.count(")")):
        url = url[:-1]
    return url


def _tag(tag: str) -> str:
    slash = "/" if tag[1] == "/" else ""
    name = re.split(r"[\s/>]", tag[1 + len(slash) :], maxsplit=1)[0]
    return f"<{slash}{name.lower()}>"
