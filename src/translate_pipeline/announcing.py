"""Announcing: telling a Prefect server that a locale of a release has reached another stage.

An announcement is an event of Prefect's, on which its automations can start something. It says
which release, locale and stage, with counts; nothing of a text, a title or a person. The ledger is
the truth, an announcement only makes others look at it: it may be lost, or come twice.

Sent as a request to the server: Prefect's own library takes longer to import than a whole command.
"""

import json
import os
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPException
from threading import Thread
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener
from uuid import UUID, uuid5

from translate_pipeline.model.review import Stage, State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus

SERVER = "PREFECT_API_URL"
"""The variable that names the server."""
PATIENCE = 2.0
"""Seconds that a command waits for the server."""

_FAMILY = UUID("d3466607-36a7-4b83-883f-32edb601bccd")
"""Of the numbers of announcements."""


def announcement(status: ReleaseStatus, locale: LocaleStatus, before: str) -> dict[str, Any] | None:
    """The event for a locale's stage, as Prefect wants it; None where ``before`` was the same.

    Its number follows from what it says and when that came about: whoever sees the same sends the
    same event, so that it can be known to have been sent.
    """
    if locale.changed is None or locale.stage == before:
        return None
    occurred = locale.changed.isoformat()
    what = (status.release, status.revision, locale.locale.tag, locale.stage, occurred)
    return {
        "id": str(uuid5(_FAMILY, "\0".join(what))),
        "occurred": occurred,
        "event": f"release.locale.{locale.stage.replace(' ', '-')}",
        "resource": {
            "prefect.resource.id": f"release.{status.release}.{locale.locale}",
            "prefect.resource.name": f"{status.release} {locale.locale}",
            "release": status.release,
            "locale": locale.locale.tag,
        },
        "payload": {
            "release": status.release,
            "revision": status.revision,
            "locale": locale.locale.tag,
            "stage": locale.stage.value,
            "before": before or Stage.NOT_STARTED.value,
            "segments": locale.segments,
            "approved": locale.states[State.APPROVED],
            "words_left": locale.words_left,
        },
    }


def announce(event: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> bool:
    """Send an event to the server that the environment names; whether it was taken in time."""
    taken = []

    def post() -> None:
        try:
            request("/events", [event], environ, PATIENCE)
            taken.append(True)
        except (OSError, HTTPException, ValueError):
            pass  # the ledger has it, and a later look at the ledger sends it again

    # In a thread: looking up the server's name has no time limit of its own.
    thread = Thread(target=post, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return bool(taken)


def request(path: str, body: object, environ: Mapping[str, str], patience: float) -> bytes:
    """What the server that the environment names answers to JSON; a body of None asks for a page.

    Raises OSError (HTTPError where it refused), HTTPException, ValueError for what is no address.
    """
    server = environ[SERVER].rstrip("/")
    if not server.startswith(("http://", "https://")):
        raise ValueError(f"{SERVER} is no address of a server: {server!r}")
    headers = {"Content-Type": "application/json"}
    if key := environ.get("PREFECT_API_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    elif login := environ.get("PREFECT_API_AUTH_STRING"):
        headers["Authorization"] = f"Basic {b64encode(login.encode()).decode()}"
    data = None if body is None else json.dumps(body).encode()
    made = Request(f"{server}{path}", data, headers)  # noqa: S310  (of the web, as is seen above)
    here = made.host.partition(":")[0] in ("127.0.0.1", "localhost")
    opener = build_opener(ProxyHandler({})) if here else build_opener()
    with opener.open(made, timeout=patience) as answer:
        return bytes(answer.read())
