"""What Prefect adds to a run: retries, side by side, skipping what is finished, a table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.conftest import SENTENCE, Engine, announced, artifact, catalog, name_release
from tests.notify.service import Service
from translate_pipeline.errors import EngineRefused, EngineUnavailable, PipelineError, PolicyRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.run import RunReport
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services

Run = Callable[..., RunReport]
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # Prefect's own


@pytest.fixture
def at_once(prefect_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask an engine again without waiting."""
    del prefect_home
    from flows import translate_release

    again = translate_release.draft.with_options(retry_delay_seconds=0)
    monkeypatch.setattr(translate_release, "draft", again)


def of(report: RunReport, locale: str) -> LocaleResult:
    return next(result for result in report.locales if result.locale.tag == locale)


def failing(error: Exception, times: int, tag: str = "fr") -> Callable[[Locale], str]:
    """An answer that fails so many times for a locale."""
    left = [error] * times

    def answer(locale: Locale) -> str:
        if locale.tag == tag and left:
            raise left.pop()
        return f"{locale}: "

    return answer


@pytest.mark.usefixtures("at_once")
def test_an_unavailable_engine_is_asked_again(run: Run) -> None:
    engine = Engine(failing(EngineUnavailable("busy"), 2))
    report = run(engine)
    assert engine.calls == {"es": 1, "fr": 3}
    assert [(r.drafted, r.failure) for r in report.locales] == [(3, ""), (3, "")]
    assert report.exit_code == 0


@pytest.mark.usefixtures("at_once")
def test_an_engine_that_stays_unavailable_is_given_up(run: Run) -> None:
    engine = Engine(failing(EngineUnavailable("busy"), 99))
    report = run(engine)
    assert engine.calls == {"es": 1, "fr": 4}
    assert (of(report, "fr").failure, report.exit_code) == ("busy", 4)


def test_a_locale_that_another_engine_took_over_is_not_tried_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Engine(failing(EngineUnavailable("busy"), 99)), Engine()
    monkeypatch.setattr(second, "name", "second", raising=False)
    report = run(first, others=[second])
    assert (first.calls, second.calls) == ({"es": 1, "fr": 1}, {"fr": 1})
    assert (of(report, "fr").engine, report.exit_code) == ("second en-fr", 0)


def test_an_engine_that_refuses_is_not_asked_again(run: Run) -> None:
    engine = Engine(failing(EngineRefused("quota"), 99))
    report = run(engine)
    assert engine.calls == {"es": 1, "fr": 1}
    assert (of(report, "fr").failure, report.exit_code) == ("quota", 4)


def test_a_failed_locale_leaves_the_others_done_and_its_file_as_it_was(
    run: Run, workspace: Path
) -> None:
    damaged = catalog(workspace, "fr")
    damaged.parent.mkdir(parents=True)
    damaged.write_text('msgid "cut off')
    report = run(Engine())
    assert damaged.read_text() == 'msgid "cut off'
    assert of(report, "fr").failure.startswith("locales/fr/LC_MESSAGES/a.po:1")
    assert of(report, "es").drafted == 3
    assert catalog(workspace, "es").exists()


def test_a_run_again_skips_finished_locales(run: Run) -> None:
    first = run(Engine(failing(EngineRefused("quota"), 99)))
    engine = Engine()
    again = run(engine)
    assert engine.calls == {"fr": 1}
    assert (of(first, "es").drafted, of(first, "es").reused) == (3, 0)
    skipped = of(again, "es")
    assert (skipped.drafted, skipped.reused, skipped.seconds) == (0, 3, 0.0)
    assert of(again, "fr").drafted == 3


def test_a_locale_whose_file_was_edited_is_not_skipped(run: Run, workspace: Path) -> None:
    run(Engine())
    edited = catalog(workspace, "es")
    text = edited.read_text()
    assert text.count("es: A headline") == 1
    edited.write_text(text.replace("es: A headline", "Un titular"))
    report = run(Engine())
    assert of(report, "es").seconds > 0
    assert of(report, "fr").seconds == 0
    events = Services(read_settings(workspace)).ledger.events(report.release.id)
    assert [e.target for e in events if e.action is Action.EDITED] == ["Un titular"]


def test_a_locale_whose_file_was_deleted_is_not_skipped(run: Run, workspace: Path) -> None:
    run(Engine())
    catalog(workspace, "es").unlink()
    run(Engine())
    assert "es: A headline" in catalog(workspace, "es").read_text()


def test_a_locale_that_the_ledger_lost_is_not_skipped(run: Run, workspace: Path) -> None:
    run(Engine())
    (workspace / ".translate-pipeline" / "ledger.db").unlink()
    report = run(Engine())
    assert [result.seconds > 0 for result in report.locales] == [True, True]


def test_a_line_that_moved_makes_the_files_anew(run: Run, workspace: Path) -> None:
    run(Engine())
    source = workspace / "releases" / "a.txt"
    source.write_text("\n" + source.read_text())
    run(Engine())
    assert "#: releases/a.txt:4" in catalog(workspace, "es").read_text()


