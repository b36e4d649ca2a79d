"""Drafting a locale, on real catalogs' text with the ports in memory."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from translate_pipeline.errors import EngineRefused, EngineUnavailable, InputError, StorageError
from translate_pipeline.formats.po import Entry, parse_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release, segment_key
from translate_pipeline.model.review import Action, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.engines import Choice
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.text.terms import SourceMatcher

WAR_CRIMES = Concept(
    "war_crimes", "crime", "Grave breaches.", "Rome Statute art. 8", SourceTerms("war crimes"),
    {ES: LocaleTerms("crímenes de guerra", forbidden=("crímenes bélicos",))},
)  # fmt: skip
MATCHER = SourceMatcher(Termbase(ENGLISH, (WAR_CRIMES,), "g1"))
PATH = "es/a.po"


class Desk:
    """A workspace in memory."""

    def __init__(self) -> None:
        self.catalogs, self.ledger = FakeCatalogs(), FakeLedger()
        self.progress: list[tuple[int, int]] = []

    def draft(
        self, engine: FakeEngine | None, release: Release, locale: Locale = ES
    ) -> LocaleResult:
        choice = engine.choice if engine else Choice((), "none here: install one")
        return draft_locale(
            Work(plan_job(release, MATCHER), locale, choice, NOW),
            catalogs=self.catalogs,
            ledger=self.ledger,
            progress=lambda _, done, total: self.progress.append((done, total)),
        )

    def entry(self, source: str) -> Entry:
        entries = parse_po(self.catalogs.texts[PATH], PATH).messages()
        return next(entry for entry in entries if entry.msgid == source)

    def edit(self, old: str, new: str) -> None:
        assert old in self.catalogs.texts[PATH]
        self.catalogs.texts[PATH] = self.catalogs.texts[PATH].replace(old, new)

    def state(self, source: str) -> State:
        return Standings().after(self.ledger.log).state(segment_key(source))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_every_text_gets_a_draft_marked_fuzzy(desk: Desk) -> None:
    result = desk.draft(FakeEngine(), a_release("Head", "One.", "One."))
    assert (result.segments, result.drafted, result.reused, result.untranslated) == (3, 3, 0, 0)
    assert (desk.entry("One.").msgstr, desk.entry("One.").fuzzy) == ("[One.]", True)
    assert desk.state("One.") is State.DRAFT
    assert desk.progress[-1] == (2, 2)


def test_a_second_run_asks_nothing_and_changes_nothing(desk: Desk) -> None:
    release = a_release("Head", "War crimes.")
    desk.draft(FakeEngine(), release)
    events, writes, engine = len(desk.ledger.log), desk.catalogs.writes, FakeEngine()
    result = desk.draft(engine, release)
    assert (result.drafted, result.reused, engine.asked) == (0, 2, [])
    assert (len(desk.ledger.log), desk.catalogs.writes) == (events, writes)


def test_a_kept_term_is_evidence_in_the_entry(desk: Desk) -> None:
    answers = {"Head": "Título", "These are war crimes.": "Son crímenes de guerra."}
    engine = FakeEngine(answers.__getitem__)
    result = desk.draft(engine, a_release(*answers))
    assert (result.expected, result.satisfied, result.flagged, result.errors) == (1, 1, 0, 0)
    assert desk.entry("These are war crimes.").extracted == (
        "paragraph 1",
        (
            "term: war crimes = crímenes de guerra"
            " [war_crimes · Rome Statute art. 8 · not: crímenes bélicos]"
        ),
        "draft: fake en-es · terms 1/1",
    )


@pytest.mark.parametrize(
    ("target", "rule"),
    [("Son abusos.", "glossary-terms"), ("Son crímenes bélicos.", "forbidden-terms")],
)
def test_a_term_that_is_missed_is_flagged_with_the_reason(
    desk: Desk, target: str, rule: str
) -> None:
    result = desk.draft(FakeEngine(lambda _: target), a_release("Head", "These are war crimes."))
    assert (result.expected, result.satisfied, result.flagged) == (1, 0, 1)
    assert result.errors == 1
    comments = desk.entry("These are war crimes.").extracted
    assert "draft: fake en-es · terms 0/1" in comments
    assert [line for line in comments if line.startswith("error: ") and line.endswith(f"[{rule}]")]


def test_without_an_engine_the_catalog_has_hints_and_the_reason_is_kept(desk: Desk) -> None:
    result = desk.draft(None, a_release("Head", "These are war crimes."))
    assert (result.untranslated, result.drafted, result.engine) == (2, 0, "")
    assert (result.expected, result.satisfied + result.flagged) == (1, 1)
    assert result.why_not == "none here: install one"
    entry = desk.entry("These are war crimes.")
    assert (entry.msgstr, entry.fuzzy) == ("", False)
    assert entry.extracted[1].startswith("term: war crimes = crímenes de guerra")
    assert desk.state("These are war crimes.") is State.UNTRANSLATED


def test_an_engine_may_leave_a_text_empty(desk: Desk) -> None:
    engine = FakeEngine(lambda text: "" if text == "One." else "x")
    result = desk.draft(engine, a_release("Head", "One."))
    assert (result.drafted, result.untranslated) == (1, 1)
    assert desk.entry("One.").msgstr == ""


def test_what_a_translator_wrote_stays_and_is_recorded(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('#, fuzzy\nmsgid "One."\nmsgstr "[One.]"', 'msgid "One."\nmsgstr "Uno."')
    before = desk.entry("One.")
    result = desk.draft(FakeEngine(), release)
    assert (result.drafted, result.reused) == (0, 2)
    assert (desk.entry("One.").msgstr, desk.entry("One.").fuzzy) == (before.msgstr, False)
    assert desk.state("One.") is State.TRANSLATED
    edits = [event for event in desk.ledger.log if event.action is Action.EDITED]
    assert [(event.actor, event.target) for event in edits] == [("unknown", "Uno.")]
    assert not any(line.startswith("draft: ") for line in desk.entry("One.").extracted)


def test_a_draft_that_a_translator_accepted_is_translated(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('#, fuzzy\nmsgid "One."', 'msgid "One."')
    desk.draft(FakeEngine(), release)
    assert desk.state("One.") is State.TRANSLATED


def test_a_change_that_is_still_fuzzy_is_a_draft(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('msgstr "[One.]"', 'msgstr "Un"')
    desk.draft(FakeEngine(), release)
    assert (desk.state("One."), desk.entry("One.").msgstr) == (State.DRAFT, "Un")


def test_what_a_translator_saves_while_the_engine_works_stays(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(None, release)

    def answer(text: str) -> str:
        if text == "One.":
            desk.edit('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Uno."')
        return f"[{text}]"

    result = desk.draft(FakeEngine(answer), release)
    assert (result.drafted, result.reused) == (1, 1)
    assert (desk.entry("One.").msgstr, desk.state("One.")) == ("Uno.", State.TRANSLATED)


def test_an_emptied_target_is_drafted_anew(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('msgstr "[One.]"', 'msgstr ""')
    engine = FakeEngine(lambda _: "otra vez")
    assert desk.draft(engine, release).drafted == 1
    assert (engine.asked, desk.entry("One.").msgstr) == (["One."], "otra vez")


def test_a_lost_catalog_comes_back_from_the_ledger(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('#, fuzzy\nmsgid "One."\nmsgstr "[One.]"', 'msgid "One."\nmsgstr "Uno."')
    desk.draft(FakeEngine(), release)
    del desk.catalogs.texts[PATH]
    engine = FakeEngine()
    desk.draft(engine, release)
    assert engine.asked == []
    assert (desk.entry("Head").fuzzy, desk.entry("One.").fuzzy) == (True, False)
    assert desk.entry("One.").msgstr == "Uno."


def test_a_lost_ledger_learns_who_drafted_from_the_catalog(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    text = desk.catalogs.texts[PATH]
    desk.ledger.log.clear()
    desk.draft(FakeEngine(name="other"), release)
    assert desk.catalogs.texts[PATH] == text
    drafts = [event.actor for event in desk.ledger.log if event.action is Action.DRAFTED]
    assert drafts == ["fake en-es"] * 2


def test_a_changed_source_is_drafted_and_the_old_one_kept_as_obsolete(desk: Desk) -> None:
    desk.draft(FakeEngine(), a_release("Head", "One.", "Two."))
    engine = FakeEngine()
    result = desk.draft(engine, a_release("Head", "One!", "Two."))
    assert (result.drafted, result.reused, engine.asked) == (1, 2, ["One!"])
    assert '#~ msgid "One."\n#~ msgstr "[One.]"' in desk.catalogs.texts[PATH]


def fail_on(text: str, error: Exception) -> Callable[[str], str]:
    def answer(asked: str) -> str:
        if asked == text:
            raise error
        return asked

    return answer


def test_a_failing_engine_leaves_everything_as_it_was(desk: Desk) -> None:
    release = a_release("Head", *(f"Number {n}." for n in range(20)))
    engine = FakeEngine(fail_on("Number 15.", EngineUnavailable("busy")))
    with pytest.raises(EngineUnavailable):
        desk.draft(engine, release)
    assert (desk.catalogs.texts, desk.ledger.log) == ({}, [])


def test_a_damaged_catalog_is_refused_and_left(desk: Desk) -> None:
    desk.catalogs.texts[PATH] = 'msgid "a"\nmsgstr "cut'
    with pytest.raises(InputError, match=r"es/a\.po:2"):
        desk.draft(FakeEngine(), a_release("Head"))
    assert desk.catalogs.texts[PATH] == 'msgid "a"\nmsgstr "cut'


def test_an_engine_that_loses_count_is_refused(desk: Desk) -> None:
    engine = FakeEngine()
    engine.translate = lambda *_: ["one too few"]  # type: ignore[method-assign]
    with pytest.raises(EngineRefused, match="1 targets for 2 segments"):
        desk.draft(engine, a_release("Head", "One."))


def test_a_target_is_one_line(desk: Desk) -> None:
    desk.draft(FakeEngine(lambda _: "dos\nlíneas"), a_release("Head"))
    assert desk.entry("Head").msgstr == "dos líneas"


def test_a_draft_of_what_a_person_emptied_is_a_draft_again(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.edit('#, fuzzy\nmsgid "One."\nmsgstr "[One.]"', 'msgid "One."\nmsgstr "Uno."')
    desk.draft(FakeEngine(), release)
    desk.edit('msgstr "Uno."', 'msgstr ""')
    desk.draft(FakeEngine(), release)
    entry = desk.entry("One.")
    assert (entry.msgstr, entry.fuzzy, desk.state("One.")) == ("[One.]", True, State.DRAFT)
    assert "draft: fake en-es" in entry.extracted
    events, text = len(desk.ledger.log), desk.catalogs.texts[PATH]
    desk.draft(FakeEngine(), release)
    assert (len(desk.ledger.log), desk.catalogs.texts[PATH]) == (events, text)


def test_a_mark_put_back_and_a_target_emptied_are_known(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(None, release)
    desk.edit('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Uno."')
    desk.draft(None, release)
    assert desk.state("One.") is State.TRANSLATED
    desk.edit('msgid "One."', '#, fuzzy\nmsgid "One."')
    desk.draft(None, release)
    assert desk.state("One.") is State.DRAFT
    desk.edit('msgstr "Uno."', 'msgstr ""')
    desk.draft(None, release)
    assert desk.state("One.") is State.UNTRANSLATED


def test_a_source_split_by_context_is_left_to_people(desk: Desk) -> None:
    release = a_release("Head", "Charge.")
    desk.draft(FakeEngine(), release)
    split = 'msgctxt "law"\nmsgid "Charge."\nmsgstr ""\n\nmsgctxt "money"\nmsgid "Charge."\n'
    desk.edit('#, fuzzy\nmsgid "Charge."\nmsgstr "[Charge.]"', split + 'msgstr "precio"')
    engine = FakeEngine()
    result = desk.draft(engine, release)
    assert (engine.asked, result.untranslated, desk.state("Charge.")) == (
        [],
        1,
        State.UNTRANSLATED,
    )
    events = len(desk.ledger.log)
    desk.draft(engine, release)
    assert len(desk.ledger.log) == events
    desk.edit(
        'msgctxt "law"\nmsgid "Charge."\nmsgstr ""',
        'msgctxt "law"\nmsgid "Charge."\nmsgstr "cargo"',
    )
    assert desk.draft(engine, release).untranslated == 0
    assert desk.state("Charge.") is State.TRANSLATED


def test_plural_forms_of_a_person_stay_as_they_are(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    forms = 'msgid "One."\nmsgid_plural "Many."\nmsgstr[0] ""\nmsgstr[1] "Muchos."\n'
    desk.edit('#, fuzzy\nmsgid "One."\nmsgstr "[One.]"\n', forms)
    desk.draft(FakeEngine(), release)
    assert forms in desk.catalogs.texts[PATH]
    desk.draft(FakeEngine(), a_release("Head"))
    assert '#~ msgstr[1] "Muchos."' in desk.catalogs.texts[PATH]


def test_one_of_several_obsolete_entries_comes_back(desk: Desk) -> None:
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    desk.catalogs.texts[PATH] += '\n#~ msgid "One."\n#~ msgstr "Viejo."\n'
    desk.draft(FakeEngine(), a_release("Head"))
    desk.draft(FakeEngine(), release)
    active = [entry.msgid for entry in parse_po(desk.catalogs.texts[PATH], PATH).messages()]
    assert sorted(active) == ["Head", "One."]
    assert "Viejo." in desk.catalogs.texts[PATH]


def test_an_obsolete_target_that_comes_back_is_the_persons_at_once(desk: Desk) -> None:
    desk.draft(FakeEngine(), a_release("Head"))
    desk.catalogs.texts[PATH] += '\n#~ msgid "One."\n#~ msgstr "Uno."\n'
    release = a_release("Head", "One.")
    desk.draft(FakeEngine(), release)
    assert (desk.entry("One.").msgstr, desk.state("One.")) == ("Uno.", State.TRANSLATED)
    text, events = desk.catalogs.texts[PATH], len(desk.ledger.log)
    desk.draft(FakeEngine(), release)
    assert (desk.catalogs.texts[PATH], len(desk.ledger.log)) == (text, events)


def test_what_a_translator_saves_just_before_the_writing_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = a_release("Head", "One.")
    desk.draft(None, release)
    writing = desk.catalogs.writing

    def late(*arguments: object, **named: object) -> AbstractContextManager[bool]:
        monkeypatch.setattr(desk.catalogs, "writing", writing)
        desk.edit('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Uno."')
        return writing(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.catalogs, "writing", late)
    result = desk.draft(FakeEngine(), release)
    assert (result.drafted, result.reused) == (1, 1)
    assert (desk.entry("One.").msgstr, desk.state("One.")) == ("Uno.", State.TRANSLATED)


def test_a_text_that_is_too_long_for_engines_stays_without_a_draft(desk: Desk) -> None:
    long, engine = "war crimes " * 400, FakeEngine()
    result = desk.draft(engine, a_release("Head", long, "One."))
    assert (result.drafted, result.untranslated, engine.asked) == (2, 1, ["Head", "One."])
    assert (desk.entry(long).msgstr, result.expected, result.flagged) == ("", 1, 1)


@pytest.mark.parametrize("before", [True, False], ids=["a catalog", "no catalog"])
def test_what_the_ledger_cannot_record_leaves_the_catalog_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, before: bool
) -> None:
    release = a_release("Head", "One.")
    if before:
        desk.draft(None, release)
    texts = dict(desk.catalogs.texts)

    def full(_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(desk.ledger, "append", full)
    with pytest.raises(StorageError):
        desk.draft(FakeEngine(), release)
    assert desk.catalogs.texts == texts


def _changes_its_mind(text: str) -> str:
    """An engine that gets the term wrong, and knows the word that holds its place."""
    return text.replace("These are", "Son").replace("war crimes", "delitos")


def test_a_term_that_is_missed_is_put_in_and_the_entry_says_so(desk: Desk) -> None:
    result = desk.draft(FakeEngine(_changes_its_mind), a_release("Head", "These are war crimes."))
    assert (result.expected, result.satisfied, result.errors) == (1, 1, 0)
    entry = desk.entry("These are war crimes.")
    assert (entry.msgstr, entry.fuzzy) == ("Son crímenes de guerra.", True)
    assert "draft: fake en-es · terms 1/1 (1 placed)" in entry.extracted
    drafted = [event for event in desk.ledger.log if event.source == entry.msgid]
    assert [event.detail["placed"] for event in drafted] == [1]


@pytest.mark.parametrize("lost", [False, True])
def test_that_a_term_was_put_in_is_known_in_later_runs(desk: Desk, lost: bool) -> None:
    release = a_release("Head", "These are war crimes.")
    desk.draft(FakeEngine(_changes_its_mind), release)
    before = desk.entry("These are war crimes.")
    if lost:
        desk.ledger.log.clear()
    desk.draft(FakeEngine(), release)
    assert desk.entry("These are war crimes.") == before


def test_a_target_that_a_person_changed_has_nothing_put_in(desk: Desk) -> None:
    release = a_release("Head", "These are war crimes.")
    desk.draft(FakeEngine(_changes_its_mind), release)
    desk.edit("Son crímenes de guerra.", "Son crímenes de guerra, sí.")
    desk.draft(FakeEngine(), release)
    comments = desk.entry("These are war crimes.").extracted
    assert "terms 1/1" in comments


def test_a_concept_without_a_term_in_the_locale_is_named_and_counted(desk: Desk) -> None:
    french = Locale("fr")
    result = desk.draft(FakeEngine(), a_release("Stop war crimes."), french)
    assert (result.expected, result.without_term) == (0, 1)
    (entry,) = parse_po(desk.catalogs.texts["fr/a.po"], "fr/a.po").messages()
    assert "no term: war crimes [war_crimes · the glossary has none in fr]" in entry.extracted


def test_a_person_whom_the_engine_renames_keeps_their_name(desk: Desk) -> None:
    renames = FakeEngine(lambda text: text.replace("Victor Marsh", "Victor Pantano"))
    desk.draft(renames, a_release("Victor Marsh, a lawyer, wept."))
    assert desk.entry("Victor Marsh, a lawyer, wept.").msgstr == "Victor Marsh, a lawyer, wept."


def test_a_name_that_no_way_brings_through_is_a_warning(desk: Desk) -> None:
    desk.draft(FakeEngine(lambda _: "Alguien lloró."), a_release("Ana Li, a lawyer, wept."))
    entry = desk.entry("Ana Li, a lawyer, wept.")
    assert "warning: “Ana Li” is not in the target as the source writes it [person-names]" in (
        entry.extracted
    )
