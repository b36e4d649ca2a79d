"""What belongs together is grouped, and sentences are joined as their languages join them."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.formats.sample_documents import one, sample
from tests.strategies import ANY_TEXTS, documents
from translate_pipeline.formats.document_parts import Span, parts, readable
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import BlockKind

SIGN = Sentence("Sign.", "Sign.", translated=False)


def spans(*sentences: Sentence | str, tag: str) -> list[tuple[str, str]]:
    (_, part) = parts(one(BlockKind.PARAGRAPH, *sentences, tag=tag, title="T"))
    return [(span.text, span.locale.tag) for line in part for span in line.spans]


def test_a_list_a_quote_and_a_picture_are_one_part_each() -> None:
    grouped = [tuple(line.kind for line in part) for part in parts(sample("es"))]
    assert [kinds for kinds in grouped if len(kinds) > 1] == [
        (BlockKind.QUOTE, BlockKind.ATTRIBUTION),
        (BlockKind.CAPTION, BlockKind.CREDIT),
        (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM),
    ]


@pytest.mark.parametrize(
    ("tag", "joined"),
    [("es", "Uno. Dos."), ("ar", "Uno. Dos."), ("ko", "Uno. Dos."), ("th", "Uno. Dos."),
     ("km", "Uno. Dos."), ("zh", "Uno.Dos."), ("zh-TW", "Uno.Dos."), ("ja", "Uno.Dos.")],
)  # fmt: skip
def test_sentences_are_joined_as_the_script_does(tag: str, joined: str) -> None:
    assert spans("Uno.", "Dos.", tag=tag) == [(joined, tag)]


def test_what_is_between_two_languages_belongs_to_the_documents() -> None:
    found = spans("واحد.", SIGN, SIGN, "اثنان.", tag="ar")
    assert found == [("واحد. ", "ar"), ("Sign. Sign.", "en"), (" اثنان.", "ar")]


def test_a_chinese_full_stop_needs_no_space_after_it_but_an_english_one_does() -> None:
    assert spans("一。", SIGN, "二。", tag="zh") == [
        ("一。", "zh"),
        ("Sign.", "en"),
        (" 二。", "zh"),
    ]


def test_a_line_that_is_all_in_the_sources_language_is_of_that_language() -> None:
    (_, (line,)) = parts(one(BlockKind.CREDIT, SIGN, title="T"))
    assert (line.locale, line.spans) == (ENGLISH, (Span("Sign.", ENGLISH),))


def test_the_title_stands_first_where_there_is_no_headline() -> None:
    document = one(BlockKind.PARAGRAPH, "Uno.", title="Título")
    assert [(line.kind, line.text) for (line,) in parts(document)] == [
        (BlockKind.HEADLINE, "Título"), (BlockKind.PARAGRAPH, "Uno."),
    ]  # fmt: skip
    assert [line.text for (line,) in parts(one(BlockKind.HEADLINE, "Uno", title="T"))] == ["Uno"]


def test_a_block_without_text_is_left_out() -> None:
    assert parts(one(BlockKind.PARAGRAPH, " \n", "")) == []


def test_no_break_spaces_stay() -> None:
    assert readable("« Oui\u202f! »\u2028Non\t\0") == "« Oui\u202f! » Non \ufffd"


@given(ANY_TEXTS)
def test_a_readable_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = readable(text)
    assert readable(once) == once
    assert len(once.splitlines()) <= 1


@given(documents())
def test_no_sentence_is_lost(document: Document) -> None:
    text = "".join(line.text for part in parts(document) for line in part)
    sentences = [sentence for block in document.blocks for sentence in block.sentences]
    assert all(readable(sentence.target) in text for sentence in sentences)
    other = replace(document, locale=Locale("fr"))
    assert [len(part) for part in parts(other)] == [len(part) for part in parts(document)]
