"""Services outside, as users meet them; what leaves the machine is seen at its sockets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.engines.services.server import Server, serving

WATCH = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(f"{event} {arguments[0 if event.endswith('info') else 1]!r}\\n")

sys.addaudithook(watch)
"""
"""A sitecustomize module that notes whom a process and its children call."""

HOUR = ("--embargo-until", "2999-01-01T00:00Z")
RUN = ("run", "--direct", "releases/a.txt")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def calls(workspace: Path, environment: dict[str, str], server: Server) -> Callable[[], str]:
    """Whom the program called, a line a call; the workspace allows cloud engines."""
    (workspace / "plugin" / "sitecustomize.py").write_text(WATCH)
    (workspace / "translate-pipeline.yaml").write_text("locales: [es]\nallow_cloud: true\n")
    watched = workspace / "watched"
    environment |= {
        "WATCHED": str(watched),
        "XDG_STATE_HOME": str(workspace / "state"),
        "TRANSLATE_PIPELINE_DEEPL_KEY": "s3cret",
        "TRANSLATE_PIPELINE_LIBRE_URL": f"{server.url}/deep:libre",
    }
    return lambda: watched.read_text() if watched.exists() else ""


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("engine", ["deep:google", "deep:deepl", "deep:mymemory"])
def test_an_embargoed_release_opens_no_socket(
    engine: str, program: Program, calls: Callable[[], str]
) -> None:
    done = program(*RUN, "--engine", engine, *HOUR)
    assert (done.returncode, calls()) == (3, "")
    assert "embargo until 2999" in done.stderr


@pytest.mark.usefixtures("desk")
def test_an_embargoed_release_is_drafted_on_this_machine_alone(
    program: Program, calls: Callable[[], str]
) -> None:
    done = program(*RUN, "--locale", "de", *HOUR)
    assert done.returncode in (0, 1)
    assert set(calls().split("\n")) <= {"", *_of_loopback(calls())}


@pytest.mark.usefixtures("desk")
def test_asking_which_engines_there_are_opens_no_socket(
    program: Program, calls: Callable[[], str]
) -> None:
    program("engines", "--json")
    assert calls() == ""


@pytest.mark.usefixtures("desk")
def test_a_server_of_ones_own_on_this_machine_may_draft_under_embargo(
    program: Program, calls: Callable[[], str], workspace: Path, server: Server
) -> None:
    done = program(*RUN, "--engine", "deep:libre", *HOUR)
    assert done.returncode in (0, 1), done.stderr
    assert server.seen["The court found war crimes."]
    assert set(calls().split("\n")) == {"", *_of_loopback(calls())}
    assert calls()  # so the watch sees calls
    po = (workspace / "locales/es/LC_MESSAGES/a.po").read_text()
    assert "#. draft: deep:libre en-es" in po


@pytest.mark.usefixtures("desk", "calls")
@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("quota", "says 403 Forbidden (quota exceeded); is TRANSLATE_PIPELINE_LIBRE_KEY right?"),
        ("page", "answered with a web page instead of a translation"),
    ],
)
def test_a_service_that_fails_is_told_without_the_text(
    word: str, words: str, program: Program, workspace: Path
) -> None:
    (workspace / "releases" / "a.txt").write_text(f"Nobody charged\n\n{word} of Karsholt.\n")
    done = program(*RUN, "--engine", "deep:libre")
    assert done.returncode == 4
    assert words in " ".join((done.stdout + done.stderr).split())
    assert "Karsholt" not in done.stdout + done.stderr
    assert not (workspace / "locales/es/LC_MESSAGES/a.po").exists()


@pytest.mark.usefixtures("desk", "calls")
def test_an_answer_that_is_no_translation_leaves_its_entry_empty(
    program: Program, workspace: Path
) -> None:
    said = "echo the court has found that nobody was to blame for this."
    (workspace / "releases" / "a.txt").write_text(f"Nobody charged\n\n{said}\n")
    done = program(*RUN, "--engine", "deep:libre")
    assert "1 of 2 answers for es are no translations (the source itself)" in done.stderr
    po = (workspace / "locales/es/LC_MESSAGES/a.po").read_text()
    assert f'msgid "{said}"\nmsgstr ""' in po


def _of_loopback(calls: str) -> list[str]:
    return [line for line in calls.split("\n") if "'127.0.0.1'" in line]
