"""A run in which nothing changed is quick, and no change goes unseen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, FakeMemory, a_release
from tests.pipeline.desks import GLOSSARY, HEAD, ONE
from translate_pipeline.errors import EngineUnavailable, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import Release, ReleaseId, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.model.translation import Severities, Severity
from translate_pipeline.pipeline import settled
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.engines import Choice
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.run import draft_or_fail
from translate_pipeline.pipeline.settled import Memo, draft_unless_settled
from translate_pipeline.text.terms import SourceMatcher

PATH = "es/a.po"


class Remembering:
    """What runs remember, in a dictionary."""

    def __init__(self) -> None:
        self.shapes: dict[tuple[str, Locale], Mapping[str, Any]] = {}

    def get(self, release: ReleaseId, locale: Locale) -> Mapping[str, Any] | None:
        return self.shapes.get((release, locale))

    def put(self, release: ReleaseId, locale: Locale, shape: Mapping[str, Any]) -> None:
        self.shapes[release, locale] = shape


class Runs:
    """Runs of one release in es; ``looked`` counts those that looked at everything."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.catalogs, self.ledger, self.settled = FakeCatalogs(), FakeLedger(), Remembering()
        self.looked = 0
        self.release = a_release(HEAD, ONE)
        self.termbase: Termbase = GLOSSARY
        self.severities: Severities = {}
        self.names, self.installed = False, "today's"
        self.choice = FakeEngine().choice
        monkeypatch.setattr(settled, "draft_or_fail", self._draft)

    def _draft(self, *arguments: Any, **named: Any) -> LocaleResult:
        self.looked += 1
        return draft_or_fail(*arguments, **named)

    @property
    def work(self) -> Work:
        matcher = SourceMatcher(self.termbase)
        job = plan_job(self.release, matcher, self.severities, names=self.names)
        return Work(job, ES, self.choice, NOW)

    def run(self, memory: FakeMemory | None = None) -> LocaleResult:
        told: list[tuple[int, int]] = []
        result = draft_unless_settled(
            self.work, Memo(self.settled, self.installed),
            catalogs=self.catalogs, ledger=self.ledger,
            progress=lambda _, done, total: told.append((done, total)), memory=memory,
        )  # fmt: skip
        assert result.failure or told[-1][1] == len(self.work.job.units)
        return replace(result, seconds=0.0)

    def edit(self, old: str, new: str) -> None:
        assert old in self.catalogs.texts[PATH]
        self.catalogs.texts[PATH] = self.catalogs.texts[PATH].replace(old, new)

    def happens(self, action: Action, target: str, actor: str = "rosa", **detail: str) -> None:
        key = segment_key(ONE)
        event = Event(
            self.release.id, self.release.revision, action, NOW, actor, ES, key, ONE, target, detail
        )
        self.ledger.append([event])


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(monkeypatch)


def test_a_run_after_a_run_looks_at_nothing_and_says_what_a_full_one_would(runs: Runs) -> None:
    runs.run()
    texts, events = dict(runs.catalogs.texts), list(runs.ledger.log)
    quick = runs.run()
    assert (runs.looked, runs.catalogs.texts, runs.ledger.log) == (1, texts, events)
    runs.settled.shapes.clear()
    assert (runs.run(), runs.looked) == (quick, 2)
    assert (quick.drafted, quick.reused) == (0, 2)


def test_a_locale_without_an_engine_is_looked_at_again_once_the_memory_has_more(
    runs: Runs,
) -> None:
    runs.choice = Choice((), "none is installed")
    memory = FakeMemory()
    assert runs.run(memory).untranslated == 2
    assert (runs.run(memory).untranslated, runs.looked) == (2, 1)
    memory.units.append(MemoryUnit(ONE, "Un día.", ES, "b", approved=True))
    assert (runs.run(memory).remembered, runs.looked) == (1, 2)


def test_what_an_engine_left_empty_it_is_asked_again(runs: Runs) -> None:
    runs.choice = FakeEngine(lambda _: "").choice
    for looked in (1, 2):
        assert (runs.run(FakeMemory()).untranslated, runs.looked) == (2, looked)


