"""What segments without a target take over: from their release's past, and from the memory."""

from collections.abc import Collection, Sequence
from datetime import timedelta

import pytest

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, FakeMemory, a_release
from translate_pipeline.formats.po import Entry, parse_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import segment_key
from translate_pipeline.model.review import MEMORY, REPAIR, Action, State
from translate_pipeline.model.standing import Standings
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.text.terms import SourceMatcher

OLD = "At least 31,480 people fled the valley."
NEW = "At least 33,912 people fled the valley."
TARGET = "Al menos 31.480 personas huyeron del valle."
MENDED = "Al menos 33.912 personas huyeron del valle."
AFTER = segment_key("After.")
MATCHER = SourceMatcher(Termbase(ENGLISH, (), "g1"))


def unit(source: str, target: str, origin: str = "b", **more: object) -> MemoryUnit:
    return MemoryUnit(source, target, ES, origin, **{"approved": True, **more})  # type: ignore[arg-type]


class Workshop:
    """A release in es, with an engine that gives every text in brackets."""

    def __init__(self, *units: MemoryUnit) -> None:
        self.catalogs, self.ledger, self.memory = FakeCatalogs(), FakeLedger(), FakeMemory(units)
        self.engine = FakeEngine()

    def run(self, *texts: str) -> LocaleResult:
        work = Work(plan_job(a_release(*texts), MATCHER), ES, self.engine.choice, NOW)
        return draft_locale(
            work, catalogs=self.catalogs, ledger=self.ledger, progress=lambda *_: None,
            memory=self.memory,
        )  # fmt: skip

    def translate(self, source: str, target: str) -> None:
        text = self.catalogs.texts["es/a.po"].replace(f"[{source}]", target)
        self.catalogs.texts["es/a.po"] = text.replace("#, fuzzy\n", "")

    def entry(self, source: str) -> Entry:
        entries = parse_po(self.catalogs.texts["es/a.po"], "es/a.po").messages()
        return next(entry for entry in entries if entry.msgid == source)

    def state(self, source: str) -> State:
        return Standings().after(self.ledger.log).state(segment_key(source))


@pytest.fixture
def corrected() -> Workshop:
    """A release whose sentence was translated, before its number is corrected."""
    workshop = Workshop()
    workshop.run("Head", OLD)
    workshop.translate(OLD, TARGET)
    return workshop


def test_a_number_that_changed_is_put_into_the_old_target_as_a_draft(corrected: Workshop) -> None:
    result = corrected.run("Head", NEW)
    entry = corrected.entry(NEW)
    assert (entry.msgstr, entry.fuzzy, entry.previous) == (MENDED, True, OLD)
    assert "number changed: 31,480 → 33,912" in entry.extracted
    assert "draft: repair" in entry.extracted
    assert corrected.state(NEW) is State.DRAFT
    assert (result.repaired, result.carried, result.drafted) == (1, 0, 0)
    assert corrected.ledger.log[-2].actor == REPAIR


def test_a_repaired_target_that_is_accepted_is_translated(corrected: Workshop) -> None:
    corrected.run("Head", NEW)
    corrected.translate("", "")
    corrected.run("Head", NEW)
    assert corrected.state(NEW) is State.TRANSLATED
    entry = corrected.entry(NEW)
    assert (entry.previous, entry.msgstr) == ("", MENDED)
    assert not any(one.startswith(("draft", "number")) for one in entry.extracted)


def test_the_same_sentence_elsewhere_gives_its_target_as_a_draft() -> None:
    workshop = Workshop(unit(OLD, TARGET))
    result = workshop.run("Head", OLD)
    entry = workshop.entry(OLD)
    assert (entry.msgstr, entry.fuzzy, entry.previous) == (TARGET, True, "")
    assert "memory: the same sentence · b" in entry.extracted
    assert (result.remembered, result.drafted, workshop.engine.asked) == (1, 1, ["Head"])
    (event,) = [one for one in workshop.ledger.log if one.actor == MEMORY]
    assert (event.action, workshop.state(OLD)) == (Action.DRAFTED, State.DRAFT)


def test_a_sentence_like_it_gives_its_target_with_what_differs() -> None:
    workshop = Workshop(unit("At least 31,480 people left the valley.", TARGET))
    workshop.run("Head", OLD)
    entry = workshop.entry(OLD)
    assert (entry.msgstr, entry.previous) == (TARGET, "At least 31,480 people left the valley.")
    assert "source changed: At least 31,480 people [-left-]{+fled+} the valley." in entry.extracted


def test_the_number_of_a_match_is_mended() -> None:
    workshop = Workshop(unit(OLD, TARGET))
    workshop.run("Head", NEW)
    entry = workshop.entry(NEW)
    assert (entry.msgstr, entry.previous) == (MENDED, OLD)
    assert "number changed: 31,480 → 33,912" in entry.extracted


def test_the_very_same_sentence_goes_before_what_a_changed_one_was(corrected: Workshop) -> None:
    corrected.memory.units.append(unit("At least 33,912 people fled the valley now.", "Otra."))
    corrected.run("Head", "At least 33,912 people fled the valley now.")
    assert corrected.entry("At least 33,912 people fled the valley now.").msgstr == "Otra."


def test_what_a_changed_sentence_was_goes_before_one_that_is_like_it(corrected: Workshop) -> None:
    corrected.memory.units.append(unit("At most 33,912 people fled the valley.", "Otra."))
    corrected.run("Head", NEW)
    assert corrected.entry(NEW).msgstr == MENDED


def test_of_two_targets_the_one_between_the_same_neighbours_is_taken() -> None:
    around = {"before": segment_key("Head"), "after": AFTER}
    workshop = Workshop(unit(OLD, "Una."), unit(OLD, "Otra.", **around))
    workshop.run("Head", OLD, "After.")
    assert workshop.entry(OLD).msgstr == "Otra."


