"""One request to a service, and its whole answer, within time limits.

What requests does by itself and must not here: follow a redirect, ask a proxy for this machine,
take a password from ~/.netrc, keep cookies, log addresses.
"""

import json
import logging
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from translate_pipeline.engines.deep.watch import limited, watched_adapter, watching
from translate_pipeline.errors import EngineRefused, EngineUnavailable

LARGEST = 1_000_000
"""Bytes of an answer. A longer one is no translation of a sentence."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds."""

    connect: float = 10.0
    silence: float = 30.0
    """Without a byte."""
    whole: float = 60.0
    """From the request to the last byte of the answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a service. Its parts hold the text and the key: it is never shown."""

    method: str
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] | None = None
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """Whom it goes to."""
        return urlsplit(self.url).hostname or ""

    def __repr__(self) -> str:
        return f"<{self.method} request to {self.host}>"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as far as deep-translator looks at it."""

    status_code: int
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def text(self) -> str:
        """Every service writes UTF-8, whatever its headers leave open."""
        return self.content.decode("utf-8", "replace")

    @property
    def is_page(self) -> bool:
        """Whether it is a web page."""
        return self.content.lstrip()[:1] == b"<"

    def json(self) -> Any:  # noqa: ANN401
        """What its JSON says. Raises ValueError."""
        return json.loads(self.content)

    def close(self) -> None:
        """Nothing is open any more."""

    def __repr__(self) -> str:
        return f"<answer {self.status_code}>"


def is_loopback(url: str) -> bool:
    """Whether what is sent there stays on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


def send(request: Request, limits: TimeLimits, name: str) -> Answer:
    """Send a request. Raises EngineUnavailable where no whole answer came, EngineRefused.

    No message quotes the address: it may hold the text, which may be under embargo. No redirect is
    followed: it would take the text elsewhere.
    """
    import requests

    late = EngineUnavailable(f"{name}: {request.host} did not answer in time")
    with limited(limits.whole) as watch:
        try:
            answer = _session(request.url).request(
                request.method, request.url, params=request.params, data=request.data,
                json=request.json, headers=request.headers, allow_redirects=False, stream=True,
                timeout=(limits.connect, limits.silence),
            )  # fmt: skip
            with answer:
                content = b""
                for chunk in answer.iter_content(1 << 16):
                    content += chunk
                    if len(content) > LARGEST:
                        told = f"{name}: {request.host} answers with more than {LARGEST} bytes"
                        raise EngineRefused(told)
        except requests.Timeout:
            raise late from None
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            if watch.over or "timed out" in str(error).lower():
                raise late from None
            kind = type(error).__name__
            raise EngineUnavailable(f"{name}: no connection to {request.host} ({kind})") from None
        except (requests.RequestException, UnicodeError) as error:
            kind = type(error).__name__
            raise EngineRefused(f"{name}: {kind} with {request.host}") from None
    if watch.over:  # an answer without a length ends wherever it is cut
        raise late
    return Answer(answer.status_code, answer.reason or "", answer.headers, content)


class _Sessions(threading.local):
    """Each thread's connections, kept open between texts: a session is not for two threads."""

    usual: Any = None
    direct: Any = None
    """For this machine: a proxy would take what is meant for it to another one."""


_sessions = _Sessions()


_TALKATIVE = ("urllib3.connection", "urllib3.connectionpool")
"""Loggers that write addresses, of requests and of answers with odd headers."""


def _session(url: str) -> Any:  # noqa: ANN401
    if _sessions.usual is None:
        for name in _TALKATIVE:
            logging.getLogger(name).addFilter(_not_ours)
        _sessions.usual, _sessions.direct = _new_session(), _new_session()
        _sessions.direct.trust_env = False
    return _sessions.direct if is_loopback(url) else _sessions.usual


def close_sessions() -> None:
    """Close this thread's connections."""
    for session in (_sessions.usual, _sessions.direct):
        if session:
            session.close()
    _sessions.usual = _sessions.direct = None


def _new_session() -> Any:  # noqa: ANN401
    from http.cookiejar import DefaultCookiePolicy

    import requests

    session = requests.Session()
    session.auth = _as_it_is
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("https://", "http://"):
        session.mount(scheme, watched_adapter()())
    return session


def _as_it_is(request: Any) -> Any:  # noqa: ANN401
    """Keeps requests from putting what ~/.netrc says in the place of a service's key."""
    return request


def _not_ours(_record: logging.LogRecord) -> bool:
    """Keeps the addresses of our requests, which may hold a text, out of logs."""
    return not watching()
