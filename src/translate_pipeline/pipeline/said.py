"""Said: what a PO file that came back says of each source, beside the PO file here.

A source may have several entries, split by context; and programs of strangers leave entries twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translate_pipeline.formats.po import Catalog, Entry
from translate_pipeline.messages import tr
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.pipeline.dating import Text
from translate_pipeline.pipeline.marks import SENT_BACK

NOT_TAKEN = "by mail, not taken: "
"""How the comment begins that shows a target in conflict."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the file says of a source: in one entry, or several where it was split by context."""

    source: str
    target: str
    """Of several entries all targets, or nothing if one is missing: as the ledger has it."""
    fuzzy: bool
    entries: tuple[Entry, ...]
    wrong: str = ""
    """Why nothing of it can be used."""
    split: bool = False
    """Whether it is not one to one with the entries here, or some of its targets are missing."""
    last: bool = False
    """Whether the file ends with it."""

    @property
    def key(self) -> SegmentKey:
        """The segment's."""
        return segment_key(self.source)

    @property
    def text(self) -> Text:
        """Its target and its mark."""
        return self.target, self.fuzzy

    @property
    def written(self) -> str:
        """All that stands in its targets."""
        return "\n".join(entry.msgstr for entry in self.entries if entry.msgstr)

    @property
    def comments(self) -> tuple[str, ...]:
        """What people wrote on it, but for what this program says of decisions and conflicts."""
        lines = dict.fromkeys(line for entry in self.entries for line in entry.comments if line)
        return tuple(line for line in lines if not line.startswith((SENT_BACK, NOT_TAKEN)))

    @property
    def sent_back(self) -> bool:
        """Whether a comment tells why the target was sent back."""
        return any(line.startswith(SENT_BACK) for entry in self.entries for line in entry.comments)

    @property
    def line(self) -> int:
        """Where its first source stands in the file."""
        return min(entry.msgid_line for entry in self.entries)


def said_in(sent: Catalog, here: Catalog) -> tuple[Said, ...]:
    """What the file says of every source, in its order."""
    groups: dict[str, list[Entry]] = {}
    for entry in sent.entries:
        if entry.msgid:
            groups.setdefault(entry.msgid, []).append(entry)
    ours = entries_of(here)
    last = max((entry.line for entry in sent.entries if entry.msgid), default=0)
    return tuple(
        _said(source, found, ours.get(source, ()), last=any(e.line == last for e in found))
        for source, found in groups.items()
    )


def entries_of(catalog: Catalog) -> Mapping[str, Sequence[Entry]]:
    """The entries of every source; obsolete ones only where there is no other."""
    active: dict[str, list[Entry]] = {}
    obsolete: dict[str, list[Entry]] = {}
    for entry in catalog.entries:
        if entry.msgid:
            (obsolete if entry.obsolete else active).setdefault(entry.msgid, []).append(entry)
    return obsolete | active


def _said(source: str, found: Sequence[Entry], ours: Sequence[Entry], *, last: bool) -> Said:
    usable = [entry for entry in found if not entry.obsolete] or found
    by_key: dict[tuple[str | None, str], Entry] = {}
    wrong = ""
    for entry in usable:
        first = by_key.setdefault(entry.key, entry)
        if first.msgstr != entry.msgstr:
            wrong = tr(
                "it stands twice with two targets, at lines {first} and {second}; delete one",
                first=first.msgid_line, second=entry.msgid_line,
            )  # fmt: skip
    order = {entry.key: at for at, entry in enumerate(ours)}
    entries = sorted(by_key.values(), key=lambda e: (order.get(e.key, len(order)), e.msgctxt or ""))
    targets = [entry.msgstr for entry in entries]
    by_hand = any(entry.by_hand for entry in (*entries, *ours))
    fits = set(by_key) == set(order) and not any(entry.plural for entry in (*entries, *ours))
    return Said(
        source,
        "\n".join(targets) if all(targets) else "",
        any(entry.fuzzy for entry in usable) and any(targets),
        tuple(usable) if wrong else tuple(entries),
        wrong,
        split=by_hand and (not fits or (any(targets) and not all(targets))),
        last=last,
    )
