"""A Prefect server for all tests here, and a workspace with an engine that answers as told.

Prefect is imported inside fixtures and tests, so that the rest of the suite does without.
"""

import gc
import json
import os
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.notify.service import Service, serving
from translate_pipeline.announcing import request
from translate_pipeline.cli.servers import API_URL, START_SECONDS, ensure_server
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.pipeline.run import RunReport
from translate_pipeline.pipeline.sync import Signature, sync_release
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Order, Services, run_directly

SENTENCE = "Guards shelled the orchard of Karsholt"
"""A sentence that nobody but the engine and the PO files may see."""

WATCH = """
import os, sys

def watch(event, arguments):
    if event == "socket.connect":
        with open(os.environ["WATCHED"], "a") as file:
            file.write(f"{arguments[1]!r}\\n")

sys.addaudithook(watch)
"""
"""A sitecustomize module that notes whom a process and its children connect to."""

ENGINE = """
import os, time

class Noting:
    name, on_device = "noting", True

    def supports(self, source, target):
        return "all"

    def why_not(self, source, target):
        return ""

    def translate(self, texts, source, target):
        with open(os.environ["NOTES"], "a") as file:
            file.write(f"{target}\\n")
        if target.tag in os.environ.get("SLOW", "").split():
            time.sleep(600)
        return [f"{target}: {text}" for text in texts]
"""


class Engine:
    """An engine that answers with what ``answer`` makes of a locale, and counts how often."""

    name, on_device = "told", True

    def __init__(self, answer: Callable[[Locale], str] = lambda locale: f"{locale}: ") -> None:
        self.calls: Counter[str] = Counter()
        self._answer = answer

    def supports(self, source: Locale, target: Locale) -> str:
        return f"{source}-{target}"

    def why_not(self, source: Locale, target: Locale) -> str:
        raise NotImplementedError

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        del source
        self.calls[target.tag] += 1
        return [self._answer(target) + text for text in texts]


@pytest.fixture(autouse=True)
def _sockets_of_prefect() -> Iterator[None]:
    """Prefect leaves sockets to the garbage collector: they go here, not during other tests."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a server as ``run`` starts it; it ends with the tests' process."""
    home = tmp_path_factory.mktemp("prefect")
    (home / "watch").mkdir()
    (home / "watch" / "sitecustomize.py").write_text(WATCH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        patch.setenv("WATCHED", str(home / "connections"))
        patch.setenv("PYTHONPATH", str(home / "watch"))
        patch.setenv("PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL", "0.1")
        patch.delenv(API_URL, raising=False)
        # A command leaves a server that is slow, and this one shares the machine with other tests.
        patch.setattr("translate_pipeline.announcing.PATIENCE", 60.0)
        ensure_server()
        with _without_heartbeats():
            yield home
        os.environ.pop(API_URL)


def _without_heartbeats() -> AbstractContextManager[object]:
    """Prefect ends the thread that sends them when it wakes up: a second for every run."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    return temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})


@pytest.fixture
def answering(prefect_home: Path) -> Path:
    """The same once the server answers: commands do not wait for it as long as runs do."""
    request("/health", None, os.environ, START_SECONDS)
    return prefect_home


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one release, and an engine for other processes that notes its calls."""
    (tmp_path / "translate-pipeline.yaml").write_text("locales: [es, fr]\n")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "a.txt").write_text(f"A headline\n\n{SENTENCE}. Nobody was charged.\n")
    plugin = tmp_path / "plugin"
    (plugin / "noting-1.dist-info").mkdir(parents=True)
    (plugin / "noting.py").write_text(ENGINE)
    (plugin / "noting-1.dist-info" / "METADATA").write_text("Name: noting\nVersion: 1\n")
    (plugin / "noting-1.dist-info" / "entry_points.txt").write_text(
        "[translate_pipeline.engines]\nnoting = noting:Noting\n"
    )
    return tmp_path


