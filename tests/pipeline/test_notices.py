"""What a command did that somebody should hear of, with real commands on ports in memory."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import ES, NOW, FakeEngine, a_release
from tests.newsroom import FR, A, Newsroom, three_sentences
from translate_pipeline.model.locale import ENGLISH
from translate_pipeline.model.notice import Kind, Notice, Role
from translate_pipeline.model.review import Action, Stage
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.notices import Overheard, news


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def told(notices: tuple[Notice, ...]) -> list[tuple[Kind, Role, str, int]]:
    return [(one.kind, one.role, one.locale.tag, one.count) for one in notices]


def test_drafts_are_told_to_translators_once_a_locale(room: Newsroom) -> None:
    notices = room.run(three_sentences(), ES, FR)
    assert told(notices) == [
        (Kind.DRAFTS_READY, Role.TRANSLATOR, "es", 3),
        (Kind.DRAFTS_READY, Role.TRANSLATOR, "fr", 3),
    ]
    assert {(n.stage, n.empty, n.release) for n in notices} == {(Stage.DRAFTED, 0, A)}
    assert [one.catalog for one in notices] == ["es/a.po", "fr/a.po"]


def test_a_second_run_without_change_is_no_news(room: Newsroom) -> None:
    room.run(three_sentences())
    assert room.run(three_sentences()) == ()


def test_a_locale_that_no_engine_could_draft_waits_for_a_translator_too(room: Newsroom) -> None:
    (notice,) = room.run(three_sentences(), engine=FakeEngine(lambda _: ""))
    assert (notice.kind, notice.count, notice.empty) == (Kind.DRAFTS_READY, 3, 3)


def test_reviewers_hear_of_a_locale_when_nothing_is_left_for_translators(room: Newsroom) -> None:
    room.run(three_sentences())
    assert room.sync(leave=["Beta"]) == ()
    assert told(room.sync()) == [(Kind.READY_FOR_REVIEW, Role.REVIEWER, "es", 3)]
    assert room.sync() == ()


def test_translators_hear_how_many_segments_were_sent_back(room: Newsroom) -> None:
    room.run(three_sentences())
    room.sync()
    (notice,) = room.reject("paragraph 1", "paragraph 2")
    assert told((notice,)) == [(Kind.SENT_BACK, Role.TRANSLATOR, "es", 2)]
    assert notice.stage is Stage.IN_REVIEW


def test_a_segment_that_is_sent_back_again_is_news_again(room: Newsroom) -> None:
    room.run(three_sentences())
    room.sync()
    room.reject("paragraph 1")
    assert [one.count for one in room.reject("paragraph 1")] == [1]


def test_an_approved_locale_is_told_to_coordinator_and_section_office(room: Newsroom) -> None:
    room.run(three_sentences())
    room.sync()
    assert room.approve("paragraph 1") == ()
    assert told(room.approve()) == [
        (Kind.APPROVED, Role.COORDINATOR, "es", 3),
        (Kind.APPROVED, Role.SECTION_OFFICE, "es", 3),
    ]
    assert room.sync() == ()


def test_a_version_its_correction_and_a_retraction_are_told(room: Newsroom, tmp_path: Path) -> None:
    approved(room)
    first = room.publish(tmp_path)
    assert [(one.kind, one.role, one.version) for one in first] == [
        (Kind.PUBLISHED, Role.COORDINATOR, 1),
        (Kind.PUBLISHED, Role.SECTION_OFFICE, 1),
    ]
    assert room.publish(tmp_path) == ()
    room.catalogs.texts["es/a.po"] = room.catalogs.texts["es/a.po"].replace("[", "ψ[", 1)
    room.sync()
    room.approve()
    assert {(one.kind, one.version) for one in room.publish(tmp_path)} == {(Kind.CORRECTED, 2)}
    assert {(one.kind, one.version) for one in room.retract()} == {(Kind.RETRACTED, 2)}
    assert room.retract() == ()


def test_of_a_version_under_embargo_the_hour_is_told(room: Newsroom, tmp_path: Path) -> None:
    hour = NOW + timedelta(days=1)
    room.run(replace(three_sentences(), embargo=hour))
    room.sync()
    room.approve()
    assert {(one.embargo, one.title) for one in room.publish(tmp_path)} == {(hour, "")}
    assert {(one.embargo, one.title) for one in room.told(hour)} == {(None, "Alpha")}


def approved(room: Newsroom) -> None:
    room.run(three_sentences(), ES, FR)
    room.sync()
    room.approve()


def test_a_correction_reopens_what_was_approved_and_is_told_to_both(room: Newsroom) -> None:
    approved(room)
    notices = room.run(a_release("Alpha", "Beta", "Delta"), ES, FR)
    assert told(notices) == [
        (Kind.REOPENED, Role.TRANSLATOR, "es", 1),
        (Kind.REOPENED, Role.REVIEWER, "es", 1),
        (Kind.DRAFTS_READY, Role.TRANSLATOR, "fr", 3),
    ]


def test_a_correction_reopens_locales_that_were_not_run_too(room: Newsroom) -> None:
    approved(room)
    notices = room.run(a_release("Alpha", "Beta", "Delta"), FR)
    assert {one.kind for one in notices if one.locale == ES} == {Kind.REOPENED}


def test_a_correction_that_only_takes_a_sentence_out_is_no_news(room: Newsroom) -> None:
    approved(room)
    assert room.run(a_release("Alpha", "Beta")) == ()


def test_a_correction_that_is_taken_back_is_approved_again(room: Newsroom) -> None:
    approved(room)
    room.run(a_release("Alpha", "Beta", "Delta"))
    assert {one.kind for one in room.run(three_sentences())} == {Kind.APPROVED}


def test_other_terms_reopen_what_was_approved_for_reviewers_alone(room: Newsroom) -> None:
    def glossary(term: str, revision: str) -> Termbase:
        terms = {ES: LocaleTerms(term)}
        concept = Concept("beta", "place", "A letter.", "", SourceTerms("Beta"), terms)
        return Termbase(ENGLISH, (concept,), revision)

    room.use(glossary("Beta", "g1"))
    approved(room)
    room.use(glossary("bet", "g2"))
    assert told(room.sync()) == [(Kind.REOPENED, Role.REVIEWER, "es", 1)]


def test_what_others_recorded_meanwhile_is_told_by_their_commands(room: Newsroom) -> None:
    room.run(three_sentences())
    mine = Overheard(room.log)
    assert room.sync()
    mine.append([replace(room.log.log[-1], action=Action.CHECKED, key=None, detail={})])
    assert news(mine.heard, mine, room.catalogs, room.now) == ()


def test_of_a_release_under_embargo_no_title_is_told(room: Newsroom) -> None:
    hour = NOW + timedelta(days=1)
    room.run(replace(three_sentences(), embargo=hour))
    assert [one.title for one in room.told(hour - timedelta(seconds=1))] == [""]
    assert [one.title for one in room.told(hour)] == ["Alpha"]


def test_of_a_confidential_release_no_title_is_ever_told(room: Newsroom) -> None:
    (notice,) = room.run(replace(three_sentences(), confidential=True))
    assert notice.title == ""
