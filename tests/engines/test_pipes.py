import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from translate_pipeline.engines.pipes import Pipe
from translate_pipeline.errors import EngineRefused, EngineUnavailable

STAGE = """
import os, sys, time
def answer(text):
    if text == b"die" and not os.path.exists(sys.argv[1]):
        open(sys.argv[1], "w").close()
        sys.exit(3)
    if text == b"always die":
        sys.exit(3)
    if text == b"stall":
        time.sleep(600)
    if text == b"grow":
        b"x" * (8 << 30)
    if text == b"twice":
        return b"one\\0two"
    if text == b"latin":
        return b"\\xe9"
    return b"%d %s" % (os.getpid(), text[::-1])
text = b""
while byte := os.read(0, 1):
    text += byte
    if byte == b"\\0":
        sys.stdout.buffer.write(answer(text[:-1]) + b"\\0")
        sys.stdout.buffer.flush()
        text = b""
"""


def _pipe(tmp_path: Path, seconds: float = 60.0) -> Pipe:
    stage = [sys.executable, "-I", "-S", "-c", STAGE, str(tmp_path / "died")]
    return Pipe([["cat"], stage, ["cat"]], seconds=seconds, memory=1 << 30)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_chain_answers_text_after_text(tmp_path: Path) -> None:
    with _pipe(tmp_path) as pipe:
        answers = [pipe.ask(text).split(" ") for text in ("Gaza", "", "war")]
    assert [answer for _, answer in answers] == ["azaG", "", "raw"]
    assert len({pid for pid, _ in answers}) == 1


def test_a_chain_that_dies_is_started_anew_for_the_same_text(tmp_path: Path) -> None:
    with _pipe(tmp_path) as pipe:
        assert pipe.ask("die").endswith(" eid")
        assert pipe.ask("next").endswith(" txen")


@pytest.mark.parametrize(
    ("text", "seconds", "words"),
    [
        ("always die", 60.0, "ended with status 3, twice for the same text"),
        ("stall", 0.4, r"no answer within 0\.4 s, twice"),
        ("grow", 60.0, "ended with status 1, twice"),
        ("twice", 60.0, "more than one answer"),
        ("latin", 60.0, "not UTF-8"),
    ],
)
def test_a_chain_that_fails_twice_is_unavailable_and_the_next_text_is_its_own(
    tmp_path: Path, text: str, seconds: float, words: str
) -> None:
    with _pipe(tmp_path, seconds) as pipe:
        with pytest.raises(EngineUnavailable, match=words):
            pipe.ask(text)
        assert _answer(pipe, "next").endswith(" txen")


def _answer(pipe: Pipe, text: str) -> str:
    """What the chain answers once the machine is not too busy for its time limit."""
    until = time.monotonic() + 60
    while True:
        try:
            return pipe.ask(text)
        except EngineUnavailable:
            if time.monotonic() > until:
                raise


def test_a_text_larger_than_every_buffer_goes_through() -> None:
    with Pipe([["cat"], ["cat"]]) as pipe:
        assert pipe.ask("x" * 3_000_000) == "x" * 3_000_000


def test_a_command_that_is_not_installed_is_refused_by_name() -> None:
    refusal = pytest.raises(EngineRefused, match="no-such-program cannot be started: No such file")
    with Pipe([["cat"], ["no-such-program"]]) as pipe, refusal:
        pipe.ask("Gaza")


def test_a_null_byte_in_a_text_is_refused() -> None:
    with Pipe([["cat"]]) as pipe, pytest.raises(EngineRefused, match="null byte"):
        pipe.ask("a\0b")


def test_threads_take_turns(tmp_path: Path) -> None:
    answers: dict[int, str] = {}
    with _pipe(tmp_path) as pipe:

        def ask(number: int) -> None:
            answers[number] = pipe.ask(f"{number:04d}").split(" ")[1]

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == {number: f"{number:04d}"[::-1] for number in range(40)}


def test_closing_ends_the_processes_and_a_further_text_starts_new_ones(tmp_path: Path) -> None:
    pipe = _pipe(tmp_path)
    before = int(pipe.ask("a").split(" ")[0])
    pipe.close()
    assert not _alive(before)
    assert int(pipe.ask("a").split(" ")[0]) != before
    pipe.close()


@pytest.mark.parametrize("ending", ["", "os.kill(os.getpid(), 9)"])
def test_no_process_outlives_the_program(ending: str) -> None:
    code = (
        "import os, sys; from translate_pipeline.engines.pipes import Pipe;"
        "pipe = Pipe([[sys.executable, '-I', '-S', '-c', sys.argv[1], 'x'], ['cat']]);"
        f"print(pipe.ask('a').split()[0], flush=True); {ending}"
    )
    command = [sys.executable, "-c", code, STAGE]
    shown = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    assert shown.returncode == (-signal.SIGKILL if ending else 0)
    deadline = time.monotonic() + 60
    while _alive(int(shown.stdout)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(int(shown.stdout))


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_fork_of_the_program_gets_a_chain_of_its_own(tmp_path: Path) -> None:
    with _pipe(tmp_path) as pipe:
        ours = pipe.ask("a").split(" ")[0]
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            theirs = pipe.ask("b").split(" ")[0]
            pipe.close()
            os.write(write, theirs.encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.close(write)
        with os.fdopen(read) as answer:
            theirs = answer.read()
        assert theirs
        assert theirs != ours
        assert pipe.ask("c") == f"{ours} c"
