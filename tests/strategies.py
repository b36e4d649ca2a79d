"""Values for property tests."""

import datetime as dt

from hypothesis import strategies as st

from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence, Version
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.release import BlockKind, Inline, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.model.standing import text_digest
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


PLAIN = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]).filter(
    lambda letter: letter not in "\ufffe\uffff"
)
LINES = st.text(PLAIN, max_size=12).map(str.strip)
ANY_TEXTS = st.text(st.characters(codec="utf-8"), max_size=20) | st.lists(
    st.sampled_from(["<b1>", "</b1>", "<a2>", "</a2>", "<B1>", "one", " "]), max_size=6
).map("".join)


@st.composite
def packet_rows(draw: st.DrawFn, key: str, texts: st.SearchStrategy[str]) -> PacketRow:
    source, target = draw(texts.filter(bool)), draw(texts)
    changed = draw(st.booleans())
    seen = text_digest(source, target + "?" if changed else target)
    decision = draw(st.sampled_from(Decision))
    if decision is Decision.APPROVE and (changed or not target):
        decision = Decision.NONE  # nobody approves what they wrote, or nothing at all
    reason = draw(st.lists(LINES, max_size=2).map("\n".join).map(str.strip))
    return PacketRow(
        SegmentKey(key), source, target, draw(st.sampled_from(State)), "paragraph 2",
        tuple(f"{kind}: {draw(LINES)}".strip() for kind in draw(KINDS)), seen,
        decision, reason if decision is Decision.REJECT else f"See {reason}".strip(),
    )  # fmt: skip


KINDS = st.lists(st.sampled_from(["term", "numbers", "state", "packet"]), max_size=3)


@st.composite
def packets(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY_TEXTS) -> Packet:
    """Any packet, with texts of this kind."""
    keys = draw(st.lists(st.from_regex("[0-9a-f]{16}", fullmatch=True), max_size=3, unique=True))
    return Packet(
        ReleaseId("veldania"), Revision("0123456789ab"), ENGLISH,
        Locale(draw(st.sampled_from(["es", "pt-BR", "ar", "he", "zh-Hant", "ja"]))), draw(LINES),
        tuple(draw(packet_rows(key, texts)) for key in keys),
    )  # fmt: skip


MARKUP = st.text(
    st.sampled_from([*"#*_-+=>~`|<&!:;()[]{}\\\"'/.1a\u05d0\u4e2d \t\n\xa0"]), max_size=9
)
SENTENCES = st.builds(Sentence, TEXTS, ANY_TEXTS | MARKUP, st.booleans())
BLOCKS = st.builds(
    DocumentBlock, st.sampled_from(BlockKind), st.lists(SENTENCES, max_size=3).map(tuple)
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document, with texts that may hold anything."""
    return Document(
        ReleaseId("veldania"), Revision("0123456789ab"), ENGLISH,
        Locale(draw(st.sampled_from(["es", "pt-BR", "ar", "he", "zh-Hant", "ja", "th", "hi"]))),
        Version(draw(st.integers(1, 99))),
        dt.datetime.fromtimestamp(draw(st.integers(1_500_000_000, 3_000_000_000)), dt.UTC),
        draw(ANY_TEXTS | MARKUP), tuple(draw(st.lists(BLOCKS, max_size=5))),
        draw(st.none() | st.dates()), draw(ANY_TEXTS | MARKUP),
        tuple(map(Locale, draw(st.lists(st.sampled_from(["fr", "ar", "es"]), max_size=2)))),
    )  # fmt: skip


@st.composite
def tagged_sentences(draw: st.DrawFn) -> Sentence:
    """A sentence whose target has the tags of its source, in an order of its own."""
    letters = draw(st.lists(st.sampled_from("bia"), max_size=4))
    names = [f"{letter}{number}" for number, letter in enumerate(letters, 1)]
    inline = tuple(
        Inline(name, f"https://example.org/{name}?a=1&b=(2)" if name[0] == "a" else "")
        for name in names
    )

    def text(rest: list[str], *, linked: bool = False) -> str:
        """A text with these tags, one after another or one within the other."""
        before = draw(WORDS)
        if not rest:
            return before
        name, *others = rest
        link = name[0] == "a"
        inside = draw(st.integers(0, len(others)))
        if linked and link:
            return before + text(others, linked=True)
        within = others[:inside]
        if linked or link:  # a link within a link is none
            within = [one for one in within if one[0] != "a"]
        after = [one for one in others if one not in within]
        inner = text(within, linked=linked or link)
        return f"{before}<{name}>{inner}</{name}>{text(after, linked=linked)}"

    return Sentence(text(names), text(draw(st.permutations(names))), inline=inline)


WORDS = st.sampled_from(
    ["one", " two ", "“three”", "四。", "*", "1. ", "خمسة ", "<b9>", "& amp;", "_", "![", "#", "!"]
)


@st.composite
def tagged_documents(draw: st.DrawFn) -> Document:
    """A document of sentences with tags."""
    blocks = st.builds(
        DocumentBlock,
        st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM]),
        st.lists(tagged_sentences(), min_size=1, max_size=3).map(tuple),
    )
    return Document(
        ReleaseId("veldania"), Revision("0123456789ab"), ENGLISH,
        Locale(draw(st.sampled_from(["es", "ar", "zh-Hant", "hi"]))), Version(1),
        dt.datetime(2026, 10, 15, 9, 30, tzinfo=dt.UTC), "Title",
        tuple(draw(st.lists(blocks, min_size=1, max_size=3))),
    )  # fmt: skip
