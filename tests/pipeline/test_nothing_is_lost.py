"""Whatever is done to a release, in any order: nothing is lost that a person wrote.

A machine that corrects the source, edits PO files as translators and their editors do, syncs, runs
and reviews, beside a simple model of what people wrote and of what they approved.
"""

import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random

import polib
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, FakeMemory, a_release
from tests.pipeline.desks import A
from tests.pipeline.test_settled import Remembering
from translate_pipeline.checks import all_rules
from translate_pipeline.errors import Conflict, EngineUnavailable
from translate_pipeline.formats.po import Catalog, Entry, parse_po, serialize_po, update_entry
from translate_pipeline.formats.po_mailed import parse_mailed_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.review import State
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.decide import Decision, approve, reject
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.mailed import Mailed, take_in_mailed
from translate_pipeline.pipeline.merging import RECORDED
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.remembered import units_of
from translate_pipeline.pipeline.review import Review, open_review
from translate_pipeline.pipeline.run import Run, draft_or_fail, record_release
from translate_pipeline.pipeline.said import entries_of
from translate_pipeline.pipeline.settled import Memo, draft_unless_settled
from translate_pipeline.pipeline.sync import Desk, Signature, sync_release
from translate_pipeline.ports import Ledger
from translate_pipeline.store.sqlite import SqliteLedger
from translate_pipeline.text.terms import SourceMatcher

LOCALES = (ES, Locale("fr"))
HEAD = "Veldania: those responsible must face justice"
SENTENCES = (
    "On 3 May soldiers detained 31 people in Karsholt.",
    "Nobody was charged.",
    "Two of them died in custody.",
    "The council denied it.",
    "It must open an investigation.",
)
TARGETS = ("Uno.", "Dos, «dos».", 'Dijo "tres".', "Cuatro\\cinco: 31", "Seis")
PEOPLE = ("ana", "bo", "")
CORRECTIONS = ("number", "reword", "insert", "remove", "move", "split", "join", "restore")
EDITS = (
    "write", "begin", "accept", "doubt", "empty", "comment", "delete", "write on an obsolete one",
)  # fmt: skip
ENGINES = ("whole", "whole", "gaps", "fails", "slow")
PLACES = st.integers(0, 9)
WORK = st.lists(
    st.tuples(st.sampled_from(EDITS), PLACES, st.sampled_from(TARGETS)), min_size=1, max_size=4
)
WAIVED = {one.NAME: "made up" for one in all_rules()}

Text = tuple[str, bool]
"""A target, and whether its entry is marked as unfinished."""


@dataclass
class Hands:
    """What people did in one locale."""

    disk: dict[str, Text] = field(default_factory=dict)
    """By source: what a person wrote, emptied or accepted, as the PO file should have it."""
    seen: dict[str, Text] = field(default_factory=dict)
    """The same as the program has seen it last."""
    told: set[tuple[str, str]] = field(default_factory=set)
    """Source and target: all that it has ever seen."""
    notes: dict[str, str] = field(default_factory=dict)
    """Comments, with the source that each was written on."""
    approved: set[tuple[str, str]] = field(default_factory=set)
    """Source and target, if it was not sent back since."""
    sent_back: set[str] = field(default_factory=set)
    """Sources, if nobody touched the target since."""

    def look(self, sources: Collection[str]) -> None:
        """The program sees what stands for these sources."""
        for source in sources:
            text = self.disk.get(source)
            if text != self.seen.get(source):
                self.sent_back.discard(source)
            if text is None:
                continue
            self.told.add((source, text[0]))
            if text[0]:
                self.seen[source] = text
            else:  # it is as if nobody had ever written there
                del self.disk[source]
                self.seen.pop(source, None)

    def lose(self, sources: Collection[str]) -> None:
        """A person removes entries: what the program has seen is what remains of them."""
        for source in sources:
            self.disk.pop(source, None)
            if source in self.seen:
                self.disk[source] = self.seen[source]
        self.notes = {note: on for note, on in self.notes.items() if on not in sources}


def _saved_by_poedit(po: str) -> str:
    return str(polib.pofile(po.replace("\r\n", "\n")))