def test_what_is_under_an_embargo_elsewhere_is_not_taken() -> None:
    workshop = Workshop(unit(OLD, TARGET, embargo=NOW + timedelta(hours=1)))
    workshop.run("Head", OLD)
    assert workshop.entry(OLD).msgstr == f"[{OLD}]"


def test_a_draft_that_is_there_stays_whatever_the_memory_learns() -> None:
    workshop = Workshop()
    workshop.run("Head", OLD)
    workshop.memory.units.append(unit(OLD, TARGET))
    before = workshop.catalogs.texts["es/a.po"]
    workshop.run("Head", OLD)
    assert workshop.catalogs.texts["es/a.po"] == before


def test_a_name_that_changed_is_put_into_the_old_target() -> None:
    old = "“They shelled us,” said Rosa Abril, director of the clinic."
    new = "“They shelled us,” said Ana Abril, director of the clinic."
    workshop = Workshop()
    workshop.run("Head", old)
    workshop.translate(old, "«Nos bombardearon», dijo Rosa Abril, directora de la clínica.")
    workshop.run("Head", new)
    entry = workshop.entry(new)
    assert entry.msgstr == "«Nos bombardearon», dijo Ana Abril, directora de la clínica."
    assert "name changed: Rosa Abril → Ana Abril" in entry.extracted


REWORDED = "At least 31,480 people were driven from the valley."


def test_what_two_corrections_changed_is_told_as_one_and_no_number_hides_it(
    corrected: Workshop,
) -> None:
    corrected.run("Head", REWORDED)
    corrected.run("Head", REWORDED.replace("31,480", "33,912"))
    entry = corrected.entry(REWORDED.replace("31,480", "33,912"))
    assert (entry.msgstr, entry.previous) == (TARGET, OLD)
    told = "At least [-31,480-]{+33,912+} people [-fled-]{+were driven from+} the valley."
    assert f"source changed: {told}" in entry.extracted
    assert corrected.state(entry.msgid) is State.STALE


def test_a_stale_target_is_repaired_where_its_own_source_comes_back_with_another_number(
    corrected: Workshop,
) -> None:
    corrected.run("Head", REWORDED)
    corrected.run("Head", NEW)
    entry = corrected.entry(NEW)
    assert (entry.msgstr, entry.previous) == (MENDED, OLD)
    assert "number changed: 31,480 → 33,912" in entry.extracted


def test_a_repaired_draft_is_repaired_again_against_its_own_source(corrected: Workshop) -> None:
    corrected.run("Head", NEW)
    corrected.run("Head", NEW.replace("33,912", "34,006"))
    entry = corrected.entry(NEW.replace("33,912", "34,006"))
    assert entry.msgstr == MENDED.replace("33.912", "34.006")
    assert "number changed: 33,912 → 34,006" in entry.extracted


def test_a_match_that_nobody_mended_is_not_taken_for_the_target_of_its_sentence() -> None:
    sentence = "At least 31,480 people fled the valleys."
    workshop = Workshop(unit(OLD, TARGET))
    workshop.run("Head", sentence)
    workshop.memory = FakeMemory(())
    workshop.run("Head", sentence.replace("31,480", "33,912"))
    entry = workshop.entry(sentence.replace("31,480", "33,912"))
    assert (entry.msgstr, entry.previous, entry.fuzzy) == (TARGET, OLD, True)
    assert any(one.startswith("memory: ") for one in entry.extracted)


def test_whose_draft_was_repaired_that_nobody_had_accepted_is_told() -> None:
    workshop = Workshop()
    workshop.engine = FakeEngine(lambda text: {OLD: TARGET}.get(text, text))
    workshop.run("Head", OLD)
    workshop.run("Head", NEW)
    entry = workshop.entry(NEW)
    assert "draft: repair" in entry.extracted
    assert "draft before: fake en-es" in entry.extracted


def test_a_target_that_somebody_is_still_at_work_on_is_stale_and_not_repaired(
    corrected: Workshop,
) -> None:
    text = corrected.catalogs.texts["es/a.po"]
    corrected.catalogs.texts["es/a.po"] = text.replace(f'msgid "{OLD}"', f'#, fuzzy\nmsgid "{OLD}"')
    corrected.run("Head", NEW)
    assert (corrected.entry(NEW).msgstr, corrected.state(NEW)) == (TARGET, State.STALE)


def test_two_parts_of_one_sentence_that_are_joined_again_hold_its_target_once() -> None:
    whole = "The army shelled the market on Monday morning and the hospital was burnt at night."
    parts = ("The army shelled the market on Monday morning.", "The hospital was burnt at night.")
    joined = "The army shelled the market on Monday morning, the hospital was burnt at night."
    workshop = Workshop()
    workshop.run("Head", whole)
    workshop.translate(whole, "Todo.")
    workshop.run("Head", *parts)
    assert [workshop.entry(part).msgstr for part in parts] == ["Todo.", "Todo."]
    workshop.run("Head", joined)
    assert (workshop.entry(joined).msgstr, workshop.entry(joined).previous) == ("Todo.", whole)


def test_the_memory_is_asked_once_for_a_sentence_though_an_engine_takes_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workshop, asked = Workshop(unit(OLD, TARGET)), []
    search = workshop.memory.similar

    def similar(
        source: str, locales: Collection[Locale], at_least: float
    ) -> Sequence[tuple[MemoryUnit, float]]:
        asked.append(source)
        return search(source, locales, at_least)

    monkeypatch.setattr(workshop.memory, "similar", similar)
    workshop.run("Head", OLD)
    assert workshop.engine.asked == ["Head"]
    assert asked == ["Head", OLD]
