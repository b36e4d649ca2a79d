"""The processes behind the neural engine: they die, are interrupted, and end with the program."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from translate_pipeline.engines import worker
from translate_pipeline.engines.models import ROOT_VARIABLE, Model, find_model
from translate_pipeline.engines.neural import MODELS, Neural
from translate_pipeline.errors import EngineUnavailable
from translate_pipeline.model.locale import Locale

EN, BRAZIL = Locale("en"), Locale("pt-BR")
TEXTS = [
    "The court found that war crimes were committed in the city.",
    "Nobody was charged.",
    "Hospitals, schools and markets were destroyed within weeks of the attack.",
    "The organization called on both parties to release all hostages.",
]


@pytest.fixture
def engine() -> Iterator[Neural]:
    made = Neural()
    yield made
    made.close()


@pytest.fixture
def installed() -> Model:
    model = find_model(EN, BRAZIL)
    assert model
    return model


def _processes(parent: int | None = None) -> list[int]:
    """Those that hold a model, of this program or another one."""
    parent = parent or os.getpid()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            ours = f"\nPPid:\t{parent}\n" in (folder / "status").read_text()
        except OSError:
            continue
        if ours and worker.__file__.encode() in command:
            found.append(int(folder.name))
    return found


def _gone(process: int, seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not Path(f"/proc/{process}").exists()


def test_targets_are_those_of_the_bare_library_in_the_order_of_the_texts(
    engine: Neural, installed: Model
) -> None:
    from fxtranslate import Translator

    bare = Translator(*(path.read_bytes() for path in installed.paths()))
    expected = [bare.translate(text) for text in TEXTS] * 3
    assert engine.translate(TEXTS * 3, EN, BRAZIL) == expected


def test_one_text_starts_one_process_and_many_one_for_each_core(engine: Neural) -> None:
    engine.translate(TEXTS[:1], EN, BRAZIL)
    assert len(_processes()) == 1
    engine.translate(TEXTS, EN, BRAZIL)
    assert len(_processes()) == min(len(os.sched_getaffinity(0)), 4)


def test_a_process_that_is_killed_loses_nothing(engine: Neural) -> None:
    expected = [*engine.translate(TEXTS, EN, BRAZIL)] * 10
    targets: list[str] = []
    run = threading.Thread(target=lambda: targets.extend(engine.translate(TEXTS * 10, EN, BRAZIL)))
    victims = _processes()
    run.start()
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    run.join()
    assert targets == expected
    assert not set(victims) & set(_processes())


def test_processes_that_die_again_and_again_make_the_engine_unavailable(
    engine: Neural, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.engines.team.worker.__file__", "/no/such/program")
    with pytest.raises(EngineUnavailable, match="twice for the same text"):
        engine.translate(TEXTS, EN, BRAZIL)


def test_an_interrupt_at_the_terminal_is_not_for_the_processes(engine: Neural) -> None:
    engine.translate(TEXTS, EN, BRAZIL)
    before = _processes()
    for process in before:
        os.kill(process, signal.SIGINT)
    engine.translate(TEXTS, EN, BRAZIL)
    assert _processes() == before


def test_threads_share_the_processes(engine: Neural) -> None:
    expected = engine.translate(TEXTS, EN, BRAZIL)
    results: list[Sequence[str]] = []
    threads = [
        threading.Thread(target=lambda: results.append(engine.translate(TEXTS, EN, BRAZIL)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4
    assert len(_processes()) <= 4


def test_only_so_many_models_stay_up(
    engine: Neural, installed: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    languages = ["es", "fr", "it", "ca", "gl", "ro"]
    for language in languages:
        (tmp_path / f"en-{language}").symlink_to(installed.folder)
        assert engine.translate(["War crimes"], EN, Locale(language)) == ["Crimes de guerra"]
    assert len(_processes()) == MODELS < len(languages)


def test_a_model_that_was_fetched_anew_is_used_at_once(
    engine: Neural, installed: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    shutil.copytree(installed.folder, tmp_path / "en-es")
    engine.translate(["War crimes"], EN, Locale("es"))
    before = _processes()
    os.utime(next((tmp_path / "en-es").glob("model.*.bin")), (1, 1))
    assert engine.translate(["War crimes"], EN, Locale("es")) == ["Crimes de guerra"]
    assert _processes() != before


@pytest.mark.parametrize("ending", ["", "os.kill(os.getpid(), 9)", "os._exit(3)"])
def test_no_process_outlives_the_program(ending: str) -> None:
    code = (
        "import os, sys; from translate_pipeline.engines.neural import Neural;"
        "from translate_pipeline.model.locale import Locale;"
        "from tests.engines.test_team import _processes, TEXTS;"
        "engine = Neural(); engine.translate(TEXTS, Locale('en'), Locale('pt-BR'));"
        f"print(*_processes(), flush=True); {ending}"
    )
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    processes = [int(process) for process in shown.stdout.split()]
    assert processes
    assert all(_gone(process) for process in processes)


def test_closing_ends_the_processes(engine: Neural) -> None:
    engine.translate(TEXTS, EN, BRAZIL)
    before = _processes()
    engine.close()
    assert before
    assert all(_gone(process) for process in before)


@pytest.mark.nightly
def test_memory_does_not_grow_with_the_number_of_segments(engine: Neural) -> None:
    def translate(segments: int) -> int:
        for start in range(0, segments, 100):
            texts = [f"{text} {start + n}" for n in range(25) for text in TEXTS]
            engine.translate(texts, EN, BRAZIL)
        return sum(_memory(process) for process in [os.getpid(), *_processes()])

    after_500 = translate(500)
    assert translate(4_500) < 1.1 * after_500


def _memory(process: int) -> int:
    """Resident kilobytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
