"""Nest the hits of a text: the longest ones, each with the shorter ones that overlap it.

A long text spends a good part of its time here, so this is written for speed.
"""

from collections.abc import Sequence
from operator import attrgetter

from translate_pipeline.model.termbase import TermHit

new_hit = tuple.__new__
"""Makes a hit in less than half of the time that ``TermHit(…)`` takes; wants all of its fields."""


def nest(hits: Sequence[TermHit]) -> list[TermHit]:
    """Top-level hits in order, each with the shorter ones that overlap it.

    ``hits`` come in the order of their ends, as the automaton finds them.
    """
    nested: list[TermHit] = []  # from the last to the first
    stop = len(hits)
    while stop:
        first = stop - 1
        begin = hits[first].start
        while first and (before := hits[first - 1]).end > begin:
            first -= 1
            if before.start < begin:  # noqa: PLR1730  (min takes ten times as long)
                begin = before.start
        if stop - first == 1:
            nested.append(hits[first])
        elif stop - first == 2:
            nested += _nest_two(hits[first], hits[first + 1])
        else:
            nested += _nest_cluster(hits[first:stop])
        stop = first
    nested.reverse()
    return nested


def _nest_two(one: TermHit, two: TermHit) -> Sequence[TermHit]:
    """What ``_nest_cluster`` makes of two hits, as most clusters are; one ends first."""
    holder, other = two, one
    if one.end - one.start >= two.end - two.start:
        holder, other = one, two
        if one.start == two.start and one.end == two.end:
            return two, one
    if holder.concept.id == other.concept.id:
        return (holder,)
    return (_holding(holder, (other,)),)


def _nest_cluster(hits: Sequence[TermHit]) -> list[TermHit]:
    """The same of hits that overlap, directly or by way of others; the last one first."""
    top: list[TermHit] = []
    while hits:
        holder, longest = hits[0], 0
        for hit in hits:
            if (length := hit.end - hit.start) > longest:
                holder, longest = hit, length
        concept, start, end = holder.concept, holder.start, holder.end
        alike: list[TermHit] = []
        within: list[TermHit] = []
        others: list[TermHit] = []
        for hit in hits:
            if hit.start >= end or hit.end <= start:
                others.append(hit)
            elif hit.start == start and hit.end == end:
                alike.append(hit)
            elif hit.concept.id != concept.id:
                within.append(hit)
        if within:
            alike[0] = _holding(holder, nest(within) if len(within) > 1 else within)
        top += alike
        hits = others
    if len(top) > 1:
        top.sort(key=attrgetter("start"))
        top.reverse()
    return top


def _holding(hit: TermHit, within: Sequence[TermHit]) -> TermHit:
    return new_hit(TermHit, (hit.concept, hit.start, hit.end, hit.text, tuple(within)))
