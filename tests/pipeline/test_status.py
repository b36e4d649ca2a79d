from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release, ReleaseId
from translate_pipeline.model.review import Stage, State
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.engines import Choice
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.run import Run, draft_or_fail, record_release
from translate_pipeline.pipeline.status import LocaleStatus, release_status
from translate_pipeline.text.terms import SourceMatcher

FR = Locale("fr")


class Desk:
    def __init__(self) -> None:
        self.catalogs, self.ledger = FakeCatalogs(), FakeLedger()

    def run(self, release: Release, locale: Locale, choice: Choice) -> None:
        job = plan_job(release, SourceMatcher(Termbase(ENGLISH)))
        record_release(Run(job, (), ()), catalogs=self.catalogs, ledger=self.ledger, now=NOW)
        work = Work(job, locale, choice, NOW)
        draft_or_fail(work, catalogs=self.catalogs, ledger=self.ledger, progress=lambda *_: None)

    def status(self, *wanted: Locale) -> dict[str, LocaleStatus]:
        found = release_status(ReleaseId("a"), self.ledger, wanted)
        assert found is not None
        return {status.locale.tag: status for status in found.locales}


def test_an_unknown_release_has_no_status() -> None:
    assert release_status(ReleaseId("none"), FakeLedger()) is None


def test_a_wanted_locale_that_nobody_began_is_not_started() -> None:
    desk = Desk()
    desk.run(a_release("Head here", "One."), ES, FakeEngine().choice)
    status = desk.status(FR)
    assert (status["fr"].stage, status["fr"].states[State.UNTRANSLATED]) == (Stage.NOT_STARTED, 2)
    assert status["es"].stage is Stage.DRAFTED


def test_segments_and_words_count_every_place() -> None:
    desk = Desk()
    desk.run(a_release("Head here", "One more.", "One more."), ES, FakeEngine().choice)
    status = desk.status()["es"]
    assert (status.segments, status.words, status.states) == (3, 6, {State.DRAFT: 3})


def test_a_locale_without_an_engine_says_why() -> None:
    desk = Desk()
    desk.run(a_release("Head"), FR, Choice((), "install it"))
    status = desk.status()["fr"]
    assert (status.stage, status.why_not) == (Stage.DRAFTED, "install it")
    assert status.states == {State.UNTRANSLATED: 1}


def test_a_person_at_work_puts_the_locale_in_review() -> None:
    desk = Desk()
    desk.run(a_release("Head"), ES, FakeEngine().choice)
    path = "es/a.po"
    desk.catalogs.texts[path] = desk.catalogs.texts[path].replace("#, fuzzy\n", "")
    desk.run(a_release("Head"), ES, FakeEngine().choice)
    assert desk.status()["es"].stage is Stage.IN_REVIEW


def test_a_new_revision_counts_only_what_it_holds() -> None:
    desk = Desk()
    desk.run(a_release("Head", "One.", "Two."), ES, FakeEngine().choice)
    desk.run(a_release("Head", "New."), FR, FakeEngine().choice)
    status = desk.status()
    assert status["es"].states == {State.DRAFT: 1, State.UNTRANSLATED: 1}
    assert status["fr"].states == {State.DRAFT: 2}
