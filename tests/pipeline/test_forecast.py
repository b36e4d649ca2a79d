"""What a run would do, told before it does anything."""

import pytest

from tests.fakes import ES, NOW, FakeEngine, a_release
from tests.pipeline.desks import CRIMES, HEAD, ONE, ReviewDesk
from tests.pipeline.test_corrections import LONG, REWORDED, TARGET
from translate_pipeline.errors import InputError
from translate_pipeline.pipeline.forecast import Amount, Forecast, Lot, Outlook, look_ahead
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.run import Run

NEW = "Journalists must be let in at once."


@pytest.fixture
def desk() -> ReviewDesk:
    """A release of four sentences, three of them translated."""
    desk = ReviewDesk()
    desk.run(HEAD, ONE, CRIMES, LONG)
    desk.edit(f"[{LONG}]", TARGET)
    desk.translate()
    desk.edit('msgstr "Título"', 'msgstr "Otro título"')
    desk.edit(f'msgid "{HEAD}"', f'#, fuzzy\nmsgid "{HEAD}"')
    desk.sync()
    return desk


def ahead(desk: ReviewDesk, *sources: str) -> tuple[Outlook, FakeEngine]:
    job = plan_job(a_release(*sources), desk.tools.matcher)
    engine = FakeEngine()
    run = Run(job, (Work(job, ES, engine.choice, NOW),), ())
    return look_ahead(run, desk.catalogs, desk.ledger), engine


def amounts(outlook: Outlook) -> dict[Lot, Amount]:
    (forecast,) = outlook.locales
    return {lot: amount for lot, amount in forecast.amounts.items() if amount.segments}


def test_every_segment_is_counted_once_with_the_words_of_its_source(desk: ReviewDesk) -> None:
    outlook, _ = ahead(desk, HEAD, ONE, REWORDED, NEW, NEW)
    assert amounts(outlook) == {
        Lot.KEPT: Amount(1, 2), Lot.OPEN: Amount(1, 1), Lot.CHANGED: Amount(1, 9),
        Lot.NEW: Amount(2, 14),
    }  # fmt: skip


def test_what_changes_in_the_source_is_told_in_its_order_and_what_goes_at_last(
    desk: ReviewDesk,
) -> None:
    outlook, _ = ahead(desk, NEW, HEAD, REWORDED, CRIMES)
    told = [(one.text, one.previous) for one in outlook.changes]
    assert told == [(NEW, ""), (REWORDED, LONG), ("", ONE)]
    assert outlook.changes[1].place == "paragraph 2"


def test_nothing_is_written_and_no_engine_asked(desk: ReviewDesk) -> None:
    desk.edit(TARGET, "Otro texto.")  # an edit that nobody has synced yet
    before = len(desk.ledger.log), dict(desk.catalogs.texts), desk.catalogs.writes
    _, engine = ahead(desk, HEAD, REWORDED, NEW)
    assert (len(desk.ledger.log), desk.catalogs.texts, desk.catalogs.writes) == before
    assert engine.asked == []


def test_a_release_without_change_has_no_changes(desk: ReviewDesk) -> None:
    outlook, _ = ahead(desk, HEAD, ONE, CRIMES, LONG)
    assert outlook.changes == ()
    assert set(amounts(outlook)) == {Lot.KEPT, Lot.OPEN}


def test_a_new_release_is_all_new() -> None:
    desk = ReviewDesk()
    desk.ledger.log.clear()
    desk.catalogs.texts.clear()
    outlook, _ = ahead(desk, HEAD, ONE)
    assert (outlook.revision, outlook.changes) == (None, ())
    assert amounts(outlook) == {Lot.NEW: Amount(2, 3)}


def test_a_catalog_that_cannot_be_read_is_the_failure_of_its_locale(desk: ReviewDesk) -> None:
    desk.catalogs.texts[desk.path] = 'msgid "cut'
    outlook, _ = ahead(desk, HEAD, ONE)
    (forecast,) = outlook.locales
    assert isinstance(forecast, Forecast)
    assert isinstance(forecast.failure, InputError)


def test_a_run_does_what_was_told(desk: ReviewDesk) -> None:
    outlook, _ = ahead(desk, HEAD, ONE, REWORDED, NEW)
    desk.run(HEAD, ONE, REWORDED, NEW)
    again, _ = ahead(desk, HEAD, ONE, REWORDED, NEW)
    first, then = amounts(outlook), amounts(again)
    assert then[Lot.KEPT] == first[Lot.KEPT]
    open_now = sum(first[lot].words for lot in (Lot.OPEN, Lot.CHANGED, Lot.NEW))
    assert then[Lot.OPEN].words == open_now
    assert again.changes == ()
