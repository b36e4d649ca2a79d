"""Marks: the bold, the italics and the links of a text, apart from it.

A reader of a format finds them; ``text.inline`` makes tags of them, in the text's sentences.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from translate_pipeline.model.release import InlineKind

_KINDS = (InlineKind.LINK, InlineKind.BOLD, InlineKind.ITALIC)
"""Where two marks cross, the later one of these is cut: a link in two parts would be two links."""
_SAYS = re.compile(r"[^\W_]")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


class Mark(NamedTuple):
    """A stretch of a text that is set apart."""

    start: int
    end: int
    kind: InlineKind
    href: str = ""
    """Where a link leads, as :func:`safe_href` has it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int, end: int | None = None) -> "Marked":
        """What stands between two places, with as much of the marks as is there."""
        end = len(self.text) if end is None else end
        clipped = (
            mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
        )
        return Marked(self.text[start:end], tuple(m for m in clipped if m.start < m.end))


def safe_href(href: str) -> str:
    """An address that a published page may lead to; empty for any other.

    It is one of the web or of e-mail: a script is none, nor is a file of whoever wrote the source.

    >>> safe_href(" https://example.org/a b "), safe_href("javascript:alert(1)")
    ('https://example.org/a%20b', '')
    """
    href = "".join(href.split("\n")).replace("\t", "").strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    web = parts.scheme in ("http", "https") and parts.netloc
    if not (web or (parts.scheme == "mailto" and "@" in parts.path)) or len(href) > 2000:
        return ""
    return "".join(c if c.isalnum() else quote(c, safe=_URL_SAFE) for c in href)


def in_order(marked: Marked) -> Marked:
    """The same text with marks that say something, and of which none crosses another.

    Equal ones that touch, or that only a space parts, are one. Bold and italics go where they hold
    no letter, and where they hold all: a paragraph in bold is a paragraph.
    """
    text = marked.text
    kept: list[Mark] = []
    for kind in _KINDS:
        joined = list(_joined(text, (mark for mark in marked.marks if mark.kind is kind)))
        if kind is not InlineKind.LINK:
            joined = [mark for mark in joined if tells(text, mark) and not _is_all(text, mark)]
        groups = [[mark for mark in kept if mark.kind is other] for other in _KINDS]
        kept += (piece for mark in joined for piece in _uncrossed(mark, groups))
    return Marked(text, tuple(sorted(kept, key=outer_first)))


def outer_first(mark: Mark) -> tuple[int, int, int]:
    """The order in which marks open."""
    return mark.start, -mark.end, _KINDS.index(mark.kind)


def tells(text: str, mark: Mark) -> bool:
    """Whether there is a letter or a digit in what is marked; a link may be an arrow."""
    return mark.kind is InlineKind.LINK or bool(_SAYS.search(text, mark.start, mark.end))


def trimmed(text: str, mark: Mark, more: str = "") -> Mark | None:
    """The mark without the white space at its edges; None where nothing else is in it.

    ``more`` are characters that count as such.
    """
    start, end = mark.start, mark.end
    while start < end and (text[start].isspace() or text[start] in more):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in more):
        end -= 1
    return mark._replace(start=start, end=end) if start < end else None


def _joined(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks of one kind in order, none overlapping; a later link goes where an earlier is."""
    last: Mark | None = None
    for mark in sorted(filter(None, (trimmed(text, each) for each in marks))):
        if last and last.href == mark.href and not text[last.end : mark.start].strip():
            last = last._replace(end=max(last.end, mark.end))
        elif last and mark.start < last.end:
            continue
        else:
            if last:
                yield last
            last = mark
    if last:
        yield last


def _is_all(text: str, mark: Mark) -> bool:
    return not _SAYS.search(text, 0, mark.start) and not _SAYS.search(text, mark.end)


def _uncrossed(mark: Mark, groups: Sequence[Sequence[Mark]]) -> Iterator[Mark]:
    """The mark, cut where others end or begin that it reaches into."""
    places = {mark.start, mark.end}
    for group in groups:
        for edge in (mark.start, mark.end):
            at = bisect_left(group, (edge,)) - 1
            if at >= 0 and group[at].start < edge < group[at].end:
                other = group[at]
                places |= {at for at in (other.start, other.end) if mark.start < at < mark.end}
    edges = sorted(places)
    for start, end in pairwise(edges):
        yield mark._replace(start=start, end=end)