def moved(release: Release) -> Release:
    """The same text, an empty line further down."""
    blocks = tuple(replace(block, line=block.line + 1) for block in release.blocks)
    return replace(release, blocks=blocks)


CHANGES: dict[str, Callable[[Runs], None]] = {
    "a translator's target": lambda runs: runs.edit("[One día.]", "Un día."),
    "a translator's consent": lambda runs: runs.edit(f'#, fuzzy\nmsgid "{ONE}"', f'msgid "{ONE}"'),
    "a translator's comment": lambda runs: runs.edit("#. headline", "# Really?\n#. headline"),
    "the translator's role": lambda runs: runs.edit(
        '"X-Source', '"X-Translator-Role: ana\\n"\n"X-Source'
    ),
    "line ends": lambda runs: runs.edit("\n", "\r\n"),
    "no catalog": lambda runs: runs.catalogs.texts.clear(),
    "a claim": lambda runs: runs.happens(Action.CLAIMED, "Un día.", "ana"),
    "a rejection": lambda runs: runs.happens(Action.REJECTED, f"[{ONE}]", reason="No."),
    "another ledger": lambda runs: runs.ledger.log.clear(),
    "a ledger with as many events": lambda runs: runs.ledger.log.append(
        replace(runs.ledger.log.pop(), target="?")
    ),
    "another sentence": lambda runs: setattr(runs, "release", a_release(HEAD, ONE, "New.")),
    "one sentence less": lambda runs: setattr(runs, "release", a_release(HEAD)),
    "another place": lambda runs: setattr(runs, "release", moved(runs.release)),
    "another glossary": lambda runs: setattr(
        runs, "termbase", replace(GLOSSARY, concepts=GLOSSARY.concepts[:1], revision="two")
    ),
    "a rule's severity": lambda runs: setattr(
        runs, "severities", {"end-punctuation": Severity.ERROR}
    ),
    "a rule that is left out": lambda runs: setattr(runs, "severities", {"spaces": None}),
    "names in files": lambda runs: setattr(runs, "names", True),
    "another check or dictionary": lambda runs: setattr(runs, "installed", "tomorrow's"),
    "another engine": lambda runs: setattr(runs, "choice", FakeEngine(name="other").choice),
    "no engine": lambda runs: setattr(runs, "choice", Choice((), "none is installed")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(change: str, runs: Runs) -> None:
    runs.run()
    CHANGES[change](runs)
    runs.run()
    assert runs.looked == 2


def test_it_is_quick_again_after_a_change(runs: Runs) -> None:
    runs.run()
    runs.edit("[One día.]", "Un día.")
    runs.run()
    runs.run()
    assert runs.looked == 2


def test_engines_are_asked_again_for_what_they_left(runs: Runs) -> None:
    runs.choice = FakeEngine(lambda _: "").choice
    runs.run()
    runs.choice = FakeEngine(name="fake").choice
    assert (runs.run().drafted, runs.looked) == (2, 2)


def test_a_locale_that_failed_is_tried_again(runs: Runs) -> None:
    def fail(_: str) -> str:
        raise EngineUnavailable("busy")

    runs.choice = FakeEngine(fail).choice
    assert runs.run().failure
    runs.run()
    assert runs.looked == 2


def test_what_others_recorded_meanwhile_is_looked_at(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*arguments: Any, **named: Any) -> LocaleResult:
        result = draft_or_fail(*arguments, **named)
        runs.happens(Action.CLAIMED, "Un día.", "ana")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(settled, "draft_or_fail", meanwhile)
        runs.run()
    runs.run()
    assert runs.looked == 1


def test_what_a_translator_saved_meanwhile_is_looked_at(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*arguments: Any, **named: Any) -> LocaleResult:
        result = draft_or_fail(*arguments, **named)
        runs.edit("[One día.]", "Un día.")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(settled, "draft_or_fail", meanwhile)
        runs.run()
    runs.run()
    assert (runs.looked, runs.ledger.log[-1].target) == (1, "Un día.")


def test_a_ledger_that_does_not_answer_is_the_failure_of_its_locale(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.run()

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("the server is gone")

    monkeypatch.setattr(runs.ledger, "mark", refuse)
    monkeypatch.setattr(runs.ledger, "events", refuse)
    assert runs.run().failure == "the server is gone"
