"""A release that is corrected: what its next revision takes over in a locale."""

import pytest

from tests.fakes import NOW
from tests.pipeline.desks import CRIMES, HEAD, ONE, A, ReviewDesk
from translate_pipeline.formats.po import parse_po
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.review import Action, State

LONG = "The army shelled the market on Monday morning."
REWORDED = "The army shelled the crowded market on Monday morning."
KILLED = "At least 31 people were killed."
TARGET = "El ejército bombardeó el mercado el lunes por la mañana."


@pytest.fixture
def desk() -> ReviewDesk:
    """A release of four sentences, all translated by ana and approved by rosa."""
    desk = ReviewDesk()
    desk.run(HEAD, ONE, CRIMES, LONG)
    desk.edit(f"[{LONG}]", TARGET)
    desk.translate()
    desk.approve()
    assert set(desk.states.values()) == {State.APPROVED}
    return desk


def test_a_reworded_sentence_is_stale_with_the_old_target_and_source(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.states == {
        HEAD: State.APPROVED, ONE: State.APPROVED, CRIMES: State.APPROVED, REWORDED: State.STALE,
    }  # fmt: skip
    entry = desk.entry(REWORDED)
    assert (entry.msgstr, entry.fuzzy, entry.previous) == (TARGET, True, LONG)
    changed = "source changed: The army shelled the{+ crowded+} market on Monday morning."
    assert changed in entry.extracted


def test_a_stale_target_that_is_accepted_is_translated_and_its_old_source_goes(
    desk: ReviewDesk,
) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    desk.translate()
    assert desk.states[REWORDED] is State.TRANSLATED
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    entry = desk.entry(REWORDED)
    assert (entry.previous, entry.fuzzy) == ("", False)
    assert not any(one.startswith("source changed") for one in entry.extracted)


def test_an_old_source_stays_while_somebody_is_still_at_work_on_the_target(
    desk: ReviewDesk,
) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    desk.edit("el mercado el lunes", "el mercado lleno el lunes", 1)
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.states[REWORDED] is State.DRAFT
    assert desk.entry(REWORDED).previous == LONG


def test_a_second_run_of_a_correction_changes_nothing(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    events, text = len(desk.ledger.log), desk.catalogs.texts[desk.path]
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert (len(desk.ledger.log), desk.catalogs.texts[desk.path]) == (events, text)


def test_a_sentence_that_moved_keeps_its_approval(desk: ReviewDesk) -> None:
    desk.run(HEAD, LONG, CRIMES, ONE)
    assert set(desk.states.values()) == {State.APPROVED}


def test_a_text_that_returns_is_approved_again(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, REWORDED)
    catalog = parse_po(desk.catalogs.texts[desk.path], desk.path)
    gone = {entry.msgid for entry in catalog.entries if entry.obsolete and entry.msgid}
    assert gone == {CRIMES, LONG}
    desk.run(HEAD, ONE, CRIMES, LONG)
    assert set(desk.states.values()) == {State.APPROVED}
    assert desk.entry(LONG).msgstr == TARGET


def test_an_edit_that_was_not_synced_is_what_the_next_sentence_takes_over(
    desk: ReviewDesk,
) -> None:
    desk.edit("el mercado", "el gran mercado", 1)
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.entry(REWORDED).msgstr == TARGET.replace("el mercado", "el gran mercado")
    edited = [one for one in desk.ledger.log if one.key == segment_key(LONG)]
    assert edited[-1].target == TARGET.replace("el mercado", "el gran mercado")
    assert edited[-1].action is Action.EDITED


def test_comments_of_translators_come_along_but_not_a_reason_it_was_sent_back(
    desk: ReviewDesk,
) -> None:
    desk.reject("bo", segment_key(LONG), reason="Wrong market.")
    desk.run(HEAD, ONE, CRIMES, LONG)
    desk.edit("# sent back", "# Which?\n# sent back")
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.entry(REWORDED).comments == ("Which?",)


def test_a_new_sentence_that_is_like_none_of_those_that_went_is_drafted(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, "Journalists must be let in at once.")
    assert desk.states["Journalists must be let in at once."] is State.DRAFT
    assert desk.entry("Journalists must be let in at once.").previous == ""


def test_a_ledger_that_is_lost_learns_from_the_catalog_what_is_stale(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    desk.ledger.log.clear()
    text = desk.catalogs.texts[desk.path]
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.states[REWORDED] is State.STALE
    entry = desk.entry(REWORDED)
    assert (entry.previous, entry.fuzzy, entry.msgstr) == (LONG, True, TARGET)
    assert entry in parse_po(text, desk.path).entries


def test_a_release_without_a_ledger_is_aligned_with_its_catalog(desk: ReviewDesk) -> None:
    desk.ledger.log.clear()
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.states[REWORDED] is State.STALE


def test_an_emptied_stale_target_is_drafted_by_an_engine(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    entry = desk.entry(REWORDED)
    desk.edit("\n".join(entry.lines), "\n".join(entry.lines).replace(TARGET, ""), 1)
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert desk.states[REWORDED] is State.DRAFT
    assert desk.entry(REWORDED).msgstr == f"[{REWORDED}]"


def test_what_a_run_took_over_is_recorded_with_where_it_came_from(desk: ReviewDesk) -> None:
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    (carried,) = [one for one in desk.ledger.log if one.action is Action.CARRIED]
    assert (carried.source, carried.target, carried.at) == (REWORDED, TARGET, NOW)
    assert carried.detail["previous"] == LONG
    assert carried.release == A


def test_a_target_that_was_sent_back_is_stale_with_the_reason_and_no_number_hides_it() -> None:
    desk = ReviewDesk()
    desk.run(HEAD, KILLED)
    desk.edit(f"[{KILLED}]", "Murieron 31 personas.")
    desk.translate()
    desk.reject("bo", segment_key(KILLED), reason="Not died,\nkilled.")
    desk.run(HEAD, KILLED.replace("31", "45"))
    entry = desk.entry(KILLED.replace("31", "45"))
    assert (entry.msgstr, entry.previous, entry.fuzzy) == ("Murieron 31 personas.", KILLED, True)
    assert "sent back before: Not died, killed." in entry.extracted
    assert desk.states[entry.msgid] is State.STALE


def test_a_ledger_that_is_lost_learns_what_is_told_of_an_old_target(desk: ReviewDesk) -> None:
    desk.reject("bo", segment_key(LONG), reason="Wrong market.")
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    text = desk.catalogs.texts[desk.path]
    desk.ledger.log.clear()
    desk.run(HEAD, ONE, CRIMES, REWORDED)
    assert "#. sent back before: Wrong market.\n" in desk.catalogs.texts[desk.path]
    assert desk.entry(REWORDED) in parse_po(text, desk.path).entries


def test_a_source_that_was_split_by_context_returns_whole_with_its_approval(
    desk: ReviewDesk,
) -> None:
    lines = desk.entry(LONG).lines
    plain = "\n".join(lines[next(at for at, x in enumerate(lines) if x.startswith("msgid")) :])
    parts = (f'msgctxt "{one}"\n{plain.replace("El ejército", one)}' for one in ("Él", "Ella"))
    desk.edit(plain, "\n".join(parts))
    desk.sync("ana")
    desk.approve()
    assert desk.states[LONG] is State.APPROVED
    desk.run(HEAD, ONE, CRIMES)
    desk.run(HEAD, ONE, CRIMES, LONG)
    assert desk.states[LONG] is State.APPROVED
    catalog = parse_po(desk.catalogs.texts[desk.path], desk.path)
    there = [entry.msgctxt for entry in catalog.messages() if entry.msgid == LONG]
    assert there == ["Él", "Ella"]
