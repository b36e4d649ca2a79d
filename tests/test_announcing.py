"""What Prefect is told of a stage, and that it never keeps a command waiting."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.announcing import SERVER, announce, announcement
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Stage, State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus

APPROVED = LocaleStatus(ES, Stage.APPROVED, 3, 11, Counter({State.APPROVED: 3}), changed=NOW)
RELEASE = ReleaseStatus(ReleaseId("a"), Revision("0f"), "A secret title", (APPROVED,))


class Server(ThreadingHTTPServer):
    """A server that notes what it is sent; with a status of 0 it does not answer until ``end``."""

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.status, self.end = status, Event()
        self.taken: list[tuple[str, Any, str | None]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/api"


class Taking(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.path, body, self.headers["Authorization"]))
        if not self.server.status:
            self.server.end.wait()
        self.send_response(self.server.status or 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    server = Server(getattr(request, "param", 204))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.end.set()
    server.shutdown()
    thread.join()
    server.server_close()


def event(**changes: Any) -> dict[str, Any]:
    found = announcement(RELEASE, replace(APPROVED, **changes), Stage.IN_REVIEW)
    assert found is not None
    return found


def test_a_stage_is_told_with_ids_and_counts() -> None:
    told = event()
    assert (told["event"], told["occurred"]) == ("release.locale.approved", NOW.isoformat())
    assert told["resource"]["prefect.resource.id"] == "release.a.es"
    assert told["payload"] == {
        "release": "a", "revision": "0f", "locale": "es", "stage": "approved",
        "before": "in review", "segments": 3, "approved": 3, "words_left": 0,
    }  # fmt: skip
    assert "secret" not in json.dumps(told)


def test_a_stage_of_two_words_has_a_hyphen() -> None:
    assert event(stage=Stage.DRAFTED)["event"] == "release.locale.drafted"
    found = announcement(RELEASE, replace(APPROVED, stage=Stage.IN_REVIEW), "")
    assert found is not None
    assert found["event"] == "release.locale.in-review"
    assert found["payload"]["before"] == "not started"


def test_a_stage_that_is_no_news_is_not_told() -> None:
    assert announcement(RELEASE, APPROVED, Stage.APPROVED) is None
    begun = replace(APPROVED, stage=Stage.NOT_STARTED, changed=None)
    assert announcement(RELEASE, begun, "") is None


def test_who_sees_the_same_tells_the_same() -> None:
    assert event() == event()
    others = [
        event(stage=Stage.DRAFTED), event(changed=NOW.replace(hour=7)), event(locale=Locale("fr")),
    ]  # fmt: skip
    assert len({event()["id"], *(other["id"] for other in others)}) == 4


def test_an_announcement_is_sent_to_the_server_that_is_named(server: Server) -> None:
    assert announce(event(), {SERVER: server.url + "/"})
    assert server.taken == [("/api/events", [event()], None)]


def test_a_server_that_wants_a_key_or_a_login_gets_it(server: Server) -> None:
    assert announce(event(), {SERVER: server.url, "PREFECT_API_KEY": "k"})
    assert announce(event(), {SERVER: server.url, "PREFECT_API_AUTH_STRING": "a:b"})
    login = f"Basic {b64encode(b'a:b').decode()}"
    assert [given for _, _, given in server.taken] == ["Bearer k", login]


@pytest.mark.parametrize("server", [500], indirect=True)
def test_a_server_that_refuses_is_told_from_one_that_took_it(server: Server) -> None:
    assert not announce(event(), {SERVER: server.url})


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api", "nonsense", "http://[", "", "file:///"])
def test_a_server_that_is_not_there_costs_nothing(url: str) -> None:
    assert not announce(event(), {SERVER: url})


@pytest.mark.parametrize("server", [0], indirect=True)
def test_a_server_that_never_answers_is_left_in_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.announcing.PATIENCE", 0.2)
    assert not announce(event(), {SERVER: server.url})
