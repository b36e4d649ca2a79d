"""Any sequence of events comes to the same in every ledger, and never to an unsound approval."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.approvals import EVENTS, REVIEWED, TERMS, after, assert_sound
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Event
from translate_pipeline.ports import Ledger

_numbers = count()


def check(ledger: Ledger, log: list[Event], terms: str) -> None:
    release = ReleaseId(f"r{next(_numbers)}")
    mine = [replace(event, release=release) for event in log]
    half = len(mine) // 2
    ledger.append(mine[:half])
    ledger.append(mine[half:])
    read = ledger.events(release)
    assert list(read) == mine
    assert after(*read) == after(*mine)
    assert_sound(read, terms)


SEQUENCES = st.lists(EVENTS.map(lambda one: (one,)) | REVIEWED, max_size=20).map(
    lambda parts: [event for part in parts for event in part]
)
_within_one_ledger = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(SEQUENCES, TERMS)
@settings(_within_one_ledger, max_examples=150)
def test_events_come_to_the_same_in_every_ledger(
    ledger: Ledger, log: list[Event], terms: str
) -> None:
    check(ledger, log, terms)


@pytest.mark.nightly
@given(SEQUENCES, TERMS)
@settings(_within_one_ledger, max_examples=2_000)
def test_two_thousand_sequences_come_to_the_same_in_every_ledger(
    ledger: Ledger, log: list[Event], terms: str
) -> None:
    check(ledger, log, terms)
