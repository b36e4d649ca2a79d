"""Programs that use gettext find every approved target, in the PO file and in the MO file."""

import gettext
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from tests.formats.sample_documents import TAGS, one, sample
from tests.strategies import documents
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.document_po import render_mo, render_po
from translate_pipeline.formats.po import Catalog, parse_po
from translate_pipeline.model.bundle import Document, Sentence
from translate_pipeline.model.release import BlockKind

TWICE = one(
    BlockKind.LIST_ITEM, Sentence("Stop.", "Alto."), Sentence("Stop.", "Basta."),
    Sentence("Stop.", "Alto."), Sentence("A.", "A.", translated=False),
)  # fmt: skip


def catalog(document: Document) -> Catalog:
    return parse_po(render_po(document).decode(), "text.po")


def pairs(document: Document) -> set[tuple[str, str]]:
    sentences = [sentence for block in document.blocks for sentence in block.sentences]
    return {(readable(s.source), readable(s.target)) for s in sentences if readable(s.source)}


@given(documents())
def test_every_pair_stands_there_once(document: Document) -> None:
    entries = list(catalog(document).messages())
    assert {(entry.msgid, entry.msgstr) for entry in entries} == pairs(document)
    assert len(entries) == len(pairs(document))


@given(documents())
def test_the_compiled_file_says_the_same(document: Document) -> None:
    found = gettext.GNUTranslations(BytesIO(render_mo(document)))
    for entry in catalog(document).messages():
        if entry.msgstr and entry.msgctxt:
            assert found.pgettext(entry.msgctxt, entry.msgid) == entry.msgstr
        elif entry.msgstr:
            assert found.gettext(entry.msgid) == entry.msgstr


def test_two_targets_of_one_source_are_told_apart() -> None:
    found = [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in catalog(TWICE).messages()]
    assert found == [
        (None, "Stop.", "Alto."), ("rendering 2", "Stop.", "Basta."), (None, "A.", "A."),
    ]  # fmt: skip


def test_an_entry_tells_what_its_block_is_and_whether_it_was_translated() -> None:
    assert [entry.extracted for entry in catalog(TWICE).messages()] == [
        ("list_item",), ("list_item",), ("list_item, not translated",),
    ]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_gettext_finds_nothing_wrong(tag: str, tmp_path: Path, msgfmt: str) -> None:
    path = tmp_path / "text.po"
    path.write_bytes(render_po(sample(tag)))
    done = subprocess.run(
        [msgfmt, "--check", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_the_header_tells_which_version_it_is() -> None:
    for header in (
        catalog(sample("es")).header,
        gettext.GNUTranslations(BytesIO(render_mo(sample("es")))).info(),
    ):
        said = {name.lower(): value for name, value in header.items()}
        assert said["language"] == "es"
        assert said["x-release"] == "karsholt"
        assert said["x-source-revision"] == "0123456789ab"
        assert said["x-version"] == "2"
        assert said["po-revision-date"] == "2026-10-15 09:30+0000"
