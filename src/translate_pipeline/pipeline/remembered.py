"""Remembered: what the translation memory keeps of a release, folded from the ledger.

What a person stands by, and nothing else: approved and translated targets, in every locale, of the
sentences of now and of those that are gone from the text. Drafts, what was sent back and what a
correction made stale teach nothing.

* Of a confidential release nothing is kept. One under an embargo is kept with its hour.
* Where the last approved version was retracted, an approval that was given before that counts as
  none: somebody took it back, and the record cannot tell for which of its sentences. They are kept
  as translated, and approved again they count again.
* Where a coordinator split a source because two places need two targets, neither is kept: the
  memory could not tell which of the two is meant.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.review import Action, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.glossary_record import terms_digest
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.versions import retraction, versions


class Neighbours(NamedTuple):
    """The sentences around one, where it stands first; None at the edges of the text."""

    before: SegmentKey | None = None
    after: SegmentKey | None = None


_NOWHERE = Neighbours()


def units_of(record: Record) -> Iterator[MemoryUnit]:
    """What the memory keeps of a release."""
    return iter(()) if record.confidential else pairs_of(record)


def pairs_of(record: Record) -> Iterator[MemoryUnit]:
    """The same, be the release confidential: for who asked for this release by name."""
    around, concepts = _last_seen(record)
    for locale in sorted(record.locales):
        standings = Standings(terms=_terms(record, locale, concepts))
        standings = standings.after(record.events_in(locale))
        counts_from = _counts_from(record, locale)
        for key, standing in standings.by_key.items():
            state, text = standings.state(key), standing.text
            if text is None or state not in (State.APPROVED, State.TRANSLATED):
                continue
            if "\n" in text.target:
                continue
            approval = standings.approval(key)
            approved = approval is not None and (counts_from is None or approval.at > counts_from)
            before, after = around.get(key, _NOWHERE)
            yield MemoryUnit(
                text.source, text.target, locale, record.id, approved, before, after,
                record.embargo, text.at,
            )  # fmt: skip


def neighbours(record: Record) -> Mapping[SegmentKey, Neighbours]:
    """For every sentence that a release has or had: what it stood between when last it did."""
    return _last_seen(record)[0]


def _last_seen(
    record: Record,
) -> tuple[Mapping[SegmentKey, Neighbours], Mapping[SegmentKey, frozenset[str]]]:
    """Of every sentence, from the newest revision that has it: neighbours and concepts."""
    around: dict[SegmentKey, Neighbours] = {}
    concepts: dict[SegmentKey, frozenset[str]] = {}
    for event in reversed(record.events):
        if event.action is not Action.REVISED:
            continue
        for shape in event.detail["segments"]:
            concepts.setdefault(shape["key"], frozenset(shape.get("concepts", ())))
        keys = [_key(one) for block in event.detail.get("blocks", ()) for one in block["segments"]]
        for before, key, after in zip([None, *keys], keys, [*keys[1:], None], strict=False):
            around.setdefault(key, Neighbours(before, after))
    return around, concepts


def _key(in_block: str | Mapping[str, str]) -> SegmentKey:
    """The key of a segment as the ledger has it in a block: of an untranslated one, its text."""
    return SegmentKey(in_block) if isinstance(in_block, str) else segment_key(in_block["text"])


def _terms(
    record: Record, locale: Locale, concepts: Mapping[SegmentKey, frozenset[str]]
) -> Mapping[SegmentKey, str]:
    """The digest of the glossary's terms of now, for every sentence that the release has or had."""
    digests = {
        some: terms_digest(some, locale, record.source_locale, record.digests)
        for some in set(concepts.values())
    }
    return {key: digests[some] for key, some in concepts.items()}


def _counts_from(record: Record, locale: Locale) -> datetime | None:
    """When the last version was retracted: approvals count from then on; None where none was."""
    last = versions(record, locale)[-1:]
    gone = retraction(record, last[0]) if last else None
    return gone.at if gone else None
