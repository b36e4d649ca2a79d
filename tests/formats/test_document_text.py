"""Plain text: a paragraph a line, and a mark only where a line would run the wrong way."""

import pytest
from hypothesis import given

from tests.formats.sample_documents import one
from tests.strategies import documents
from translate_pipeline.formats.document_parts import parts, readable
from translate_pipeline.formats.document_text import render_text
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind

RLM, LRM = "\u200f", "\u200e"


@pytest.mark.parametrize(
    ("tag", "text", "mark"),
    [
        ("ar", "منظمة Ouvane", ""),
        ("ar", "Ouvane منظمة", RLM),
        ("ar", "14 أكتوبر", ""),
        ("ar", "2026", RLM),
        ("he", "\u2066Ouvane\u2069 שלום", ""),
        ("es", "2026", ""),
        ("es", "سلام es paz", LRM),
    ],
)
def test_a_line_is_marked_where_its_first_letter_misleads(tag: str, text: str, mark: str) -> None:
    assert render_text(one(BlockKind.PARAGRAPH, text, tag=tag)).decode() == f"{mark}{text}\n"


def test_a_line_in_the_sources_language_runs_as_that_does() -> None:
    credit = Sentence("Photo", "Photo", translated=False)
    assert render_text(one(BlockKind.CREDIT, credit, tag="ar")) == b"Photo\n"


@given(documents())
def test_every_line_stands_on_one(document: Document) -> None:
    shown = [line for line in render_text(document).decode().split("\n") if line]
    plain = [line.removeprefix(RLM).removeprefix(LRM).removeprefix("• ") for line in shown]
    wanted = [line.text for part in parts(document) for line in part]
    note = readable(document.note)
    expected = [*wanted, *([note] if note else [])]
    assert plain == [t.removeprefix(RLM).removeprefix(LRM).removeprefix("• ") for t in expected]
