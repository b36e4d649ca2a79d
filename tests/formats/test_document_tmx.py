"""A translation memory has what was translated, every pair once."""

from hypothesis import given

from tests.formats.sample_documents import one, sample
from tests.strategies import documents
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.document_tmx import render_tmx
from translate_pipeline.formats.xml_tree import Node, parse_xml
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind


def read(document: Document) -> Node:
    return parse_xml("text.tmx", render_tmx(document))


def pairs(document: Document) -> list[tuple[str, ...]]:
    return [tuple(seg.text for seg in unit.all("seg")) for unit in read(document).all("tu")]


@given(documents())
def test_every_translated_pair_stands_there_once(document: Document) -> None:
    sentences = [s for block in document.blocks for s in block.sentences if s.translated]
    wanted = [(readable(s.source), readable(s.target)) for s in sentences]
    assert pairs(document) == list(dict.fromkeys(pair for pair in wanted if all(pair)))


def test_what_was_not_translated_teaches_nothing() -> None:
    document = one(BlockKind.LIST_ITEM, Sentence("A", "A", translated=False), "B")
    assert pairs(document) == [("Of B", "B")]


def test_it_says_of_which_languages_and_day_it_is_but_names_nobody() -> None:
    root = read(sample("ar"))
    header, unit = next(root.all("header")), next(root.all("tu"))
    assert root.attributes == {"version": "1.4"}
    assert header.attributes["srclang"] == "en"
    assert (
        header.attributes["creationdate"] == unit.attributes["creationdate"] == "20261015T093000Z"
    )
    assert [tuv.attributes["lang"] for tuv in unit.all("tuv")] == ["en", "ar"]
    assert not {"creationid", "changeid"} & {*header.attributes, *unit.attributes}
