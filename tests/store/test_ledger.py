"""What the pipeline expects of a ledger, wherever it is kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.backends import EVENT, OTHER, A, B
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.ports import HeadedLedger, Ledger

NUMBERS = count()
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
EVENTS = st.builds(
    Event,
    release=st.just(ReleaseId("")),  # a new one for each example
    revision=TEXTS.map(Revision),
    action=st.sampled_from(Action),
    at=st.datetimes(
        datetime(1900, 1, 1), datetime(2200, 1, 1),  # noqa: DTZ001  (the zone comes beside them)
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
    ),
    actor=TEXTS,
    locale=st.none() | st.sampled_from([Locale("es"), Locale("zh-Hant")]),
    key=st.none() | TEXTS.filter(bool).map(SegmentKey),
    source=TEXTS,
    target=TEXTS,
    detail=st.dictionaries(TEXTS, VALUES, max_size=3),
)  # fmt: skip


def test_events_come_back_as_they_were_and_in_order(ledger: Ledger) -> None:
    second = replace(EVENT, target="dos")
    ledger.append([EVENT, OTHER, second])
    assert list(ledger.events(A)) == [EVENT, second]
    assert list(ledger.events(B)) == [OTHER]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=st.lists(EVENTS, min_size=1, max_size=4))
def test_any_event_comes_back_as_it_was(ledger: Ledger, batch: list[Event]) -> None:
    release = ReleaseId(f"release-{next(NUMBERS)}")
    named = [replace(event, release=release) for event in batch]
    ledger.append(named)
    assert list(ledger.events(release)) == named


def test_before_the_first_event_there_is_nothing(ledger: Ledger) -> None:
    ledger.append([])
    assert (list(ledger.events(A)), list(ledger.releases())) == ([], [])


def test_the_release_with_the_newest_event_comes_first(ledger: Ledger) -> None:
    ledger.append([EVENT, OTHER])
    assert ledger.releases() == ["b", "a"]
    ledger.append([EVENT])
    assert ledger.releases() == ["a", "b"]


def test_events_can_be_asked_for_by_their_actions(ledger: Ledger) -> None:
    edited = replace(EVENT, action=Action.EDITED)
    approved = replace(EVENT, action=Action.APPROVED)
    revised = replace(EVENT, action=Action.REVISED)
    ledger.append([revised, edited, approved, edited, OTHER])
    assert list(ledger.events(A, {Action.EDITED})) == [edited, edited]
    assert list(ledger.events(A, (Action.APPROVED, Action.REVISED))) == [revised, approved]
    assert list(ledger.events(A, {Action.RETRACTED})) == []


def test_the_workspace_has_events_but_is_no_release(ledger: Ledger) -> None:
    event = replace(OTHER, release=WORKSPACE, action=Action.GLOSSARY, detail={"a": {}})
    ledger.append([EVENT, event])
    assert ledger.releases() == ["a"]
    assert list(ledger.events(WORKSPACE)) == [event]


def test_a_ledger_tells_which_releases_have_events_after_one_that_was_its_newest(
    ledger: HeadedLedger,
) -> None:
    assert set(ledger.changed_since((0, "")) or ()) == set()
    ledger.append([EVENT, OTHER])
    head = ledger.head()
    assert set(ledger.changed_since((0, "")) or ()) == {A, B}
    assert ledger.changed_since(head) == set()
    ledger.append([replace(OTHER, release=WORKSPACE), EVENT, EVENT])
    assert set(ledger.changed_since(head) or ()) == {WORKSPACE, A}
    assert ledger.changed_since(ledger.head()) == set()


def test_a_ledger_tells_which_releases_have_events_of_some_actions(ledger: HeadedLedger) -> None:
    ledger.append([OTHER])
    head = ledger.head()
    ledger.append([EVENT, OTHER, replace(EVENT, release=ReleaseId("c"), action=Action.EDITED)])
    found = ledger.changed_since(head, {Action.EDITED, Action.REVISED})
    assert set(found or ()) == {B, "c"}


def test_a_ledger_that_never_had_an_event_tells_so(ledger: HeadedLedger) -> None:
    assert ledger.changed_since((1, "")) is None
    ledger.append([EVENT])
    number, link = ledger.head()
    assert ledger.changed_since((number + 1, link)) is None


def test_a_batch_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    def cut_off() -> Iterator[Event]:
        yield EVENT
        raise KeyboardInterrupt

    ledger.append([EVENT])
    with pytest.raises(KeyboardInterrupt):
        ledger.append(cut_off())
    assert list(ledger.events(A)) == [EVENT]


def test_writers_wait_for_each_other(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ledger.append([EVENT] * 5), range(40)))
    assert len(ledger.events(A)) == 200


def test_events_are_added_only_to_as_many_as_were_known(ledger: Ledger) -> None:
    assert ledger.append([EVENT, OTHER], known=0)
    assert not ledger.append([EVENT, EVENT], known=0)
    assert [event.release for event in (*ledger.events(A), *ledger.events(B))] == [A, B]
    assert ledger.append([EVENT], known=1)
    assert len(ledger.events(A)) == 2


def test_of_many_that_know_the_same_one_adds(ledger: Ledger) -> None:
    ledger.append([EVENT])
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: ledger.append([EVENT], known=1), range(8)))
    assert sorted(done) == [False] * 7 + [True]
    assert len(ledger.events(A)) == 2


def test_one_has_its_turn_at_a_time_while_events_are_added(ledger: Ledger) -> None:
    at_once, most = 0, 0

    def work(number: int) -> None:
        nonlocal at_once, most
        with ledger.turn():
            at_once += 1
            most = max(most, at_once)
            ledger.append([replace(EVENT, release=ReleaseId(f"turn-{number}"))])
            at_once -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))
    assert (most, len(ledger.releases())) == (1, 16)


def test_a_turn_ends_with_an_error_too(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.turn():
        raise ZeroDivisionError
    with ledger.turn():
        assert not ledger.releases()


def test_events_can_be_asked_for_by_their_locale(ledger: Ledger) -> None:
    french = replace(EVENT, locale=Locale("fr"))
    edited = replace(EVENT, action=Action.EDITED)
    ledger.append([replace(EVENT, locale=None), EVENT, french, edited])
    assert list(ledger.events(A, locale=Locale("es"))) == [EVENT, edited]
    assert list(ledger.events(A, {Action.DRAFTED}, locale=Locale("fr"))) == [french]
    assert list(ledger.events(A, locale=Locale("es-MX"))) == []


def test_a_mark_counts_the_events_of_a_locale_and_moves_with_each(ledger: Ledger) -> None:
    es, french = Locale("es"), replace(EVENT, locale=Locale("fr"))
    assert ledger.mark(A, es) == (0, "")
    ledger.append([EVENT, OTHER, EVENT])
    first = ledger.mark(A, es)
    ledger.append([french, replace(EVENT, release=B), replace(EVENT, locale=None)])
    assert (first[0], ledger.mark(A, es)) == (2, first)
    ledger.append([EVENT])
    count, link = ledger.mark(A, es)
    assert (count, link != first[1]) == (3, True)


def test_marks_tell_events_apart_of_which_there_are_as_many(ledger: Ledger) -> None:
    es, french = replace(EVENT, target="uno"), replace(EVENT, target="un", locale=Locale("fr"))
    ledger.append([es, french])
    assert ledger.mark(A, Locale("es"))[0] == ledger.mark(A, Locale("fr"))[0]
    assert ledger.mark(A, Locale("es")) != ledger.mark(A, Locale("fr"))
