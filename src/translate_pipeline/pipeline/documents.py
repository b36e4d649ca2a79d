"""Documents: an approved translation as a whole, put together from what the ledger has.

The same events make the same document, whenever it is made.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind, Inline, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.record import Record
from translate_pipeline.text.inline import runs
from translate_pipeline.text.languages import between_sentences


def published_document(before: Record, event: Event) -> Document:
    """The document of an approved version, from the record as it was before its event.

    Raises InputError for a release of before its structure was recorded.
    """
    assert event.locale
    blocks = _blocks(before, event.locale)
    return Document(
        release=before.id,
        revision=event.revision,
        source_locale=before.source_locale,
        locale=event.locale,
        version=Version(event.detail["version"]),
        published_at=event.at,
        title=_title(before, blocks, event.locale),
        blocks=blocks,
        date=_date(before.revised.detail),
        note=event.detail["note"],
        others=tuple(map(Locale, event.detail["others"])),
    )


def as_before(record: Record, event: Event) -> Record:
    """The record as it was before an event of it happened."""
    found = enumerate(record.events)
    position = next(n for n, one in found if one.action is event.action and one == event)
    events = record.events[:position]
    revised = next(one for one in reversed(events) if one.action is Action.REVISED)
    return replace(record, events=events, revised=revised)


def content_digest(record: Record, locale: Locale) -> str:
    """What stands for all sentences of a locale, in their blocks. Raises InputError."""
    blocks = [
        [block.kind.value, [_content(one) for one in block.sentences]]
        for block in _blocks(record, locale)
    ]
    return sha256(json.dumps(blocks, ensure_ascii=False).encode()).hexdigest()


def _content(sentence: Sentence) -> list[object]:
    """What is shown of a sentence: the links too, where it has any."""
    links = sorted([one.name, one.href] for one in sentence.inline if one.href)
    return [sentence.source, sentence.target, *([links] if links else [])]


def _blocks(record: Record, locale: Locale) -> tuple[DocumentBlock, ...]:
    detail = record.revised.detail
    if "blocks" not in detail:
        reason = tr(
            "its structure was not recorded yet; `run` it once more, which changes no target"
        )
        raise InputError(str(detail["path"]), 0, reason)
    sources = {source.key: source.text for source in record.sources}
    standings = record.standings(locale)
    return tuple(
        DocumentBlock(BlockKind(block["kind"]), tuple(_sentences(block, sources, standings)))
        for block in detail["blocks"]
    )


def _sentences(
    block: Mapping[str, Any], sources: Mapping[SegmentKey, str], standings: Standings
) -> Iterator[Sentence]:
    segments = block["segments"]
    for segment, tags in zip(segments, block.get("inline", [{}] * len(segments)), strict=True):
        inline = tuple(Inline(name, href) for name, href in tags.items())
        if isinstance(segment, str):
            key = SegmentKey(segment)
            yield Sentence(sources[key], standings[key].target, inline=inline)
        else:
            yield Sentence(segment["text"], segment["text"], translated=False, inline=inline)


def _title(record: Record, blocks: Sequence[DocumentBlock], locale: Locale) -> str:
    """The headline's target, else that of the first sentence that is translated."""
    if headline := next((b for b in blocks if b.kind is BlockKind.HEADLINE), None):
        return between_sentences(locale).join(map(_plain, headline.sentences))
    told = (_plain(one) for block in blocks for one in block.sentences if one.translated)
    return next(told, record.title)


def _plain(sentence: Sentence) -> str:
    return "".join(text for text, _ in runs(sentence.target, sentence.inline))


def _date(detail: Mapping[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(detail["date"]) if "date" in detail else None
