"""What services on this machine are sent is in the ledger, whatever becomes of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.engines.conftest import Asking
from tests.engines.services.protocols import PROTOCOLS
from tests.engines.services.server import Server
from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from tests.store.backends import PostgresBackend, SqliteBackend
from translate_pipeline.errors import EngineUnavailable, StorageError
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.departures import Departure, departures
from translate_pipeline.pipeline.draft import LocaleResult, draft_locale
from translate_pipeline.pipeline.egress import Sent, report
from translate_pipeline.pipeline.engines import Checked, Choice, Drafter
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.run import RunRequest, open_run
from translate_pipeline.ports import Engine, Ledger
from translate_pipeline.store.place import open_ledger
from translate_pipeline.text.terms import SourceMatcher

ROOT = Path(__file__).parents[2]
MATCHER = SourceMatcher(Termbase(ENGLISH, (), "g1"))
HEAD, ONE = "Halt the siege", "Hospitals were shelled."
LETTERS = len(HEAD + ONE)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    if request.param == "fake":
        return FakeLedger()
    if request.param == "sqlite":
        return SqliteBackend(tmp_path).ledger
    return PostgresBackend(request.getfixturevalue("postgres")).ledger


def draft(release: Release, ledger: Ledger, *engines: Engine) -> LocaleResult:
    drafters = [Drafter(one, f"{one.name} en-es") for one in engines]
    return draft_locale(
        Work(plan_job(release, MATCHER), ES, Choice(tuple(drafters)), NOW),
        catalogs=FakeCatalogs(),
        ledger=ledger,
        progress=lambda *_: None,
    )


def sent(ledger: Ledger, release: Release) -> Sequence[Event]:
    return ledger.events(release.id, {Action.SENT})


def keys(*texts: str) -> list[str]:
    return [segment_key(text) for text in texts]


def test_what_a_service_is_sent_is_announced_and_counted(asking: Asking, ledger: Ledger) -> None:
    release = a_release(HEAD, ONE)
    draft(release, ledger, asking("deep:deepl"))
    before, after = sent(ledger, release)
    assert (before.actor, before.locale, before.at) == ("deep:deepl en-es", ES, NOW)
    assert (before.key, before.source, before.target) == (None, "", "")
    assert before.detail == {"host": "api-free.deepl.com", "segments": keys(HEAD, ONE)}
    assert after.detail == {**before.detail, "characters": LETTERS, "requests": 2}
    assert departures(ledger.events(release.id)) == (
        Departure(
            release.id, ES, NOW, "deep:deepl en-es", "api-free.deepl.com", 2, LETTERS, 2
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(PROTOCOLS) - {"deep:libre"}))
def test_no_text_leaves_that_could_not_be_recorded(
    name: str, asking: Asking, services: Server
) -> None:
    class Full(FakeLedger):
        def append(self, events: object, *, known: int | None = None) -> bool:
            del events, known
            raise StorageError("the disk is full")

    engine = asking(name)
    with pytest.raises(StorageError, match="the disk is full"):
        draft(a_release(HEAD, ONE), Full(), engine)
    assert services.asked == []


def test_attempts_count_as_often_as_they_are_made_and_stay_known_where_they_fail(
    asking: Asking, ledger: Ledger
) -> None:
    release = a_release(HEAD, "500 Veldania", ONE)
    with pytest.raises(EngineUnavailable):
        draft(release, ledger, asking("deep:deepl"))
    (one,) = departures(ledger.events(release.id))
    assert (one.segments, one.requests) == (3, 4)
    assert one.characters == len(HEAD) + 3 * len("500 Veldania")


def test_a_service_gets_and_the_ledger_names_only_what_is_left(
    asking: Asking, services: Server
) -> None:
    here = FakeEngine(lambda text: "" if text == ONE else f"x {text}", name="here")
    ledger, release = FakeLedger(), a_release(HEAD, ONE)
    draft(release, ledger, here, asking("deep:deepl"))
    assert list(services.seen) == [ONE]
    assert [event.detail["segments"] for event in sent(ledger, release)] == [keys(ONE)] * 2
    drafted = {e.source: e.actor for e in ledger.log if e.action is Action.DRAFTED}
    assert drafted == {HEAD: "here en-es", ONE: "deep:deepl en-es"}


def test_where_one_service_fails_the_next_one_is_recorded_too(asking: Asking) -> None:
    ledger, release = FakeLedger(), a_release("403 Veldania", HEAD)
    here = FakeEngine(name="here")
    result = draft(release, ledger, asking("deep:deepl"), asking("deep:microsoft"), here)
    assert [one.engine for one in departures(ledger.log)] == [
        "deep:deepl en-es",
        "deep:microsoft en-es",
    ]
    assert (result.untranslated, here.asked) == (0, ["403 Veldania", HEAD])


def test_an_engine_on_this_machine_leaves_no_trace(asking: Asking, services: Server) -> None:
    ledger, release = FakeLedger(), a_release(HEAD, ONE)
    draft(release, ledger, asking("deep:libre"))
    assert len(services.asked) == 2
    assert sent(ledger, release) == []


def test_what_is_remembered_is_not_sent_again(asking: Asking) -> None:
    engine, release = asking("deep:deepl"), a_release(HEAD, ONE)
    draft(release, FakeLedger(), engine)
    ledger = FakeLedger()
    draft(release, ledger, engine)
    assert sent(ledger, release) == []


@pytest.mark.parametrize("hold", ["embargo", "confidential", "workspace"])
def test_whatever_a_list_says_nothing_that_is_held_back_opens_a_socket(
    hold: str, asking: Asking, services: Server
) -> None:
    front = {
        "embargo": f"embargo: {NOW + timedelta(hours=1)}",
        "confidential": "confidential: true",
    }
    request = RunRequest(
        f"---\n{front.get(hold, 'id: a')}\n---\n\n# {HEAD}\n\n{ONE}\n", "releases/a.md", (ES,),
        order={None: ("deep:deepl", "here", "deep:microsoft")}, allow_cloud=hold != "workspace",
    )  # fmt: skip
    here = FakeEngine(lambda text: "" if text == ONE else f"x {text}", name="here")
    engines: list[Engine] = [asking("deep:deepl"), here, asking("deep:microsoft")]
    run = open_run(request, engines=engines, matcher=MATCHER, now=NOW)
    ledger = FakeLedger()
    result = draft_locale(
        run.works[0], catalogs=FakeCatalogs(), ledger=ledger, progress=lambda *_: None
    )
    assert (result.drafted, result.untranslated, result.engine) == (1, 1, "here en-es")
    assert (services.asked, departures(ledger.log)) == ([], ())


def test_without_such_a_hold_the_list_holds(asking: Asking) -> None:
    request = RunRequest(
        f"# {HEAD}\n", "releases/a.md", (ES,),
        order={None: ("deep:deepl", "here")}, allow_cloud=True,
    )  # fmt: skip
    engines: list[Engine] = [FakeEngine(name="here"), asking("deep:deepl")]
    run = open_run(request, engines=engines, matcher=MATCHER, now=NOW)
    drafters = run.works[0].choice.drafters
    assert [one.label for one in drafters] == ["deep:deepl EN-ES", "here en-es"]
    assert all(isinstance(one.engine, Checked) for one in drafters)


def test_what_was_sent_before_an_interrupt_is_counted() -> None:
    class Interrupted(FakeEngine):
        def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
            del source, target
            report(Sent(self.name, "api.example", len(texts[0])))
            raise KeyboardInterrupt

    ledger = FakeLedger()
    with pytest.raises(KeyboardInterrupt):
        draft(a_release(HEAD, ONE), ledger, Interrupted(on_device=False))
    (one,) = departures(ledger.log)
    assert (one.segments, one.characters, one.requests) == (2, len(HEAD), 1)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.engines.test_departures import HEAD, ONE, draft
from tests.fakes import FakeEngine, a_release
from translate_pipeline.pipeline.egress import Sent, report
from translate_pipeline.store.place import open_ledger

class Cut(FakeEngine):
    def translate(self, texts, source, target):
        report(Sent(self.name, "api.example", len(texts[0])))
        os.kill(os.getpid(), signal.SIGKILL)

draft(a_release(HEAD, ONE), open_ledger(Path(sys.argv[1])), Cut(on_device=False))
"""


def test_what_was_on_its_way_when_the_program_was_killed_is_known(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, file], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
    release = a_release(HEAD, ONE)
    events = open_ledger(file).events(release.id)
    assert [event.detail for event in events] == [
        {"host": "api.example", "segments": keys(HEAD, ONE)}
    ]
    (one,) = departures(events)
    assert (one.segments, one.characters, one.requests) == (2, None, None)
