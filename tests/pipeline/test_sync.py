"""Sync, on catalogs that were drafted and then edited, with the ports in memory."""

from datetime import timedelta

import pytest

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.draft import draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.run import Run, record_release
from translate_pipeline.pipeline.sync import Desk as Tools
from translate_pipeline.pipeline.sync import Signature, Synced, sync_release
from translate_pipeline.text.terms import SourceMatcher

A = ReleaseId("a")
FR = Locale("fr")
MATCHER = SourceMatcher(Termbase(ENGLISH, (), "g1"))


class Desk:
    """A release drafted into es and fr, as its people find it."""

    def __init__(self) -> None:
        self.catalogs, self.ledger = FakeCatalogs(), FakeLedger()
        self.tools = Tools(self.catalogs, self.ledger, MATCHER)
        job = plan_job(a_release("Head", "One."), MATCHER)
        run = Run(job, (), ())
        record_release(run, catalogs=self.catalogs, ledger=self.ledger, now=NOW)
        for locale in (ES, FR):
            draft_locale(
                Work(job, locale, FakeEngine().choice, NOW),
                catalogs=self.catalogs, ledger=self.ledger, progress=lambda *_: None,
            )  # fmt: skip

    def edit(self, old: str, new: str) -> None:
        assert old in self.catalogs.texts["es/a.po"]
        self.catalogs.texts["es/a.po"] = self.catalogs.texts["es/a.po"].replace(old, new)

    def sync(self, *locales: Locale) -> dict[Locale, Synced]:
        later = Signature(NOW + timedelta(hours=1), "translator es")
        synced = sync_release(A, locales, later, self.tools)
        return {one.locale: one for one in synced}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_drafts_that_nobody_touched_are_nothing_new(desk: Desk) -> None:
    before = list(desk.ledger.log)
    assert [len(one.edits) for one in desk.sync().values()] == [0, 0]
    assert desk.ledger.log == before


def test_an_edit_is_recorded_once_with_who_made_it(desk: Desk) -> None:
    desk.edit('msgstr "[One.]"', 'msgstr "Uno."')
    catalogs = dict(desk.catalogs.texts)
    synced = desk.sync()
    assert [(e.action, e.actor, e.source, e.target) for e in synced[ES].edits] == [
        (Action.EDITED, "translator es", "One.", "Uno.")
    ]
    assert (synced[FR].edits, desk.sync()[ES].edits, desk.catalogs.texts) == ([], [], catalogs)


def test_a_draft_whose_fuzzy_mark_was_taken_off_is_a_translation(desk: Desk) -> None:
    desk.edit("#, fuzzy\n", "")
    desk.sync()
    found = Standings().after(event for event in desk.ledger.log if event.locale == ES)
    assert {found.state(key) for key in found.by_key} == {State.TRANSLATED}


def test_a_catalog_that_cannot_be_read_keeps_no_other_from_the_ledger(desk: Desk) -> None:
    desk.edit('msgstr "[One.]"', 'msgstr "Uno."')
    desk.catalogs.texts["fr/a.po"] = 'msgid "half'
    synced = desk.sync()
    assert (len(synced[ES].edits), synced[FR].edits) == (1, ())
    assert str(synced[FR].failure).startswith("fr/a.po:1")


def test_only_the_locales_that_were_named_are_read(desk: Desk) -> None:
    desk.edit('msgstr "[One.]"', 'msgstr "Uno."')
    assert list(desk.sync(FR)) == [FR]
    assert len(desk.sync(ES, FR)[ES].edits) == 1


def test_a_catalog_that_is_gone_is_passed_over(desk: Desk) -> None:
    del desk.catalogs.texts["fr/a.po"]
    synced = desk.sync()
    assert (list(synced), synced[FR].edits) == ([ES, FR], ())


def test_a_release_without_a_text_has_nothing_to_sync() -> None:
    assert sync_release(A, (), Signature(NOW), Tools(FakeCatalogs(), FakeLedger(), MATCHER)) == ()
