"""Mailed: a PO file that was sent out and came back, taken into ledger and PO file.

What becomes of each of its entries, ``pipeline.merging`` says. What people did to the PO file here
is recorded first, in the same go, as a run does: it is theirs, and not the sender's. What came for
a sentence that was corrected meanwhile, ``pipeline.successors`` hands on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import (
    Catalog,
    Entry,
    comment_entry,
    parse_po,
    serialize_po,
    update_entry,
)
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import UNKNOWN, Standings
from translate_pipeline.pipeline.addressing import sources_of
from translate_pipeline.pipeline.catalogs import SOURCE_REVISION
from translate_pipeline.pipeline.dating import MADE, Made, made
from translate_pipeline.pipeline.marks import Marks
from translate_pipeline.pipeline.merging import (
    RECORDED,
    Answer,
    EntryFate,
    Sides,
    history_of,
    merged,
)
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.recording import current_record
from translate_pipeline.pipeline.said import NOT_TAKEN, entries_of, said_in
from translate_pipeline.pipeline.status import no_release
from translate_pipeline.pipeline.successors import rewritten_as, successors
from translate_pipeline.pipeline.sync import (
    ROLE,
    Desk,
    Reading,
    Signature,
    checked,
    counts,
    held_by,
    judged_now,
    not_in_locale,
    unsynced,
)


@dataclass(frozen=True, slots=True)
class Mailed:
    """A PO file that came back, and what it is a translation of."""

    catalog: Catalog
    release: ReleaseId
    locale: Locale


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file that came back told the ledger."""

    release: ReleaseId
    locale: Locale
    actor: str
    """Whose the edits in it are."""
    made: datetime | None
    """When the last happened of what it was made with."""
    answers: Sequence[Answer]
    """For every source in it, in its order."""
    edits: int = 0
    """What people did to the PO file here that was recorded first."""
    missing: int = 0
    """How many of the release's sources are not in it."""
    handed_on: int = 0
    """How many corrected sentences begin anew with what came for what they were before."""
    errors: int = 0
    """Findings of that severity in all targets of now, counted at every place of their source."""
    warnings: int = 0

    def of(self, *fates: EntryFate) -> list[Answer]:
        """The answers of these kinds."""
        return [one for one in self.answers if one.fate in fates]


def take_in_mailed(mailed: Mailed, signature: Signature, desk: Desk) -> Merged:
    """Merge a file that came back into the PO file here, and record what was edited in it.

    Raises NotFound for a release or locale that the workspace has not, InputError for a PO file
    here that cannot be used, and StorageError; nothing is recorded then.
    """
    done = None
    while done is None:  # a translator may have saved meanwhile
        done = _take_in(mailed, signature, desk)
    return done


def _take_in(mailed: Mailed, signature: Signature, desk: Desk) -> Merged | None:
    """Take it in; None where somebody wrote the PO file here just now."""
    record = current_record(mailed.release, desk.ledger, desk.matcher, signature.at)
    if record is None:
        raise no_release(mailed.release, desk.ledger.releases())
    locale = mailed.locale
    if locale not in record.locales:
        raise not_in_locale(record, locale)
    text, here = _here(record, locale, desk)
    known = sources_of(record)
    held = held_by(here, known)
    before = record.standings(locale)
    own = unsynced(
        Reading(record.id, record.revision, Signature(signature.at)), locale, held, before
    )
    now = before.after(own)
    said = said_in(mailed.catalog, here)
    history = [*record.events_in(locale), *own]
    texts = {one.key: one.text for one in said if not one.wrong}
    base = made(history, texts, mailed.catalog.header.get(SOURCE_REVISION, ""))
    answers = merged(said, Sides(base, now, *history_of(history), known), here)
    actor = signature.actor or mailed.catalog.header.get(ROLE) or UNKNOWN
    events = _events(record, locale, answers, base, Signature(signature.at, actor))
    begun = _begun(record, locale, events, here, now, desk)
    after = now.after([*events, *begun])
    drafts = judged_now(record, locale, after, desk.matcher, desk.severities)
    found = counts(drafts, record)
    written = _written(here, answers, f"{signature.at:%Y-%m-%d}")
    written = rewritten_as(written, begun, drafts, locale, desk.matcher)
    merge = Marks(after, desk.names).on(written)
    with desk.catalogs.writing(record.id, locale, serialize_po(merge), over=text) as done:
        if not done:
            return None
        desk.ledger.append([*own, *events, *begun, *checked(record, locale, found, signature.at)])
    missing = {source.text for source in record.sources} - {one.source for one in said}
    return Merged(
        record.id, locale, actor, base.at, answers, len(own), len(missing), len(begun),
        found["errors"], found["warnings"],
    )  # fmt: skip


def _here(record: Record, locale: Locale, desk: Desk) -> tuple[str, Catalog]:
    path = desk.catalogs.path(record.id, locale)
    text = desk.catalogs.read(record.id, locale)
    if text is None:
        raise InputError(path, 0, tr("no such file to merge into; `run` makes it anew"))
    return text, parse_po(text, path)


_ACTIONS: Mapping[EntryFate, Action] = {
    **dict.fromkeys(RECORDED, Action.EDITED),
    EntryFate.CONFLICT: Action.CONFLICTED,
}


def _events(
    record: Record, locale: Locale, answers: Sequence[Answer], base: Made, signature: Signature
) -> list[Event]:
    """What is recorded of a file: the edits in it, and the targets that were not taken."""
    happened = partial(
        Event, record.id, record.revision, at=signature.at, actor=signature.actor, locale=locale
    )
    return [
        happened(
            action=_ACTIONS[one.fate], key=one.said.key, source=one.said.source,
            target=one.said.written, detail={"fuzzy": one.said.fuzzy, MADE: base.events},
        )
        for one in answers
        if one.fate in _ACTIONS
    ]  # fmt: skip


def _begun(  # noqa: PLR0913, PLR0917  (what is known by then)
    record: Record,
    locale: Locale,
    events: Sequence[Event],
    here: Catalog,
    now: Standings,
    desk: Desk,
) -> list[Event]:
    """The new starts of corrected sentences whose entries here are theirs alone."""
    plain = {entry.msgid for entry in here.messages() if not entry.by_hand}
    found = successors(record, locale, events, now, desk.matcher)
    return [one for one in found if one.source in plain]


def _written(here: Catalog, answers: Sequence[Answer], day: str) -> Catalog:
    """The catalog here with what was taken, what was not as a comment, and the file's comments."""
    by_source = {one.said.source: one for one in answers}
    chosen = {id(entry) for found in entries_of(here).values() for entry in found}
    noted: set[str] = set()
    entries = []
    for entry in here.entries:
        one = by_source.get(entry.msgid) if id(entry) in chosen else None
        if one:
            new = _taken(entry, one) if one.fate in RECORDED else entry
            first = entry.msgid not in noted
            noted.add(entry.msgid)
            entries.append(comment_entry(new, _comments(entry, one, day) if first else ()))
        else:
            entries.append(entry)
    return Catalog(tuple(entries), here.newline)


def _taken(entry: Entry, one: Answer) -> Entry:
    target = next(said.msgstr for said in one.said.entries if said.key == entry.key)
    return update_entry(entry, msgstr=target, fuzzy=one.said.fuzzy)


def _comments(entry: Entry, one: Answer, day: str) -> list[str]:
    """What is to be added to an entry's comments."""
    lines = [line for line in one.said.comments if line not in entry.comments]
    if one.fate is EntryFate.CONFLICT:
        lines.insert(0, f"{NOT_TAKEN}{' '.join(one.said.written.split())} ({day})")
    return lines
