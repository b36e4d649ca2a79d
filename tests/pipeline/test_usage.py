"""What a change of the glossary touches, and what the releases say in two ways."""

from dataclasses import replace

import pytest

from tests.fakes import ES, NOW, FakeLedger
from translate_pipeline.errors import NotFound
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import (
    WORKSPACE,
    ReleaseId,
    Revision,
    SegmentKey,
    segment_key,
)
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.termbase import (
    Concept,
    Guard,
    LocaleTerms,
    SourceTerms,
    Termbase,
)
from translate_pipeline.pipeline.glossary_record import digests, record_glossary
from translate_pipeline.pipeline.usage import divided_concepts, impact
from translate_pipeline.text.terms import SourceMatcher

CRIMES = Concept(
    "war_crimes", "crime", "Grave breaches.", "Art. 8", SourceTerms("war crimes"),
    {
        ES: LocaleTerms("crimen de guerra", ("crimen bélico",)),
        Locale("fr"): LocaleTerms("crime de guerre"),
    },
)  # fmt: skip
SIEGE = Concept("siege", "conflict", "A siege.", "", SourceTerms("siege"),
                {ES: LocaleTerms("asedio")})  # fmt: skip
OLD = Termbase(ENGLISH, (CRIMES, SIEGE), "aaaaaaaaaaaa")


def changed(*concepts: Concept) -> SourceMatcher:
    return SourceMatcher(Termbase(ENGLISH, concepts, "bbbbbbbbbbbb"))


