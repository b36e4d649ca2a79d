"""From a source with tags to its draft, its checks and its record."""

import json
from dataclasses import replace
from hashlib import sha256

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger
from tests.pipeline.test_draft import MATCHER
from translate_pipeline.checks import run_checks
from translate_pipeline.formats.document_html import render_html
from translate_pipeline.formats.po import Entry, parse_po
from translate_pipeline.formats.release import parse_release
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.release import Release, ReleaseId, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.translation import Draft
from translate_pipeline.pipeline.catalogs import units
from translate_pipeline.pipeline.documents import content_digest, published_document
from translate_pipeline.pipeline.draft import draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.recording import revised_detail
from translate_pipeline.pipeline.run import Run, record_release

ANSWERS = {
    "Head": "Título",
    "The war crimes of Seln are in the report.": "Los delitos de Seln están en el informe.",
    "war crimes": "delitos",
    "report": "informe",
    "The pianos of Seln are in the report.": "Los pianos de Seln están en el informe.",
    "pianos": "pianos",
    "Seln": "Seln",
}
SOURCE = "The **war crimes** of *Seln* are in the [report](https://example.org/r)."
TAGGED = "The <b1>war crimes</b1> of <i2>Seln</i2> are in the <a3>report</a3>."


def release(*paragraphs: str) -> Release:
    return parse_release("\n\n".join(["# Head", *paragraphs]), path="releases/a.md")


def drafted(engine: FakeEngine, *paragraphs: str) -> list[Entry]:
    catalogs = FakeCatalogs()
    draft(engine, catalogs, FakeLedger(), *paragraphs)
    return list(parse_po(catalogs.texts["es/a.po"], "es/a.po").messages())


def draft(engine: FakeEngine, catalogs: FakeCatalogs, ledger: FakeLedger, *paragraphs: str) -> None:
    draft_release(release(*paragraphs), engine, catalogs, ledger)


def draft_release(
    source: Release, engine: FakeEngine, catalogs: FakeCatalogs, ledger: FakeLedger
) -> None:
    job = plan_job(source, MATCHER)
    record_release(Run(job, (), ()), catalogs=catalogs, ledger=ledger, now=NOW)
    draft_locale(
        Work(job, ES, engine.choice, NOW),
        catalogs=catalogs, ledger=ledger, progress=lambda *_: None,
    )  # fmt: skip


def record_of(*paragraphs: str) -> Record:
    ledger = FakeLedger()
    draft(FakeEngine(lambda text: ANSWERS.get(text, text)), FakeCatalogs(), ledger, *paragraphs)
    record = read_record(ReleaseId("a"), ledger)
    assert record
    return record


def published(record: Record) -> Document:
    detail = {"version": 1, "note": "", "others": []}
    event = Event(record.id, record.revision, Action.PUBLISHED, NOW, "x", ES, detail=detail)
    return published_document(record, event)


def test_an_approved_version_has_what_the_tags_stand_for() -> None:
    page = render_html(published(record_of(SOURCE))).decode()
    assert (
        "<p>Los <strong>crímenes de guerra</strong> de <em>Seln</em> están en el"
        ' <a href="https://example.org/r">informe</a>.</p>'
    ) in page


def test_a_title_has_no_tags() -> None:
    record = record_of("The *pianos* of Seln are in the report.")
    title = published(replace(record, revised=without_headline(record.revised))).title
    assert title == "Los pianos de Seln están en el informe."


def test_a_headline_of_two_sentences_is_the_title() -> None:
    source = parse_release("# Stop it now. Free the *pianos* today.\n\nOne.", path="releases/a.md")
    answers = {
        "Stop it now.": "Basta ya.",
        "Free the pianos today.": "Liberen los pianos hoy.",
        "pianos": "pianos",
    }
    ledger = FakeLedger()
    engine = FakeEngine(lambda text: answers.get(text, text))
    draft_release(source, engine, FakeCatalogs(), ledger)
    record = read_record(ReleaseId("a"), ledger)
    assert record
    assert record.title == "Stop it now. Free the pianos today."
    assert published(record).title == "Basta ya. Liberen los pianos hoy."


