"""Tags: bold, italics and links as they stand in a segment, for people and programs to carry over.

``<b1>war crimes</b1>``, ``<i2>so</i2>``, ``<a3>report</a3>``: numbered in a segment, as translation
programs show them. Whatever reads language reads a text without them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Generic, NamedTuple, TypeVar

from translate_pipeline.model.release import Inline, InlineKind
from translate_pipeline.text.marks import Mark, Marked, in_order, outer_first, tells, trimmed

T = TypeVar("T")

_TAG = re.compile(r"<(/?)([abiABI][1-9][0-9]{0,4})>")
_LETTERS = {InlineKind.BOLD: "b", InlineKind.ITALIC: "i", InlineKind.LINK: "a"}


class Tag(NamedTuple):
    """A tag in a text."""

    name: str
    closing: bool
    start: int
    end: int


class Reading(NamedTuple):
    """A text as it is read, without its tags, and where that stands in it with them."""

    text: str
    places: Sequence[int] = ()
    """For every tag, what place of ``text`` it stands before."""
    lengths: Sequence[int] = (0,)
    """How long the first so many tags are together."""

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the reading stands in the whole text; -1 is no place and stays so."""
        if start < 0 or not self.places:
            return start, end
        first = start + self.lengths[bisect_right(self.places, start)]
        if end <= start:
            return first, first
        return first, end + self.lengths[bisect_right(self.places, end - 1)]

    def read(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the whole text, which begins and ends in no tag, stands in it."""
        if start < 0 or not self.places:
            return start, end
        tags = [place + length for place, length in zip(self.places, self.lengths, strict=False)]
        return tuple(at - self.lengths[bisect_right(tags, at - 1)] for at in (start, end))  # type: ignore[return-value]


def plain(text: str) -> str:
    """The text without its tags.

    >>> plain("The <a1><b2>Rome</b2> Statute</a1>.")
    'The Rome Statute.'
    """
    return _TAG.sub("", text) if "<" in text else text


def tags(text: str) -> tuple[Tag, ...]:
    """All tags in a text, in order, sound or not."""
    if "<" not in text:
        return ()
    return tuple(Tag(m[2].lower(), bool(m[1]), *m.span()) for m in _TAG.finditer(text))


@lru_cache(maxsize=512)
def reading(text: str) -> Reading:
    """The text without its tags, with the way back."""
    found = tags(text)
    if not found:
        return Reading(text)
    lengths = (0, *accumulate(tag.end - tag.start for tag in found))
    places = tuple(tag.start - before for tag, before in zip(found, lengths, strict=False))
    return Reading(plain(text), places, lengths)


def tagged(
    marked: Marked, spans: Sequence[tuple[int, int]]
) -> list[tuple[str, tuple[Inline, ...]]]:
    """Each sentence of a text with its tags, numbered from 1 in the order in which they open.

    A mark that goes over two sentences is closed and opened again. A name that the text holds as
    text already is passed over.
    """
    if not marked.marks:
        return [(marked.text[start:end], ()) for start, end in spans]
    text, marks = marked.text, in_order(marked).marks
    literal = {tag.name for tag in tags(text)}
    ends = [end for _, end in spans]
    shared: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        for at in range(bisect_right(ends, mark.start), len(spans)):
            start, end = spans[at]
            if start >= mark.end:
                break
            part = mark._replace(start=max(mark.start, start), end=min(mark.end, end))
            inside = trimmed(text, part)
            if inside and tells(text, inside):
                shared[at].append(inside)
    return [
        _sentence(text, start, end, sorted(own, key=outer_first), literal)
        for (start, end), own in zip(spans, shared, strict=True)
    ]


def _sentence(
    text: str, start: int, end: int, own: Sequence[Mark], literal: set[str]
) -> tuple[str, tuple[Inline, ...]]:
    inline: list[Inline] = []
    named: list[tuple[int, int, str]] = []
    number = 0
    for mark in own:
        number += 1
        while (name := f"{_LETTERS[mark.kind]}{number}") in literal:
            number += 1
        inline.append(Inline(name, mark.href))
        named.append((mark.start - start, mark.end - start, name))
    return with_tags(text[start:end], named), tuple(inline)


def with_tags(text: str, named: Sequence[tuple[int, int, str]]) -> str:
    """The text with tags around stretches of it, which nest: start, end and name.

    Of two that are the same stretch the first is the outer one.
    """
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    at = 0

    def write(to: int, tag: str) -> None:
        nonlocal at
        parts.extend((text[at:to], tag))
        at = to

    for start, end, name in sorted(named, key=lambda one: (one[0], -one[1])):
        while opened and opened[-1][0] <= start:
            write(opened[-1][0], f"</{opened.pop()[1]}>")
        write(start, f"<{name}>")
        opened.append((end, name))
    while opened:
        write(opened[-1][0], f"</{opened.pop()[1]}>")
    return "".join((*parts, text[at:]))


def spans_of(text: str) -> dict[str, tuple[int, int]]:
    """For every tag that is there once as a pair: where what it holds stands, without tags."""
    found: dict[str, tuple[int, int]] = {}
    whole = reading(text)
    opened: dict[str, int] = {}
    for tag, place in zip(tags(text), whole.places, strict=False):
        if not tag.closing:
            opened.setdefault(tag.name, place)
        elif tag.name in opened and tag.name not in found:
            found[tag.name] = opened[tag.name], place
    return found


def misplaced(text: str) -> Iterator[tuple[Tag, str]]:
    """The tags that do not nest, each with what is wrong, for people."""
    opened: list[Tag] = []
    for tag in tags(text):
        if not tag.closing:
            if tag.name[0] == "a" and any(one.name[0] == "a" for one in opened):
                yield tag, f"<{tag.name}> stands within another link"
            opened.append(tag)
        elif opened and opened[-1].name == tag.name:
            if not plain(text[opened.pop().end : tag.start]).strip():
                yield tag, f"<{tag.name}> holds nothing"
        elif found := next((one for one in opened if one.name == tag.name), None):
            yield tag, f"</{tag.name}> ends before <{opened[-1].name}>, which begins in it"
            opened.remove(found)
        else:
            yield tag, f"</{tag.name}> stands before <{tag.name}>"


def sound(text: str) -> tuple[Inline, ...]:
    """The tags of a text as what they stand for, if each is there once, as a pair that nests.

    None where one is not, or is written in capitals. Where a link leads is not known from a text.
    """
    found = tags(text)
    names = [tag.name for tag in found if not tag.closing]
    if any(text[tag.start : tag.end] != text[tag.start : tag.end].lower() for tag in found):
        return ()
    paired = sorted(names) == sorted(tag.name for tag in found if tag.closing)
    if not paired or len(set(names)) < len(names) or any(misplaced(text)):
        return ()
    return tuple(map(Inline, names))


def runs(text: str, inline: Sequence[Inline]) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """The text in stretches, each with what it stands in, the outermost first.

    Only the tags of ``inline`` are tags, all else is text. Of these, one without its partner or a
    link within a link has no effect, and one that crosses another ends with it: whatever somebody
    typed, it can be shown.
    """
    known = {one.name: one for one in inline}
    found = [tag for tag in tags(text) if tag.name in known] if known else []
    closings = {tag.name: tag.start for tag in found if tag.closing}
    stack: list[Inline] = []
    at = 0
    for tag in found:
        if at < tag.start:
            yield text[at : tag.start], tuple(stack)
        at = tag.end
        one = known[tag.name]
        if not tag.closing and closings.get(tag.name, -1) > tag.start:
            if one not in stack and not (one.href and any(outer.href for outer in stack)):
                stack.append(one)
        elif tag.closing and one in stack:
            del stack[stack.index(one) :]
    if at < len(text):
        yield text[at:], tuple(stack)


class Edge(NamedTuple, Generic[T]):
    """Where something that sets a stretch of a text apart begins or ends."""

    of: T
    opens: bool


def nested(stretches: Iterable[tuple[str, Sequence[T]]]) -> Iterator[str | Edge[T]]:
    """The stretches of a text, and the edges of what they stand in around them, which nest."""
    opened: list[T] = []
    for text, inside in stretches:
        same = len(shared(opened, inside))
        while len(opened) > same:
            yield Edge(opened.pop(), opens=False)
        for one in inside[same:]:
            opened.append(one)
            yield Edge(one, opens=True)
        yield text
    while opened:
        yield Edge(opened.pop(), opens=False)


def shared(one: Sequence[T], other: Sequence[T]) -> tuple[T, ...]:
    """What two stretches both stand in."""
    pairs = zip(one, other, strict=False)
    return tuple(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
