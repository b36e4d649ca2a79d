"""Auth: who asks, and what they may see."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from translate_pipeline.model.locale import Locale
from translate_pipeline.store.tokens import EMBARGO, Token, TokenFile
from translate_pipeline.text.hosts import is_loopback
from translate_pipeline.web.limits import Limit, Rate
from translate_pipeline.web.problems import Problem

FAILURES = Rate(burst=20, per_second=0.2)
"""Wrong tokens from one address."""
REQUESTS = Rate(burst=2_000, per_second=50)
"""Requests with one token: an office may fetch all it missed in a year at once."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    token: Token | None = None
    """None where the server has no tokens: then it answers this machine only."""

    @property
    def locales(self) -> frozenset[Locale] | None:
        """What they may pull; None is every locale."""
        return self.token.locales if self.token else None

    @property
    def early(self) -> bool:
        """Whether they may see a release before its hour."""
        return self.token is not None and EMBARGO in self.token.scopes

    def among(self, locales: Collection[Locale]) -> list[Locale]:
        """Those that they are to see: of these, or where they have their own, just those."""
        return sorted(locales if self.locales is None else self.locales)


class Gate:
    """Tells who asks, and refuses who may not."""

    def __init__(
        self,
        tokens: TokenFile,
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tokens, self._clock = tokens, clock
        self._closed = bool(tokens.all())
        self._failures, self._requests = Limit(FAILURES, seconds), Limit(REQUESTS, seconds)

    def caller(self, request: Request) -> Caller:
        """Who asks. Raises Problem.

        A server that ever had tokens stays closed without them, the last one revoked or the file
        gone. Whoever has a valid token is never refused for the wrong ones of a neighbour.
        """
        self._closed = self._closed or bool(self._tokens.all())
        if not self._closed:
            if not is_loopback(request.url.hostname or ""):  # a web page may ask by another name
                raise Problem("host", "A server without tokens answers on localhost only.")
            return Caller()
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        token = self._tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None or not token.valid(self._clock()):
            self._refuse(request, token)
        else:
            _slow_down(self._requests.wait(token.digest))
        return Caller(token)

    def _refuse(self, request: Request, token: Token | None) -> None:
        _slow_down(self._failures.wait(request.client.host if request.client else ""))
        sent = "Authorization" in request.headers
        error = ', error="invalid_token"' if sent else ""
        detail = "The token is not valid." if sent else "The request has no token."
        if token:
            detail = "The token was revoked." if token.revoked else "The token has expired."
        raise Problem("token", detail, {"WWW-Authenticate": f'Bearer realm="releases"{error}'})


def _slow_down(seconds: int) -> None:
    if seconds:
        detail = f"Ask again in {seconds} seconds."
        raise Problem("too-many", detail, {"Retry-After": str(seconds)})
