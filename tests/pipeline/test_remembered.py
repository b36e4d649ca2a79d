"""What the memory keeps of a release: what people stand by, with its neighbours and its hour."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.approvals import EVENTS, KEY, REVIEWED, after
from tests.fakes import ES, NOW, FakeLedger
from tests.pipeline.desks import CRIMES, GLOSSARY, HEAD, LATER, ONE, A, ReviewDesk
from tests.pipeline.publishers import Publisher
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import Revision, segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.remembered import neighbours, pairs_of, units_of
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.text.terms import SourceMatcher


@pytest.fixture
def desk() -> ReviewDesk:
    return ReviewDesk()


def record(desk: ReviewDesk) -> Record:
    found = read_record(A, desk.ledger)
    assert found
    return found


def kept(desk: ReviewDesk) -> dict[str, MemoryUnit]:
    return {unit.source: unit for unit in units_of(record(desk))}


def with_detail(desk: ReviewDesk, **said: object) -> None:
    """Record the revision once more, with more said of it."""
    revised = record(desk).revised
    desk.ledger.append([replace(revised, detail={**revised.detail, **said})])


def test_drafts_teach_nothing(desk: ReviewDesk) -> None:
    assert kept(desk) == {}


def test_what_a_person_accepted_is_kept_and_then_what_a_second_one_approved(
    desk: ReviewDesk,
) -> None:
    desk.translate()
    assert {unit.approved for unit in kept(desk).values()} == {False}
    desk.approve()
    unit = kept(desk)[CRIMES]
    assert (unit.target, unit.locale, unit.origin) == ("Son crímenes de guerra.", ES, A)
    assert (unit.approved, unit.embargo, unit.at) == (True, None, LATER)


def test_what_was_sent_back_is_not_kept(desk: ReviewDesk) -> None:
    desk.translate()
    desk.reject("rosa", "paragraph 1")
    assert set(kept(desk)) == {HEAD, CRIMES}


def test_what_is_marked_as_unfinished_is_not_kept(desk: ReviewDesk) -> None:
    desk.edit("Un día.", "Cierto día.")
    desk.sync()
    assert desk.states[ONE] is State.DRAFT
    assert kept(desk) == {}


def test_an_edit_after_the_approval_makes_it_translated(desk: ReviewDesk) -> None:
    desk.translate()
    desk.approve()
    desk.edit("Un día.", "Cierto día.")
    desk.sync("bo")
    assert (kept(desk)[ONE].target, kept(desk)[ONE].approved) == ("Cierto día.", False)


def test_a_target_of_several_contexts_is_not_kept(desk: ReviewDesk) -> None:
    desk.translate()
    edit = next(one for one in desk.ledger.log if one.action is Action.EDITED)
    desk.ledger.append([replace(edit, target="Título\nTitular")])
    assert set(kept(desk)) == {ONE, CRIMES}


def test_a_sentence_that_is_gone_from_the_text_is_still_kept_as_it_stood(desk: ReviewDesk) -> None:
    desk.translate()
    desk.approve()
    desk.run(HEAD, ONE)
    assert desk.states.keys() == {HEAD, ONE}
    gone = kept(desk)[CRIMES]
    assert (gone.approved, gone.before) == (True, segment_key(ONE))


def test_terms_that_changed_since_void_the_approval_of_a_sentence_that_is_gone(
    desk: ReviewDesk,
) -> None:
    desk.translate()
    desk.approve()
    changed = Termbase(GLOSSARY.source_locale, GLOSSARY.concepts[1:], "glossary-two")
    crimes = replace(GLOSSARY.concepts[0], terms={ES: replace(
        GLOSSARY.concepts[0].terms[ES], admitted=("delitos de guerra",))})  # fmt: skip
    changed = replace(changed, concepts=(crimes, *changed.concepts))
    desk.tools = Desk(
        desk.catalogs, desk.ledger, SourceMatcher(changed), policy=desk.tools.policy
    )  # fmt: skip
    desk.run(HEAD, ONE)
    desk.sync()
    assert {source: unit.approved for source, unit in kept(desk).items()} == {
        HEAD: True, ONE: True, CRIMES: False
    }  # fmt: skip


def test_the_neighbours_are_those_of_the_newest_revision_that_has_the_sentence(
    desk: ReviewDesk,
) -> None:
    desk.translate()
    assert (kept(desk)[HEAD].before, kept(desk)[HEAD].after) == (None, segment_key(ONE))
    desk.run(CRIMES, HEAD)
    assert (kept(desk)[HEAD].before, kept(desk)[HEAD].after) == (segment_key(CRIMES), None)
    assert (kept(desk)[ONE].before, kept(desk)[ONE].after) == (
        segment_key(HEAD), segment_key(CRIMES)
    )  # fmt: skip


def test_a_sentence_that_is_not_translated_is_a_neighbour_too(desk: ReviewDesk) -> None:
    keys = [segment_key(one) for one in (HEAD, ONE, CRIMES)]
    with_detail(desk, blocks=[{"segments": [keys[0], {"text": "© Ana"}, *keys[1:]]}])
    assert neighbours(record(desk))[keys[0]] == (None, segment_key("© Ana"))


def test_a_sentence_that_stands_twice_has_the_neighbours_of_its_first_place(
    desk: ReviewDesk,
) -> None:
    keys = [segment_key(one) for one in (HEAD, ONE, HEAD, CRIMES)]
    with_detail(desk, blocks=[{"segments": keys}])
    assert neighbours(record(desk))[keys[0]] == (None, keys[1])


def test_of_a_revision_that_was_recorded_without_its_blocks_no_neighbour_is_known(
    desk: ReviewDesk,
) -> None:
    desk.translate()
    for at, one in enumerate(desk.ledger.log):
        if one.action is Action.REVISED:
            plain = {name: said for name, said in one.detail.items() if name != "blocks"}
            desk.ledger.log[at] = replace(one, detail=plain)
    assert {(unit.before, unit.after) for unit in kept(desk).values()} == {(None, None)}


def test_of_a_confidential_release_nothing_is_kept_unless_it_is_asked_for(desk: ReviewDesk) -> None:
    desk.translate()
    with_detail(desk, confidential=True)
    assert kept(desk) == {}
    assert len(list(pairs_of(record(desk)))) == 3


def test_under_an_embargo_every_unit_carries_the_hour(desk: ReviewDesk) -> None:
    desk.translate()
    hour = NOW + timedelta(days=1)
    with_detail(desk, embargo=hour.isoformat())
    assert {unit.embargo for unit in kept(desk).values()} == {hour}


def test_what_was_approved_for_a_version_that_was_retracted_counts_only_once_approved_again(
    tmp_path: Path,
) -> None:
    desk = Publisher(tmp_path)
    desk.translate()
    desk.approve()
    desk.publish()
    assert {unit.approved for unit in kept(desk).values()} == {True}
    desk.retract("The charge is too soft.")
    assert {unit.approved for unit in kept(desk).values()} == {False}
    approval = next(one for one in desk.ledger.log if one.action is Action.APPROVED)
    later = desk.now + timedelta(hours=1)
    desk.ledger.append([replace(approval, at=later)])
    assert {unit.approved for unit in kept(desk).values()} == {False, True}


def test_publishing_again_what_was_retracted_lets_its_approvals_count(tmp_path: Path) -> None:
    desk = Publisher(tmp_path)
    desk.translate()
    desk.approve()
    desk.publish()
    desk.retract("A mistake.")
    desk.publish(again=True)
    assert {unit.approved for unit in kept(desk).values()} == {True}


def without_terms(event: Event) -> Event:
    """The event, given for no terms where it was given for the first ones."""
    first = event.detail.get("terms") == "t1"
    return replace(event, detail={**event.detail, "terms": ""}) if first else event


@given(st.lists(EVENTS.map(lambda one: (one,)) | REVIEWED, max_size=6))
def test_exactly_the_approved_and_translated_is_kept_whatever_happened(
    groups: list[tuple[Event, ...]],
) -> None:
    events = [without_terms(one) for group in groups for one in group]
    ledger = FakeLedger()
    segments = [{"key": KEY, "text": "One.", "times": 1}]
    detail = {"title": "A", "path": "a", "segments": segments, "blocks": [{"segments": [KEY]}]}
    ledger.append([Event(A, Revision("r"), Action.REVISED, NOW, "c", detail=detail), *events])
    found = read_record(A, ledger)
    assert found
    standing = after(*events)
    wanted = {State.APPROVED: [True], State.TRANSLATED: [False]}.get(standing.state(), [])
    units = list(units_of(found))
    assert [unit.approved for unit in units] == wanted
    assert [unit.target for unit in units] == [standing.target for _ in wanted]
