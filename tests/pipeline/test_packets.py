"""Packets that were sent out, worked in, and taken in again."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeCatalogs, FakeLedger
from tests.pipeline.desks import CRIMES, ENGINE, HEAD, LATER, ONE, REVIEWERS, ReviewDesk
from tests.strategies import ANY_TEXTS, LINES
from translate_pipeline.errors import NotFound, StorageError
from translate_pipeline.formats.packets import read_packet, write_packet
from translate_pipeline.formats.po import parse_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.reviewer import Policy
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.fates import Answer, Fate
from translate_pipeline.pipeline.packets import embargo_on, packet_of
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.returns import take_in

OPEN = [state for state in State if state is not State.APPROVED]
TAKEN = {Fate.EDITED, Fate.ACCEPTED, Fate.APPROVED, Fate.REJECTED}
APPROVE, REJECT = Decision.APPROVE, Decision.REJECT


@pytest.fixture
def desk() -> ReviewDesk:
    return ReviewDesk()


@pytest.fixture
def translated(desk: ReviewDesk) -> ReviewDesk:
    desk.translate()
    return desk


def sent(desk: ReviewDesk, *segments: str, states: Collection[State] = OPEN) -> Packet:
    return packet_of(desk.review(*segments), states, desk.tools.matcher)


def row_of(packet: Packet, source: str) -> PacketRow:
    return next(row for row in packet.rows if row.source == source)


def worked(packet: Packet, of: str, /, **changes: object) -> Packet:
    """The packet once somebody wrote something else into a row."""
    rows = (
        replace(row, **changes) if row.source == of else row  # type: ignore[arg-type]
        for row in packet.rows
    )
    return replace(packet, rows=tuple(rows))


def returned(desk: ReviewDesk, packet: Packet, name: str = "rosa") -> dict[str, Answer]:
    """Source → what became of its row."""
    answers = take_in(packet, name, desk.tools, LATER)
    assert answers is not None
    return {one.row.source: one for one in answers}


def fates(desk: ReviewDesk, packet: Packet, name: str = "rosa") -> dict[str, Fate]:
    return {source: one.fate for source, one in returned(desk, packet, name).items()}


def agree(desk: ReviewDesk) -> bool:
    """Whether PO file and ledger say the same."""
    before = list(desk.ledger.log)
    edits = desk.sync("somebody").edits
    del desk.ledger.log[len(before) :]
    return not edits


class Untouched:
    """What must not have changed."""

    def __init__(self, desk: ReviewDesk) -> None:
        self.desk = desk
        self.before = self.now

    @property
    def now(self) -> tuple[int, dict[str, str]]:
        return len(self.desk.ledger.log), dict(self.desk.catalogs.texts)

    def __bool__(self) -> bool:
        return self.now == self.before


# What is sent out


def test_what_is_open_goes_out_as_it_stands(desk: ReviewDesk) -> None:
    desk.translate()
    desk.approve("rosa", "paragraph 1")
    packet = sent(desk)
    assert (packet.release, packet.locale, packet.title) == ("a", ES, HEAD)
    assert [(row.source, row.target, row.state, row.place) for row in packet.rows] == [
        (HEAD, ENGINE[HEAD], State.TRANSLATED, "headline"),
        (CRIMES, ENGINE[CRIMES], State.TRANSLATED, "paragraph 2"),
    ]
    assert not any(row.changed for row in packet.rows)


def test_a_row_tells_the_terms_to_use_and_what_the_checks_say(desk: ReviewDesk) -> None:
    desk.edit("Son crímenes de guerra.", "Son abusos.")
    desk.translate()
    notes = row_of(sent(desk), CRIMES).notes
    assert notes[0] == "term: war crimes = crímenes de guerra [war_crimes · Art. 8]"
    assert "error: “war crimes” has no approved term here" in notes[1]
    assert notes[-1] == "needs a legal reviewer: war_crimes"
    assert not any(note.startswith(("terms ", "draft: ")) for note in notes)


def test_a_row_tells_why_it_was_sent_back(translated: ReviewDesk) -> None:
    translated.reject("rosa", "headline", reason="Too\nsoft.")
    row = row_of(sent(translated), HEAD)
    assert (row.state, row.notes, row.reason) == (State.REJECTED, ("sent back: Too soft.",), "")


def test_a_row_tells_why_an_approval_is_void(translated: ReviewDesk) -> None:
    translated.approve("rosa")
    translated.edit("Título", "Titular")
    translated.sync("ana")
    assert row_of(sent(translated), HEAD).notes == (
        "an approval is void: the target was changed by ana on 2026-05-03",
    )


def test_only_the_segments_and_states_that_were_asked_for_go_out(translated: ReviewDesk) -> None:
    translated.approve("rosa", "headline")
    assert [row.source for row in sent(translated, states=[State.APPROVED]).rows] == [HEAD]
    assert [row.source for row in sent(translated, "paragraph 1").rows] == [ONE]


@pytest.mark.parametrize(
    ("detail", "why"),
    [
        ({}, ""),
        ({"embargo": "2026-05-03T06:00:00+00:00"}, ""),
        ({"embargo": "2026-05-03T08:00:00+02:00"}, ""),
        ({"embargo": "2026-05-03T06:01:00+00:00"}, "under embargo until 2026-05-03 06:01 UTC"),
        ({"confidential": True}, "confidential"),
        (
            {"confidential": True, "embargo": "2026-05-04T00:00:00+00:00"},
            "under embargo until 2026-05-04 00:00 UTC",
        ),
    ],
)
def test_an_embargo_is_told_with_its_hour(
    desk: ReviewDesk, detail: dict[str, object], why: str
) -> None:
    record = read_record(sent(desk).release, desk.ledger)
    assert record
    revised = replace(record.revised, detail={**record.revised.detail, **detail})
    assert embargo_on(Record(record.id, revised, (), {}), NOW) == why


# What a changed target comes to


@pytest.mark.parametrize("decision", [Decision.NONE, APPROVE])
def test_a_changed_target_is_an_edit_in_ledger_and_po_file(
    desk: ReviewDesk, decision: Decision
) -> None:
    packet = worked(sent(desk), HEAD, target=" Titular\n", decision=decision)
    assert fates(desk, packet, "ana")[HEAD] is Fate.EDITED
    (edit,) = [event for event in desk.ledger.log if event.action is Action.EDITED]
    assert (edit.actor, edit.source, edit.target, edit.detail["fuzzy"]) == (
        "ana", HEAD, "Titular", False,
    )  # fmt: skip
    assert (desk.entry(HEAD).msgstr, desk.entry(HEAD).fuzzy) == ("Titular", False)
    assert (desk.states[HEAD], agree(desk)) == (State.TRANSLATED, True)


def test_who_wrote_a_target_cannot_approve_it(translated: ReviewDesk) -> None:
    returned(translated, worked(sent(translated), HEAD, target="Titular", decision=APPROVE))
    again = worked(sent(translated), HEAD, decision=APPROVE)
    answer = returned(translated, again)[HEAD]
    assert (answer.fate, answer.forbidden) == (Fate.LEFT, True)
    assert answer.reason == "rosa wrote or edited it: a second person must approve it"
    assert fates(translated, again, "bo")[HEAD] is Fate.APPROVED


def test_an_approved_draft_is_accepted_and_waits_for_a_second_person(desk: ReviewDesk) -> None:
    packet = worked(sent(desk), ONE, decision=APPROVE)
    assert fates(desk, packet)[ONE] is Fate.ACCEPTED
    assert desk.states == {HEAD: State.DRAFT, ONE: State.TRANSLATED, CRIMES: State.DRAFT}
    assert not desk.entry(ONE).fuzzy
    assert agree(desk)
    assert fates(desk, packet) == {HEAD: Fate.OPEN, ONE: Fate.KNOWN, CRIMES: Fate.OPEN}
    assert fates(desk, packet, "bo")[ONE] is Fate.APPROVED


def test_what_was_sent_back_is_accepted_again(translated: ReviewDesk) -> None:
    translated.reject("rosa", "headline")
    packet = worked(sent(translated), HEAD, decision=APPROVE)
    assert fates(translated, packet, "ana")[HEAD] is Fate.ACCEPTED
    assert "sent back" not in translated.catalogs.texts[translated.path]
    assert agree(translated)


def test_an_edit_is_checked_and_counted(translated: ReviewDesk) -> None:
    answer = returned(translated, worked(sent(translated), CRIMES, target="Son abusos."))[CRIMES]
    assert answer.item
    assert [error.rule for error in answer.item.errors] == ["glossary-terms"]
    record = read_record(sent(translated).release, translated.ledger)
    assert record
    assert record.counted(ES)["errors"] == 1


def test_an_approval_does_not_overlook_what_an_edit_of_the_same_packet_brings() -> None:
    desk = ReviewDesk()
    desk.tools = replace(desk.tools, severities={"two-sources-one-target": Severity.ERROR})
    desk.translate()
    packet = worked(sent(desk), HEAD, target="Son crímenes de guerra")
    answers = returned(desk, worked(packet, CRIMES, decision=APPROVE))
    assert (answers[HEAD].fate, answers[CRIMES].fate) == (Fate.EDITED, Fate.LEFT)
    assert "[two-sources-one-target]" in answers[CRIMES].reason


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (f'msgid "{HEAD}"', f'msgctxt "x"\nmsgid "{HEAD}"', "was split by hand"),
        (f'msgid "{HEAD}"', f'msgid "{HEAD}"\nmsgid_plural "{HEAD}"', "was split by hand"),
        (f'msgid "{HEAD}"', 'msgid "?"', "has no entry of it; `run` puts it back"),
    ],
)
def test_an_edit_that_the_po_file_cannot_hold_is_refused(
    translated: ReviewDesk, old: str, new: str, why: str
) -> None:
    packet = worked(sent(translated), HEAD, target="Titular")
    translated.edit(old, new)
    untouched = Untouched(translated)
    answer = returned(translated, packet)[HEAD]
    assert (answer.fate, why in answer.reason, bool(untouched)) == (Fate.REFUSED, True, True)


def test_an_approval_needs_no_entry_of_its_own(translated: ReviewDesk) -> None:
    translated.edit(f'msgid "{HEAD}"', f'msgctxt "x"\nmsgid "{HEAD}"')
    assert fates(translated, worked(sent(translated), HEAD, decision=APPROVE))[HEAD] is (
        Fate.APPROVED
    )


# What a decision comes to


def test_decisions_go_by_the_rules_of_review(translated: ReviewDesk) -> None:
    packet = sent(translated)
    for source in (HEAD, CRIMES):
        packet = worked(packet, source, decision=APPROVE)
    answers = returned(translated, worked(packet, ONE, decision=REJECT, reason="Which?"), "bo")
    assert {source: one.fate for source, one in answers.items()} == {
        HEAD: Fate.APPROVED, ONE: Fate.REJECTED, CRIMES: Fate.LEFT,
    }  # fmt: skip
    assert answers[CRIMES].forbidden
    assert "needs a reviewer with the role legal" in answers[CRIMES].reason
    assert translated.states[HEAD] is State.APPROVED
    assert "# sent back: Which? (reviewer · 2026-05-03)" in translated.catalogs.texts["es/a.po"]
    assert agree(translated)


def test_an_error_stands_in_the_way(desk: ReviewDesk) -> None:
    desk.edit("Son crímenes de guerra.", "Son abusos.")
    desk.translate()
    answer = returned(desk, worked(sent(desk), CRIMES, decision=APPROVE))[CRIMES]
    assert (answer.fate, answer.forbidden) == (Fate.LEFT, False)
    assert "[glossary-terms]" in answer.reason


def test_who_is_no_reviewer_may_edit_all_the_same(translated: ReviewDesk) -> None:
    packet = worked(sent(translated), HEAD, decision=APPROVE)
    packet = worked(packet, CRIMES, decision=REJECT, reason="?")
    answers = returned(translated, worked(packet, ONE, target="Algún día."), "eva")
    assert answers[ONE].fate is Fate.EDITED
    for source in (HEAD, CRIMES):
        assert (answers[source].fate, answers[source].forbidden) == (Fate.LEFT, True)
        assert answers[source].reason.startswith("eva is none of the workspace's reviewers")


def test_an_empty_target_is_neither_approved_nor_sent_back(desk: ReviewDesk) -> None:
    desk.edit(ENGINE[HEAD], "")
    desk.sync()
    packet = sent(desk)
    assert returned(desk, worked(packet, HEAD, decision=APPROVE))[HEAD].reason == (
        "untranslated: it is empty"
    )
    back = worked(packet, HEAD, decision=REJECT, reason="?")
    assert returned(desk, back)[HEAD].reason == "it has no target"


def test_a_workspace_without_the_two_person_rule_lets_authors_approve() -> None:
    desk = ReviewDesk(Policy(two_persons=False, reviewers=REVIEWERS))
    desk.translate("rosa")
    assert fates(desk, worked(sent(desk), HEAD, decision=APPROVE))[HEAD] is Fate.APPROVED


# What cannot be meant


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": "Heads"}, "its source was changed"),
        ({"source": "Heads", "decision": APPROVE}, "its source was changed"),
        ({"target": " \n"}, "its target was emptied"),
        ({"decision": REJECT}, "rejected without a reason"),
        ({"decision": REJECT, "reason": "?", "target": "X"}, "was changed and also rejected"),
        ({"key": segment_key("?"), "decision": APPROVE}, "no such sentence now"),
        ({"key": segment_key("?"), "target": "X"}, "no such sentence now"),
        ({"key": segment_key(ONE), "decision": APPROVE}, "its source was changed"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_the_rest_is_taken(
    translated: ReviewDesk, changes: dict[str, object], why: str
) -> None:
    packet = worked(worked(sent(translated), CRIMES, decision=APPROVE), HEAD, **changes)
    answers = take_in(packet, "rosa", translated.tools, LATER)
    assert answers
    assert [one.fate for one in answers] == [Fate.REFUSED, Fate.OPEN, Fate.APPROVED]
    assert why in answers[0].reason


def test_white_space_around_a_text_is_no_change(translated: ReviewDesk) -> None:
    packet = worked(sent(translated), HEAD, target="Título \n", decision=APPROVE)
    packet = worked(packet, ONE, target="Un día.\n")
    packet = worked(packet, CRIMES, source=f"{CRIMES} ", decision=APPROVE)
    answers = returned(translated, packet)
    assert answers[HEAD].fate is answers[f"{CRIMES} "].fate is Fate.APPROVED
    assert answers[ONE].fate is Fate.LEFT
    assert answers[ONE].reason == "nothing but the white space around it was changed"


def test_a_release_or_locale_that_is_not_there_is_said(desk: ReviewDesk) -> None:
    packet = sent(desk)
    with pytest.raises(NotFound, match="a is not in fr"):
        take_in(replace(packet, locale=Locale("fr")), "rosa", desk.tools, LATER)


# What moved meanwhile


def test_a_row_that_says_nothing_is_no_conflict(translated: ReviewDesk) -> None:
    packet = sent(translated)
    translated.edit("Título", "Titular")
    translated.sync()
    assert set(fates(translated, packet).values()) == {Fate.OPEN}


@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        ({"decision": APPROVE}, "[-Título-]{+Titular+}"),
        ({"decision": REJECT, "reason": "Too soft."}, "[-Título-]{+Titular+}"),
        ({"target": "Encabezado"}, "[-Encabezado-]{+Titular+}"),
    ],
)
def test_a_target_that_moved_since_is_a_conflict_and_nothing_is_taken(
    translated: ReviewDesk, changes: dict[str, object], moved: str
) -> None:
    packet = worked(sent(translated), HEAD, **changes)
    translated.edit("Título", "Titular")
    translated.sync("ana")
    untouched = Untouched(translated)
    answer = returned(translated, packet)[HEAD]
    assert answer.fate is Fate.CONFLICT
    assert answer.reason == f"it was changed since by ana, 2026-05-03: {moved}"
    assert untouched


def test_an_edit_that_nobody_recorded_yet_is_a_conflict(translated: ReviewDesk) -> None:
    packet = worked(sent(translated), HEAD, target="Encabezado")
    packet = worked(packet, ONE, decision=APPROVE)
    translated.edit("Título", "Titular")
    answers = returned(translated, packet)
    assert (answers[HEAD].fate, answers[ONE].fate) == (Fate.CONFLICT, Fate.APPROVED)
    assert "es/a.po says something else of it" in answers[HEAD].reason
    assert translated.entry(HEAD).msgstr == "Titular"


def test_nobody_accepts_what_was_sent_back_since(desk: ReviewDesk) -> None:
    packet = worked(sent(desk), HEAD, decision=APPROVE)
    desk.reject("bo", "headline", reason="Not\nour words.")
    answer = returned(desk, packet)[HEAD]
    assert (answer.fate, answer.reason) == (
        Fate.CONFLICT, "it is rejected since, sent back: Not our words.",
    )  # fmt: skip


def test_nobody_approves_what_its_author_took_back_since(translated: ReviewDesk) -> None:
    packet = worked(sent(translated), HEAD, decision=APPROVE)
    translated.edit(f'msgid "{HEAD}"', f'#, fuzzy\nmsgid "{HEAD}"')
    translated.sync("ana")
    answer = returned(translated, packet)[HEAD]
    assert (answer.fate, answer.reason) == (Fate.CONFLICT, "it is draft since")


def test_a_correction_leaves_the_rows_of_what_is_still_there(desk: ReviewDesk) -> None:
    packet = worked(sent(desk), ONE, target="Algún día.")
    packet = worked(packet, CRIMES, target="Eran crímenes de guerra.")
    desk.run(HEAD, "Two days.", CRIMES)
    assert fates(desk, packet) == {
        HEAD: Fate.OPEN, ONE: Fate.REFUSED, CRIMES: Fate.EDITED,
    }  # fmt: skip


# Both, or neither; and twice


def test_a_packet_can_be_read_twice(translated: ReviewDesk) -> None:
    packet = worked(sent(translated), HEAD, target="Titular")
    packet = worked(packet, ONE, decision=REJECT, reason="Which?")
    packet = worked(packet, CRIMES, decision=APPROVE)
    assert list(fates(translated, packet).values()) == [
        Fate.EDITED, Fate.REJECTED, Fate.APPROVED,
    ]  # fmt: skip
    untouched = Untouched(translated)
    assert set(fates(translated, packet).values()) == {Fate.KNOWN}
    assert untouched


def test_where_the_ledger_cannot_record_the_po_file_stays(desk: ReviewDesk) -> None:
    class Full(FakeLedger):
        def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
            if list(events):
                raise StorageError("full")
            return super().append((), known=known)

    packet = worked(sent(desk), HEAD, target="Titular")
    untouched = Untouched(desk)
    full = Full()
    full.log = desk.ledger.log
    with pytest.raises(StorageError):
        take_in(packet, "ana", replace(desk.tools, ledger=full), LATER)
    assert untouched


def test_where_a_translator_saves_at_the_same_moment_nothing_is_recorded(desk: ReviewDesk) -> None:
    class Busy(FakeCatalogs):
        @contextmanager
        def writing(self, *_: object, **__: object) -> Iterator[bool]:
            yield False

    packet = worked(sent(desk), HEAD, target="Titular")
    busy = Busy()
    busy.texts = desk.catalogs.texts
    untouched = Untouched(desk)
    assert take_in(packet, "ana", replace(desk.tools, catalogs=busy), LATER) is None
    assert untouched


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "target": ANY_TEXTS | st.sampled_from(["", "Título", "Un día.", "Son crímenes de guerra."]),
        "decision": st.sampled_from(Decision),
        "reason": LINES,
        "source": st.sampled_from([HEAD, ONE, f"{ONE}\n"]),
    },
)


def _another_edit(desk: ReviewDesk) -> None:
    desk.edit(f'"{ENGINE[HEAD]}"', '"Cambio"')
    desk.sync("bo")


MEANWHILE: dict[str, Callable[[ReviewDesk], object]] = {
    "nothing": lambda _: None,
    "an edit": _another_edit,
    "an edit that is not recorded": lambda desk: desk.edit(f'"{ENGINE[ONE]}"', '"Cambio."'),
    "a rejection": lambda desk: desk.reject("rosa", "paragraph 2"),
    "a correction": lambda desk: desk.run("Heads", ONE, CRIMES),
}


@given(
    started=st.booleans(),
    changes=st.tuples(CHANGES, CHANGES, CHANGES),
    meanwhile=st.sampled_from(list(MEANWHILE)),
    name=st.sampled_from(["rosa", "bo", "ana"]),
    ending=st.sampled_from([".po", ".xlf"]),
)
def test_every_change_is_in_ledger_and_po_file_or_named(
    *,
    started: bool,
    changes: tuple[dict[str, object], ...],
    meanwhile: str,
    name: str,
    ending: str,
) -> None:
    desk = ReviewDesk()
    if started:
        desk.translate()
    before = sent(desk)
    rows = zip(before.rows, changes, strict=True)
    packet = replace(before, rows=tuple(replace(row, **said) for row, said in rows))  # type: ignore[arg-type]
    packet = read_packet(write_packet(packet, ending), f"a{ending}")
    MEANWHILE[meanwhile](desk)
    written = desk.catalogs.texts[desk.path]
    first = take_in(packet, name, desk.tools, LATER)
    assert first is not None
    review = desk.review()
    items = {item.source.key: item for item in review.items}
    catalog = parse_po(desk.catalogs.texts[desk.path], desk.path)
    entries = {segment_key(entry.msgid): entry for entry in catalog.messages()}
    for one in first:
        item, entry, row = items.get(one.row.key), entries.get(one.row.key), one.row
        match one.fate:
            case Fate.OPEN:
                assert (row.changed, row.decision) == (False, Decision.NONE)
            case Fate.EDITED | Fate.ACCEPTED:
                assert item
                assert entry
                assert item.target == entry.msgstr == row.target.strip()
                assert (item.state, entry.fuzzy) == (State.TRANSLATED, False)
            case Fate.APPROVED:
                assert item
                assert (item.state, item.target) == (State.APPROVED, row.target.strip())
            case Fate.REJECTED:
                assert item
                assert item.standing.rejection
                assert item.standing.rejection.detail["reason"] == row.reason
            case Fate.KNOWN:
                assert item
                assert item.target == row.target.strip()
            case _:
                assert one.reason
    if TAKEN.isdisjoint(one.fate for one in first):
        assert desk.catalogs.texts[desk.path] == written
    untouched = Untouched(desk)
    assert take_in(packet, name, desk.tools, LATER + timedelta(days=1))
    assert untouched
    assert agree(desk) or meanwhile == "an edit that is not recorded"
