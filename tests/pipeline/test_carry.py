"""From a source with tags to its draft, its checks and its record."""

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger
from tests.pipeline.test_draft import MATCHER
from translate_pipeline.checks import run_checks
from translate_pipeline.formats.po import Entry, parse_po
from translate_pipeline.formats.release import parse_release
from translate_pipeline.model.release import Release, segment_key
from translate_pipeline.model.translation import Draft
from translate_pipeline.pipeline.catalogs import units
from translate_pipeline.pipeline.draft import Work, draft_locale, plan_job
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.pipeline.recording import revised_detail

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
    draft_locale(
        Work(plan_job(release(*paragraphs), MATCHER), ES, engine.choice, NOW),
        catalogs=catalogs, ledger=FakeLedger(), progress=lambda *_: None,
    )  # fmt: skip
    return list(parse_po(catalogs.texts["es/a.po"], "es/a.po").messages())


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
