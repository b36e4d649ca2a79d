"""Drafting with several engines: each takes what those before it left."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable
from translate_pipeline.formats.po import parse_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release
from translate_pipeline.model.review import Action
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.asking import BATCH
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.engines import Checked, Choice, Drafter
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.text.terms import SourceMatcher

WAR_CRIMES = Concept(
    "war_crimes", "crime", "Grave breaches.", "Rome Statute art. 8", SourceTerms("war crimes"),
    {ES: LocaleTerms("crímenes de guerra")},
)  # fmt: skip
MATCHER = SourceMatcher(Termbase(ENGLISH, (WAR_CRIMES,), "g1"))
PATH = "es/a.po"
TEXTS = [f"Number {n}." for n in range(20)]


class Stopping(FakeEngine):
    """An engine that fails once it was asked for some texts."""

    def __init__(self, error: EngineError, after: int = 0, name: str = "first") -> None:
        super().__init__(name=name)
        self._error, self._after = error, after

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        if len(self.asked) >= self._after:
            raise self._error
        return super().translate(texts, source, target)


@dataclass
class Desk:
    catalogs: FakeCatalogs = field(default_factory=FakeCatalogs)
    ledger: FakeLedger = field(default_factory=FakeLedger)
    progress: list[tuple[int, int]] = field(default_factory=list)

    def draft(self, release: Release, *engines: FakeEngine) -> LocaleResult:
        drafters = [Drafter(Checked(one), f"{one.name} en-es") for one in engines]
        return draft_locale(
            Work(plan_job(release, MATCHER), ES, Choice(tuple(drafters)), NOW),
            catalogs=self.catalogs,
            ledger=self.ledger,
            progress=lambda _, done, total: self.progress.append((done, total)),
        )

    @property
    def drafted_by(self) -> dict[str, str]:
        """By target: the engine that its entry names."""
        entries = parse_po(self.catalogs.texts[PATH], PATH).messages()
        said = {
            one.msgstr: line.removeprefix("draft: ").split(" · ")[0]
            for one in entries
            for line in one.extracted
            if line.startswith("draft: ")
        }
        recorded = {e.target: e.actor for e in self.ledger.log if e.action is Action.DRAFTED}
        assert recorded == said
        return said


def leaving(*texts: str, name: str = "first") -> FakeEngine:
    """An engine that has no translation of some texts."""
    return FakeEngine(lambda text: "" if text in texts else f"{name}: {text}", name=name)


def test_the_next_engine_takes_only_what_the_first_left_empty() -> None:
    desk, second = Desk(), leaving(name="second")
    result = desk.draft(a_release("Head", "One.", "Two."), leaving("One."), second)
    assert second.asked == ["One."]
    assert desk.drafted_by == {
        "first: Head": "first en-es",
        "second: One.": "second en-es",
        "first: Two.": "first en-es",
    }
    assert (result.engine, result.drafted, result.untranslated, result.why_not) == (
        "first en-es, second en-es", 3, 0, "",
    )  # fmt: skip
    assert desk.progress[-1] == (3, 3)


@pytest.mark.parametrize("error", [EngineUnavailable("busy"), EngineRefused("no more")])
def test_the_next_engine_goes_on_where_the_first_failed(
    error: EngineError, caplog: pytest.LogCaptureFixture
) -> None:
    desk, second = Desk(), leaving(name="second")
    result = desk.draft(a_release(*TEXTS), Stopping(error, after=BATCH), second)
    assert second.asked == TEXTS[BATCH:]
    assert (result.drafted, result.untranslated, result.exit_code) == (20, 0, 0)
    assert list(desk.drafted_by.values()) == ["first en-es"] * BATCH + ["second en-es"] * 12
    assert caplog.messages == [f"es: first: {error}; second en-es goes on"]


def test_what_no_engine_had_stays_empty_with_the_reasons() -> None:
    desk = Desk()
    busy = Stopping(EngineUnavailable("busy"), name="third")
    result = desk.draft(
        a_release("Head", "One."), leaving("One."), leaving("One.", name="second"), busy
    )
    assert (result.drafted, result.untranslated, result.failure) == (1, 1, "")
    assert result.exit_code == 4  # an engine failed, and what could be done without it was done
    assert result.why_not.splitlines() == [
        "first: no translation",
        "second: no translation",
        "third: busy",
    ]


def test_an_empty_answer_is_no_failure() -> None:
    result = Desk().draft(a_release("Head", "One."), leaving("One."))
    assert (result.untranslated, result.exit_code) == (1, 0)
    assert result.why_not == "first: no translation"


def test_a_locale_whose_engines_all_failed_fails_and_may_be_tried_again() -> None:
    desk = Desk()
    first = Stopping(EngineUnavailable("busy"), after=BATCH)
    with pytest.raises(EngineUnavailable, match="first: busy; second: no more"):
        desk.draft(a_release(*TEXTS), first, Stopping(EngineRefused("no more"), name="second"))
    assert (desk.catalogs.texts, desk.ledger.log) == ({}, [])


def test_a_locale_whose_engines_all_refused_is_not_tried_again() -> None:
    refused = [Stopping(EngineRefused("no"), name=name) for name in ("first", "second")]
    with pytest.raises(EngineRefused, match="first: no; second: no"):
        Desk().draft(a_release("Head"), *refused)


def test_a_term_is_put_in_by_the_engine_that_made_the_draft() -> None:
    first = leaving("These are war crimes.")
    second = FakeEngine(lambda text: text.replace("These are", "Son"), name="second")
    desk = Desk()
    result = desk.draft(a_release("Head", "These are war crimes."), first, second)
    assert first.asked == ["Head", "These are war crimes."]
    assert len(second.asked) > 1
    assert (result.satisfied, desk.drafted_by["Son crímenes de guerra."]) == (1, "second en-es")


def test_a_run_that_finds_all_done_says_and_records_the_same() -> None:
    desk, release = Desk(), a_release("Head", "One.")
    first = desk.draft(release, leaving("One."), leaving(name="second"))
    events, writes = len(desk.ledger.log), desk.catalogs.writes
    again = [leaving("One."), leaving(name="second")]
    second = desk.draft(release, *again)
    assert (second.engine, second.reused) == (first.engine, 2)
    assert [one.asked for one in again] == [[], []]
    assert (len(desk.ledger.log), desk.catalogs.writes) == (events, writes)


def test_only_what_stayed_empty_is_asked_for_again() -> None:
    desk, release = Desk(), a_release("Head", "One.")
    desk.draft(release, leaving("One."))
    first, second = leaving("One."), leaving(name="second")
    result = desk.draft(release, first, second)
    assert (first.asked, second.asked) == (["One."], ["One."])
    assert (result.engine, result.why_not) == ("first en-es, second en-es", "")


@given(st.lists(st.sets(st.sampled_from(TEXTS)), min_size=1, max_size=4))
def test_every_text_is_drafted_by_the_first_engine_that_has_it(gaps: list[set[str]]) -> None:
    desk = Desk()
    engines = [leaving(*gap, name=f"e{number}") for number, gap in enumerate(gaps)]
    result = desk.draft(a_release(*TEXTS), *engines)
    expected = {}
    for text in TEXTS:
        able = (n for n, gap in enumerate(gaps) if text not in gap)
        if (number := next(able, None)) is not None:
            expected[f"e{number}: {text}"] = f"e{number} en-es"
    assert desk.drafted_by == expected
    assert (result.drafted, result.untranslated) == (len(expected), 20 - len(expected))
    for number, engine in enumerate(engines):
        left = [text for text in TEXTS if all(text in gap for gap in gaps[:number])]
        assert engine.asked == left
