"""Search: the units of the index whose source is like a text.

The same source is found by its mark. Others are found by the words, or groups of letters, that
they share with the text: those that fewest units have, as many as are quickly gone through. The
best of these by rarity of what they share are compared letter by letter.
"""

from collections.abc import Collection, Iterator, Sequence

from rapidfuzz import fuzz, process
from tantivy import DocAddress, Occur, Query, Searcher

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.store.memory_words import (
    LONGEST,
    SCHEMA,
    length,
    mark,
    source_of,
    tokens,
    unit_of,
)

_BUDGETS = {"words": 120_000, "triples": 100_000, "pairs": 300_000}
"""By field: how many entries of the index are gone through for a text."""
_CANDIDATES = 100
"""How many sources are compared letter by letter; each costs as much as 1,000 entries."""
_LOOKED_AT = 8
"""How many times as many units are looked at, for the length of their sources."""
_WIDER = 8
"""How many times as many units are looked at where these have few sources."""
_SOURCES = 20
"""The most sources beside the same one that are given."""
_ALIKE = 0.8
"""How long, of the longest that are there, a source may be to be looked for by groups of letters:
what is much longer has whole words of it, or is not like it."""
_ROUNDING = 0.001
"""How much rapidfuzz may be wrong about what is just like enough."""
_COPIES = 100
"""The most units that are given of each of them."""
_COPIES_OF_SAME = 1_000
"""The most of the same one: the next sentences may decide which of them fits."""


def similar(
    searcher: Searcher, source: str, locales: Collection[Locale], at_least: float
) -> Sequence[tuple[MemoryUnit, float]]:
    """Units whose source is like this one, the most alike first; approved before others."""
    found = [
        (unit, likeness)
        for locale in dict.fromkeys(locales)
        for text, likeness in _likenesses(searcher, source, locale, at_least)
        for unit in _units(searcher, text, locale, _COPIES if text != source else _COPIES_OF_SAME)
    ]
    return sorted(
        found,
        key=lambda match: (-match[1], not match[0].approved, match[0].source, match[0].origin),
    )


def _likenesses(
    searcher: Searcher, source: str, locale: Locale, at_least: float
) -> Iterator[tuple[str, float]]:
    yield source, 100.0
    if at_least < 100:
        others = sorted({*_others(searcher, source, locale, at_least)} - {source})
        cutoff = at_least - _ROUNDING
        for text, likeness, _ in process.extract(
            source, others, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_SOURCES
        ):
            if likeness >= at_least:
                yield text, likeness


def _units(searcher: Searcher, source: str, locale: Locale, at_most: int) -> Iterator[MemoryUnit]:
    """The units of just this source."""
    query = Query.term_query(SCHEMA, "mark", mark(source, locale))
    for _, address in searcher.search(query, at_most, count=False).hits:
        unit = unit_of(searcher.doc(address))
        if (unit.source, unit.locale) == (source, locale):
            yield unit


def _others(searcher: Searcher, source: str, locale: Locale, at_least: float) -> Iterator[str]:
    """The sources that may be as like this one as is asked for, each once."""
    longest = len(source) * (200 - at_least) / at_least if at_least > 0 else float("inf")
    first: dict[int, DocAddress] = {}
    fields = _fields(len(source), longest)
    for field in fields:
        query = _query(searcher, field, source, locale)
        if query is not None:
            some = _CANDIDATES // len(fields)
            first |= _first_of_each(searcher, query, source, at_least, some)
    for address in first.values():
        yield source_of(searcher.doc(address))


def _fields(characters: int, longest: float) -> Sequence[str]:
    """The fields to look in for a source, where others are so long at most."""
    if longest <= LONGEST["pairs"]:
        return ["pairs"]  # all that may be like it are there
    if characters <= LONGEST["triples"] * _ALIKE:
        return ["words", "triples"]
    return ["words"]


def _query(searcher: Searcher, field: str, source: str, locale: Locale) -> Query | None:
    """For what the source has that is rarest; None where nothing of it is in the index."""
    path = f"{field}.{locale.tag}"
    counted = sorted((searcher.doc_freq(path, token), token) for token in tokens(field, source))
    chosen: list[tuple[Occur, Query]] = []
    entries = 0
    for count, token in counted:
        if count:
            entries += count
            if chosen and entries > _BUDGETS[field]:
                break
            chosen.append((Occur.Should, Query.term_query(SCHEMA, path, token)))
    return Query.boolean_query(chosen) if chosen else None


def _first_of_each(
    searcher: Searcher, query: Query, source: str, at_least: float, at_most: int
) -> dict[int, DocAddress]:
    """By mark: one of the units that a query finds, of sources that may be so much alike.

    A sentence that stands in hundreds of releases must not keep all others out.
    """
    asked = at_most * _LOOKED_AT
    hits = _hits(searcher, query, asked)
    if len(hits) == asked and len({marked for marked, _, _ in hits}) * 2 < asked:
        hits = _hits(searcher, query, asked * _WIDER)
    best: dict[int, tuple[float, DocAddress]] = {}
    for marked, score, address in hits:
        longer, shorter = max(len(source), length(marked)), min(len(source), length(marked))
        at_best = 200 * shorter / (longer + shorter or 1)
        if at_best >= at_least - _ROUNDING and marked not in best:
            best[marked] = score * at_best, address
    chosen = sorted(best, key=lambda marked: best[marked][0], reverse=True)[:at_most]
    return {marked: best[marked][1] for marked in chosen}


def _hits(searcher: Searcher, query: Query, limit: int) -> list[tuple[int, float, DocAddress]]:
    """The best units for a query: their marks, how good each is, and where it is."""
    found = searcher.search(query, limit, count=False).hits
    marks = searcher.fast_field_values("mark", [address for _, address in found])
    return [
        (int(marked or 0), score, address)
        for marked, (score, address) in zip(marks, found, strict=True)
    ]
