"""What reviewers decide, on catalogs that were drafted and edited."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.fakes import ES, NOW
from tests.pipeline.desks import (
    CRIMES,
    HEAD,
    LATER,
    ONE,
    REVIEWERS,
    A,
    ReviewDesk,
    left,
)
from translate_pipeline.errors import Conflict, NotFound, PolicyRefused, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action, State
from translate_pipeline.model.reviewer import Policy
from translate_pipeline.model.termbase import LocaleTerms
from translate_pipeline.pipeline.decide import Decision, approve
from translate_pipeline.pipeline.review import open_review
from translate_pipeline.text.terms import SourceMatcher


@pytest.fixture
def desk() -> ReviewDesk:
    return ReviewDesk()


@pytest.fixture
def translated(desk: ReviewDesk) -> ReviewDesk:
    desk.translate()
    return desk


def test_a_legal_reviewer_approves_a_whole_locale(translated: ReviewDesk) -> None:
    outcome = translated.approve("rosa")
    assert (len(outcome.decided), outcome.left) == (3, ())
    assert set(translated.states.values()) == {State.APPROVED}
    approval = translated.ledger.log[-1]
    assert (approval.action, approval.actor, approval.source, approval.target) == (
        Action.APPROVED, "rosa", CRIMES, "Son crímenes de guerra.",
    )  # fmt: skip
    assert approval.detail["roles"] == ["legal"]
    assert approval.detail["glossary"] == "glossary-one"


def test_the_catalog_says_who_approved_by_role(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    assert "approved: legal reviewer · 2026-05-03" in translated.entry(ONE).extracted
    assert "rosa" not in translated.catalogs.texts[translated.path]


def test_the_catalog_names_reviewers_where_the_workspace_says_so(translated: ReviewDesk) -> None:
    translated.tools = replace(translated.tools, names=True)
    translated.approve("rosa")
    assert "approved: rosa · 2026-05-03" in translated.entry(ONE).extracted


def test_a_run_keeps_what_is_said_of_reviews(translated: ReviewDesk) -> None:
    translated.run(HEAD, ONE, CRIMES)
    translated.approve("rosa", ONE_PLACE)
    translated.reject("rosa", CRIMES_PLACE)
    before = translated.catalogs.texts[translated.path]
    translated.run(HEAD, ONE, CRIMES)
    assert translated.catalogs.texts[translated.path] == before
    assert translated.sync().edits == []


ONE_PLACE, CRIMES_PLACE = "paragraph 1", "paragraph 2"


def test_a_single_segment_is_approved_by_its_place_or_key(translated: ReviewDesk) -> None:
    translated.approve("rosa", "Paragraph 1")
    assert translated.states == {
        HEAD: State.TRANSLATED, ONE: State.APPROVED, CRIMES: State.TRANSLATED,
    }  # fmt: skip
    key = translated.review().items[0].source.key
    translated.approve("rosa", key[:6])
    assert translated.states[HEAD] is State.APPROVED


@pytest.mark.parametrize("name", ["paragraph 9", "ffff", "", "a"])
def test_a_segment_that_is_not_there_is_said(translated: ReviewDesk, name: str) -> None:
    with pytest.raises(NotFound, match="no segment"):
        translated.review(name)


def test_a_concept_of_a_legal_domain_needs_a_legal_reviewer(translated: ReviewDesk) -> None:
    outcome = translated.approve("bo")
    assert left(outcome) == {
        CRIMES: "it names war_crimes: that needs a reviewer with the role legal"
    }
    assert translated.states[ONE] is State.APPROVED


def test_the_workspace_says_which_domains_are_legal() -> None:
    desk = ReviewDesk(Policy(reviewers=REVIEWERS, legal_domains=frozenset({"time"})))
    desk.translate()
    assert list(left(desk.approve("bo"))) == [ONE]


def test_who_wrote_or_edited_a_segment_leaves_it_to_a_second_person(desk: ReviewDesk) -> None:
    desk.edit('msgstr "Un día."', 'msgstr "Algún día."')
    desk.sync("Rosa")
    desk.translate("ana")
    outcome = desk.approve("rosa")
    assert left(outcome) == {ONE: "rosa wrote or edited it: a second person must approve it"}
    assert outcome.left[0].refused


def test_a_workspace_without_the_two_person_rule_records_that(desk: ReviewDesk) -> None:
    alone = ReviewDesk(Policy(two_persons=False, reviewers=REVIEWERS))
    alone.translate("rosa")
    assert alone.approve("rosa").left == ()
    assert set(alone.states.values()) == {State.APPROVED}
    assert alone.ledger.log[-1].detail["alone"] is True
    desk.translate("ana")
    desk.approve("rosa")
    assert "alone" not in desk.ledger.log[-1].detail


def test_what_somebody_unknown_wrote_waits_until_they_say_who_they_are(desk: ReviewDesk) -> None:
    desk.edit("#, fuzzy\n", "")
    desk.sync("")
    assert set(left(desk.approve("rosa")).values()) == {
        "who wrote it is unknown: let them say so with `sync --as NAME`"
    }
    assert [event.action for event in desk.sync("ana").edits] == [Action.CLAIMED] * 3
    assert desk.approve("rosa").left == ()
    assert desk.sync("bo").edits == []


def test_nothing_is_approved_with_an_error_in_it(desk: ReviewDesk) -> None:
    desk.edit("Son crímenes de guerra.", "Son abusos.")
    desk.translate()
    outcome = desk.approve("rosa")
    assert list(left(outcome)) == [CRIMES]
    assert "[glossary-terms]" in left(outcome)[CRIMES]
    assert not outcome.left[0].refused


def test_what_is_waived_is_recorded_with_its_reason(desk: ReviewDesk) -> None:
    desk.edit("Son crímenes de guerra.", "Son abusos.")
    desk.translate()
    desk.approve("rosa", waived={"glossary-terms": "A quotation.", "numbers": "Not needed."})
    assert set(desk.states.values()) == {State.APPROVED}
    given = {event.source: event.detail.get("waived") for event in desk.ledger.log[-3:]}
    assert given == {HEAD: None, ONE: None, CRIMES: {"glossary-terms": "A quotation."}}


def test_what_nobody_accepted_is_left(desk: ReviewDesk) -> None:
    assert set(left(desk.approve("rosa")).values()) == {"draft: nobody has accepted it yet"}
    desk.edit('msgstr "Un día."', 'msgstr ""')
    desk.sync()
    assert left(desk.approve("rosa"))[ONE] == "untranslated: it is empty"


def test_what_is_approved_already_is_left_as_it_is(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    before = list(translated.ledger.log)
    again = translated.approve("rosa")
    assert (again.decided, again.left) == ((), ())
    assert translated.ledger.log == before


def test_only_who_reviews_for_the_workspace_may_approve(translated: ReviewDesk) -> None:
    with pytest.raises(PolicyRefused, match="eva is none of the workspace's reviewers"):
        translated.approve("eva")
    with pytest.raises(PolicyRefused, match="fr reviews fr, not es"):
        translated.approve("fr")


def test_where_nobody_is_named_anybody_may_approve_but_no_law() -> None:
    desk = ReviewDesk(Policy())
    desk.translate()
    assert list(left(desk.approve("eva"))) == [CRIMES]


def test_a_text_that_moved_since_it_was_seen_is_a_conflict_with_the_difference(
    translated: ReviewDesk,
) -> None:
    seen = translated.review().seen
    translated.edit('msgstr "Un día."', 'msgstr "Algún día."')
    translated.sync()
    before = list(translated.ledger.log)
    with pytest.raises(Conflict, match=r"\[-Un-\]\{\+Algún\+\} día\."):
        translated.approve("rosa", seen=seen)
    assert translated.ledger.log == before


def test_another_segment_that_moved_is_no_conflict(translated: ReviewDesk) -> None:
    seen = translated.review("headline").seen
    translated.edit('msgstr "Un día."', 'msgstr "Algún día."')
    translated.sync()
    assert translated.approve("rosa", "headline", seen=seen).left == ()


def test_a_segment_that_came_since_is_a_conflict(desk: ReviewDesk) -> None:
    desk.edit("#, fuzzy\n", "", 1)
    desk.sync()
    seen = desk.review().seen
    desk.translate()
    with pytest.raises(Conflict, match=r"it is translated now: Un día\."):
        desk.approve("rosa", seen=seen)


@pytest.mark.parametrize("seen", ["nonsense", "3-0123456789ab", "99999-0123456789ab", "²-0"])
def test_something_that_nobody_saw_is_a_conflict(translated: ReviewDesk, seen: str) -> None:
    with pytest.raises(Conflict, match="stands for something else"):
        translated.approve("rosa", seen=seen)


def test_edits_that_the_ledger_does_not_know_are_a_conflict(translated: ReviewDesk) -> None:
    translated.edit('msgstr "Un día."', 'msgstr "Algún día."')
    with pytest.raises(Conflict, match="sync a --locale es --as NAME"):
        translated.approve("rosa")
    assert State.APPROVED not in translated.states.values()
    assert translated.approve("rosa", "headline").left == ()


def test_a_file_that_is_saved_at_the_same_moment_is_looked_at_again(
    translated: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def taken(*_: object, **__: object) -> Iterator[bool]:
        yield False

    review = translated.review()
    monkeypatch.setattr(translated.catalogs, "writing", taken)
    assert approve(review, Decision("rosa", LATER, review.seen), translated.tools) is None
    assert State.APPROVED not in translated.states.values()


def test_a_ledger_that_cannot_be_written_leaves_the_catalog_as_it_was(
    translated: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_events: object) -> None:
        raise StorageError("full")

    before = translated.catalogs.texts[translated.path]
    monkeypatch.setattr(translated.ledger, "append", full)
    with pytest.raises(StorageError):
        translated.approve("rosa")
    assert translated.catalogs.texts[translated.path] == before


def test_an_edit_at_the_same_moment_leaves_no_approval_of_a_text_that_is_gone(
    translated: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = replace(
        next(e for e in translated.ledger.log if e.action is Action.EDITED and e.source == ONE),
        target="Algún día.",
    )
    append = translated.ledger.append

    def raced(events: object) -> None:
        append([edited])
        append(events)  # type: ignore[arg-type]

    review = translated.review()
    monkeypatch.setattr(translated.ledger, "append", raced)
    outcome = approve(review, Decision("rosa", LATER, review.seen), translated.tools)
    assert outcome is not None
    assert left(outcome) == {ONE: "somebody changed it at the same moment; look again"}
    assert translated.states[ONE] is State.TRANSLATED


def test_without_a_catalog_the_ledger_alone_is_written(translated: ReviewDesk) -> None:
    del translated.catalogs.texts[translated.path]
    assert translated.approve("rosa").left == ()
    assert set(translated.states.values()) == {State.APPROVED}


def test_an_approval_is_void_when_its_own_terms_change(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    crimes, time = translated.tools.matcher.termbase.concepts
    changed = replace(crimes, terms={ES: LocaleTerms("crímenes de guerra", ("delitos",))})
    glossary = replace(
        translated.tools.matcher.termbase, concepts=(changed, time), revision="glossary-two"
    )
    translated.tools = replace(translated.tools, matcher=SourceMatcher(glossary))
    translated.sync()
    assert translated.states == {
        HEAD: State.APPROVED, ONE: State.APPROVED, CRIMES: State.TRANSLATED,
    }  # fmt: skip
    assert translated.review(CRIMES_PLACE).items[0].void == (
        "the glossary's terms for it have changed"
    )
    assert not any("approved" in line for line in translated.entry(CRIMES).extracted)
    translated.approve("rosa", CRIMES_PLACE)
    assert translated.states[CRIMES] is State.APPROVED


def test_an_approval_is_void_when_a_new_concept_is_found_in_its_source(
    translated: ReviewDesk,
) -> None:
    full = translated.tools.matcher.termbase
    less = replace(full, concepts=full.concepts[:1], revision="less")
    translated.tools = replace(translated.tools, matcher=SourceMatcher(less))
    translated.approve("rosa")
    translated.tools = replace(translated.tools, matcher=SourceMatcher(full))
    translated.sync()
    assert translated.states == {
        HEAD: State.APPROVED, ONE: State.TRANSLATED, CRIMES: State.APPROVED,
    }  # fmt: skip


def test_an_edit_voids_the_approval_in_ledger_and_catalog_and_its_return_restores_it(
    translated: ReviewDesk,
) -> None:
    translated.approve("rosa")
    translated.edit('msgstr "Un día."', 'msgstr "Algún día."')
    translated.sync()
    assert translated.states[ONE] is State.TRANSLATED
    assert not any("approved" in line for line in translated.entry(ONE).extracted)
    translated.edit('msgstr "Algún día."', 'msgstr "Un día."')
    translated.sync()
    assert translated.states[ONE] is State.APPROVED
    assert "approved: legal reviewer · 2026-05-03" in translated.entry(ONE).extracted


def test_a_new_revision_keeps_the_approvals_of_what_did_not_change(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    translated.run(HEAD, "A new sentence.", CRIMES, ONE)
    assert translated.states == {
        HEAD: State.APPROVED, "A new sentence.": State.DRAFT, CRIMES: State.APPROVED,
        ONE: State.APPROVED,
    }  # fmt: skip
    assert translated.entry("A new sentence.").fuzzy


def test_what_is_sent_back_says_why_in_the_catalog(translated: ReviewDesk) -> None:
    translated.edit('msgid "One day."', '# Mine.\nmsgid "One day."')
    translated.reject("bo", ONE_PLACE, reason="Too\nsoft.")
    assert translated.states[ONE] is State.REJECTED
    entry = translated.entry(ONE)
    assert entry.fuzzy
    assert "# sent back: Too soft. (reviewer · 2026-05-03)" in entry.lines
    assert "# Mine." in entry.lines
    assert translated.sync().edits == []


def test_what_was_sent_back_and_is_accepted_again_waits_for_a_reviewer(
    translated: ReviewDesk,
) -> None:
    translated.reject("bo", ONE_PLACE)
    translated.translate()
    assert translated.states[ONE] is State.TRANSLATED
    assert not any("sent back" in line for line in translated.entry(ONE).lines)
    assert translated.approve("rosa").left == ()


def test_what_was_sent_back_and_is_just_accepted_stays_so_while_others_are_reviewed(
    translated: ReviewDesk,
) -> None:
    translated.reject("rosa", "headline")
    translated.edit('#, fuzzy\nmsgid "Head"', 'msgid "Head"')
    translated.approve("rosa", "paragraph 1")
    assert not translated.entry(HEAD).fuzzy
    translated.sync()
    assert translated.states[HEAD] is State.TRANSLATED


def test_an_entry_that_was_removed_comes_back_with_why_it_was_sent_back(
    translated: ReviewDesk,
) -> None:
    translated.reject("rosa", "headline", reason="Too soft.")
    note = translated.entry(HEAD).comments
    del translated.catalogs.texts[translated.path]
    translated.run(HEAD, ONE, CRIMES)
    assert (translated.entry(HEAD).comments, len(note)) == (note, 1)


def test_an_approval_can_be_taken_back(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    translated.reject("bo", ONE_PLACE)
    assert translated.states[ONE] is State.REJECTED
    assert not any("approved" in line for line in translated.entry(ONE).extracted)


def test_a_text_that_moved_cannot_be_sent_back_unseen(translated: ReviewDesk) -> None:
    with pytest.raises(Conflict):
        translated.reject("bo", ONE_PLACE, seen="3-0123456789ab")


def test_an_empty_target_cannot_be_sent_back(desk: ReviewDesk) -> None:
    desk.edit('msgstr "Un día."', 'msgstr ""')
    desk.sync()
    outcome = desk.reject("bo", ONE_PLACE)
    assert (outcome.decided, left(outcome)) == ((), {ONE: "it has no target"})


def test_a_release_or_locale_that_is_not_there_is_said(desk: ReviewDesk) -> None:
    with pytest.raises(NotFound, match="a is not in fr; it is in: es"):
        open_review(A, Locale("fr"), desk.tools, NOW)
    with pytest.raises(NotFound, match="no release 'b' in this workspace; known: a"):
        open_review(type(A)("b"), ES, desk.tools, NOW)


def test_what_a_target_replaced_is_an_approved_one_else_the_draft(translated: ReviewDesk) -> None:
    review = translated.review(ONE_PLACE)
    assert review.before(review.items[0]) == ("", "")
    translated.edit('msgstr "Un día."', 'msgstr "Algún día."')
    translated.sync()
    review = translated.review(ONE_PLACE)
    assert review.before(review.items[0]) == ("Un día.", "machine draft")
    translated.approve("rosa", ONE_PLACE)
    translated.edit('msgstr "Algún día."', 'msgstr "Otro día."')
    translated.sync()
    review = translated.review(ONE_PLACE)
    assert review.before(review.items[0]) == ("Algún día.", "approved target")
