"""Values for property tests."""

import datetime as dt

from hypothesis import strategies as st

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import (
    Concept,
    Evidence,
    Guard,
    LocaleTerms,
    SourceTerms,
    Termbase,
)

LETTERS = st.characters(categories=["L", "M", "N", "P", "S", "Zs"], max_codepoint=0xFFFD)
SPECIAL = st.sampled_from([*"=+-@'\"<>&;,:#~{}[]|%!*?\\", "a b", "no", "12", "\u200c", "ß", "'="])
TEXTS = st.builds("{}{}{}".format, SPECIAL, LETTERS, SPECIAL).map(str.strip).filter(bool)
TERMS = TEXTS.map(lambda text: " ".join(text.split(" ")))
LISTS = st.lists(TERMS, max_size=2, unique=True).map(tuple)
MAYBE = st.just("") | TEXTS


@st.composite
def locale_terms(draw: st.DrawFn) -> LocaleTerms:
    approved = draw(st.booleans())
    return LocaleTerms(
        draw(TERMS), draw(LISTS), draw(LISTS), draw(LISTS), draw(st.sampled_from(Evidence)),
        draw(MAYBE), draw(MAYBE), draw(LISTS), draw(MAYBE),
        draw(TEXTS) if approved else "",
        draw(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))) if approved else None,
    )  # fmt: skip


@st.composite
def concepts(draw: st.DrawFn, id_: str) -> Concept:
    guards = draw(st.dictionaries(TERMS, st.builds(Guard, st.tuples(TERMS), LISTS), max_size=1))
    source = SourceTerms(draw(TERMS), draw(LISTS), draw(st.booleans()), draw(st.booleans()), guards)
    tags = draw(
        st.lists(st.sampled_from(["es", "pt-BR", "zh-Hant", "en-GB"]), max_size=2, unique=True)
    )
    return Concept(
        id_, draw(TEXTS), draw(TEXTS), draw(MAYBE), source,
        {Locale(tag): draw(locale_terms()) for tag in tags}, draw(st.booleans()),
        draw(st.booleans()),
    )  # fmt: skip


@st.composite
def termbases(draw: st.DrawFn) -> Termbase:
    """Any termbase at all, sound or not."""
    ids = draw(st.lists(st.from_regex(r"[a-z0-9]+([_-][a-z0-9]+){0,2}", fullmatch=True),
                        max_size=2, unique=True))  # fmt: skip
    found = tuple(draw(concepts(id_)) for id_ in ids)
    evidence = draw(st.dictionaries(TEXTS, TEXTS, max_size=2))
    return Termbase(ENGLISH, found, "0123456789ab", evidence)
