"""Posting: one message to one receiver, within a time, and what it answered."""

import ssl
from collections.abc import Mapping
from datetime import datetime
from email.message import Message as Headers
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from translate_pipeline import __version__
from translate_pipeline.messages import tr
from translate_pipeline.text.hosts import is_loopback
from translate_pipeline.webhooks.report import Answer


def post(
    url: str, headers: Mapping[str, str], body: bytes, seconds: float, now: datetime
) -> Answer:
    """Send a message. Nothing of the answer's body is read: it says nothing that is needed.

    The time is that for each step, to connect, to send and to be answered; whoever needs an end
    that holds whatever the receiver does has a thread to leave behind.
    """
    said = {
        "Content-Type": "application/json",
        "User-Agent": f"translate-pipeline/{__version__}",
        **headers,
    }
    request = Request(url, body, said, method="POST")  # noqa: S310  (receiver_url)
    try:
        with _opener(url).open(request, timeout=seconds) as response:
            return Answer(response.status)
    except HTTPError as error:
        with error:
            return Answer(error.code, wait=_wait(error.headers, now))
    except (OSError, HTTPException, ValueError) as error:
        return Answer(failure=_why(error))


class _NoRedirects(HTTPRedirectHandler):
    """A signed message is for one address; where it leads on, a person has to look."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401  (as urllib has it)
        """Follow nothing."""


def _opener(url: str) -> OpenerDirector:
    if is_loopback(urlsplit(url).hostname or ""):
        return build_opener(_NoRedirects, ProxyHandler({}))
    return build_opener(_NoRedirects)


def _wait(headers: Headers, now: datetime) -> float:
    """The seconds of a Retry-After, which may be a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo else 0.0


def _why(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return tr("it did not answer in time")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return tr("its certificate is not valid: {reason}", reason=cause.verify_message)
    if isinstance(cause, OSError) and not isinstance(cause, HTTPException):
        return tr("it cannot be reached: {reason}", reason=cause.strerror or cause)
    return tr("it broke off, or does not speak HTTP")
