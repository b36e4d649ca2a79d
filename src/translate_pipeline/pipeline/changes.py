"""Changes: what a correction changed against the version before it, for people to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.difference import difference


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence, all of it that a reader can see, and its block where that matters."""

    source: str
    target: str
    links: tuple[tuple[str, str], ...]
    kind: BlockKind | None
    begins: bool
    """Whether it is the first of its block."""


def changes(before: Document | None, now: Document) -> tuple[str, ...]:
    """A line for each sentence that changed, came or went, in reading order.

    What follows the same source near the same place is one sentence that changed: its target, or
    where its links lead. Where no sentence did, the blocks are told that did; so another content
    has a line at least.
    """
    if before is None:
        return ()
    return tuple(_lines(before, now, blocks=False)) or tuple(_lines(before, now, blocks=True))


def _lines(before: Document, now: Document, *, blocks: bool) -> Iterator[str]:
    old, new = list(_rows(before, blocks=blocks)), list(_rows(now, blocks=blocks))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _told(old[a:b], new[c:d])


def _rows(document: Document, *, blocks: bool) -> Iterator[_Row]:
    for block in document.blocks:
        for place, one in enumerate(block.sentences):
            links = tuple(sorted((tag.name, tag.href) for tag in one.inline if tag.href))
            kind, begins = (block.kind, place == 0) if blocks else (None, False)
            yield _Row(one.source, one.target, links, kind, begins)


def _told(old: list[_Row], new: list[_Row]) -> Iterator[str]:
    """The lines of a place in the text where the one took the place of the other."""
    went = list(old)
    for row in new:
        same = next((one for one in went if one.source == row.source), None)
        if same is None:
            yield f"{{+{row.target}+}}"
            continue
        went.remove(same)
        yield _changed(same, row)
    yield from (f"[-{row.target}-]" for row in went)


def _changed(old: _Row, new: _Row) -> str:
    """The line of a sentence: first its place, where that changed, and last its links."""
    kind = f"[-{old.kind}-]{{+{new.kind}+}} " if old.kind is not new.kind else ""
    begins = ("{+¶+} " if new.begins else "[-¶-] ") if old.begins is not new.begins else ""
    gone = "".join(f" [-{link[1]}-]" for link in old.links if link not in new.links)
    came = "".join(f" {{+{link[1]}+}}" for link in new.links if link not in old.links)
    return f"{kind}{begins}{difference(old.target, new.target)}{gone}{came}"
