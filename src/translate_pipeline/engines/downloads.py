"""Models fetched from Mozilla's server, or from a mirror that ``FXTRANSLATE_RECORDS_URL`` names.

Only the command ``engines fetch`` comes here. A download that was cut goes on where it stopped,
in this call or in the next; nothing is used before its SHA-256 is that of the catalog.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from translate_pipeline.engines.installing import RECORDS, cannot_write, new_model, write
from translate_pipeline.engines.offers import ModelFile, Offer, best_offers, parse_files
from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable

if TYPE_CHECKING:  # it takes a fifth of a second
    from requests import Response

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and seconds to wait for the next byte."""

ATTEMPTS = 4
"""Times a file is asked for; each goes on where the one before it was cut."""

_LARGEST_CATALOG = 32 << 20
"""Bytes; Mozilla's has two million."""

_CHUNK = 1 << 16
_PARTS = ".downloads"

Progress = Callable[[int], None]
"""Told of bytes that have come since it was told last; less than none where they were useless."""


class Server:
    """A server of models: Remote Settings, or a folder of files with a catalog in it."""

    def __init__(self, wait: Callable[[float], None] = sleep) -> None:
        """``wait`` passes the seconds between two attempts."""
        from fxtranslate import discovery

        self.url: str = discovery.records_url()
        self._wait = wait

    def offers(self) -> tuple[Offer, ...]:
        """The models it has, by pair. Raises EngineError."""
        try:
            return best_offers(parse_files(self._small(self.url)))
        except ValueError as error:
            raise EngineRefused(f"{self.url} is {error}") from error

    def fetch(self, offer: Offer, root: Path, progress: Progress) -> Path:
        """Download a model into the user's folder, where it is then found.

        Raises EngineUnavailable where trying again may help, EngineRefused where it will not, and
        StorageError.
        """
        from fxtranslate import discovery

        base = self._attachments()
        with _alone(root / _PARTS) as parts:
            files = [(file, self._download(file, base, parts, progress)) for file in offer.files]
            with new_model(root, offer.pair) as folder:
                for file, part in files:
                    try:
                        data = discovery.verify_and_decompress(part.read_bytes(), file.used.digest)
                    except ValueError as error:
                        part.unlink()
                        raise EngineRefused(f"{file.name} of {self.url}: {error}") from error
                    write(folder / file.name, data)
                write(folder / RECORDS, offer.records())
            for _, part in files:
                part.unlink()
            with suppress(OSError):
                parts.rmdir()  # those of other models may lie there still
        return root / offer.pair

    def _attachments(self) -> str:
        """Where files are: Remote Settings says it in its root, a plain folder has them inside."""
        root, found, _ = self.url.partition("/buckets/")
        if not found:
            return self.url
        place = f"{root}/"
        try:
            told = json.loads(self._small(place))["capabilities"]["attachments"]["base_url"]
        except (ValueError, KeyError, TypeError) as error:
            raise EngineRefused(
                f"{place} does not say where its attachments are"
                " (capabilities.attachments.base_url)"
            ) from error
        return str(told).rstrip("/") + "/"

    def _small(self, url: str) -> bytes:
        body = bytearray()
        with _answer(url, 0) as response:
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > _LARGEST_CATALOG:
                    raise EngineRefused(f"{url} is larger than any catalog of models")
        return bytes(body)

    def _download(self, file: ModelFile, base: str, parts: Path, progress: Progress) -> Path:
        """The whole file, as it travels."""
        part = parts / file.travelling.digest
        url = urljoin(base, quote(file.location.lstrip("/")))  # never another host
        if part.exists():
            progress(min(part.stat().st_size, file.travelling.size))
        for attempt in range(ATTEMPTS):
            try:
                _go_on(url, part, file.travelling.size, progress)
                break
            except EngineUnavailable:
                if attempt == ATTEMPTS - 1:
                    raise
                self._wait(2.0**attempt)
        if sha256(part.read_bytes()).hexdigest() != file.travelling.digest:
            progress(-part.stat().st_size)
            part.unlink()
            raise EngineRefused(
                f"{url} is not the file that {self.url} lists (SHA-256); nothing was installed."
                " Try again, and if it stays so tell whoever runs the server"
            )
        return part


@contextmanager
def _alone(parts: Path) -> Iterator[Path]:
    """The folder of what was downloaded, kept from other processes.

    Raises EngineUnavailable where one is at it, StorageError where it cannot be written.
    """
    import fcntl

    handle = -1
    try:
        parts.mkdir(parents=True, exist_ok=True)
        handle = os.open(parts, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield parts
    except BlockingIOError as error:
        told = "another `engines fetch` is at work; run it again when that has ended"
        raise EngineUnavailable(f"{parts.parent}: {told}") from error
    except OSError as error:
        raise cannot_write(error.filename or parts, error) from error
    finally:
        if handle >= 0:
            os.close(handle)


def _go_on(url: str, part: Path, size: int, progress: Progress) -> None:
    """Bring a part to its size, from where it stands. Raises EngineError and OSError."""
    there = part.stat().st_size if part.exists() else 0
    if there >= size:
        return  # whether it is right its hash says
    with _answer(url, there) as response:
        if there and response.status_code != 206:  # from the start: the server knows no ranges
            progress(-there)
            there = 0
        with part.open("ab" if there else "wb") as out:
            for chunk in response.iter_content(_CHUNK):
                there += len(chunk)
                if there > size:
                    raise EngineRefused(f"{url} is longer than its catalog says")
                out.write(chunk)
                progress(len(chunk))
    if there < size:
        raise EngineUnavailable(f"{url} ended after {there} of {size} bytes; run it again to go on")


@contextmanager
def _answer(url: str, start: int) -> "Iterator[Response]":
    """The answer to a request for what begins at ``start``, with errors that can be told apart."""
    import requests

    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    try:
        with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as response:
            if not response.ok:
                raise _failure(url, response)
            yield response
    except requests.RequestException as error:
        if isinstance(error, ValueError):  # no URL at all
            raise EngineRefused(f"{url}: {error}") from error
        raise EngineUnavailable(
            f"{url} cannot be reached, or the connection was lost ({type(error).__name__});"
            " run it again to go on, or carry the model here (`engines fetch --from`)"
        ) from error


def _failure(url: str, response: "Response") -> EngineError:
    told = f"{url} answered {response.status_code} {response.reason}"
    if response.status_code >= 500 or response.status_code in (408, 429):
        return EngineUnavailable(f"{told}; try again later")
    return EngineRefused(f"{told}; is the address right (FXTRANSLATE_RECORDS_URL)?")
