"""The text of a segment in TMX, put together from what is in it.

Codes of other programs are left out of it, but for what our own tags stand for.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 10_000
"""Characters and elements of a text. No sentence has more."""

_CODES = ("bpt", "ept", "ph", "it", "ut")
"""Elements that hold another program's codes, and no text."""
_OWN = re.compile(r"</?[abi][1-9][0-9]{0,4}>")
"""A code that is a tag of ours."""
_KINDS = {"bold": "b", "italic": "i", "link": "a", "x-bold": "b", "x-italic": "i", "x-link": "a"}
_BREAK = re.compile(r"<br\b|\\(?:line|par)\b|[\n\t]", re.IGNORECASE)
"""Codes that part two words."""


class Text(NamedTuple):
    """The text of a variant."""

    with_tags: str
    """With codes of other programs, as far as they are bold, italics or links, as tags of ours."""
    without: str
    """With those tags only that are ours."""
    too_long: bool = False


class SegmentText:
    """Takes the events within a text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._foreign: set[int] = set()
        """Which pieces are codes of other programs that stand as tags of ours."""
        self._code: list[str] = []
        self._within: list[str] = []
        """The open elements that hold codes, and what is in them."""
        self._attributes: Mapping[str, str] = {}
        self._opened: dict[str, str] = {}
        """By number: the names of the pairs that have begun."""
        self._length = 0

    def text(self, text: str) -> None:
        """Take a piece of text, of the segment or of a code in it."""
        self._length += len(text)
        if self._length <= LONGEST:
            (self._code if self._within else self._pieces).append(text)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        self._length += 1
        if self._within:
            self._within.append(tag)
        elif tag in _CODES and self._length <= LONGEST:
            self._within, self._code, self._attributes = [tag], [], attributes

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._within and self._within.pop() == tag and not self._within:
            self._add(tag, "".join(self._code), self._attributes)

    def _add(self, tag: str, code: str, attributes: Mapping[str, str]) -> None:
        """Take a code that has ended for what it stands for."""
        number, kind = attributes.get("i", ""), attributes.get("type", "").lower()
        if _OWN.fullmatch(code):
            self._pieces.append(code)
        elif tag == "bpt" and kind in _KINDS:
            self._opened[number] = name = f"{_KINDS[kind]}{attributes.get('x') or number}"
            self._mark(f"<{name}>")
        elif tag == "ept" and number in self._opened:
            self._mark(f"</{self._opened.pop(number)}>")
        elif kind in ("lb", "x-lb", "tab") or _BREAK.match(code):
            self._pieces.append(" ")

    def _mark(self, tag: str) -> None:
        self._foreign.add(len(self._pieces))
        self._pieces.append(tag)

    def read(self) -> Text:
        """The text, now that it has ended."""
        too_long = self._length > LONGEST
        whole = "".join(self._pieces)
        if not self._foreign:
            return Text(whole, whole, too_long)
        own = (one for at, one in enumerate(self._pieces) if at not in self._foreign)
        return Text(whole, "".join(own), too_long)
