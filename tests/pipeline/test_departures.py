"""Where texts that left the machine show, and where they do not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeEngine, FakeLedger, a_release
from tests.newsroom import A, Newsroom, three_sentences
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Revision
from translate_pipeline.model.review import Action, Event, Stage
from translate_pipeline.pipeline.departures import departures
from translate_pipeline.pipeline.notices import news
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.status import release_status

SENT = Event(
    A, Revision("r1"), Action.SENT, NOW, "deep:deepl en-es", ES,
    detail={"host": "api.deepl.com", "segments": ["k1", "k2"]},
)  # fmt: skip
LATER = NOW + timedelta(days=400)
DONE = replace(SENT, detail={**SENT.detail, "characters": 20, "requests": 3})
PAIRS = [
    (replace(SENT, locale=Locale(tag), actor=actor), replace(DONE, locale=Locale(tag), actor=actor))
    for tag in ("es", "fr")
    for actor in ("deep:deepl", "deep:google")
]


@given(
    st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), max_size=8),
    st.randoms(use_true_random=False),
)
def test_each_attempt_is_counted_once_however_those_of_other_locales_come_between(
    attempts: Sequence[tuple[tuple[Event, Event], bool]], luck: object
) -> None:
    waiting = [[begun, *([done] if whole else [])] for (begun, done), whole in attempts]
    log = []
    while waiting := [one for one in waiting if one]:
        log.append(luck.choice(waiting).pop(0))  # type: ignore[attr-defined]
    found = departures(log)
    whole = [one for one in found if one.requests is not None]
    assert len(found) == len(attempts)
    assert len(whole) == sum(done for _, done in attempts)
    assert all((one.characters, one.requests, one.segments) == (20, 3, 2) for one in whole)


def test_a_locale_of_which_texts_were_sent_and_nothing_came_back_is_not_begun() -> None:
    room = Newsroom()
    room.run(a_release("Head", "One."), Locale("fr"))
    room.log.append([SENT])
    record = read_record(A, room.log)
    assert record
    assert (ES in record.locales, record.events_in(ES)) == (False, ())
    status = release_status(A, room.log, {ES})
    assert status
    (es,) = [one for one in status.locales if one.locale == ES]
    assert (es.stage, es.changed) == (Stage.NOT_STARTED, None)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A release that was drafted, translated, approved and published."""
    room = Newsroom()
    room.run(three_sentences())
    room.sync()
    room.approve()
    room.publish(tmp_path_factory.mktemp("shelf"))
    return room


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from([SENT, DONE])), max_size=6))
def test_whenever_texts_are_sent_a_locale_stands_where_it_would(
    story: Newsroom, sent: Sequence[tuple[int, Event]]
) -> None:
    ledger = FakeLedger()
    ledger.log = list(story.log.log)
    for at, event in sent:
        ledger.log.insert(at % (len(ledger.log) + 1), replace(event, at=LATER))
    status = release_status(A, ledger, {ES})
    assert status
    assert status == release_status(A, story.log, {ES})
    assert status.locales[0].stage is Stage.PUBLISHED


def test_drafts_from_a_service_are_news_as_all_drafts_are() -> None:
    here, away = Newsroom(), Newsroom()
    release = a_release("Head", "One.")
    told = here.run(release, engine=FakeEngine(name="e"))
    away.log.append([SENT])
    assert away.run(release, engine=FakeEngine(name="e")) == told


def test_what_others_do_while_texts_are_sent_is_told_by_them_alone() -> None:
    room = Newsroom()
    room.run(a_release("Head", "One."))
    room.log.append([SENT])
    assert room.sync()
    room.log.append([DONE])
    assert news([SENT, DONE], room.log, room.catalogs, NOW) == ()
