"""Source and RawBlock: a source file as the rules read it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from translate_pipeline.model.release import BOILERPLATE, BlockKind, Release
from translate_pipeline.model.translation import Severity, SourceFinding
from translate_pipeline.text.inline import plain

_WORD = re.compile(r"[^\W\d_]+")
_AROUND = 24
"""How much of its line an excerpt shows on either side, in code points."""
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as it stands in the file: its lines, with their own spaces, bullets and markup."""

    kind: BlockKind
    line: int
    """Where it begins in the file, from 1."""
    text: str
    """Its lines, joined by line feeds."""
    starts: tuple[int, ...]
    """The offset in ``text`` of each of its lines."""

    @property
    def extent(self) -> tuple[int, int]:
        """Where its first word begins and its last one ends, in ``text``."""
        return len(self.text) - len(self.text.lstrip()), len(self.text.rstrip())

    def span_of(self, text: str) -> tuple[int, int]:
        """Where a text of this block stands in it, whose spaces may be others."""
        found = re.search(r"\s+".join(map(re.escape, text.split())), self.text)
        return found.span() if found else self.extent

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column in the file, both from 1, of an offset in ``text``."""
        index = bisect_right(self.starts, offset) - 1
        return self.line + index, offset - self.starts[index] + 1

    def finding(  # noqa: PLR0913  (a finding has that many parts)
        self,
        rule: str,
        start: int,
        end: int,
        message: str,
        suggestion: str = "",
        *,
        severity: Severity = Severity.WARNING,
    ) -> SourceFinding:
        """What a rule says about ``text[start:end]``."""
        line, column = self.place(start)
        excerpt = _excerpt(self.text, start, end)
        return SourceFinding(rule, severity, line, column, excerpt, message, suggestion)


@dataclass(frozen=True)
class Source:
    """A source file: what is written there, and what it was understood to be."""

    lines: tuple[str, ...]
    """The lines of the file, decoded, without line ends; none of a file that nobody typed, whose
    blocks are read as they are."""
    release: Release

    @property
    def language(self) -> str:
        """The primary language subtag of the source locale."""
        return self.release.source_locale.language

    @cached_property
    def raw_blocks(self) -> tuple[RawBlock, ...]:
        """The blocks as they stand in the file, in reading order.

        What comes before the first block (front matter) belongs to none. Program code is left out.
        """
        return tuple(self._cut())

    @cached_property
    def raw_by_line(self) -> dict[int, RawBlock]:
        """The same, by the line where they begin; blocks of one line share theirs."""
        return {raw.line: raw for raw in self.raw_blocks}

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word occurs, as it is written."""
        return Counter(word for raw in self.raw_blocks for word in _WORD.findall(raw.text))

    def _cut(self) -> Iterator[RawBlock]:
        if not self.lines:
            for block, text in zip(self.release.blocks, self.release.text.split("\n"), strict=True):
                yield RawBlock(block.kind, block.line, plain(text), (0,))
            return
        kinds: dict[int, BlockKind] = {}
        code: set[int] = set()
        for block in self.release.blocks:
            kinds.setdefault(block.line, block.kind)
            if block.kind not in BOILERPLATE and not any(s.translate for s in block.segments):
                code.add(block.line)
        starts = sorted(kinds)
        for line, end in pairwise([*starts, len(self.lines) + 1]):
            if line in code:
                continue
            lines = list(self.lines[line - 1 : end - 1])
            while len(lines) > 1 and not lines[-1].strip():
                lines.pop()
            yield RawBlock(kinds[line], line, "\n".join(lines), tuple(_starts(lines)))


def _starts(lines: list[str]) -> Iterator[int]:
    offset = 0
    for line in lines:
        yield offset
        offset += len(line) + 1


def _excerpt(text: str, start: int, end: int) -> str:
    """The place and what stands around it on its line, cut at spaces; invisible characters named.

    A bidirectional control copied into a terminal would turn the rest of the line around.
    """
    end = min(end, start + 3 * _AROUND)
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first = text.rfind("\n", left, start) + 1
    last = text.find("\n", end, right)
    before, after = text[first or left : start], text[end : right if last < 0 else last]
    if left and not first:
        before = "…" + before[before.find(" ") + 1 :]
    if last < 0 and right < len(text):
        after = (after[: after.rfind(" ")] if " " in after else after) + "…"
    shown = f"{before}{text[start:end]}{after}".strip(" ").replace("\n", " ")
    return _INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", shown)


def in_lines(lines: Iterable[int]) -> str:
    """Lines as a message names them: ``line 8``, ``lines 8, 20 and 22``."""
    *head, tail = map(str, sorted(set(lines)))
    return f"lines {', '.join(head)} and {tail}" if head else f"line {tail}"
