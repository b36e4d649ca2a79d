"""Candidate: a place where a sentence may end, with what the rules look at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

OPENERS = "\"'“‘«‹„‚「『(["
CLOSING_QUOTES = "\"'”’»›」』"
_INVISIBLE = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CLOSERS = "\"'”’»›)\\]}」』）】" + _INVISIBLE
_WIDE = "。！？｡"
STOPS = ".!?…؟۔।॥։።፧။‼⁇⁈⁉" + _WIDE
# No part of it can fail after a long match, so that time grows with the length of the text.
_STOP = re.compile(
    f"[{STOPS}]"
    r"(?:"
    f"[{STOPS}{_CLOSERS}⁰¹²³⁴-⁹]"
    f"|\\s[{STOPS}]+(?=[\\s{_CLOSERS}]|$)"  # dots set with spaces
    r"|\s?\[(?:\d{1,3}|[a-z ]{4,30})\]"  # a footnote mark, "[citation needed]"
    r"|\s?[»›]"  # French puts a space before it
    r"""|\s["'”’)\]](?=\s|$)"""  # a closing mark that lost its place
    r"|\s?[:;][-']?[()DP](?=\s|$)"  # :-)
    r")*"
)
_NEXT = re.compile(r"""\s*(["'“‘«‹„‚「『(\[{¿¡—–\-*\s]{0,6})([^\W_]{1,30}|\S)?""")
_WORD = re.compile(r"[^\W_](?:[\w.&°ºª'’-]*[\w°ºª])?\Z")
_JOINT = re.compile(r"['’-]")
_FOOTNOTE_NUMBER = re.compile(r"\d{1,2}(?=\s)")
_PLAIN_WORD = re.compile(r"(?<!\S)[\"“‘«(]*[^\W\d_]{3,}[\"”’»)]*\Z")
_CAPITALISED = re.compile(r"[“‘«\"]?([^\W\d_])(?:['’][^\W\d_]{1,9}|[^\W\d_]{0,30})[\s,]")
_LOOK_BACK = 40
"""How many characters before a stop can matter; longer words are no abbreviations."""


class Candidate(NamedTuple):
    """A run of stops with the marks that close after it, and what stands on either side."""

    text: str
    at: int
    """Where the stops begin."""
    end: int
    """Where the sentence would end."""
    next: int
    """Where the next one would begin: the first character that is not white space."""
    before: str
    """The word before the stops, with its inner full stops: ``U.S``; empty if there is none."""
    forms: frozenset[str]
    """How the data may know that word: as it is, in lower case, without what is joined to it
    (``l'art``), and together with the word before it (``et al``)."""
    marks: str
    """The stops and closing marks, ``text[at:end]``."""
    opening: str
    """Quotation marks, brackets and dashes before the next word."""
    after: str
    """The next word, or the next character where that is not a letter or a digit."""

    @property
    def is_full_stop(self) -> bool:
        """Whether there is one stop only, such as may belong to an abbreviation."""
        return self.marks[0] == "." and sum(map(STOPS.__contains__, self.marks)) == 1


def candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The places between start and end, the last excepted, where a sentence may end."""
    for match in _STOP.finditer(text, start, end):
        at, stop = match.span()
        if stop == end:
            return
        if not text[stop].isspace():
            stop = _end_without_space(text, at, stop, start, end)
        if stop and stop < end:
            yield _candidate(text, start, at, stop, end)


def _end_without_space(text: str, at: int, stop: int, start: int, end: int) -> int:
    """Where a sentence may end although no white space follows the stops; 0 for nowhere."""
    if text[stop - 1] in _WIDE:
        return stop
    if text[at - 1 : at].isalpha() or stop > at + 1:
        footnote = _FOOTNOTE_NUMBER.match(text, stop, end)
        if footnote:
            return footnote.end()
    opener = _CAPITALISED.match(text, stop, end)
    if (
        opener
        and opener.group(1).isupper()
        and _ends_plain_word(text, max(start, at - _LOOK_BACK), at)
    ):
        return stop
    return 0


def _ends_plain_word(text: str, start: int, at: int) -> bool:
    """Whether a lower-case word stands before ``at``, and no address or file name."""
    match = _PLAIN_WORD.search(text[start:at])
    return match is not None and match.group().islower()


def _candidate(text: str, start: int, at: int, stop: int, end: int) -> Candidate:
    following = _NEXT.match(text, stop, end)
    assert following
    before, forms = _words_before(text[max(start, at - _LOOK_BACK) : at])
    return Candidate(
        text=text,
        at=at,
        end=stop,
        next=following.start(1) if following.group(1) else following.start(2),
        before=before,
        forms=forms,
        marks=text[at:stop],
        opening=following.group(1),
        after=following.group(2) or "",
    )


def _words_before(text: str) -> tuple[str, frozenset[str]]:
    tokens = text.rstrip(_INVISIBLE).split()[-2:]
    found = _WORD.search(tokens[-1]) if tokens else None
    if not found:
        return "", frozenset()
    word = found.group()
    pair = f"{tokens[0].lstrip(OPENERS)} {word}"
    small = word.lower()
    return word, frozenset((word, small, _JOINT.split(small)[-1], pair, pair.lower()))
