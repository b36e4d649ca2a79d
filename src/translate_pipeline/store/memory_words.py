"""What the index of the translation memory has of a unit, and how a text is cut to be looked for.

Everything is indexed under the unit's locale, as a path of a JSON field: words and letters of one
locale do not make those of another seem frequent. What is stored are the unit's own values.
"""

import json
import re
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from tantivy import (
    Document,
    Filter,
    Index,
    Schema,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import SegmentKey

LONGEST = {"pairs": 24, "triples": 48}
"""By field: the longest source, in characters, whose letters are indexed there in groups.

A typo spoils the one rare word of a heading, and few of its groups of letters.
"""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
"""Scripts without spaces between words: each two letters in a row are taken for a word."""

_HASH_BITS = 20

_ANALYZERS = {
    "words": TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.remove_long(80))
    .filter(Filter.lowercase())
    .build(),
    "triples": TextAnalyzerBuilder(Tokenizer.ngram(3, 3)).filter(Filter.lowercase()).build(),
    "pairs": TextAnalyzerBuilder(Tokenizer.ngram(2, 3)).filter(Filter.lowercase()).build(),
}


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("mark", indexed=True, fast=True)
    for name in _ANALYZERS:
        builder.add_json_field(name, tokenizer_name=name, index_option="basic")
    for name in ("source", "target", "about"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


SCHEMA = _schema()


def open_index(path: str | None = None) -> Index:
    """The index in a folder, an empty one where there is none; without a folder, one without files.

    Raises ValueError.
    """
    index = Index(SCHEMA, path)
    for name, analyzer in _ANALYZERS.items():
        index.register_tokenizer(name, analyzer)
    index.config_reader(reload_policy="manual")  # a searcher shows what was there when it was made
    return index


def tokens(field: str, source: str) -> AbstractSet[str]:
    """What a source is looked for by in a field."""
    return set(_ANALYZERS[field].analyze(_prepared(field, source)))


def mark(source: str, locale: Locale) -> int:
    """A number that sources of a locale seldom share, with the source's length in it."""
    digest = blake2b(f"{locale.tag}\0{source}".encode(), digest_size=4).digest()
    return len(source) << _HASH_BITS | int.from_bytes(digest) & (1 << _HASH_BITS) - 1


def length(marked: int) -> int:
    """How many characters the source of a mark has."""
    return marked >> _HASH_BITS


def document_of(unit: MemoryUnit, group: str) -> Document:
    """What the index has of a unit. All units of a group are removed together."""
    source, tag = unit.source, unit.locale.tag
    document = Document()
    document.add_text("group", group)
    document.add_unsigned("mark", mark(source, unit.locale))
    document.add_json("words", {tag: _prepared("words", source)})
    for field, longest in LONGEST.items():
        if len(source) <= longest:
            document.add_json(field, {tag: _prepared(field, source)})
    document.add_bytes("source", source.encode())
    document.add_bytes("target", unit.target.encode())
    about = (
        tag, unit.origin, unit.approved, unit.before, unit.after, unit.embargo, unit.at,
    )  # fmt: skip
    document.add_bytes("about", _about(about))
    return document


def source_of(document: Document) -> str:
    """The source of a unit that the index has."""
    return _text(document, "source")


def unit_of(document: Document) -> MemoryUnit:
    """The unit that the index has; ``document_of`` the other way."""
    tag, origin, approved, before, after, embargo, at = json.loads(_text(document, "about"))
    return MemoryUnit(
        _text(document, "source"), _text(document, "target"), Locale(tag), origin, approved,
        None if before is None else SegmentKey(before),
        None if after is None else SegmentKey(after),
        None if embargo is None else datetime.fromisoformat(embargo),
        None if at is None else datetime.fromisoformat(at),
    )  # fmt: skip


@lru_cache(maxsize=64)  # most units of a memory that was imported have the same
def _about(values: tuple[str | bool | datetime | None, ...]) -> bytes:
    return json.dumps(values, default=datetime.isoformat).encode()


def _text(document: Document, field: str) -> str:
    return bytes(document.get_first(field) or b"").decode()


def _prepared(field: str, source: str) -> str:
    if field == "pairs":
        return f" {source} "  # so that beginning and end count as much as the middle
    if field == "words" and not source.isascii():
        return _UNSPACED.sub(_in_pairs, source)
    return source


def _in_pairs(run: re.Match[str]) -> str:
    pairs = map("".join, pairwise(run[0]))
    return f" {' '.join(pairs) or run[0]} "
