"""The state machine of review: its rules one by one, and any sequence of events against them."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.approvals import KEY, PEOPLE, TERMS, TEXTS, WRITERS, after, assert_sound, event
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.standing import (
    UNKNOWN,
    Standing,
    Standings,
    text_digest,
)

DRAFTED = event(Action.DRAFTED, actor="neural")
TRANSLATED = event(Action.EDITED)
APPROVED = event(Action.APPROVED, actor="rosa")
REJECTED = event(Action.REJECTED, actor="rosa", reason="Too soft.")


def test_a_second_person_approves_what_is_translated() -> None:
    standing = after(DRAFTED, TRANSLATED, APPROVED)
    assert (standing.state(), standing.approval(), standing.void()) == (
        State.APPROVED, APPROVED, "",
    )  # fmt: skip


def test_a_target_is_an_engines_until_a_person_accepts_it() -> None:
    assert after(DRAFTED).drafter == "neural"
    assert after(DRAFTED, REJECTED).drafter == "neural"
    assert after(DRAFTED, TRANSLATED).drafter == ""
    assert after(replace(DRAFTED, target="")).drafter == after().drafter == ""


def test_an_approval_of_another_text_does_not_count() -> None:
    assert after(TRANSLATED, replace(APPROVED, target="Un.")).state() is State.TRANSLATED


def test_a_draft_that_nobody_accepted_cannot_be_approved() -> None:
    assert after(DRAFTED, APPROVED).state() is State.DRAFT
    assert after(event(Action.EDITED, fuzzy=True), APPROVED).state() is State.DRAFT


@pytest.mark.parametrize("name", ["ana", "Ana ", "ＡＮＡ"])
def test_nobody_approves_what_they_wrote(name: str) -> None:
    assert after(TRANSLATED, replace(APPROVED, actor=name)).state() is State.TRANSLATED


def test_who_edited_once_is_an_author_after_the_edits_of_others() -> None:
    by_another = event(Action.EDITED, "Un.", actor="bo")
    approved = event(Action.APPROVED, "Un.", actor="ana")
    assert after(TRANSLATED, by_another, approved).state() is State.TRANSLATED


def test_who_only_marks_a_target_as_not_done_is_no_author() -> None:
    doubted = event(Action.EDITED, actor="rosa", fuzzy=True)
    assert after(TRANSLATED, doubted, TRANSLATED, APPROVED).state() is State.APPROVED


def test_what_somebody_unknown_wrote_cannot_be_approved_until_they_say_who_they_are() -> None:
    unknown = replace(TRANSLATED, actor=UNKNOWN)
    assert after(unknown, APPROVED).state() is State.TRANSLATED
    claimed = event(Action.CLAIMED, actor="ana")
    assert after(unknown, claimed, APPROVED).state() is State.APPROVED
    by_author = replace(APPROVED, actor="ana")
    assert after(unknown, claimed, by_author).state() is State.TRANSLATED


def test_a_claim_takes_over_nothing_that_is_known() -> None:
    assert after(TRANSLATED, event(Action.CLAIMED, actor="bo")).authors == {"ana"}


def test_a_workspace_may_do_without_a_second_person_and_the_approval_says_so() -> None:
    alone = event(Action.APPROVED, actor="ana", alone=True)
    assert after(TRANSLATED, alone).state() is State.APPROVED


def test_an_approval_is_void_when_the_text_moves_and_holds_when_it_returns() -> None:
    moved = event(Action.EDITED, "Un.")
    standing = after(TRANSLATED, APPROVED, moved)
    assert standing.state() is State.TRANSLATED
    assert standing.void() == "the target was changed by ana on 2026-05-03"
    assert after(TRANSLATED, APPROVED, moved, TRANSLATED).state() is State.APPROVED


def test_an_approval_is_void_while_somebody_is_not_done() -> None:
    standing = after(TRANSLATED, APPROVED, event(Action.EDITED, fuzzy=True))
    assert (standing.state(), standing.void()) == (
        State.DRAFT, "it was marked as unfinished by ana on 2026-05-03",
    )  # fmt: skip


def test_an_approval_is_void_when_the_target_is_emptied() -> None:
    standing = after(TRANSLATED, APPROVED, event(Action.EDITED, ""))
    assert (standing.state(), standing.void()) == (
        State.UNTRANSLATED, "it was emptied by ana on 2026-05-03",
    )  # fmt: skip


def test_an_approval_is_bound_to_the_terms_it_was_given_for() -> None:
    standing = after(TRANSLATED, event(Action.APPROVED, actor="rosa", terms="t1"))
    assert standing.state("t1") is State.APPROVED
    assert standing.state("t2") is State.TRANSLATED
    assert standing.void("t2") == "the glossary's terms for it have changed"


def test_approvals_for_two_glossaries_hold_each_for_its_own() -> None:
    first, second = (event(Action.APPROVED, actor="rosa", terms=terms) for terms in ("t1", "t2"))
    standing = after(TRANSLATED, first, second)
    assert (standing.approval("t1"), standing.approval("t2")) == (first, second)


def test_a_rejection_takes_the_approval_back() -> None:
    assert after(TRANSLATED, APPROVED, REJECTED).state() is State.REJECTED
    assert after(TRANSLATED, APPROVED, REJECTED, TRANSLATED).state() is State.TRANSLATED


def test_a_rejection_of_another_text_does_not_count() -> None:
    assert after(TRANSLATED, replace(REJECTED, target="Un.")).state() is State.TRANSLATED


def test_a_rejected_target_cannot_be_approved_before_somebody_accepts_it_again() -> None:
    assert after(TRANSLATED, REJECTED, APPROVED).state() is State.REJECTED
    assert after(TRANSLATED, REJECTED, APPROVED, TRANSLATED).state() is State.TRANSLATED


def test_a_target_that_was_carried_over_from_another_source_is_stale() -> None:
    carried = event(Action.CARRIED, actor="coordinator", previous="Won.")
    assert after(carried).state() is State.STALE
    assert after(carried, APPROVED).state() is State.STALE
    assert after(carried, TRANSLATED, APPROVED).state() is State.APPROVED


def test_a_release_stands_as_its_segments_do() -> None:
    found = Standings(terms={KEY: "t1"}).after([TRANSLATED, replace(TRANSLATED, key=None)])
    assert (found.state(KEY), found.state(segment_key("Two."))) == (
        State.TRANSLATED, State.UNTRANSLATED,
    )  # fmt: skip
    approved = found.after([event(Action.APPROVED, actor="rosa", terms="t1")])
    assert (approved.state(KEY), approved.void(KEY)) == (State.APPROVED, "")
    assert found.state(KEY) is State.TRANSLATED


def test_a_digest_stands_for_one_source_and_one_target() -> None:
    assert text_digest("a", "b") == text_digest("a", "b")
    assert len({text_digest("a", "b"), text_digest("ab", ""), text_digest("b", "a")}) == 3


class Reviews(RuleBasedStateMachine):
    """Whatever people, engines and the glossary do, in any order, against what must never be."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Event] = []
        self.terms = "t1"

    @property
    def standing(self) -> Standing:
        return after(*self.log)

    @rule(text=TEXTS)
    def draft(self, text: str) -> None:
        self.log.append(event(Action.DRAFTED, text, "neural"))

    @rule(text=TEXTS, actor=WRITERS, fuzzy=st.booleans())
    def edit(self, text: str, actor: str, fuzzy: bool) -> None:
        self.log.append(event(Action.EDITED, text, actor, fuzzy=fuzzy))

    @rule(actor=WRITERS.filter(lambda name: name != UNKNOWN))
    def claim(self, actor: str) -> None:
        self.log.append(event(Action.CLAIMED, self.standing.target, actor))

    @rule(text=TEXTS)
    def carry(self, text: str) -> None:
        self.log.append(event(Action.CARRIED, text, "coordinator", previous="Won."))

    @rule(text=TEXTS, actor=PEOPLE, terms=TERMS, alone=st.booleans())
    def approve(self, text: str, actor: str, terms: str, alone: bool) -> None:
        detail = {"alone": True} if alone else {}
        self.log.append(event(Action.APPROVED, text, actor, terms=terms, **detail))

    @rule(actor=PEOPLE)
    def approve_as_it_stands(self, actor: str) -> None:
        before = self.standing
        self.log.append(event(Action.APPROVED, before.target, actor, terms=self.terms))
        if before.state(self.terms) is State.TRANSLATED and before.by_another(actor):
            assert self.standing.state(self.terms) is State.APPROVED

    @rule(text=TEXTS, actor=PEOPLE)
    def reject(self, text: str, actor: str) -> None:
        self.log.append(event(Action.REJECTED, text, actor, reason="no"))

    @rule(actor=PEOPLE)
    def reject_as_it_stands(self, actor: str) -> None:
        self.log.append(event(Action.REJECTED, self.standing.target, actor, reason="no"))

    @rule(actor=WRITERS)
    def accept_as_it_stands(self, actor: str) -> None:
        self.log.append(event(Action.EDITED, self.standing.target, actor))

    @rule(terms=TERMS)
    def change_the_glossary(self, terms: str) -> None:
        self.terms = terms

    @invariant()
    def every_approval_is_sound(self) -> None:
        assert_sound(self.log, self.terms)

    @invariant()
    def the_same_events_come_to_the_same(self) -> None:
        half = len(self.log) // 2
        once = Standings().after(self.log)
        assert once == Standings().after(self.log[:half]).after(self.log[half:])


TestReviews = Reviews.TestCase
TestReviews.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