class Newsroom(RuleBasedStateMachine):
    """A release in two locales, with its people."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = NOW
        self.catalogs, self.memo = FakeCatalogs(), Memo(Remembering(), "today's")
        self.ledger = self.make_ledger(Path(self.folder.name))
        self.desk = Desk(self.catalogs, self.ledger, SourceMatcher(Termbase(ENGLISH, (), "none")))
        self.source = [HEAD]
        self.revisions: list[list[str]] = []
        self.hands = {locale: Hands() for locale in LOCALES}
        self.written = 0
        self.sent: list[tuple[Locale, str]] = []

    @staticmethod
    def make_ledger(folder: Path) -> Ledger:
        del folder
        return FakeLedger()

    # The source

    @initialize(count=st.integers(1, len(SENTENCES)), engine=st.sampled_from(["whole", "gaps"]))
    def begin(self, count: int, engine: str) -> None:
        self.source += SENTENCES[:count]
        self.run(LOCALES, engine)

    @rule(
        changes=st.lists(st.tuples(st.sampled_from(CORRECTIONS), PLACES), min_size=1, max_size=3),
        engine=st.sampled_from(ENGINES),
    )
    def correct(self, changes: list[tuple[str, int]], engine: str) -> None:
        """Change the source and draft it."""
        for how, at in changes:
            if len(self.source) > 2 or how not in ("remove", "join"):
                self._correct(how, at)
        self.run(LOCALES, engine)

    def _correct(self, how: str, at: int) -> None:
        place = 1 + at % (len(self.source) - 1)
        text = self.source[place]
        words = text.split(" ")
        match how:
            case "number":
                self.source[place] = f"{text} {at:,}" if text.isalpha() else text.replace("3", "4")
            case "reword":
                self.source[place] = " ".join([*words[:1], "former", *words[1:]])
            case "insert":
                self.source.insert(place, SENTENCES[at % len(SENTENCES)])
            case "remove":
                del self.source[place]
            case "move":
                self.source.append(self.source.pop(place))
            case "split":
                halves = words[: len(words) // 2], words[len(words) // 2 :]
                self.source[place : place + 1] = [" ".join(half) for half in halves if half]
            case "join":
                self.source[place : place + 2] = [" ".join(self.source[place : place + 2])]
            case _:  # restore
                self.source = list(self.revisions[at % len(self.revisions)])

    # The PO files

    @rule(
        locale=st.sampled_from(LOCALES),
        edits=WORK,
    )
    def translate(self, locale: Locale, edits: list[tuple[str, int, str]]) -> None:
        """Work on entries, of which the last ones may be obsolete; before it, a copy is mailed."""
        if text := self.catalogs.read(A, locale):
            self.sent.append((locale, text))
        for how, at, words in edits:
            obsolete = how == "write on an obsolete one"
            entries = [e for e in self._catalog(locale).entries if e.msgid]
            entries = [e for e in entries if e.obsolete == obsolete]
            for entry in entries[at % len(entries) :][:1] if entries else ():
                self._translate(locale, how, entry, words)

    def _translate(self, locale: Locale, how: str, entry: Entry, words: str) -> None:
        match how:
            case "write":
                self._save(locale, entry, words, fuzzy=False)
            case "begin":
                self._save(locale, entry, words, fuzzy=True)
            case "accept" | "doubt" if entry.msgstr and entry.fuzzy != (how == "doubt"):
                self._save(locale, entry, entry.msgstr, fuzzy=how == "doubt")
            case "empty" if entry.msgstr:
                self._save(locale, entry, "", fuzzy=False)
            case "write on an obsolete one":
                self._save(locale, entry, words, fuzzy=entry.fuzzy)
            case "comment":
                self.written += 1
                note = f"note {self.written}!"
                self._replace(locale, entry, replace(entry, lines=(f"# {note}", *entry.lines)))
                self.hands[locale].notes[note] = entry.msgid
            case "delete":
                self._replace(locale, entry, None)
                self.hands[locale].lose({entry.msgid})
            case _:
                """There is nothing to accept, to doubt or to empty."""

    @rule(locale=st.sampled_from(LOCALES), order=st.randoms(use_true_random=False))
    def reorder(self, locale: Locale, order: Random) -> None:
        catalog = self._catalog(locale)
        head, *rest = catalog.entries or (None,)
        if head:
            order.shuffle(rest)
            self._put(locale, serialize_po(replace(catalog, entries=(head, *rest))))

    @rule(locale=st.sampled_from(LOCALES), windows=st.booleans())
    def save_from_another_editor(self, locale: Locale, windows: bool) -> None:
        """It wraps lines, puts obsolete entries last and knows no old sources of them."""
        if text := self.catalogs.read(A, locale):
            saved = str(polib.pofile(text.replace("\r\n", "\n")))
            self._put(locale, saved.replace("\n", "\r\n") if windows else saved)

    @rule(locale=st.sampled_from(LOCALES))
    def delete_the_file(self, locale: Locale) -> None:
        hands = self.hands[locale]
        self.catalogs.texts.pop(self.catalogs.path(A, locale), None)
        hands.lose({*hands.disk, *hands.notes.values()})

    # The program

    @rule(
        locales=st.sampled_from([LOCALES, LOCALES, LOCALES[:1], LOCALES[1:]]),
        engine=st.sampled_from(ENGINES),
    )
    def run(self, locales: tuple[Locale, ...], engine: str) -> None:
        """Draft; nothing that a person wrote changes, and a second run changes nothing at all."""
        self._later()
        job = plan_job(a_release(*self.source), self.desk.matcher)
        record_release(
            Run(job, (), ()), catalogs=self.catalogs, ledger=self.ledger, now=self.now
        )  # fmt: skip
        self.revisions.append(list(self.source))
        for locale in locales:
            answer = self._answers(engine, locale)
            work = Work(job, locale, FakeEngine(answer).choice, self.now)
            looked_at = self._looked_at(locale, self.source)
            if self._draft(work):
                self.hands[locale].look(looked_at)
                self._assert_all_stands(locale)

    def _draft(self, work: Work) -> bool:
        """Whether it could be; then once more as if nothing were remembered, and once as usual."""

        memory = FakeMemory(units_of(self._record))

        def quickly() -> LocaleResult:
            result = draft_unless_settled(
                work, self.memo, catalogs=self.catalogs, ledger=self.ledger, progress=_ignore,
                memory=memory,
            )  # fmt: skip
            return replace(result, seconds=0.0)

        before = self._files()
        first = quickly()
        if first.failure:
            assert self._files() == before
            return False
        before, events = self._files(), self.ledger.events(A)
        second = draft_or_fail(
            work, catalogs=self.catalogs, ledger=self.ledger, progress=_ignore, memory=memory
        )
        assert (self._files(), self.ledger.events(A)) == (before, events)
        assert quickly() == replace(second, seconds=0.0)
        return True

    def _answers(self, engine: str, locale: Locale) -> Callable[[str], str]:
        """What an engine makes of texts: all, some or nothing, or while a translator saves."""
        busy = [engine == "slow"]

        def answer(text: str) -> str:
            if engine == "fails":
                raise EngineUnavailable("busy")
            if busy.pop() if busy else False:
                self.translate(locale, [("write", 0, "Mientras tanto.")])
            return "" if engine == "gaps" and len(text) % 2 else f"[{locale}: {text}]"

        return answer

    @rule(locale=st.sampled_from(LOCALES))
    def finish(self, locale: Locale) -> None:
        """Accept every draft, and have it approved."""
        entries = enumerate(self._catalog(locale).messages())
        self.translate(locale, [("accept", at, "") for at, _ in entries])
        self.sync("ana")
        self.approve(locale, "rosa")

    @rule(name=st.sampled_from(PEOPLE))
    def sync(self, name: str) -> None:
        self._later()
        looked_at = {locale: self._looked_at(locale, self._recorded) for locale in LOCALES}
        with self._no_target_changes(*LOCALES):
            synced = sync_release(A, (), Signature(self.now, name), self.desk)
        assert not any(one.failure for one in synced)
        for locale in LOCALES:
            self.hands[locale].look(looked_at[locale])
            self._assert_nothing_is_lost(locale)

    @rule(
        locale=st.sampled_from(LOCALES),
        which=PLACES,
        meanwhile=WORK,
        edits=WORK,
        sender=st.tuples(
            st.sampled_from(["eva", "leo", ""]), st.sampled_from([str, _saved_by_poedit])
        ),
    )
    def come_back(
        self,
        locale: Locale,
        which: int,
        meanwhile: list[tuple[str, int, str]],
        edits: list[tuple[str, int, str]],
        sender: tuple[str, Callable[[str], str]],
    ) -> None:
        """A copy comes back with edits. What a person wrote meanwhile gives way to nothing."""
        self.translate(locale, meanwhile)
        copies = [copy for of, copy in self.sent if of == locale][::-1]
        copy = copies[which % len(copies)] if copies else ""
        sent = _texts_of(parse_po(copy, "copy.po").messages())
        if not sent or self.catalogs.read(A, locale) is None:
            return
        self._later()
        wrote = _volunteered(sent, edits)
        name, editor = sender
        back = editor(_with_texts(copy, wrote))
        self.sent.append((locale, back))  # it is gone on with, and comes back again
        hands = self.hands[locale]
        hands.look(self._looked_at(locale, self._recorded))
        before = self._texts(locale)
        mailed = Mailed(parse_mailed_po(back.encode(), "back.po"), A, locale)
        done = take_in_mailed(mailed, Signature(self.now, name), self.desk)
        after = self._texts(locale)
        events = self.ledger.events(A, locale=locale)
        recorded = {(event.source, event.target) for event in events}
        fates = {one.said.source: one.fate for one in done.answers}
        for source, (target, fuzzy) in wrote.items():
            assert (source, target) in recorded or not target
            was, ours = sent[source][0], hands.disk.get(source)
            if ours and ours[0] != was:
                assert after.get(source, ours)[0] == ours[0], (fates[source], was, target)
            if target != was:
                assert after.get(source, (target, fuzzy))[0] in (target, ours[0] if ours else "")
            if fates[source] in RECORDED:
                hands.told.add((source, target))
                hands.disk[source] = hands.seen[source] = (target, fuzzy)
                hands.sent_back.discard(source)
        changed = {source for source in before if before[source] != after[source]}
        assert not {
            source
            for source in changed
            if source in hands.disk and fates.get(source) not in RECORDED
        }
        self._assert_nothing_is_lost(locale)
        assert not sync_release(A, (locale,), Signature(self.now), self.desk)[0].edits

    @rule(locale=st.sampled_from(LOCALES), name=st.sampled_from(["rosa", "ana"]))
    def approve(self, locale: Locale, name: str) -> None:
        review = self._review(locale)
        decision = Decision(name, self.now, review.seen, waived=WAIVED)
        with suppress(Conflict), self._no_target_changes(locale):
            outcome = approve(review, decision, self.desk)
            assert outcome
            ready = {
                item.source.key
                for item in review.items
                if item.state is State.TRANSLATED and item.standing.by_another(name)
            }
            assert ready == {item.source.key for item in outcome.decided}
            self.hands[locale].approved |= {(i.source.text, i.target) for i in outcome.decided}

    @rule(locale=st.sampled_from(LOCALES), at=PLACES)
    def send_back(self, locale: Locale, at: int) -> None:
        review, hands = self._review(locale), self.hands[locale]
        chosen = replace(review, items=review.items[at % len(review.items) :][:1])
        with suppress(Conflict), self._no_target_changes(locale):
            outcome = reject(chosen, Decision("rosa", self.now, reason="No."), self.desk)
            assert outcome
            for item in outcome.decided:
                source = item.source.text
                hands.approved.discard((source, item.target))
                hands.sent_back.add(source)
                if source in hands.disk:
                    hands.disk[source] = hands.seen[source] = (item.target, True)

    def teardown(self) -> None:
        """Every file is one that GNU gettext reads."""
        for locale in LOCALES:
            if (text := self.catalogs.read(A, locale)) is not None:
                command = ["msgfmt", "--check", "-o", "/dev/null", "-"]
                with suppress(FileNotFoundError):
                    done = subprocess.run(
                        command, input=text.encode(), capture_output=True, check=False
                    )
                    assert not done.returncode, done.stderr.decode()
        self.folder.cleanup()

    # What must be so

    def _assert_all_stands(self, locale: Locale) -> None:
        """After a run the file has the sources of now, with all that people wrote for them."""
        active = {entry.msgid: entry for entry in self._catalog(locale).messages()}
        assert set(active) == set(self.source)
        for source, (target, fuzzy) in self.hands[locale].disk.items():
            if source in active:
                assert (active[source].msgstr, active[source].fuzzy) == (target, fuzzy)
        self._assert_nothing_is_lost(locale)

    def _assert_nothing_is_lost(self, locale: Locale) -> None:
        hands = self.hands[locale]
        events = self.ledger.events(A, locale=locale)
        recorded = {(event.source, event.target) for event in events}
        text = self.catalogs.read(A, locale)
        in_file = {(entry.msgid, entry.msgstr) for entry in self._catalog(locale).entries}
        assert {one for one in hands.told if one[1]} <= recorded
        assert {(s, t) for s, (t, _) in hands.disk.items() if t} <= recorded | in_file
        assert text is None or all(note in text for note in hands.notes)
        self._assert_approvals(locale)

    def _assert_approvals(self, locale: Locale) -> None:
        """Approved is what was approved, and nothing else."""
        hands, record = self.hands[locale], self._record
        standings = record.standings(locale)
        for source in record.sources:
            stands = standings[source.key]
            approved = standings.state(source.key) is State.APPROVED
            assert not approved or (source.text, stands.target) in hands.approved
            text = hands.seen.get(source.text, ("", True))
            if text[0]:
                assert stands.target == text[0]
            if (source.text, text[0]) in hands.approved and not text[1]:
                assert approved or source.text in hands.sent_back

    @contextmanager
    def _no_target_changes(self, *locales: Locale) -> Iterator[None]:
        """What is done meanwhile changes no target in these files, be it obsolete."""

        def targets() -> list[tuple[str, str, bool]]:
            entries = (entry for one in locales for entry in self._catalog(one).entries)
            return [(entry.msgid, entry.msgstr, entry.obsolete) for entry in entries if entry.msgid]

        before = targets()
        yield
        assert targets() == before

    # Tools

    def _texts(self, locale: Locale) -> dict[str, Text]:
        """What the PO file says, by source; of obsolete entries too."""
        found = entries_of(self._catalog(locale)).values()
        return _texts_of(entry for entries in found for entry in entries[:1])

    def _later(self) -> None:
        self.now += timedelta(minutes=1)

    @property
    def _record(self) -> Record:
        record = read_record(A, self.ledger)
        assert record
        return record

    @property
    def _recorded(self) -> list[str]:
        return [source.text for source in self._record.sources]

    def _review(self, locale: Locale) -> Review:
        self._later()
        return open_review(A, locale, self.desk, self.now)

    def _looked_at(self, locale: Locale, wanted: Collection[str]) -> set[str]:
        """The sources of which the program reads what the file says: those in work, or wanted."""
        entries = self._catalog(locale).entries
        return {one.msgid for one in entries if not one.obsolete or one.msgid in wanted}

    def _files(self) -> dict[str, str]:
        return dict(self.catalogs.texts)

    def _catalog(self, locale: Locale) -> Catalog:
        text = self.catalogs.read(A, locale)
        return parse_po(text, "a.po") if text else Catalog(())

    def _save(self, locale: Locale, entry: Entry, target: str, *, fuzzy: bool) -> None:
        """Write a target as a person does."""
        self._replace(locale, entry, update_entry(entry, msgstr=target, fuzzy=fuzzy))
        self.hands[locale].disk[entry.msgid] = (target, fuzzy)

    def _replace(self, locale: Locale, old: Entry, new: Entry | None) -> None:
        catalog = self._catalog(locale)
        entries = ((new if one.lines == old.lines else one) for one in catalog.entries)
        kept = tuple(entry for entry in entries if entry)
        self._put(locale, serialize_po(replace(catalog, entries=kept)))

    def _put(self, locale: Locale, text: str) -> None:
        self.catalogs.texts[self.catalogs.path(A, locale)] = text


def _volunteered(sent: Mapping[str, Text], edits: list[tuple[str, int, str]]) -> dict[str, Text]:
    """What a volunteer leaves of the texts of a copy."""
    texts, sources = dict(sent), list(sent)
    for how, place, words in edits:
        source = sources[place % len(sources)]
        target = words if how in ("write", "begin") else texts[source][0]
        if how in ("write", "begin", "accept", "doubt"):
            texts[source] = target, bool(target) and how in ("begin", "doubt")
    return texts


def _with_texts(po: str, texts: Mapping[str, Text]) -> str:
    catalog = parse_po(po, "copy.po")
    entries = tuple(
        update_entry(one, msgstr=texts[one.msgid][0], fuzzy=texts[one.msgid][1])
        if one.msgid in texts and not one.obsolete
        else one
        for one in catalog.entries
    )
    return serialize_po(replace(catalog, entries=entries))


def _texts_of(entries: Iterable[Entry]) -> dict[str, Text]:
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in entries}


def _ignore(*_: object) -> None:
    """Hear of no progress."""


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=40, stateful_step_count=25)


@pytest.mark.nightly
def test_nothing_is_lost_in_a_long_history_in_a_file() -> None:
    class OnDisk(Newsroom):
        @staticmethod
        def make_ledger(folder: Path) -> Ledger:
            return SqliteLedger(folder / "ledger.db")

    run_state_machine_as_test(OnDisk, settings=settings(max_examples=40, stateful_step_count=50))
    run_state_machine_as_test(
        Newsroom, settings=settings(max_examples=1500, stateful_step_count=40)
    )
