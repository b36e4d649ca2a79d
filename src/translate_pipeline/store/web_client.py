"""Asking a web server that is a stranger until what it gave is verified.

Every answer has an end and a time in which it must come; nothing is unpacked; the token goes to the
server that the user named and to no other one, whatever it redirects to; and what a server says is
told with nothing in it that moves a cursor.
"""

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import SplitResult, urljoin, urlsplit

from translate_pipeline import __version__
from translate_pipeline.errors import (
    NotFound,
    OriginRefused,
    OriginUnavailable,
    Retracted,
    printable,
    shortened,
)
from translate_pipeline.messages import tr
from translate_pipeline.text.hosts import is_loopback

if TYPE_CHECKING:  # it takes a tenth of a second
    import requests

_TIMEOUT = (10, 30)
"""Seconds until there is a connection, and between two parts of an answer."""
_PATIENCE, _SLOWEST = 60, 500
"""Seconds that an answer may take in any case, and bytes a second that it must bring after that."""
_ATTEMPTS = 5
_LONGEST_WAIT = 30
"""Seconds; whoever asks for more patience is asked by the next pull."""
_REDIRECTS = 5
_CHUNK = 1 << 16
_MAX_PROBLEM = 20_000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the next attempt is waited for."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda _: None
    """Hears why there is one."""