class Desk:
    """A ledger that knows the old glossary."""

    def __init__(self) -> None:
        self.ledger = FakeLedger()
        record_glossary(OLD, self.ledger, NOW)

    def release(self, name: str, *sources: str) -> None:
        segments = [{"key": segment_key(text), "text": text, "times": 1} for text in sources]
        detail = {"title": name, "path": name, "segments": segments}
        event = Event(ReleaseId(name), Revision("r1"), Action.REVISED, NOW, "c", detail=detail)
        self.ledger.append([event])

    def target(  # noqa: PLR0913, PLR0917
        self, name: str, source: str, target: str, locale: Locale = ES,
        action: Action = Action.DRAFTED, terms: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        detail = {"glossary": OLD.revision, "terms": dict.fromkeys(terms, "preferred")}
        event = Event(
            ReleaseId(name), Revision("r1"), action, NOW, "fake", locale,
            SegmentKey(segment_key(source)), source, target, detail,
        )  # fmt: skip
        self.ledger.append([event])

    def touched(self, matcher: SourceMatcher) -> list[tuple[str, str, str, str, State]]:
        _, found = impact("aaaa", self.ledger, matcher)
        return [
            (one.used.release, one.used.locale.tag, one.concept, one.change, one.used.state)
            for one in found
        ]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.release("a", "These are war crimes.", "A siege began.")
    desk.target("a", "These are war crimes.", "Son crímenes de guerra.")
    desk.target("a", "These are war crimes.", "Ce sont des crimes de guerre.", Locale("fr"))
    desk.target("a", "A siege began.", "Empezó un asedio.", action=Action.EDITED)
    return desk


def test_a_revision_is_recorded_once(desk: Desk) -> None:
    record_glossary(OLD, desk.ledger, NOW)
    (event,) = desk.ledger.events(WORKSPACE)
    assert (event.action, event.revision, event.locale) == (Action.GLOSSARY, OLD.revision, None)
    assert event.detail == digests(OLD.concepts, ENGLISH)
    assert set(event.detail["war_crimes"]) == {"en", "es", "fr"}
    assert desk.ledger.releases() == ["a"]


def test_a_glossary_that_did_not_change_touches_nothing(desk: Desk) -> None:
    assert desk.touched(changed(CRIMES, SIEGE)) == []


def test_a_changed_term_touches_its_locale_in_every_state(desk: Desk) -> None:
    french = CRIMES.terms[Locale("fr")]
    crimes = replace(CRIMES, terms={ES: LocaleTerms("otro"), Locale("fr"): french})
    siege = replace(SIEGE, terms={ES: LocaleTerms("sitio")})
    assert desk.touched(changed(crimes, siege)) == [
        ("a", "es", "war_crimes", "changed", State.DRAFT),
        ("a", "es", "siege", "changed", State.TRANSLATED),
    ]


def test_notes_and_approval_touch_nothing(desk: Desk) -> None:
    terms = replace(SIEGE.terms[ES], note="A note.", approved_by="legal desk", evidence="UN")
    assert desk.touched(changed(CRIMES, replace(SIEGE, terms={ES: terms}))) == []


@pytest.mark.parametrize(
    "source",
    [
        SourceTerms("war crimes", ("war atrocities",)),
        SourceTerms("war crimes", guards={"war crimes": Guard((), ("alleged ~",))}),
    ],
)
def test_another_source_term_touches_every_locale(desk: Desk, source: SourceTerms) -> None:
    locales = [row[1] for row in desk.touched(changed(replace(CRIMES, source=source), SIEGE))]
    assert locales == ["es", "fr"]


def test_a_new_concept_touches_what_was_drafted_without_it(desk: Desk) -> None:
    began = Concept("began", "x", "x", "", SourceTerms("began"), {ES: LocaleTerms("empezar")})
    assert desk.touched(changed(CRIMES, SIEGE, began)) == [
        ("a", "es", "began", "added", State.TRANSLATED)
    ]


def test_a_removed_concept_touches_what_was_checked_for_it(desk: Desk) -> None:
    desk.target("a", "It fell.", "Cayó.", terms=("siege",))
    (row,) = desk.touched(changed(CRIMES))
    assert row == ("a", "es", "siege", "removed", State.DRAFT)


def test_a_locale_with_a_region_follows_its_language(desk: Desk) -> None:
    desk.target("a", "A siege began.", "Empezó un asedio.", Locale("es-MX"))
    siege = replace(SIEGE, terms={ES: LocaleTerms("sitio")})
    assert [row[1] for row in desk.touched(changed(CRIMES, siege))] == ["es", "es-MX"]


def test_a_text_that_left_the_release_is_marked(desk: Desk) -> None:
    desk.release("a", "These are war crimes.")
    siege = replace(SIEGE, terms={ES: LocaleTerms("sitio")})
    _, found = impact(OLD.revision, desk.ledger, changed(CRIMES, siege))
    assert [one.used.current for one in found] == [False]


@pytest.mark.parametrize("revision", ["", "c"])
def test_an_unknown_revision_lists_those_there_are(desk: Desk, revision: str) -> None:
    with pytest.raises(NotFound, match=r"is no revision[\s\S]*aaaaaaaaaaaa  first used 2026-05-03"):
        impact(revision, desk.ledger, changed())


def test_a_beginning_that_fits_two_revisions_is_refused(desk: Desk) -> None:
    record_glossary(Termbase(ENGLISH, (), "aaaa00000000"), desk.ledger, NOW)
    with pytest.raises(NotFound, match="is more than one revision"):
        impact("aaaa", desk.ledger, changed())


def test_without_a_run_there_is_no_revision() -> None:
    with pytest.raises(NotFound, match="no run has recorded any yet"):
        impact("aaaa", FakeLedger(), changed())


def test_a_concept_said_in_two_ways_in_two_releases_is_found(desk: Desk) -> None:
    desk.release("b", "Stop war crimes.")
    desk.target("b", "Stop war crimes.", "Basta de crímenes bélicos.")
    (divided,) = divided_concepts(desk.ledger, SourceMatcher(OLD))
    assert (divided.concept, divided.locale) == ("war_crimes", ES)
    assert [(one.term, dict(one.releases)) for one in divided.renderings] == [
        ("crimen bélico", {"b": 1}),
        ("crimen de guerra", {"a": 1}),
    ]


def test_one_rendering_everywhere_is_no_finding(desk: Desk) -> None:
    desk.release("b", "Stop war crimes.")
    desk.target("b", "Stop war crimes.", "Basta de crímenes de guerra.")
    assert divided_concepts(desk.ledger, SourceMatcher(OLD)) == []
