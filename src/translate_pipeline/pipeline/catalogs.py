"""What a release's catalogs say: planning the entries, and merging them into what is there.

A PO file belongs to the translators as much as to us. ``merge`` changes only what a run has to
say: our comments and places, drafts where there was no target, new and vanished sources.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from translate_pipeline import __version__
from translate_pipeline.formats.po import (
    Catalog,
    Entry,
    copy_notes,
    header_entry,
    new_entry,
    update_entry,
    update_header,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Block, BlockKind, Release, Segment
from translate_pipeline.pipeline.engines import LONGEST
from translate_pipeline.pipeline.marks import SENT_BACK
from translate_pipeline.text.inline import plain
from translate_pipeline.text.languages import locale_name, plural_forms

GENERATOR = f"translate-pipeline {__version__}"
SOURCE_REVISION = "X-Source-Revision"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an entry should say. One for every distinct source text to be translated."""

    source: str
    comments: tuple[str, ...]
    references: tuple[str, ...]
    target: str = ""
    """Used only where the catalog has no target."""
    fuzzy: bool = True
    """Whether the target is a draft, which a person still has to look at."""
    previous: str = ""
    """The source that the target was made for, where that is another one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A distinct source text with all its places in the release."""

    segment: Segment
    places: tuple[str, ...]
    """For people, one for each time it stands there: "paragraph 5, sentence 1 of 2"."""
    references: tuple[str, ...]
    """For programs: ``releases/veldania.txt:12``."""
    lead_in: str = ""
    """The sentence that it finishes, where it is an item of a list."""
    links: tuple[tuple[str, str], ...] = ()
    """Its tags that are links, each with where it leads; a tag may lead elsewhere elsewhere."""

    @property
    def comments(self) -> tuple[str, ...]:
        """What a translator should know of where it stands."""
        lead = (f"finishes the sentence “{self.lead_in}”",) if self.lead_in else ()
        long = (f"no machine draft: {self.too_long}",) if self.too_long else ()
        links = (f"<{name}>: {href}" for name, href in self.links)
        return (*self.places, *lead, *links, *long)

    @property
    def too_long(self) -> str:
        """Why no engine is given it; empty where one may be."""
        length = len(plain(self.segment.text))
        return f"{length:,} characters, at most {LONGEST:,}" if length > LONGEST else ""


def units(release: Release) -> tuple[Unit, ...]:
    """The distinct texts to translate, in the order in which they first stand."""
    found: dict[str, Unit] = {}
    for block, name in zip(release.blocks, _block_names(release.blocks), strict=True):
        reference = f"{release.path}:{block.line}"
        for index, segment in enumerate(block.segments, 1):
            if not segment.translate:
                continue
            several = len(block.segments) > 1
            place = f"{name}, sentence {index} of {len(block.segments)}" if several else name
            known = found.get(segment.text, Unit(segment, (), ()))
            links = ((one.name, one.href) for one in segment.inline if one.href)
            found[segment.text] = Unit(
                known.segment,
                (*known.places, place),
                tuple(dict.fromkeys((*known.references, reference))),
                known.lead_in or block.lead_in,
                tuple(dict.fromkeys((*known.links, *links))),
            )
    return tuple(found.values())


