"""When a file was made, as its texts tell."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import Standings
from translate_pipeline.pipeline.dating import MADE, Text, made, text_of

KEYS = [segment_key(name) for name in "abcd"]


def event(
    hour: int, key: int, target: str, *, action: Action = Action.EDITED, made: int = -1
) -> Event:
    detail = {MADE: made} if made >= 0 else {}
    return Event(
        ReleaseId("a"), Revision("r1"), action, NOW + timedelta(hours=hour), "ana", ES, KEYS[key],
        target=target, detail=detail,
    )  # fmt: skip


def prepared(hour: int, revision: str) -> Event:
    at = NOW + timedelta(hours=hour)
    return Event(ReleaseId("a"), Revision(revision), Action.PREPARED, at, "run", ES)


def texts(events: Sequence[Event], **changed: str) -> dict[SegmentKey, Text]:
    """What a file says that is made after these events, and edited since."""
    stands = Standings().after(events)
    edits = {segment_key(name): (target, False) for name, target in changed.items()}
    return {key: text_of(stands[key]) for key in KEYS} | edits


DRAFTS = [event(0, key, f"draft {key}", action=Action.DRAFTED) for key in range(4)]


def test_a_file_is_as_old_as_the_texts_in_it() -> None:
    history = [*DRAFTS, event(1, 0, "A"), event(2, 1, "B"), event(3, 2, "C")]
    found = made(history, texts(history[:6], d="D"))
    assert (found.events, found.at) == (6, history[5].at)
    assert found.standings[KEYS[2]].target == "draft 2"


def test_of_points_that_are_as_good_the_earliest_is_taken() -> None:
    history = [*DRAFTS, event(1, 0, "A"), event(2, 1, "B")]
    assert made(history, texts(history, b="?")).events == 5


def test_what_was_recorded_at_once_is_one_point() -> None:
    assert made(DRAFTS, texts(DRAFTS, c="C", d="D")).events == 4


def test_marks_tell_where_texts_do_not() -> None:
    history = [*DRAFTS, event(1, 0, "draft 0"), event(2, 1, "draft 1")]
    assert made(history, texts(history)).events == 6
    assert made(history, texts(DRAFTS)).events == 4


def test_the_revision_of_the_header_tells_more_than_texts_if_the_catalog_had_it() -> None:
    history = [*DRAFTS, prepared(0, "r1"), event(1, 0, "A"), prepared(2, "r2")]
    file = texts(history, a="?")
    assert made(history, file).events == 5
    assert made(history, file, "r1").events == 5
    assert made(history, file, "r2").events == 7
    assert made(history, file, "r3").events == 5


def test_what_came_by_mail_is_as_old_as_its_file_was() -> None:
    history = [*DRAFTS, event(1, 2, "C"), event(2, 0, "A", made=4), event(2, 1, "B", made=4)]
    again = made(history, texts([*DRAFTS, *history[5:]], d="D"))
    assert (again.events, again.standings[KEYS[0]].target) == (4, "A")
    assert again.standings[KEYS[2]].target == "draft 2"
    copy = made(history, texts(DRAFTS, d="D"))
    assert (copy.events, copy.standings[KEYS[0]].target) == (4, "draft 0")
    later = made(history, texts(history, d="D"))
    assert (later.events, later.standings[KEYS[0]].target) == (5, "A")


HISTORIES = st.lists(
    st.builds(event, st.integers(0, 9), st.integers(0, 3), st.sampled_from(["", "A", "B", "C"])),
    max_size=12,
).map(lambda events: sorted(events, key=lambda one: one.at))


@given(HISTORIES, st.data())
def test_a_file_that_nobody_edited_says_what_stood_when_it_was_made(
    history: list[Event], data: st.DataObject
) -> None:
    ends = [n for n in range(len(history) + 1) if n in (0, len(history)) or
            history[n].at != history[n - 1].at]  # fmt: skip
    count = data.draw(st.sampled_from(ends))
    file = texts(history[:count])
    found = made(history, file)
    assert {key: text_of(found.standings[key]) for key in KEYS} == file
    assert found.events <= count
