"""Events of one segment, in any order, and what must never be so afterwards."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.fakes import ES, NOW
from translate_pipeline.model.release import ReleaseId, Revision, segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.standing import NOWHERE, UNKNOWN, Standing, same_person

SOURCE = "One."
KEY = segment_key(SOURCE)


def event(action: Action, target: str = "Uno.", actor: str = "ana", **detail: Any) -> Event:
    return Event(
        ReleaseId("a"), Revision("r"), action, NOW, actor, ES, KEY, SOURCE, target, detail
    )  # fmt: skip


def after(*events: Event) -> Standing:
    standing = NOWHERE
    for one in events:
        standing = standing.after(one)
    return standing


WRITERS = st.sampled_from(["ana", "Ana", "bo", "bo", UNKNOWN])
PEOPLE = st.sampled_from(["ana", "bo", "rosa", "rosa", "eva", UNKNOWN])
TEXTS = st.sampled_from(["Uno.", "Un.", ""])
TERMS = st.sampled_from(["t1", "t2"])

EVENTS = st.one_of(
    st.builds(event, st.just(Action.DRAFTED), TEXTS, st.just("neural")),
    st.builds(event, st.just(Action.EDITED), TEXTS, WRITERS, fuzzy=st.booleans()),
    st.builds(event, st.just(Action.EDITED), TEXTS, WRITERS, fuzzy=st.just(value=False)),
    st.builds(event, st.just(Action.CLAIMED), TEXTS, WRITERS),
    st.builds(event, st.just(Action.CARRIED), TEXTS, st.just("coordinator")),
    st.builds(event, st.just(Action.REJECTED), TEXTS, PEOPLE, reason=st.just("no")),
    *[st.builds(event, st.just(Action.APPROVED), TEXTS, PEOPLE, terms=TERMS)] * 3,
    st.builds(
        event, st.just(Action.APPROVED), TEXTS, PEOPLE, terms=TERMS, alone=st.just(value=True)
    ),
)
REVIEWED = st.builds(
    lambda edit, reviewer, terms: (
        edit,
        event(Action.APPROVED, edit.target, reviewer, terms=terms),
    ),
    st.builds(event, st.just(Action.EDITED), TEXTS, WRITERS),
    PEOPLE,
    TERMS,
)
"""An edit and an approval of just that."""


def assert_sound(log: Sequence[Event], terms: str) -> None:
    """No approval stands on what it was not given for, nor on a text of who gave it."""
    standing = after(*log)
    given = standing.approval(terms)
    assert (given is not None) == (standing.state(terms) is State.APPROVED)
    assert not (standing.void(terms) and given)
    if given is None:
        assert standing.void(terms) or not standing.approvals or not standing.text
        return
    at = max(n for n, one in enumerate(log) if one is given)
    assert (given.source, given.target) == (SOURCE, standing.target)
    assert given.detail["terms"] == terms
    for n, one in enumerate(log[at + 1 :], at + 1):
        if one.action is Action.REJECTED and one.target == given.target:
            assert after(*log[:n]).target != one.target  # else it would have taken it back
    if not given.detail.get("alone"):
        assert writers(log[:at]).isdisjoint({same_person(given.actor), UNKNOWN})


def writers(log: Sequence[Event]) -> set[str]:
    """Who wrote a target that was not there before, by a reading of the log of its own."""
    found: set[str] = set()
    text = ""
    for one in log:
        if one.action is Action.EDITED and one.target and one.target != text:
            found.add(same_person(one.actor))
        if one.action is Action.CLAIMED and UNKNOWN in found:
            found = found - {UNKNOWN} | {same_person(one.actor)}
        if one.action in (Action.EDITED, Action.DRAFTED, Action.CARRIED):
            text = one.target
    return found
