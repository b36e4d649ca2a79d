from dataclasses import replace

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import (
    Action,
    Event,
    Stage,
    State,
    stage_of,
)
from translate_pipeline.model.standing import NOWHERE

K = SegmentKey("k")
DRAFTED = Event(ReleaseId("a"), Revision("r"), Action.DRAFTED, NOW, "e", ES, K, "source", "target")


def test_a_segment_without_events_is_untranslated() -> None:
    assert NOWHERE.state() is State.UNTRANSLATED
    assert NOWHERE.after(replace(DRAFTED, target="")).state() is State.UNTRANSLATED


def test_a_drafted_segment_is_a_draft() -> None:
    assert NOWHERE.after(DRAFTED).state() is State.DRAFT


@pytest.mark.parametrize(("fuzzy", "state"), [(True, State.DRAFT), (False, State.TRANSLATED)])
def test_an_edit_is_a_translation_once_its_mark_is_gone(fuzzy: bool, state: State) -> None:
    edited = replace(DRAFTED, action=Action.EDITED, detail={"fuzzy": fuzzy})
    assert NOWHERE.after(edited).state() is state


@pytest.mark.parametrize(
    ("states", "started", "stage"),
    [
        ([State.UNTRANSLATED], False, Stage.NOT_STARTED),
        ([State.UNTRANSLATED, State.DRAFT], True, Stage.DRAFTED),
        ([State.DRAFT, State.TRANSLATED], True, Stage.IN_REVIEW),
        ([State.APPROVED, State.TRANSLATED], True, Stage.IN_REVIEW),
        ([State.APPROVED, State.APPROVED], True, Stage.APPROVED),
    ],
)
def test_a_locale_is_as_far_as_its_segments(
    states: list[State], started: bool, stage: Stage
) -> None:
    assert stage_of(states, started=started) is stage