def header_fields(release: Release, locale: Locale | None) -> Mapping[str, str]:
    """The header of a new catalog; a locale of None is the template's.

    No person is named: whoever edits the file decides what their editor writes there.
    """
    fields = {
        "Project-Id-Version": str(release.id),
        "PO-Revision-Date": "",
        "Last-Translator": "machine draft",
        "Language-Team": locale_name(locale) if locale else "none",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale:
        fields["Language"] = locale.gettext
        fields["Plural-Forms"] = plural_forms(locale)
    return {**fields, "X-Generator": GENERATOR, SOURCE_REVISION: release.revision}


def merge(
    old: Catalog | None, planned: Sequence[Planned], fields: Mapping[str, str], now: datetime
) -> Catalog:
    """The catalog that says what is planned and keeps all that others wrote.

    Entries stay where they are; a new one comes after the one that precedes it in the release; one
    whose source is gone becomes obsolete if it holds any work, and returns with its source. Of the
    header only the source revision is ours once the file exists, and the date of revision moves
    only when something else does.
    """
    date = {"PO-Revision-Date": f"{now:%Y-%m-%d %H:%M%z}"}
    if old is None:
        return Catalog((header_entry({**fields, **date}), *map(_fresh, planned)))
    wanted = {plan.source: plan for plan in planned}
    back = {id(entry) for entry in returning(old, wanted)}
    noted = {entry.msgid: entry for entry in old.messages() if entry.commented}
    kept = (_merged(entry, wanted, back) for entry in old.entries)
    entries = [entry for entry in kept if entry is not None]
    if not any(_is_header(entry) for entry in entries):
        entries.insert(0, header_entry(fields))
    merged = tuple(_inserted(entries, planned, noted))
    ours = {
        name: value
        for name, value in fields.items()
        if name not in old.header or (name == SOURCE_REVISION and old.header[name] != value)
    }
    if merged == old.entries and not ours:
        return old
    return Catalog(
        tuple(
            _ended(update_header(entry, {**ours, **date}) if _is_header(entry) else entry)
            for entry in merged
        ),
        old.newline,
    )


def returning(catalog: Catalog, wanted: Collection[str]) -> Iterator[Entry]:
    """The obsolete entries that come back with their sources.

    One for a source, were there several of it; all of one that was split by context.
    """
    active = {entry.msgid for entry in catalog.messages()}
    found: dict[str, set[str | None]] = {}
    for entry in catalog.entries:
        if not entry.obsolete or entry.msgid not in wanted or entry.msgid in active:
            continue
        contexts = found.setdefault(entry.msgid, set())
        another = entry.msgctxt is not None and contexts.isdisjoint((None, entry.msgctxt))
        if another or not contexts:
            contexts.add(entry.msgctxt)
            yield entry


def rewritten(catalog: Catalog, targets: Mapping[str, str]) -> Catalog:
    """The catalog with targets that a person stands by, by source; entries made by hand stay."""
    return replace(
        catalog,
        entries=tuple(
            update_entry(entry, msgstr=targets[entry.msgid], fuzzy=False)
            if entry.msgid in targets and not (entry.obsolete or entry.by_hand)
            else entry
            for entry in catalog.entries
        ),
    )


def _fresh(plan: Planned) -> Entry:
    fuzzy = bool(plan.target) and plan.fuzzy
    return new_entry(
        Entry(
            plan.source,
            plan.target,
            extracted=plan.comments,
            references=plan.references,
            fuzzy=fuzzy,
            previous=plan.previous if fuzzy else "",
        )
    )


def _merged(entry: Entry, wanted: Mapping[str, Planned], back: Collection[int]) -> Entry | None:
    """An old entry as it should stand now; None where nothing of it is worth keeping."""
    plan = wanted.get(entry.msgid)
    if not entry.msgid or (entry.obsolete and id(entry) not in back):
        return entry
    if plan is None:
        worth = entry.msgstr or entry.commented or entry.plural
        return update_entry(entry, obsolete=True) if worth else None
    if entry.by_hand:
        return update_entry(entry, obsolete=False)
    fuzzy = entry.fuzzy if entry.msgstr else bool(plan.target) and plan.fuzzy
    return update_entry(
        entry,
        obsolete=False,
        extracted=plan.comments,
        references=plan.references,
        msgstr=entry.msgstr or plan.target,
        fuzzy=fuzzy,
        previous=(plan.previous or entry.previous) if fuzzy else "",
    )


def _inserted(
    entries: Sequence[Entry], planned: Sequence[Planned], noted: Mapping[str, Entry]
) -> Iterator[Entry]:
    """The entries, each new one after the one that precedes it in the release.

    One whose source was changed gets what translators noted on the source of before.
    """
    present = {entry.msgid: at for at, entry in enumerate(entries) if not entry.obsolete}
    after: dict[str, list[Entry]] = {}
    anchor = ""
    for plan in planned:
        if plan.source in present:
            anchor = plan.source
        else:
            before = noted.get(plan.previous)
            fresh = _fresh(plan)
            added = copy_notes(before, fresh, SENT_BACK) if before else fresh
            after.setdefault(anchor, []).append(added)
    for at, entry in enumerate(entries):
        yield entry
        if present.get(entry.msgid) == at:  # the last one, where a source was split by context
            yield from after.get(entry.msgid, ())


def _ended(entry: Entry) -> Entry:
    """The entry with an empty line after it, so that another can follow."""
    return entry if entry.lines[-1] == "" else replace(entry, lines=(*entry.lines, ""))


def _is_header(entry: Entry) -> bool:
    return not entry.msgid and not entry.obsolete


def _block_names(blocks: Sequence[Block]) -> Iterator[str]:
    """What people call each block: "headline", "paragraph 5", "list item 2 of 7"."""
    counts: Counter[str] = Counter()
    for is_list, run in groupby(blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM):
        group = list(run)
        for number, block in enumerate(group, 1):
            if is_list:
                yield f"list item {number} of {len(group)}"
                continue
            text = block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
            name = "paragraph" if text else block.kind.value.replace("_", " ")
            counts[name] += 1
            yield name if block.kind is BlockKind.HEADLINE else f"{name} {counts[name]}"