class Cut(Exception):  # noqa: N818  (says what is so)
    """An attempt that ended without an answer, and may be made again."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait
        """Seconds that the server asked for."""


class Attempts:
    """How often a server is asked again, and when."""

    def __init__(self, host: str, waiting: Waiting) -> None:
        self._host, self._waiting, self._fruitless = host, waiting, 0

    def failed(self, cut: Cut, *, fruitless: bool = True) -> None:
        """Wait for the next attempt. Raises OriginUnavailable where there is to be none."""
        self._fruitless = self._fruitless + 1 if fruitless else 0
        if self._fruitless >= _ATTEMPTS or cut.wait > _LONGEST_WAIT:
            told = tr(
                "{host} cannot be reached: {reason}. What was pulled before is still there; pull"
                " again later, or from elsewhere",
                host=self._host, reason=cut,
            )  # fmt: skip
            raise OriginUnavailable(told) from None
        backoff = 2 ** max(0, self._fruitless - 1) * random.uniform(0.5, 1)  # noqa: S311
        told = tr("{host}: {reason}. Trying again …", host=self._host, reason=cut)
        self._waiting.say(told)
        self._waiting.sleep(max(cut.wait, backoff))


class Client:
    """Asks one web server, and those that it redirects to."""

    def __init__(self, base: str, *, token: str, proxy: str, waiting: Waiting) -> None:
        """Raises NotFound where others could read the token on its way."""
        import requests

        self._base, self._token, self.waiting = urlsplit(base), token, waiting
        self.host = printable(self._base.hostname or "")
        if token and self._base.scheme != "https" and not is_loopback(self.host):
            raise NotFound(
                tr(
                    "the token would go to {host} over plain http, where anybody on the way can"
                    " read it; name the address with https://, or ask the coordinators for one",
                    host=self.host,
                )
            )
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": f"translate-pipeline/{__version__}", "Accept-Encoding": "identity"}
        )
        self._session.auth = lambda request: request  # else requests takes one from ~/.netrc
        # Else it reads all that comes with a redirect, however long, though it is not to follow it.
        self._session.get_redirect_target = _nowhere  # type: ignore[method-assign]
        self._proxies = {"http": proxy, "https": proxy} if proxy else {}

    def close(self) -> None:
        """End the connections."""
        self._session.close()

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> "Iterator[requests.Response]":
        """The head of an answer, after redirects. Raises Cut, OriginRefused."""
        for _ in range(_REDIRECTS + 1):
            with self._ask(url, headers) as answer:
                if not answer.is_redirect:
                    packed = answer.headers.get("Content-Encoding", "identity")
                    if answer.ok and packed != "identity":
                        self._fail(tr("it compresses files that are to be sent as they are"))
                    yield answer
                    return
                url = self._next(url, answer.headers["Location"])
        self._fail(tr("it redirects again and again"))

    def _next(self, url: str, location: str) -> str:
        """Where an answer redirects to. Raises OriginRefused where nobody is to go there."""
        try:
            to = urljoin(url, location)
            scheme = urlsplit(to).scheme
        except ValueError:
            self._fail(tr("there can be no such address"))
        if scheme not in _PORTS:
            self._fail(tr("it redirects to what is no web server"))
        if url.startswith("https:") and scheme != "https":
            self._fail(tr("it redirects from https to plain http"))
        return to

    def chunks(self, answer: "requests.Response", at_most: int) -> Iterator[bytes]:
        """What an answer brings, up to so many bytes, as long as it is not too slow. Raises Cut."""
        began, got = self.waiting.now(), 0
        while got < at_most:
            try:
                chunk = answer.raw.read1(min(_CHUNK, at_most - got), decode_content=False)
            except Exception as error:  # urllib3 has its own, and http.client, and ssl
                raise Cut(tr("the answer was cut off")) from error
            if not chunk:
                break
            got += len(chunk)
            yield chunk
            if self.waiting.now() - began > _PATIENCE + got / _SLOWEST:
                raise Cut(tr("it is too slow"))

    def refuse(self, answer: "requests.Response") -> None:
        """Raise what a status means that brings no file: Cut, OriginRefused or Retracted."""
        code = answer.status_code
        if code in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            return
        words, reason = self._words(answer)
        if code == HTTPStatus.TOO_MANY_REQUESTS or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Cut(words, _seconds(answer.headers.get("Retry-After", "")))
        said = tr("{host} says {words}", host=self.host, words=words)
        if code == HTTPStatus.GONE:
            raise Retracted(said, reason)
        advice = _advice(code)
        raise OriginRefused(f"{said}; {advice}" if advice else said)

    def _ask(self, url: str, headers: Mapping[str, str]) -> "requests.Response":
        import requests

        try:
            to = urlsplit(url)
            sent = dict(headers)
            if self._token and _same_origin(to, self._base):
                sent["Authorization"] = f"Bearer {self._token}"
            # None is no proxy, whatever the environment says; {} leaves it to the environment.
            direct = is_loopback(to.hostname or "")
            proxies: Any = dict.fromkeys(("http", "https", "all")) if direct else self._proxies
            return self._session.get(
                url, headers=sent, proxies=proxies, timeout=_TIMEOUT, stream=True,
                allow_redirects=False,
            )  # fmt: skip
        except requests.exceptions.SSLError as error:
            if "CERTIFICATE_VERIFY_FAILED" not in str(error):
                raise Cut(tr("no secure connection")) from None
            self._fail(
                tr(
                    "its certificate is not one that this machine trusts; if your network has its"
                    " own, name their file in REQUESTS_CA_BUNDLE, and see that the clock is right"
                )
            )
        except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidProxyURL):
            self._fail(tr("the proxy's address is none that can be used"))
        except requests.exceptions.ProxyError:
            raise Cut(tr("the proxy does not let it through")) from None
        except requests.Timeout:
            raise Cut(tr("no answer in time")) from None
        except ValueError:  # requests' and urllib3's own, for addresses that no server can have
            self._fail(tr("there can be no such address"))
        except requests.RequestException:  # its text has the address, which is long
            raise Cut(tr("no connection")) from None
        except OSError:
            self._fail(tr("REQUESTS_CA_BUNDLE names no file of certificates"))

    def _words(self, answer: "requests.Response") -> tuple[str, str]:
        """A status in the server's own words, and the reason that it gives apart from them."""
        words, reason = answer.reason or "", ""
        if "problem+json" in answer.headers.get("Content-Type", ""):
            try:
                shape = json.loads(b"".join(self.chunks(answer, _MAX_PROBLEM)))
                words = ": ".join(str(shape[name]) for name in ("title", "detail") if name in shape)
                reason = str(shape["reason"]) if "reason" in shape else ""
            except (Cut, ValueError, RecursionError, TypeError):
                pass
        said = f"{answer.status_code} {shortened(printable(words), 300).rstrip('.')}"
        return said, shortened(printable(reason), 300)

    def _fail(self, reason: str) -> NoReturn:
        raise OriginRefused(tr("cannot pull from {host}: {reason}", host=self.host, reason=reason))


def _nowhere(resp: "requests.Response") -> str | None:
    """Where requests itself is to follow a redirect to."""
    del resp
    return None


def _advice(code: int) -> str:
    """What to do about a status."""
    match code:
        case 401:
            return tr(
                "put the token that the coordinators gave you in TRANSLATE_PIPELINE_TOKEN or in a"
                " file (--token-file); if it is there, ask them for another"
            )
        case 403:
            return tr("ask the coordinators what your token is for")
        case _:
            return ""


def _same_origin(one: SplitResult, other: SplitResult) -> bool:
    return (one.scheme, one.hostname, one.port or _PORTS.get(one.scheme)) == (
        other.scheme, other.hostname, other.port or _PORTS.get(other.scheme),
    )  # fmt: skip


def _seconds(text: str) -> float:
    """What Retry-After says; a date, which few servers send, is taken for a minute."""
    if not text:
        return 0
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 60
