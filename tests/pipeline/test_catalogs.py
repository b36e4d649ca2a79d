from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, a_release
from translate_pipeline.formats.po import Catalog, parse_po, serialize_po
from translate_pipeline.model.release import BlockKind, Release
from translate_pipeline.pipeline.catalogs import Planned, header_fields, merge, units
from translate_pipeline.pipeline.engines import LONGEST

LATER = NOW + timedelta(hours=1)
SENTENCES = ("Head", "One.", "Two.", "Three.", "Four.")


def planned(release: Release, target: str = "") -> list[Planned]:
    return [Planned(u.segment.text, u.comments, u.references, target) for u in units(release)]


def made(release: Release, old: Catalog | None = None, target: str = "") -> Catalog:
    later = NOW if old is None else LATER
    return merge(old, planned(release, target), header_fields(release, ES), later)


def reread(catalog: Catalog, *replacements: tuple[str, str]) -> Catalog:
    text = serialize_po(catalog)
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return parse_po(text, "a.po")


def sources(catalog: Catalog) -> list[str]:
    return [entry.msgid for entry in catalog.entries if entry.msgid]


def test_every_place_of_a_repeated_text_is_named_once() -> None:
    release = a_release("Head", "Act now.", "One.", "Act now.")
    assert [(unit.segment.text, unit.places, unit.references) for unit in units(release)] == [
        ("Head", ("headline",), ("releases/a.txt:1",)),
        ("Act now.", ("paragraph 1", "paragraph 3"), ("releases/a.txt:3", "releases/a.txt:7")),
        ("One.", ("paragraph 2",), ("releases/a.txt:5",)),
    ]


def test_a_list_item_says_what_it_finishes() -> None:
    release = a_release("Head", "They must:", "stop", "leave")
    items = [replace(b, kind=BlockKind.LIST_ITEM, lead_in="They must:") for b in release.blocks[2:]]
    unit = units(replace(release, blocks=(*release.blocks[:2], *items)))[3]
    assert unit.comments == ("list item 2 of 2", "finishes the sentence “They must:”")


def test_a_text_that_no_engine_takes_says_so() -> None:
    fits, long = units(a_release("x" * LONGEST, "x" * (LONGEST + 1)))
    assert fits.comments == ("headline",)
    assert long.comments == ("paragraph 1", "no machine draft: 4,001 characters, at most 4,000")


def test_what_is_not_to_be_translated_is_left_out() -> None:
    release = a_release("Head", "Photo: A. B.")
    segment = replace(release.blocks[1].segments[0], translate=False)
    blocks = (release.blocks[0], replace(release.blocks[1], segments=(segment,)))
    assert [unit.segment.text for unit in units(replace(release, blocks=blocks))] == ["Head"]


def test_a_new_catalog_is_in_document_order_with_drafts_marked() -> None:
    catalog = made(a_release(*SENTENCES), target="t")
    assert sources(catalog) == list(SENTENCES)
    assert all(entry.fuzzy and entry.msgstr == "t" for entry in catalog.messages())


def test_a_catalog_without_a_target_is_not_marked() -> None:
    assert not any(entry.fuzzy for entry in made(a_release(*SENTENCES)).messages())


def test_a_second_merge_is_the_same_catalog() -> None:
    catalog = reread(made(a_release(*SENTENCES), target="t"))
    assert made(a_release(*SENTENCES), catalog, "other") is catalog


def test_a_translators_target_and_its_wrapping_stay() -> None:
    wrapped = 'msgstr ""\n"u"\n"no"'
    catalog = reread(
        made(a_release("Head", "One."), target="t"),
        ('#, fuzzy\nmsgid "One."\nmsgstr "t"', f'msgid "One."\n{wrapped}'),
    )
    again = made(a_release("Head", "New.", "One."), catalog, "x")
    assert wrapped in serialize_po(again)
    assert sources(again) == ["Head", "New.", "One."]


def test_a_new_source_comes_after_the_one_before_it() -> None:
    catalog = made(a_release("Head", "One.", "Three."), target="t")
    assert sources(made(a_release(*SENTENCES), catalog)) == list(SENTENCES)


def test_an_order_that_a_translator_chose_stays() -> None:
    catalog = made(a_release(*SENTENCES), target="t")
    head, *rest = catalog.entries
    turned = replace(catalog, entries=(head, *reversed(rest)))
    assert made(a_release(*SENTENCES), turned) is turned


def test_a_vanished_source_with_a_target_becomes_obsolete_and_comes_back() -> None:
    catalog = made(a_release("Head", "One."), target="t")
    gone = reread(made(a_release("Head"), catalog))
    assert [(e.msgid, e.obsolete, e.msgstr) for e in gone.entries[1:]] == [
        ("Head", False, "t"),
        ("One.", True, "t"),
    ]
    back = made(a_release("Head", "One."), gone, "new draft")
    assert [(e.msgid, e.obsolete, e.msgstr) for e in back.entries[2:]] == [("One.", False, "t")]


