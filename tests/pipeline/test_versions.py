"""From when on a version may be told, whatever is said of an embargo before and after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.versions import public_since

LENGTH = 20
"""Minutes of a timeline; an embargo may last longer."""
CONFIDENTIAL = -1

Said = tuple[int, int | None]
"""In which minute a revision came, and until which it is held back."""
HOLDS = st.none() | st.just(CONFIDENTIAL) | st.integers(0, LENGTH + 10)


@st.composite
def timelines(draw: st.DrawFn) -> tuple[Sequence[Said], int]:
    """Revisions in order, and the minute of a publication after the first."""
    minutes = draw(st.lists(st.integers(0, LENGTH - 1), min_size=2, unique=True).map(sorted))
    published = draw(st.sampled_from(minutes[1:]))
    return [(one, draw(HOLDS)) for one in minutes if one != published], published


def expected(said: Sequence[Said], published: int) -> int | None:
    """The first minute in which nothing held it back that had been said by then."""
    for minute in range(published, LENGTH + 11):
        hold = [hold for at, hold in said if at <= minute][-1]
        if hold is None or (hold != CONFIDENTIAL and hold <= minute):
            return minute
    return None


def moment(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


def revised(at: int, hold: int | None) -> Event:
    detail: dict[str, object] = {"title": "Head"}
    if hold == CONFIDENTIAL:
        detail["confidential"] = True
    elif hold is not None:
        detail["embargo"] = moment(hold).isoformat()
    return Event(ReleaseId("a"), Revision("1"), Action.REVISED, moment(at), "x", detail=detail)


@given(timelines())
def test_a_version_is_public_from_the_first_moment_that_nothing_holds_it_back(
    timeline: tuple[Sequence[Said], int],
) -> None:
    said, published = timeline
    version = Event(
        ReleaseId("a"), Revision("1"), Action.PUBLISHED, moment(published), "x", ES,
        detail={"version": 1},
    )  # fmt: skip
    revisions = [revised(*one) for one in said]
    events = sorted([*revisions, version], key=lambda one: one.at)
    record = Record(ReleaseId("a"), revisions[-1], events, {})
    found = expected(said, published)
    assert public_since(record, version) == (None if found is None else moment(found))
