"""Packets: what is open in a locale, made ready to be sent out.

What comes back is taken in by ``pipeline.returns``.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from translate_pipeline.messages import tr
from translate_pipeline.model.packet import Packet, PacketRow
from translate_pipeline.pipeline.evidence import evidence
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.review import Item, Review
from translate_pipeline.text.terms import SourceMatcher


def packet_of(review: Review, states: Collection[str], matcher: SourceMatcher) -> Packet:
    """The packet of those segments of a review that stand in one of these states."""
    record = review.record
    return Packet(
        record.id, record.revision, record.source_locale, review.locale, record.title,
        tuple(_row(item, review, matcher) for item in review.items if item.state in states),
    )  # fmt: skip


def embargo_on(record: Record, now: datetime) -> str:
    """Why nothing of a release's text may leave this machine yet; empty where it may."""
    if record.embargo and now < record.embargo:
        return tr("under embargo until {time}", time=f"{record.embargo:%Y-%m-%d %H:%M %Z}")
    return tr("confidential") if record.embargoed(now) else ""


def _row(item: Item, review: Review, matcher: SourceMatcher) -> PacketRow:
    return PacketRow(
        item.source.key, item.source.text, item.target, item.state, item.place,
        tuple(_notes(item, review, matcher)), item.digest,
    )  # fmt: skip


def _notes(item: Item, review: Review, matcher: SourceMatcher) -> Iterator[str]:
    """Where links lead, the terms to use, what the checks say, and what there is to know else."""
    for name, href in review.record.links.get(item.source.key, ()):
        yield f"<{name}>: {href}"
    bare = replace(item.draft, terms=(), engine="")  # no line on how well a draft kept the terms
    yield from evidence(matcher.find(item.source.text), review.locale, bare)
    yield from item.standing.notes
    if item.standing.rejection:
        yield f"sent back: {' '.join(item.standing.rejection.detail['reason'].split())}"
    if item.void:
        yield f"an approval is void: {item.void}"
    if item.legal:
        yield f"needs a legal reviewer: {', '.join(item.legal)}"