@pytest.fixture
def service(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A service that translators and reviewers of the workspace are told by."""
    paths = [os.environ.get("PYTHONPATH", ""), str(Path(__file__).parents[2] / "src")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    with (workspace / "translate-pipeline.yaml").open("a") as file:
        file.write(
            "notify:\n"
            "  - {role: translator, urls: [DESK], language: en}\n"
            "  - {role: reviewer, urls: [DESK], language: en}\n"
        )
    with serving(Service()) as found:
        monkeypatch.setenv("DESK", found.address)
        yield found


@pytest.fixture
def run(prefect_home: Path, workspace: Path) -> Callable[..., RunReport]:
    """Run the flow on the workspace's release with an engine, in this process."""
    del prefect_home
    from flows.translate_release import orchestrate

    def carry_out(engine: Engine, name: str = "auto", others: Sequence[Engine] = ()) -> RunReport:
        services = Services(read_settings(workspace))
        vars(services)["engines"] = (engine, *others)  # what the property would hold
        order = Order(workspace / "releases" / "a.txt", engine=name)
        return orchestrate(services, order, lambda *_: None)

    return carry_out


@pytest.fixture
def command(prefect_home: Path, workspace: Path) -> tuple[Sequence[str], Mapping[str, str]]:
    """The command that runs the flow with the noting engine, and its environment."""
    root = Path(__file__).parents[2]
    paths = (workspace / "plugin", prefect_home / "watch", root / "src", root)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "NOTES": str(workspace / "notes"),
        "NO_COLOR": "1",
        "TRANSLATE_PIPELINE_WORKSPACE": str(workspace),
    }
    program = [sys.executable, "-m", "translate_pipeline", "run", "--engine", "noting"]
    return [*program, str(workspace / "releases" / "a.txt")], environment


@pytest.fixture
def release(workspace: Path, request: pytest.FixtureRequest) -> str:
    """The id of the workspace's release, which is drafted without Prefect."""
    name = re.sub("[^a-z]+", "-", request.node.name)[-40:].strip("-")
    name_release(workspace, name)
    draft(workspace, "a.txt")
    return name


def draft(workspace: Path, file: str) -> RunReport:
    services = Services(read_settings(workspace))
    vars(services)["engines"] = (Engine(),)
    return run_directly(services, Order(workspace / "releases" / file), lambda *_: None)


@pytest.fixture
def translated(workspace: Path, release: str) -> str:
    """The release once a translator is done with es, and that is recorded."""
    translate(workspace, release)
    desk = Services(read_settings(workspace)).desk
    sync_release(ReleaseId(release), (), Signature(datetime.now(UTC)), desk)
    return release


def po(workspace: Path, release: str, locale: str = "es") -> Path:
    return workspace / "locales" / locale / "LC_MESSAGES" / f"{release}.po"


def translate(workspace: Path, release: str, locale: str = "es") -> None:
    """Accept every draft, as a translator who says in the header who they are."""
    path = po(workspace, release, locale)
    text = path.read_text().replace("#, fuzzy\n", "")
    text = text.replace('"Language: ', '"X-Translator-Role: ana\\n"\n"Language: ', 1)
    path.write_text(re.sub(r'^(msgstr "..: ).*"$', r'\1abc."', text, flags=re.MULTILINE))


def catalog(workspace: Path, locale: str) -> Path:
    return workspace / "locales" / locale / "LC_MESSAGES" / "a.po"


def artifact(key: str) -> Any:
    """The data of the newest artifact of that key."""
    from prefect.artifacts import Artifact

    found: Any = Artifact.get(key)
    return json.loads(found.data)


def linked(key: str) -> list[str]:
    """The keys of the artifacts that the newest artifact of that key leads to; all are there."""
    from prefect.artifacts import Artifact

    found: Any = Artifact.get(key)
    keys = re.findall(r"\]\(/artifacts/key/([a-z0-9-]+)\)", found.description)
    assert all(Artifact.get(one) for one in keys)
    return keys


def events_of(resource: str) -> list[dict[str, Any]]:
    """The events of a locale of a release that Prefect's server was told, the oldest first."""
    from prefect.client.orchestration import get_client

    def written_down(resource: str) -> list[dict[str, Any]]:
        wanted = {"resource": {"id": [resource]}, "order": "ASC"}
        answer = client.request("POST", "/events/filter", json={"filter": wanted})
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    # The server writes events down when it comes to it, one after another: after this one, all.
    last = f"tests.{uuid4()}"
    told = {"id": str(uuid4()), "occurred": datetime.now(UTC).isoformat(), "event": "asked",
            "resource": {"prefect.resource.id": last}}  # fmt: skip
    until = time.monotonic() + 60
    with get_client(sync_client=True) as client:
        client.request("POST", "/events", json=[told])
        while not written_down(last):
            assert time.monotonic() < until
            time.sleep(0.05)
        return written_down(resource)


def announced(resource: str) -> list[str]:
    """The stages that were announced of a locale of a release."""
    return [one["event"].removeprefix("release.locale.") for one in events_of(resource)]


def name_release(workspace: Path, name: str) -> None:
    """Give the release an id of the test's own: the server remembers those of other tests."""
    source = workspace / "releases" / "a.txt"
    source.write_text(f"---\nid: {name}\n---\n{source.read_text()}")
