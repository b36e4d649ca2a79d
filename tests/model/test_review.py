from dataclasses import replace

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import (
    Action,
    Event,
    Stage,
    State,
    fold,
    stage_of,
    state_of,
    text_digest,
)

K = SegmentKey("k")
DRAFTED = Event(ReleaseId("a"), Revision("r"), Action.DRAFTED, NOW, "e", ES, K, "source", "target")


def test_a_segment_without_events_is_untranslated() -> None:
    assert state_of(None) is State.UNTRANSLATED
    assert state_of(replace(DRAFTED, target="")) is State.UNTRANSLATED


def test_a_drafted_segment_is_a_draft() -> None:
    assert state_of(DRAFTED) is State.DRAFT


@pytest.mark.parametrize(("fuzzy", "state"), [(True, State.DRAFT), (False, State.TRANSLATED)])
def test_an_edit_is_a_translation_once_its_mark_is_gone(fuzzy: bool, state: State) -> None:
    assert state_of(replace(DRAFTED, action=Action.EDITED, detail={"fuzzy": fuzzy})) is state


def test_the_last_event_of_each_segment_in_each_locale_counts() -> None:
    second = replace(DRAFTED, target="two")
    french = replace(DRAFTED, locale=Locale("fr"))
    everywhere = replace(DRAFTED, action=Action.REVISED, locale=None, key=None)
    folded = fold([everywhere, DRAFTED, french, second])
    assert folded == {(ES, K): second, (Locale("fr"), K): french}


@pytest.mark.parametrize(
    ("states", "started", "stage"),
    [
        ([State.UNTRANSLATED], False, Stage.NOT_STARTED),
        ([State.UNTRANSLATED, State.DRAFT], True, Stage.DRAFTED),
        ([State.DRAFT, State.TRANSLATED], True, Stage.IN_REVIEW),
    ],
)
def test_a_locale_is_as_far_as_its_segments(
    states: list[State], started: bool, stage: Stage
) -> None:
    assert stage_of(states, started=started) is stage


def test_a_fingerprint_tells_source_from_target() -> None:
    assert text_digest("War", "Guerra") == "2ae6091e9ab9"
    assert text_digest("a", "b") != text_digest("ab", "")
