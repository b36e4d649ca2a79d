"""Problems: every error of the API, as a problem document (RFC 9457)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

PREFIX = "/api/v1/problems/"
"""With a kind's name behind it, the ``type`` of a problem; what stands there explains it."""
MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """What all problems of a type have in common."""

    status: int
    title: str
    advice: str


KINDS: Mapping[str, Kind] = {
    "bad-request": Kind(400, "The request cannot be read", "Look at what was sent."),
    "token": Kind(401, "No valid token", "Send `Authorization: Bearer TOKEN`."),
    "embargo": Kind(403, "Under embargo", "Ask again at `embargo_until`."),
    "other-locale": Kind(403, "Not your locale", "The token is for `locales`; ask for another."),
    "not-found": Kind(404, "There is nothing here", "Look at /api/v1/releases."),
    "not-approved": Kind(404, "Not approved yet", "Ask again when `stage` is published."),
    "method": Kind(405, "Only reading is possible", "Use GET or HEAD."),
    "language": Kind(406, "In none of these languages", "Ask for one of `locales`."),
    "retracted": Kind(410, "Retracted", "Take it down; `newest_version` is what to use instead."),
    "range": Kind(416, "Not within the file", "Ask without `Range`."),
    "host": Kind(421, "Not this server", "Ask by the name localhost, or make tokens."),
    "too-many": Kind(429, "Too many requests", "Wait for `Retry-After` seconds."),
    "fault": Kind(500, "A fault of the server", "Tell its coordinator."),
    "unavailable": Kind(503, "It cannot be had now", "Try again later."),
}


class Problem(Exception):  # noqa: N818  (what it is sent as)
    """Why a request is not answered as it was asked."""

    def __init__(
        self,
        kind: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **members: object,
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail = kind, detail
        self.headers, self.members = headers or {}, members

    def response(self) -> Response:
        """The document; nobody is to keep it."""
        kind = KINDS[self.kind]
        shape = {
            "type": PREFIX + self.kind,
            "title": kind.title,
            "status": kind.status,
            "detail": self.detail,
            **self.members,
        }
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(as_json(shape), kind.status, headers, media_type=MEDIA)


async def known(_: Request, problem: Exception) -> Response:
    """Answer with a problem that was raised."""
    assert isinstance(problem, Problem)
    return problem.response()


async def of_framework(_: Request, error: Exception) -> Response:
    """Answer with the problem for what the framework refuses: paths and methods unknown to it."""
    assert isinstance(error, HTTPException)
    by_status = {kind.status: name for name, kind in KINDS.items() if name != "not-approved"}
    by_status |= {400: "bad-request", 404: "not-found", 422: "bad-request"}
    name = by_status.get(error.status_code, "bad-request")
    detail = HTTPStatus(error.status_code).phrase
    headers = {"Allow": "GET, HEAD"} if error.status_code == 405 else error.headers
    return Problem(name, detail, headers).response()


async def fault(_: Request, __: Exception) -> Response:
    """Answer where the program itself fails; what happened is for its log alone."""
    return Problem("fault", "The server failed; its log says why.").response()


def explained(name: str) -> bytes | None:
    """What stands at a problem's ``type``; None for a type that is none."""
    kind = KINDS.get(name)
    if kind is None:
        return None
    return as_json({"title": kind.title, "status": kind.status, "advice": kind.advice})


def as_json(value: object) -> bytes:
    """JSON as the API sends it."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
