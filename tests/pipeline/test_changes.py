"""What is told of a correction: every one has a line, and a version that is the same has none."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW
from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence, Version
from translate_pipeline.model.locale import ENGLISH
from translate_pipeline.model.release import BlockKind, Inline, ReleaseId, Revision
from translate_pipeline.pipeline.changes import changes

HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH


def sentence(text: str, target: str = "", href: str = "") -> Sentence:
    inline = (Inline("a1", href),) if href else ()
    return Sentence(text, target or text.upper(), inline=inline)


def document(*blocks: tuple[BlockKind, list[Sentence]]) -> Document:
    made = tuple(DocumentBlock(kind, tuple(sentences)) for kind, sentences in blocks)
    return Document(
        ReleaseId("a"), Revision("1"), ENGLISH, ES, Version(1), NOW, "A", made
    )  # fmt: skip


def paragraph(*sentences: Sentence) -> Document:
    return document((PARAGRAPH, list(sentences)))


A, B, C = map(sentence, "abc")
SENTENCES = st.builds(
    sentence, st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from(["", "u", "v"])
)
BLOCKS = st.tuples(st.sampled_from([HEADING, PARAGRAPH]), st.lists(SENTENCES, min_size=1))
DOCUMENTS = st.lists(BLOCKS, max_size=4).map(lambda blocks: document(*blocks))


@given(DOCUMENTS, DOCUMENTS)
def test_there_is_a_line_where_something_changed_and_only_there(
    before: Document, now: Document
) -> None:
    assert bool(changes(before, now)) is (before.blocks != now.blocks)


def test_the_first_version_changed_nothing() -> None:
    assert changes(None, paragraph(A)) == ()


def test_a_link_that_leads_elsewhere_is_told_with_its_sentence() -> None:
    old, new = sentence("a", href="https://a.example"), sentence("a", href="https://b.example")
    assert changes(paragraph(old, B), paragraph(new, B)) == (
        "A [-https://a.example-] {+https://b.example+}",
    )


def test_a_sentence_that_goes_in_one_of_its_places_is_told() -> None:
    assert changes(paragraph(A, B, A), paragraph(A, B)) == ("[-A-]",)


def test_one_of_two_places_of_a_source_that_changes_is_told() -> None:
    now = paragraph(A, B, sentence("a", "Z"))
    assert changes(paragraph(A, B, A), now) == ("[-A-]{+Z+}",)


def test_a_sentence_that_moves_goes_and_comes() -> None:
    assert changes(paragraph(A, B, C), paragraph(B, C, A)) == ("[-A-]", "{+A+}")


def test_another_kind_of_block_and_a_new_paragraph_are_told() -> None:
    before = document((PARAGRAPH, [A]), (PARAGRAPH, [B, C]))
    now = document((HEADING, [A]), (PARAGRAPH, [B]), (PARAGRAPH, [C]))
    assert changes(before, now) == ("[-paragraph-]{+heading+} A", "{+¶+} C")