def test_a_policy_that_refuses_is_said_as_such(run: Run, workspace: Path) -> None:
    class Cloud(Engine):
        on_device = False

    engine = Cloud()
    with pytest.raises(PolicyRefused, match="allow_cloud: false"):
        run(engine, "told")
    assert not engine.calls
    assert not (workspace / "locales").exists()


def test_a_fault_of_ours_is_not_taken_for_a_failed_locale(run: Run, workspace: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        run(Engine(failing(ZeroDivisionError("ours"), 1)))
    assert catalog(workspace, "es").exists()


def test_prefect_is_told_no_text(run: Run, prefect_home: Path) -> None:
    run(Engine(failing(EngineRefused(f"cannot translate {SENTENCE}"), 1)))
    with pytest.raises(ZeroDivisionError):
        run(Engine(failing(ZeroDivisionError(SENTENCE), 1)))
    table = artifact("status-a")
    assert [row["locale"] for row in table] == ["es · Spanish", "fr · French"]
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert b"locales/es/LC_MESSAGES/a.po" in kept
    assert SENTENCE.encode() not in kept
    assert b"A headline" not in kept


def test_the_table_tells_a_coordinator_how_it_went(run: Run) -> None:
    run(Engine(failing(EngineRefused("quota"), 1)))
    es, fr = artifact("status-a")
    assert es.pop("since")
    assert es == {
        "locale": "es · Spanish", "stage": "drafted", "approved": 0, "translated": 0,
        "sent back": 0, "draft": 3, "stale": 0, "empty": 0, "words left": 11,
        "waits for": "translator", "errors": es["errors"], "terms": "0 of 0",
        "engine": "told en-es", "PO file": "locales/es/LC_MESSAGES/a.po", "problem": "",
    }  # fmt: skip
    assert (fr["stage"], fr["empty"], fr["waits for"]) == ("not started", 3, "coordinator")
    assert fr["problem"] == "EngineRefused: the engine will not do it; the worker's log says why"


def test_a_drafted_locale_is_announced_once(run: Run, workspace: Path) -> None:
    name_release(workspace, "told")
    run(Engine(failing(EngineRefused("quota"), 1)))
    assert announced("release.told.es") == ["drafted"]
    assert announced("release.told.fr") == []
    run(Engine())
    assert announced("release.told.fr") == ["drafted"]
    assert announced("release.told.es") == ["drafted"]


@pytest.mark.usefixtures("prefect_home")
def test_a_form_starts_the_same_work(workspace: Path) -> None:
    from flows.form import EngineChoice, LocaleChoice
    from flows.translate_release import translate_release

    state = translate_release(
        source="releases/a.txt",
        locales=[LocaleChoice.ES, LocaleChoice.SW],
        engine=EngineChoice.AUTO,
        workspace=str(workspace),
        return_state=True,
    )
    assert (state.name, state.message) == ("Completed", "2 of 2 locales drafted")
    assert catalog(workspace, "sw").exists()


@pytest.mark.usefixtures("prefect_home")
def test_a_form_that_asks_for_what_is_forbidden_says_so(workspace: Path) -> None:
    from flows.form import EngineChoice, LocaleChoice
    from flows.translate_release import translate_release

    state = translate_release(
        source="releases/a.txt",
        locales=[LocaleChoice.ES],
        engine=EngineChoice.GOOGLE,
        workspace=str(workspace),
        return_state=True,
    )
    assert state.name == "Failed"
    assert "PolicyRefused: deep:google sends the text" in str(state.message)
    assert not catalog(workspace, "es").exists()


def test_a_server_that_does_not_answer_is_said_in_one_line(run: Run) -> None:
    from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    nowhere = {PREFECT_API_URL: "http://127.0.0.1:9/api", PREFECT_CLIENT_MAX_RETRIES: 0}
    with temporary_settings(nowhere), pytest.raises(PipelineError, match="does not answer"):
        run(Engine())


@pytest.mark.usefixtures("prefect_home")
def test_a_form_cannot_ask_for_a_file_outside_the_workspace(workspace: Path) -> None:
    from flows.form import LocaleChoice
    from flows.translate_release import translate_release

    (workspace.parent / "secret.txt").write_text("A secret headline\n\nIt is told here.\n")
    state = translate_release(
        source="../secret.txt",
        locales=[LocaleChoice.ES],
        workspace=str(workspace),
        return_state=True,
    )
    assert state.name == "Failed"
    assert "PolicyRefused: ../secret.txt is not in the workspace" in str(state.message)
    assert not list(workspace.rglob("secret*"))


@pytest.mark.usefixtures("prefect_home")
def test_a_run_that_a_form_started_tells_people_once(workspace: Path, service: Service) -> None:
    from flows.form import EngineChoice
    from flows.translate_release import translate_release

    for _ in range(2):
        translate_release(
            source="releases/a.txt", engine=EngineChoice.AUTO, workspace=str(workspace),
            return_state=True,
        )  # fmt: skip
    (message,) = service.messages
    assert message["title"] == "translate-pipeline: 2 messages"
    assert SENTENCE not in message["message"]
