"""The application: the routes, and what holds for every answer."""

import logging
from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from translate_pipeline import __version__
from translate_pipeline.errors import PipelineError
from translate_pipeline.ports import HeadedLedger, Shelf
from translate_pipeline.store.tokens import TokenFile
from translate_pipeline.web import problems
from translate_pipeline.web.api import router
from translate_pipeline.web.auth import Gate
from translate_pipeline.web.desk import ROOT
from translate_pipeline.web.library import Library

_LOG = logging.getLogger("translate_pipeline.web")

_SAFE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    ),
]
"""Said with everything: a text from a release runs nothing and calls nobody in a browser."""


class Edge:
    """What holds for every answer: headers, HEAD as GET without a body, no traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_SAFE]}
            elif head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app({**scope, "method": "GET"} if head else scope, receive, guarded)
        except Exception as error:  # noqa: BLE001  (the answer was sent by the framework)
            _LOG.error("a fault: %s: %s", type(error).__name__, error)


def create_app(
    ledger: HeadedLedger, shelf: Shelf, tokens: TokenFile, clock: Callable[[], datetime]
) -> Edge:
    """The pull API over a workspace; ``clock`` tells the time with its zone."""
    app = FastAPI(
        title="Approved versions", version=__version__, openapi_url=f"{ROOT}/openapi.json",
        docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.library, app.state.gate = Library(ledger, shelf), Gate(tokens, clock)
    app.state.clock = clock
    app.include_router(router)
    app.add_exception_handler(problems.Problem, problems.known)
    app.add_exception_handler(HTTPException, problems.of_framework)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(PipelineError, _unavailable)
    app.add_exception_handler(Exception, problems.fault)
    return Edge(app)


async def _unreadable(_: Request, __: Exception) -> Response:
    return problems.Problem("bad-request", "The request cannot be read.").response()


async def _unavailable(_: Request, error: Exception) -> Response:
    """What is wrong with ledger, shelf or tokens is for the log: it names files."""
    _LOG.error("%s", error)
    detail = "The server cannot read what it needs; its log says why."
    return problems.Problem("unavailable", detail, {"Retry-After": "60"}).response()
