"""A block is a unit, a sentence is a final segment, and joined they are the block's text."""

from hypothesis import given

from tests.formats.sample_documents import one
from tests.strategies import documents
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.document_xliff import render_xliff
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind


def units(document: Document) -> list[Node]:
    return list(parse_xml("text.xlf", render_xliff(document)).all("unit"))


def target(unit: Node) -> str:
    return "".join(node.text for node in unit.all("target"))


@given(documents())
def test_every_sentence_is_a_final_segment(document: Document) -> None:
    blocks = [block for block in document.blocks if block.sentences]
    found = units(document)
    assert [unit.attributes["type"] for unit in found] == [f"tp:{block.kind}" for block in blocks]
    for unit, block in zip(found, blocks, strict=True):
        segments = list(unit.all("segment"))
        assert {segment.attributes["state"] for segment in segments} == {"final"}
        said = [(next(s.all("source")).text, target(s)) for s in segments]
        assert said == [(readable(s.source), readable(s.target)) for s in block.sentences]


def test_joined_they_are_the_text_of_the_block() -> None:
    sign = Sentence("Sign.", "Sign.", translated=False)
    assert target(units(one(BlockKind.PARAGRAPH, "Uno.", "Dos."))[0]) == "Uno. Dos."
    assert (
        target(units(one(BlockKind.PARAGRAPH, "一。", sign, "二。", tag="zh"))[0])
        == "一。Sign. 二。"
    )


def test_a_unit_that_was_not_translated_says_so() -> None:
    sign = Sentence("Sign.", "Sign.", translated=False)
    (unit,) = units(one(BlockKind.CREDIT, sign))
    assert unit.attributes["translate"] == "no"
    assert "translate" not in units(one(BlockKind.CREDIT, sign, "Uno."))[0].attributes