def test_a_vanished_source_without_any_work_is_dropped() -> None:
    catalog = made(a_release("Head", "One."))
    assert sources(made(a_release("Head"), catalog)) == ["Head"]


def test_a_translators_comment_is_work() -> None:
    catalog = reread(
        made(a_release("Head", "One.")), ("#. paragraph 1", "# ask the lawyer\n#. paragraph 1")
    )
    gone = made(a_release("Head"), catalog)
    assert [entry.obsolete for entry in gone.entries] == [False, False, True]
    assert "# ask the lawyer" in serialize_po(gone)


def test_the_date_of_revision_moves_only_with_something_else() -> None:
    catalog = made(a_release("Head"))
    assert made(a_release("Head"), catalog).header["PO-Revision-Date"] == "2026-05-03 06:00+0000"
    assert (
        made(a_release("Head", "One."), catalog).header["PO-Revision-Date"]
        == "2026-05-03 07:00+0000"
    )


def test_header_fields_of_an_editor_stay() -> None:
    catalog = reread(
        made(a_release("Head")),
        ("X-Generator: translate-pipeline 0.1.0", "X-Generator: Poedit 3.4"),
    )
    again = made(a_release("Head", "One."), catalog)
    assert again.header["X-Generator"] == "Poedit 3.4"
    assert again.header["X-Source-Revision"] == a_release("Head", "One.").revision


def test_a_source_that_a_coordinator_split_by_context_stays_split() -> None:
    law = 'msgctxt "law"\nmsgid "Charge."\nmsgstr "cargo"'
    split = law + '\n\nmsgctxt "money"\nmsgid "Charge."\nmsgstr "precio"'
    catalog = reread(
        made(a_release("Head", "Charge."), target="t"),
        ('#, fuzzy\nmsgid "Charge."\nmsgstr "t"', split),
    )
    again = made(a_release("Head", "Charge.", "New."), catalog)
    assert split in serialize_po(again)
    assert sources(again) == ["Head", "Charge.", "Charge.", "New."]


def test_crlf_stays_crlf() -> None:
    text = serialize_po(made(a_release("Head", "One."), target="t")).replace("\n", "\r\n")
    again = serialize_po(made(a_release("Head", "New.", "One."), parse_po(text, "a.po"), "n"))
    assert again.count("\r\n") == again.count("\n")
    assert 'msgid "New."\r\nmsgstr "n"\r\n' in again


@given(st.lists(st.sets(st.sampled_from(SENTENCES[1:])), min_size=1, max_size=5))
def test_no_sequence_of_revisions_loses_a_target(revisions: list[set[str]]) -> None:
    catalog = made(a_release(*SENTENCES), target="worked on")
    for revision in revisions:
        kept = [sentence for sentence in SENTENCES[1:] if sentence in revision]
        catalog = reread(made(a_release("Head", *kept), catalog, "draft"))
    assert {entry.msgid: entry.msgstr for entry in catalog.entries if entry.msgid} == dict.fromkeys(
        SENTENCES, "worked on"
    )


SOURCES = st.lists(st.text('ab "\\.\t é', min_size=1).map(str.strip).filter(bool), max_size=5)
PLANS = st.builds(
    Planned,
    st.just(""),
    st.lists(st.sampled_from(["paragraph 1", "draft: fake", "term: a = b [c]"]), max_size=2).map(
        tuple
    ),
    st.lists(st.sampled_from(["a.txt:1", "my file.txt:2"]), max_size=2).map(tuple),
    st.sampled_from(["", "t", 'a "b" \\ c']),
    fuzzy=st.booleans(),
    previous=st.sampled_from(["", "before"]),
)


@st.composite
def plans(draw: st.DrawFn) -> list[Planned]:
    return [replace(draw(PLANS), source=source) for source in dict.fromkeys(draw(SOURCES))]


@given(plans(), plans(), st.booleans(), st.randoms(use_true_random=False), st.sampled_from("\n\r"))
def test_the_same_plan_again_changes_no_byte(
    first: list[Planned], second: list[Planned], noted: bool, order: Random, ends: str
) -> None:
    fields = header_fields(a_release("Head"), ES)
    head, *rest = merge(None, first, fields, NOW).entries
    order.shuffle(rest)
    text = serialize_po(Catalog((head, *rest)))
    text = text.replace("\nmsgid", "\n# a note\nmsgid", 2 if noted else 0)
    text = text.replace("\n", "\r\n") if ends == "\r" else text
    old = merge(parse_po(text, "a.po"), second, fields, LATER)
    again = parse_po(serialize_po(old), "a.po")
    assert merge(again, second, fields, LATER + timedelta(days=1)) is again
