"""PO files that were mailed, worked in, and came back while others went on."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from subprocess import run

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import ES, FakeCatalogs, FakeLedger
from tests.pipeline.desks import CRIMES, ENGINE, HEAD, ONE, A
from tests.pipeline.mail import MailDesk, worked
from translate_pipeline.errors import InputError, NotFound, StorageError
from translate_pipeline.formats.po import parse_po
from translate_pipeline.formats.po_mailed import parse_mailed_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.pipeline.mailed import Mailed, take_in_mailed
from translate_pipeline.pipeline.merging import EntryFate
from translate_pipeline.pipeline.said import NOT_TAKEN
from translate_pipeline.pipeline.sync import Signature


@pytest.fixture
def desk() -> MailDesk:
    return MailDesk()


# One side, or none


def test_a_file_that_nobody_touched_changes_nothing(desk: MailDesk) -> None:
    po, log = desk.po, list(desk.ledger.log)
    assert desk.fates(po) == {}
    assert (desk.po, desk.ledger.log) == (po, log)


def test_a_file_that_nobody_touched_undoes_nothing_that_others_did(desk: MailDesk) -> None:
    mailed = desk.po
    desk.write("ana", head="Titular", one="Cierto día.")
    desk.approve("rosa", "headline")
    before = desk.po
    assert desk.fates(mailed) == {}
    assert desk.po == before
    assert desk.state(HEAD) is State.APPROVED


def test_an_edit_is_taken_with_who_made_it(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    assert desk.fates(mailed) == {HEAD: EntryFate.TAKEN}
    assert [(one.actor, one.target) for one in desk.recorded(HEAD)] == [("eva", "Titular")]
    assert desk.targets()[HEAD] == "Titular"
    assert desk.state(HEAD) is State.TRANSLATED
    assert desk.agrees()


def test_an_edit_that_is_still_marked_waits_for_its_author(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"}, marked=(HEAD,))
    assert desk.fates(mailed) == {HEAD: EntryFate.TAKEN}
    assert desk.state(HEAD) is State.DRAFT
    assert desk.agrees()


def test_edits_of_others_elsewhere_stay(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.write("ana", one="Cierto día.")
    assert desk.fates(mailed) == {HEAD: EntryFate.TAKEN}
    assert (desk.targets()[HEAD], desk.targets()[ONE]) == ("Titular", "Cierto día.")


def test_what_nobody_recorded_here_yet_is_recorded_first_and_not_as_the_senders(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.save(one="Cierto día.")
    done = desk.back(mailed)
    assert done.edits == 1
    assert [one.actor for one in desk.recorded(ONE)] == ["unknown"]
    assert desk.targets()[ONE] == "Cierto día."
    assert desk.agrees()


def test_the_same_edit_on_both_sides_is_nothing_new(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.write("ana", head="Titular")
    assert desk.fates(mailed) == {}
    assert [one.actor for one in desk.recorded(HEAD)] == ["ana"]


def test_a_mark_that_was_taken_off_accepts_the_draft(desk: MailDesk) -> None:
    assert desk.fates(worked(desk.po, accepted=(HEAD,))) == {HEAD: EntryFate.ACCEPTED}
    assert desk.state(HEAD) is State.TRANSLATED
    assert desk.agrees()


def test_a_mark_that_was_set_takes_an_acceptance_back(desk: MailDesk) -> None:
    desk.translate()
    assert desk.fates(worked(desk.po, marked=(HEAD,))) == {HEAD: EntryFate.MARKED}
    assert desk.state(HEAD) is State.DRAFT
    assert desk.agrees()


def test_a_mark_that_others_took_off_since_is_not_set_again(desk: MailDesk) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.translate()
    assert desk.fates(mailed)[ONE] is EntryFate.TAKEN
    assert desk.state(HEAD) is State.TRANSLATED


def test_what_was_sent_back_since_is_not_accepted_unseen(desk: MailDesk) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."}, accepted=(HEAD,))
    desk.reject("bo", "headline", reason="Not\nour words.")
    done = desk.back(mailed)
    (left,) = done.of(EntryFate.LEFT)
    assert left.reason == "it was accepted, and sent back since: Not our words."
    assert desk.state(HEAD) is State.REJECTED


def test_an_edit_of_what_was_sent_back_since_is_taken_and_says_so(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.reject("bo", "headline", reason="Not our words.")
    (taken,) = desk.back(mailed).of(EntryFate.TAKEN)
    assert taken.undone
    assert taken.undone.detail["reason"] == "Not our words."
    assert "sent back" not in desk.po
    assert desk.agrees()


def test_who_mends_what_was_sent_back_has_seen_it(desk: MailDesk) -> None:
    desk.translate()
    desk.reject("bo", "headline")
    (taken,) = desk.back(worked(desk.po, {HEAD: "Titular", ONE: ENGINE[ONE]})).of(EntryFate.TAKEN)
    assert desk.state(HEAD) is State.TRANSLATED
    assert taken.undone is None


def test_an_edit_of_what_is_approved_makes_that_void_and_says_so(desk: MailDesk) -> None:
    desk.translate()
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.approve("rosa", "headline")
    (taken,) = desk.back(mailed).of(EntryFate.TAKEN)
    assert taken.undone
    assert (taken.undone.action, taken.undone.actor) == (Action.APPROVED, "rosa")
    assert desk.state(HEAD) is State.TRANSLATED
    assert "approved:" not in desk.po


def test_a_draft_that_came_in_since_gives_way_to_what_a_person_wrote(desk: MailDesk) -> None:
    desk.save(one="")
    desk.sync("ana")
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.run(HEAD, ONE, CRIMES)
    assert desk.targets()[ONE] == ENGINE[ONE]
    assert desk.fates(mailed) == {ONE: EntryFate.TAKEN}


# Both sides


def test_two_edits_of_one_entry_are_a_conflict_and_both_are_kept(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.write("ana", head="Encabezado")
    done = desk.back(mailed)
    (conflict,) = done.of(EntryFate.CONFLICT)
    assert (conflict.before, conflict.said.target) == ("Encabezado", "Titular")
    assert conflict.reason == f"ana changed it here, {desk.recorded(HEAD)[0].at:%Y-%m-%d}"
    assert desk.targets()[HEAD] == "Encabezado"
    assert f"# {NOT_TAKEN}Titular (2026-05-03)\n" in desk.po
    kept = [(one.actor, one.target) for one in desk.recorded(HEAD, Action.CONFLICTED)]
    assert kept == [("eva", "Titular")]
    assert desk.agrees()


def test_an_edit_here_that_nobody_recorded_yet_is_a_side_too(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.save(head="Encabezado")
    assert desk.fates(mailed) == {HEAD: EntryFate.CONFLICT}
    assert desk.targets()[HEAD] == "Encabezado"


def test_a_conflict_is_told_once_and_never_taken_later(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular", ONE: "Cierto día.", CRIMES: "Crímenes."})
    desk.write("ana", head="Encabezado")
    desk.back(mailed)
    before = desk.po, list(desk.ledger.log)
    assert desk.fates(mailed) == {HEAD: EntryFate.KNOWN}
    assert before == (desk.po, desk.ledger.log)


def test_a_conflict_is_over_once_people_write_the_other_text(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.write("ana", head="Encabezado")
    desk.back(mailed)
    desk.write("ana", head="Titular")
    assert desk.fates(mailed) == {}


def test_a_text_that_stood_here_before_overwrites_nothing(desk: MailDesk) -> None:
    desk.write("ana", head="Primero", one="Uno.", crimes="Son crímenes de guerra")
    desk.write("bo", head="Segundo")
    mailed = worked(desk.po, {HEAD: "Primero"})
    desk.write("bo", one="Dos.")
    assert desk.fates(mailed) in ({}, {HEAD: EntryFate.CONFLICT})
    assert desk.targets()[HEAD] == "Segundo"


# What came by mail before


def test_two_copies_of_one_file_bring_their_edits_together(desk: MailDesk) -> None:
    eva, leo = worked(desk.po, {HEAD: "Titular"}), worked(desk.po, {ONE: "Cierto día."})
    assert desk.fates(eva, "eva") == {HEAD: EntryFate.TAKEN}
    assert desk.fates(leo, "leo") == {ONE: EntryFate.TAKEN}
    before = desk.po, list(desk.ledger.log)
    assert desk.fates(eva, "eva") == desk.fates(leo, "leo") == {}
    assert before == (desk.po, desk.ledger.log)


def test_two_copies_with_two_edits_of_one_entry_are_a_conflict(desk: MailDesk) -> None:
    eva = worked(desk.po, {HEAD: "Titular", ONE: "Cierto día."})
    leo = worked(desk.po, {HEAD: "Encabezado"})
    desk.back(eva, "eva")
    assert desk.fates(leo, "leo") == {HEAD: EntryFate.CONFLICT}
    assert desk.targets()[HEAD] == "Titular"


def test_a_second_mail_of_the_same_work_goes_on_from_the_first(desk: MailDesk) -> None:
    first = worked(desk.po, {HEAD: "Titular", ONE: "Cierto día."})
    desk.back(first)
    assert desk.fates(worked(first, {HEAD: "Encabezado"})) == {HEAD: EntryFate.TAKEN}


def test_a_second_mail_does_not_pass_over_what_others_did_since_the_file_was_made(
    desk: MailDesk,
) -> None:
    first = worked(desk.po, {HEAD: "Titular", ONE: "Cierto día."})
    desk.write("bo", crimes="Crímenes de guerra, eso son.")
    desk.back(first)
    again = worked(first, {CRIMES: "Se trata de crímenes de guerra."})
    assert desk.fates(again) == {CRIMES: EntryFate.CONFLICT}


def test_a_file_made_after_a_mail_was_taken_in_is_newer_than_it(desk: MailDesk) -> None:
    desk.back(worked(desk.po, {HEAD: "Titular", ONE: "Cierto día.", CRIMES: "Crímenes."}), "eva")
    assert desk.fates(worked(desk.po, {HEAD: "Encabezado"}), "leo") == {HEAD: EntryFate.TAKEN}


# When it was made


@pytest.mark.parametrize("source", [HEAD, ONE, CRIMES])
def test_an_edit_of_what_one_command_drafted_last_is_no_conflict(
    desk: MailDesk, source: str
) -> None:
    assert desk.fates(worked(desk.po, {source: "Otro."})) == {source: EntryFate.TAKEN}


def test_where_the_texts_leave_doubt_the_earliest_point_shows_a_conflict(desk: MailDesk) -> None:
    desk.write("ana", head="Encabezado")
    mailed = worked(desk.po, {HEAD: "Titular"})
    assert desk.fates(mailed) == {HEAD: EntryFate.CONFLICT}


def test_the_other_texts_say_when_a_file_was_made(desk: MailDesk) -> None:
    desk.write("ana", head="Encabezado", one="Cierto día.")
    assert desk.fates(worked(desk.po, {HEAD: "Titular"})) == {HEAD: EntryFate.TAKEN}


def test_the_revision_in_the_header_says_when_a_file_was_made(desk: MailDesk) -> None:
    desk.write("ana", head="Encabezado")
    desk.run(HEAD, ONE, CRIMES, "Two days.")
    mailed = worked(desk.po, {HEAD: "Titular", "Two days.": "Dos días."})
    assert desk.fates(mailed) == {HEAD: EntryFate.TAKEN, "Two days.": EntryFate.TAKEN}


def test_what_was_recorded_only_after_it_was_mailed_hides_nothing_that_came_later(
    desk: MailDesk,
) -> None:
    desk.run(HEAD, ONE, CRIMES, "Two days.", "Three days.")
    desk.save(head="Titular", one="Cierto día.", crimes="Crímenes de guerra.")
    mailed = worked(desk.po, {"Two days.": "Un par de días."})
    desk.save(**{"Two days.": "Dos días.", "Three days.": "Tres días."})
    desk.sync("ana")
    assert desk.fates(mailed) == {"Two days.": EntryFate.CONFLICT}
    assert desk.targets()["Three days."] == "Tres días."


# Corrections since


def test_work_on_a_sentence_that_is_gone_is_kept_for_its_return(desk: MailDesk) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.run(HEAD, CRIMES)
    assert desk.fates(mailed) == {ONE: EntryFate.TAKEN}
    assert desk.targets()[ONE] == "Cierto día."
    desk.run(HEAD, ONE, CRIMES)
    assert (desk.targets()[ONE], desk.state(ONE)) == ("Cierto día.", State.TRANSLATED)
    assert desk.agrees()


def test_work_on_a_sentence_that_is_gone_from_the_po_file_too_is_in_the_ledger(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."}, comments={ONE: ("Which day?",)})
    desk.save(one="")
    desk.sync("ana")
    desk.run(HEAD, CRIMES)
    assert ONE not in desk.targets()
    (taken,) = desk.back(mailed).of(EntryFate.TAKEN)
    assert taken.remarks == ("Which day?",)
    desk.run(HEAD, ONE, CRIMES)
    assert (desk.targets()[ONE], desk.state(ONE)) == ("Cierto día.", State.TRANSLATED)


def test_sentences_that_the_file_does_not_have_are_counted(desk: MailDesk) -> None:
    mailed = desk.po
    desk.run(HEAD, ONE, CRIMES, "Two days.", "Three days.")
    assert desk.back(mailed).missing == 2


# What cannot be meant


def test_a_source_that_the_release_never_had_is_refused_with_what_it_probably_is(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"}).replace('"One day."', '"One dey."')
    done = desk.back(mailed)
    (refused,) = done.of(EntryFate.REFUSED)
    assert refused.said.line == mailed.split("\n").index('msgid "One dey."') + 1
    assert refused.reason.endswith("It is probably: One day.")
    assert len(done.of(EntryFate.TAKEN)) == 1


def test_two_different_targets_of_one_source_are_refused_with_both_lines(desk: MailDesk) -> None:
    po = worked(desk.po, {ONE: "Cierto día."})
    mailed = f'{po}\nmsgid "Head"\nmsgstr "Uno"\n'
    done = desk.back(mailed)
    (refused,) = done.of(EntryFate.REFUSED)
    lines = [n for n, line in enumerate(mailed.split("\n"), 1) if line == 'msgid "Head"']
    assert f"at lines {lines[0]} and {lines[1]};" in refused.reason
    assert len(done.of(EntryFate.TAKEN)) == 1


def test_the_same_entry_twice_is_one(desk: MailDesk) -> None:
    po = worked(desk.po, {HEAD: "Titular"})
    assert desk.fates(f'{po}\nmsgid "Head"\nmsgstr "Titular"\n') == {HEAD: EntryFate.TAKEN}


@pytest.mark.parametrize(
    ("target", "why"),
    [("", "was emptied"), (HEAD, "is the source")],
)
def test_what_programs_do_to_targets_is_left(desk: MailDesk, target: str, why: str) -> None:
    (left,) = desk.back(worked(desk.po, {HEAD: target})).of(EntryFate.LEFT)
    assert why in left.reason
    assert desk.targets()[HEAD] == ENGINE[HEAD]


def test_what_came_for_a_sentence_that_was_corrected_since_is_what_it_begins_with(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.run(HEAD, "One dark day.", CRIMES)
    done = desk.back(mailed)
    assert done.handed_on == 1
    entry = desk.entry("One dark day.")
    assert (entry.msgstr, entry.fuzzy, entry.previous) == ("Cierto día.", True, ONE)
    assert desk.state("One dark day.") is State.STALE
    assert desk.agrees()
    assert desk.back(mailed).handed_on == 0
    before = desk.po
    desk.run(HEAD, "One dark day.", CRIMES)
    assert desk.po == before


def test_what_came_for_a_figure_that_was_corrected_since_is_repaired(desk: MailDesk) -> None:
    desk.run(HEAD, "The army detained 31 people.")
    mailed = worked(desk.po, {"The army detained 31 people.": "El ejército detuvo a 31 personas."})
    desk.run(HEAD, "The army detained 45 people.")
    assert desk.back(mailed).handed_on == 1
    entry = desk.entry("The army detained 45 people.")
    assert entry.msgstr == "El ejército detuvo a 45 personas."
    assert "number changed: 31 → 45" in entry.extracted
    assert desk.state("The army detained 45 people.") is State.DRAFT
    assert desk.agrees()
    before = desk.po
    desk.run(HEAD, "The army detained 45 people.")
    assert desk.po == before


def test_what_somebody_wrote_for_the_corrected_sentence_stays(desk: MailDesk) -> None:
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.run(HEAD, "One dark day.", CRIMES)
    desk.save(**{"One dark day.": "Un día aciago."})
    assert desk.back(mailed).handed_on == 0
    assert desk.targets()["One dark day."] == "Un día aciago."


def test_two_who_wrote_one_sentence_alike_are_not_taken_for_one_after_the_other(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {HEAD: "Titular", ONE: "Un buen día.", CRIMES: "¡Crímenes de guerra!"})
    desk.write("ana", head="Titular", one="Cierto día.", crimes="Hay crímenes de guerra.")
    assert desk.fates(mailed) == {ONE: EntryFate.CONFLICT, CRIMES: EntryFate.CONFLICT}
    assert desk.targets()[ONE] == "Cierto día."


def test_a_file_that_ends_within_a_target_is_told(desk: MailDesk) -> None:
    mailed = desk.po.replace('"Son crímenes de guerra."', '""\n"Son crímenes "')
    (left,) = desk.back(mailed).of(EntryFate.LEFT)
    assert "was it cut off?" in left.reason
    assert desk.targets()[CRIMES] == ENGINE[CRIMES]


def test_a_file_that_ends_within_what_somebody_wrote_is_told(desk: MailDesk) -> None:
    mailed = desk.po.replace('"Son crímenes de guerra."', '""\n"Se trata de "')
    (left,) = desk.back(mailed).of(EntryFate.LEFT)
    assert "was it cut off?" in left.reason
    assert desk.targets()[CRIMES] == ENGINE[CRIMES]


# Entries that were split by hand


def split(po: str, one: str, two: str) -> str:
    """The PO file in which a coordinator split the headline."""
    return po.replace(
        f'msgid "Head"\nmsgstr "{ENGINE[HEAD]}"',
        f'msgctxt "a"\nmsgid "Head"\nmsgstr "{one}"\n\nmsgctxt "b"\nmsgid "Head"\nmsgstr "{two}"',
    )


def test_entries_that_were_split_by_context_are_merged_as_one(desk: MailDesk) -> None:
    desk.translate()
    desk.catalogs.texts[desk.path] = split(desk.po, "Uno", "Dos")
    desk.write("ana", one="Cierto día.")
    mailed = desk.po.replace('"Dos"', '"Tres"')
    assert desk.fates(sorted_by_source(mailed)) == {HEAD: EntryFate.TAKEN}
    assert desk.recorded(HEAD)[-1].target == "Uno\nTres"
    assert 'msgctxt "b"\nmsgid "Head"\nmsgstr "Tres"' in desk.po
    assert desk.agrees()


def test_an_edit_of_an_entry_that_was_split_since_is_a_conflict(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    desk.catalogs.texts[desk.path] = split(desk.po, "Uno", "Dos")
    (conflict,) = desk.back(mailed).of(EntryFate.CONFLICT)
    assert "split by hand" in conflict.reason
    assert f"# {NOT_TAKEN}Titular" in desk.po
    assert desk.fates(mailed) == {HEAD: EntryFate.KNOWN}


def test_half_of_a_split_entry_is_kept_too(desk: MailDesk) -> None:
    desk.catalogs.texts[desk.path] = split(desk.po, "", "")
    desk.sync("ana")
    assert desk.fates(desk.po) == {}
    mailed = desk.po.replace('msgstr ""', 'msgstr "Uno"', 2).replace('msgstr "Uno"', 'msgstr ""', 1)
    assert desk.fates(mailed) == {HEAD: EntryFate.CONFLICT}
    assert f"# {NOT_TAKEN}Uno" in desk.po


# Comments


def test_comments_of_translators_are_added_once(desk: MailDesk) -> None:
    mailed = worked(desk.po, comments={HEAD: ("Is this a title?", "Ask Rosa.")})
    desk.edit('msgid "Head"', '# Ask Rosa.\nmsgid "Head"')
    desk.back(mailed)
    assert desk.entry(HEAD).comments == ("Is this a title?", "Ask Rosa.")
    before = desk.po
    desk.back(mailed)
    assert desk.po == before


def test_a_reason_that_is_over_does_not_come_back_with_an_old_file(desk: MailDesk) -> None:
    desk.translate()
    desk.reject("bo", "headline")
    mailed = worked(desk.po, {ONE: "Cierto día."})
    desk.write("ana", head="Titular")
    desk.back(mailed)
    assert "sent back" not in desk.po


def test_what_others_wrote_into_the_po_file_stays(desk: MailDesk) -> None:
    desk.edit('msgid "Head"', '# Mine.\nmsgid ""\n"He"\n"ad"')
    desk.edit(f'msgstr "{ENGINE[ONE]}"', 'msgstr ""\n"Un "\n"día."')
    desk.back(worked(desk.po, {CRIMES: "Crímenes."}).replace("# Mine.\n", ""))
    assert "# Mine.\n" in desk.po
    assert 'msgid ""\n"He"\n"ad"' in desk.po
    assert 'msgstr ""\n"Un "\n"día."' in desk.po


# What editors do


def sorted_by_source(po: str) -> str:
    """As OmegaT might: another order, and no comments."""
    catalog = parse_po(po, "x.po")
    entries = sorted(catalog.entries, key=lambda one: one.msgid)
    return "\n".join(
        line for entry in entries for line in entry.lines if not line.startswith(("#.", "#:", "# "))
    )


def without_obsolete(po: str) -> str:
    catalog = parse_po(po, "x.po")
    return "\n".join(
        line for entry in catalog.entries if not entry.obsolete for line in entry.lines
    )


def saved_by_polib(po: str) -> str:
    file = polib.pofile(po, wrapwidth=30)
    file.metadata["X-Generator"] = "Poedit 3.4"
    for entry in file:
        entry.flags.append("c-format")
        entry.previous_msgid = "Before"
    return str(file)


REWRITERS: dict[str, Callable[[str], str | bytes]] = {
    "another order": sorted_by_source,
    "polib": saved_by_polib,
    "CRLF": lambda po: po.replace("\n", "\r\n"),
    "CR": lambda po: po.replace("\n", "\r"),
    "both line ends": lambda po: po.replace("\n", "\r\n", 5),
    "a byte order mark": lambda po: po.encode("utf-8-sig"),
    "UTF-16": lambda po: po.encode("utf-16"),
    "no last line end": str.rstrip,
    "a header of another charset": lambda po: po.replace("charset=UTF-8", "charset=ISO-8859-1"),
    "Latin-1": lambda po: po.replace("charset=UTF-8", "charset=ISO-8859-1").encode("latin-1"),
    "Windows-1252": lambda po: po.replace("charset=UTF-8", "charset=CP1252").encode("cp1252"),
    "no header": lambda po: po[po.index("#. headline") :],
    "an obsolete entry more": lambda po: po + '\n#~ msgid "Head"\n#~ msgstr "Viejo"\n',
    "no obsolete entries": without_obsolete,
}


@pytest.mark.parametrize("rewrite", REWRITERS.values(), ids=REWRITERS)
def test_what_an_editor_does_to_a_file_is_no_edit(
    desk: MailDesk, rewrite: Callable[[str], str | bytes]
) -> None:
    desk.run(HEAD, CRIMES)
    untouched = rewrite(desk.po)
    mailed = rewrite(worked(desk.po, {HEAD: "El título", CRIMES: "¡Crímenes de guerra!"}))
    desk.write("ana", head="Encabezado")
    assert desk.fates(untouched) == {}
    assert desk.fates(mailed) == {HEAD: EntryFate.CONFLICT, CRIMES: EntryFate.TAKEN}
    assert desk.fates(mailed) == {HEAD: EntryFate.KNOWN}


GETTEXT = [
    ["msgcat", "-w", "40"],
    ["msgcat", "--no-wrap", "--sort-output"],
    ["msgattrib", "--no-location"],
    ["msgconv", "-t", "ISO-8859-1"],
]


@pytest.mark.parametrize("command", GETTEXT, ids=" ".join)
def test_what_gettext_does_to_a_file_is_no_edit(
    desk: MailDesk, command: list[str], tmp_path: Path
) -> None:
    if not shutil.which(command[0]):
        pytest.skip("gettext is not installed: apt-get install gettext")
    desk.run(HEAD, CRIMES)
    file, saved = tmp_path / "a.po", tmp_path / "b.po"
    file.write_text(worked(desk.po, {HEAD: "El título"}))
    done = run([*command, "-o", saved, file], capture_output=True, check=True)
    assert done.returncode == 0
    assert desk.fates(saved.read_bytes()) == {HEAD: EntryFate.TAKEN}


# Where it cannot be taken in


def test_a_release_or_locale_that_is_not_here_is_said(desk: MailDesk) -> None:
    catalog = parse_mailed_po(desk.po.encode(), "back.po")
    for release, locale in ((ReleaseId("b"), ES), (A, Locale("fr"))):
        with pytest.raises(NotFound):
            take_in_mailed(
                Mailed(catalog, release, locale), Signature(desk.later), desk.tools
            )  # fmt: skip


def test_a_po_file_that_is_gone_here_is_said(desk: MailDesk) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    del desk.catalogs.texts[desk.path]
    with pytest.raises(InputError, match="`run` makes it anew"):
        desk.back(mailed)


def test_where_the_ledger_cannot_record_the_po_file_stays(desk: MailDesk) -> None:
    class Full(FakeLedger):
        def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
            if list(events):
                raise StorageError("full")
            return super().append((), known=known)

    mailed, before, full = worked(desk.po, {HEAD: "Titular"}), desk.po, Full()
    full.log = desk.ledger.log
    desk.tools = replace(desk.tools, ledger=full)
    with pytest.raises(StorageError):
        desk.back(mailed)
    assert desk.po == before


def test_where_a_translator_saves_at_the_same_moment_it_is_merged_with_that(
    desk: MailDesk,
) -> None:
    mailed = worked(desk.po, {HEAD: "Titular"})
    others = worked(desk.po, {HEAD: "Encabezado"})

    class Busy(FakeCatalogs):
        @contextmanager
        def writing(self, *args: object, **kwargs: object) -> Iterator[bool]:
            if self.texts["es/a.po"] != others:
                self.texts["es/a.po"] = others
            with super().writing(*args, **kwargs) as done:  # type: ignore[arg-type]
                yield done

    busy = Busy()
    busy.texts = desk.catalogs.texts
    desk.catalogs = busy
    desk.tools = replace(desk.tools, catalogs=busy)
    assert desk.fates(mailed) == {HEAD: EntryFate.CONFLICT}
    assert desk.targets()[HEAD] == "Encabezado"


# Laws

SOURCES = (HEAD, ONE, CRIMES)
WORDS = st.sampled_from(["Uno", "Dos", "Tres día", 'a "b"\n', "ß\\", ""])
EDITS = st.dictionaries(st.sampled_from(SOURCES), WORDS, max_size=3)
ACCEPTS = st.lists(st.sampled_from(SOURCES), max_size=2).map(tuple)


KINDS = st.sampled_from(["save", "write", "reject", "approve", "run", "shorter"])
Doing = tuple[str, str, dict[str, str]]
DOINGS: st.SearchStrategy[list[Doing]] = st.lists(
    st.tuples(KINDS, st.sampled_from(["ana", "bo"]), EDITS), max_size=4
)


def do(desk: MailDesk, doings: list[Doing]) -> None:
    """What happens here, one thing after another."""
    for kind, name, edits in doings:
        match kind:
            case "save" | "write":
                desk.catalogs.texts[desk.path] = worked(desk.po, edits)
                if kind == "write":
                    desk.sync(name)
            case "reject":
                desk.sync(name)
                desk.reject("rosa", "headline")
            case "approve":
                desk.sync(name)
                desk.approve("rosa", waived=dict.fromkeys(RULES, "fine"))
            case "run":
                desk.run(*SOURCES)
            case _:
                desk.run(HEAD, CRIMES)


RULES = ("glossary-terms", "forbidden-terms", "numbers")
EDITORS = st.sampled_from(["another order", "polib", "CRLF", "UTF-16", "no last line end"])


def everything(desk: MailDesk) -> set[str]:
    """All texts that are kept, in PO file and ledger."""
    return {*desk.targets().values(), *(event.target for event in desk.ledger.log)}


@given(DOINGS, DOINGS)
def test_merging_what_was_mailed_changes_nothing(before: list[Doing], since: list[Doing]) -> None:
    desk = MailDesk()
    do(desk, before)
    desk.sync("bo")
    mailed = desk.po
    do(desk, since)
    desk.sync("ana")
    targets, states = desk.targets(), desk.states
    done = desk.back(mailed)
    assert {one.fate for one in done.answers} <= {EntryFate.SAME}
    assert (desk.targets(), desk.states) == (targets, states)


@given(DOINGS, EDITS, ACCEPTS, EDITORS)
def test_where_only_the_file_changed_it_is_what_stands(
    before: list[Doing],
    edits: dict[str, str],
    accepted: tuple[str, ...],
    editor: str,
) -> None:
    desk = MailDesk()
    do(desk, before)
    desk.sync("ana")
    was = desk.targets()
    mailed = worked(desk.po, edits, accepted=accepted)
    done = desk.back(REWRITERS[editor](mailed))
    for one in done.answers:
        source, target = one.said.source, one.said.target
        wanted = target if one.fate in (EntryFate.TAKEN, EntryFate.ACCEPTED) else was[source]
        assert desk.targets()[source] == wanted
    assert desk.agrees()
    assert everything(desk) >= set(was.values())


@given(DOINGS, DOINGS, EDITS, ACCEPTS, EDITS, EDITORS)
def test_nothing_that_a_person_wrote_is_ever_lost_and_twice_is_once(  # noqa: PLR0913, PLR0917
    before: list[Doing],
    since: list[Doing],
    edits: dict[str, str],
    accepted: tuple[str, ...],
    others: dict[str, str],
    editor: str,
) -> None:
    desk = MailDesk()
    do(desk, before)
    mailed = worked(desk.po, edits, accepted=accepted)
    other = worked(desk.po, others)
    do(desk, since)
    here = desk.targets()
    file = REWRITERS[editor](mailed)
    first = desk.back(file)
    shown = {one.said.written for one in first.of(EntryFate.LEFT, EntryFate.REFUSED)}
    theirs = {entry.msgstr for entry in parse_po(mailed, "x.po").messages()}
    assert everything(desk) | shown >= {*here.values(), *theirs}
    for source, target in here.items():  # nobody's later work is overwritten unseen
        fate = {one.said.source: one.fate for one in first.answers}.get(source, EntryFate.SAME)
        assert fate is EntryFate.TAKEN or desk.targets()[source] == target
    state = desk.po, list(desk.ledger.log)
    again = desk.back(file)
    assert state == (desk.po, desk.ledger.log)
    assert not again.of(EntryFate.TAKEN, EntryFate.ACCEPTED, EntryFate.MARKED, EntryFate.CONFLICT)
    desk.back(other, "leo")
    desk.back(file)
    state = desk.po, list(desk.ledger.log)
    desk.back(file)
    assert state == (desk.po, desk.ledger.log)
    assert desk.agrees()


@given(DOINGS, DOINGS, EDITS, ACCEPTS, EDITORS)
@settings(max_examples=40)
def test_what_comes_of_a_file_does_not_depend_on_the_editor(
    before: list[Doing],
    since: list[Doing],
    edits: dict[str, str],
    accepted: tuple[str, ...],
    editor: str,
) -> None:
    found = []
    for rewrite in (str, REWRITERS[editor]):
        desk = MailDesk()
        do(desk, before)
        mailed = worked(desk.po, edits, accepted=accepted)
        do(desk, since)
        desk.back(rewrite(mailed))
        found.append((desk.targets(), desk.states))
    assert found[0] == found[1]


@given(DOINGS, st.permutations(SOURCES), st.integers(0, 3), st.lists(WORDS, min_size=3, max_size=3))
@settings(max_examples=40)
def test_two_copies_with_edits_of_different_entries_come_together_in_either_order(
    before: list[Doing], sources: list[str], cut: int, words: list[str]
) -> None:
    edits = dict(zip(sources, words, strict=True))
    found = []
    for first, second in (("eva", "leo"), ("leo", "eva")):
        desk = MailDesk()
        do(desk, before)
        desk.sync("ana")
        files = {
            "eva": worked(desk.po, {source: edits[source] for source in sources[:cut]}),
            "leo": worked(desk.po, {source: edits[source] for source in sources[cut:]}),
        }
        for name in (first, second):
            desk.back(files[name], name)
        found.append((desk.targets(), desk.states))
    assert found[0] == found[1]