def without_headline(revised: Event) -> Event:
    return replace(revised, detail={**revised.detail, "blocks": revised.detail["blocks"][1:]})


def test_another_address_is_another_content_but_a_record_without_tags_is_as_it_was() -> None:
    one, other = (record_of(f"See [a](http://{name}.example).") for name in ("x", "y"))
    assert content_digest(one, ES) != content_digest(other, ES)
    assert one.links == {segment_key("See <a1>a</a1>."): (("a1", "http://x.example"),)}
    bare = record_of("One.")
    assert bare.links == {}
    blocks = [["headline", [["Head", "Título"]]], ["paragraph", [["One.", "One."]]]]
    wanted = sha256(json.dumps(blocks, ensure_ascii=False).encode()).hexdigest()
    assert content_digest(bare, ES) == wanted


def test_an_engine_is_given_no_tags_and_the_draft_has_them() -> None:
    engine = FakeEngine(lambda text: ANSWERS.get(text, text))
    entry = drafted(engine, SOURCE)[1]
    assert entry.msgid == TAGGED
    assert entry.msgstr == (
        "Los <b1>crímenes de guerra</b1> de <i2>Seln</i2> están en el <a3>informe</a3>."
    )
    assert not any("<" in text for text in engine.asked)


def test_a_translator_is_told_where_a_link_leads() -> None:
    entry = drafted(FakeEngine(lambda text: ANSWERS.get(text, text)), SOURCE)[1]
    assert "<a3>: https://example.org/r" in entry.extracted


def test_the_engine_is_asked_no_more_for_a_source_without_tags() -> None:
    engine = FakeEngine()
    drafted(engine, "One.")
    assert engine.asked == ["Head", "One."]


def test_a_text_that_leads_to_two_pages_tells_both() -> None:
    (_, unit) = units(release("[a](http://x.example)", "[a](http://y.example)"))
    assert unit.links == (("a1", "http://x.example"), ("a1", "http://y.example"))


def test_an_address_is_recorded_but_makes_no_other_text() -> None:
    before, after = release("See [a](http://x.example)."), release("See [a](http://y.example).")
    details = [
        revised_detail(one, units(one), plan_job(one, MATCHER).hits, "g") for one in (before, after)
    ]
    assert before.revision == after.revision
    assert details[0]["blocks"][1] == {
        "kind": "paragraph",
        "segments": [segment_key("See <a1>a</a1>.")],
        "inline": [{"a1": "http://x.example"}],
    }
    assert "inline" not in details[0]["blocks"][0]
    assert details[0] != details[1]


def test_a_finding_stands_where_it_stands_in_the_text_with_tags() -> None:
    target = "Los <b1>delitos</b1> de <i2>Seln</i2> están <b1>en  el</b1>."
    findings = {
        finding.rule: target[finding.start : finding.end]
        for finding in run_checks("The <b1>x</b1>.", target, ES, ())
        if finding.start >= 0
    }
    assert findings["spaces"].strip("enl") == "  "
    assert findings["same-placeholders"] in ("<b1>", "</b1>", "<i2>", "</i2>")


def test_a_term_is_seen_through_tags_on_both_sides() -> None:
    source, target = "The war <b1>crimes</b1>.", "Los crímenes <b1>de</b1> guerra."
    key = segment_key(source)
    hits = MATCHER.find(source)
    assert [(source[hit.start : hit.end], hit.text) for hit in hits] == [
        ("war <b1>crimes", "war crimes")
    ]
    draft = judged([Draft(key, source, target, "")], {key: hits}, ES, MATCHER.termbase)[key]
    (term,) = draft.terms
    assert term.verdict.satisfied
    assert target[term.start : term.end] == "crímenes <b1>de</b1> guerra"
    assert draft.findings == ()
