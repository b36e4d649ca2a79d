"""A release in es whose PO file is mailed to people, and comes back while others go on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tests.fakes import ES, NOW
from tests.pipeline.desks import A, ReviewDesk
from translate_pipeline.formats.po import (
    Catalog,
    comment_entry,
    parse_po,
    serialize_po,
    update_entry,
)
from translate_pipeline.formats.po_mailed import parse_mailed_po
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.pipeline.mailed import Mailed, Merged, take_in_mailed
from translate_pipeline.pipeline.merging import EntryFate
from translate_pipeline.pipeline.sync import Signature

FATES = {fate.value: fate for fate in EntryFate}


class MailDesk(ReviewDesk):
    """The desk of a coordinator who mails PO files. Each thing happens an hour after the last."""

    hours = 0

    @property
    def started(self) -> datetime:
        return self.later

    @property
    def later(self) -> datetime:
        self.hours += 1
        return NOW + timedelta(hours=self.hours)

    @property
    def po(self) -> str:
        """The PO file, as it would be mailed."""
        return self.catalogs.texts[self.path]

    def write(self, name: str, /, **targets: str) -> None:
        """Somebody writes targets of the headline, one, crimes, into the PO file and syncs it."""
        self.save(**targets)
        self.sync(name)

    def save(self, **targets: str) -> None:
        """Somebody writes targets into the PO file."""
        self.catalogs.texts[self.path] = worked(self.po, named(targets))

    def back(self, po: str | bytes, name: str = "eva") -> Merged:
        """A PO file comes back."""
        data = po.encode() if isinstance(po, str) else po
        mailed = Mailed(parse_mailed_po(data, "back.po"), A, ES)
        return take_in_mailed(mailed, Signature(self.later, name), self.tools)

    def fates(self, po: str | bytes, name: str = "eva") -> dict[str, EntryFate]:
        """What came of each source whose entry was not the same."""
        answers = self.back(po, name).answers
        return {one.said.source: one.fate for one in answers if one.fate is not EntryFate.SAME}

    def targets(self) -> dict[str, str]:
        """What the PO file says, by source; of obsolete entries too."""
        entries = parse_po(self.po, self.path).entries
        return {entry.msgid: entry.msgstr for entry in entries if entry.msgid}

    def recorded(self, source: str, action: Action = Action.EDITED) -> list[Event]:
        """What the ledger has of a source."""
        key = segment_key(source)
        return [one for one in self.ledger.log if one.key == key and one.action is action]

    def agrees(self) -> bool:
        """Whether PO file and ledger say the same."""
        return not self.sync("").edits

    def state(self, source: str) -> State:
        """Where a source stands."""
        return self.states[source]


NAMES = {"head": "Head", "one": "One day.", "crimes": "These are war crimes."}


def named(targets: Mapping[str, str]) -> dict[str, str]:
    """Targets by source, given by the short names of sources."""
    return {NAMES.get(name, name): target for name, target in targets.items()}


def worked(
    po: str,
    targets: Mapping[str, str] = {},
    *,
    accepted: tuple[str, ...] = (),
    marked: tuple[str, ...] = (),
    comments: Mapping[str, tuple[str, ...]] = {},
) -> str:
    """A PO file in which somebody wrote targets, took marks off or set them, and remarked."""
    catalog = parse_po(po, "mailed.po")
    entries = []
    for entry in catalog.entries:
        source = "" if entry.obsolete else entry.msgid
        new = entry
        if source in targets:
            new = update_entry(new, msgstr=targets[source], fuzzy=False)
        if source in accepted:
            new = update_entry(new, fuzzy=False)
        if source in marked:
            new = update_entry(new, fuzzy=True)
        entries.append(comment_entry(new, comments.get(source, ())) if source else new)
    return serialize_po(replace(catalog, entries=tuple(entries)))


def catalog_of(po: str) -> Catalog:
    """A PO file, read."""
    return parse_po(po, "x.po")
