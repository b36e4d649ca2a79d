"""Origins: what approved versions are pulled from, found by looking at an address.

There are two layouts. A shelf has its index at the base, be it a folder, a stick or a web server
that hosts a copy of it; the pull API has the same files behind ``api/v1/``.
"""

import contextlib
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from translate_pipeline.errors import (
    AlteredFile,
    MissingFile,
    NotFound,
    OriginRefused,
    OriginUnavailable,
    StorageError,
    printable,
)
from translate_pipeline.formats.index import INDEX
from translate_pipeline.formats.manifest import MAX_FILE
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import FileFacts
from translate_pipeline.store.files import cannot_read, cannot_write

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_PAGE = "index.html"
_SHOWN = re.compile(r"/(?:api/v1(?:/releases|/index\.json)?|index\.json|index\.html)?/*$")
"""What people copy behind the address of a server: what it shows them."""


def is_web(address: str) -> bool:
    """Whether an address is that of a web server. Raises NotFound for one that is nothing known."""
    if not _SCHEME.match(address):
        return False
    scheme = address.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return True
    if scheme == "file":
        return False
    told = tr(
        "cannot pull from {address}: name an address with https://, http:// or file://, or a"
        " folder",
        address=printable(scheme) + ":…",
    )  # fmt: skip
    raise NotFound(told)


def web_base(address: str) -> str:
    """The address of a web server without what it shows behind it, and with a slash at its end.

    Raises NotFound where it is none.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.query or parts.fragment:
        told = tr("{address} is no address of a web server", address=printable(address))
        raise NotFound(told)
    if parts.username is not None or parts.password is not None:
        raise NotFound(
            tr(
                "the address holds a name or a password, which others can read in the list of"
                " processes; put the token in TRANSLATE_PIPELINE_TOKEN or in a file (--token-file)"
            )
        )
    path = _SHOWN.sub("", parts.path)
    return f"{parts.scheme.lower()}://{parts.netloc}{path}/"


def folder_of(address: str) -> Path:
    """The folder that an address names. Raises NotFound where there is none."""
    path = Path(address)
    if _SCHEME.match(address):
        parts = urlsplit(address)
        if parts.netloc not in ("", "localhost"):
            raise NotFound(tr("{address} is on another machine", address=printable(address)))
        path = Path(unquote(parts.path))
    if path.name in (INDEX, _PAGE):
        path = path.parent
    if not path.is_dir():
        raise _no_folder(path)
    return path


class FolderOrigin:
    """A shelf in a folder: ``published/`` of a workspace, a copy of it, a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str, at_most: int) -> bytes | None:
        """A file's bytes, of a longer one just one more; None where there is none."""
        path = self._folder / name
        try:
            if path.is_file():  # and no pipe, which may never end
                with path.open("rb") as file:
                    return file.read(at_most + 1)
        except OSError as error:
            raise OriginUnavailable(str(cannot_read(path, error))) from error
        if not self._folder.is_dir():
            raise _no_folder(self._folder)
        return None

    def read_changed(self, name: str, at_most: int, tag: str) -> tuple[bytes, str] | None:
        """The same; a folder has no tags. Raises OriginRefused where there is no such file."""
        del tag
        data = self.read(name, at_most)
        if data is None:
            raise nothing_there(str(self._folder))
        return data, ""

    def fetch(self, name: str, facts: FileFacts, part: Path) -> None:
        """Copy a file. Raises MissingFile, AlteredFile, OriginUnavailable, StorageError."""
        if fits(part, facts):
            return
        data = self.read(name, MAX_FILE)
        if data is None:
            raise not_there(name)
        if (len(data), sha256(data).hexdigest()) != (facts.length, facts.sha256):
            raise altered(name)
        try:
            part.write_bytes(data)
        except OSError as error:
            raise cannot_write_part(part, error) from error


def _no_folder(path: Path) -> OriginUnavailable:
    return OriginUnavailable(
        tr(
            "no folder {path}; is the stick or the share connected? The address of a server begins"
            " with https://",
            path=path,
        )
    )


def fits(part: Path, facts: FileFacts) -> bool:
    """Whether a file that was fetched is the one that is meant."""
    with contextlib.suppress(FileNotFoundError), part.open("rb") as file:
        digest = sha256()
        size = 0
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
        return (size, digest.hexdigest()) == (facts.length, facts.sha256)
    return False


def cannot_write_part(part: Path, error: OSError) -> StorageError:
    """That what is fetched cannot be kept."""
    return cannot_write(part, error, instead=tr("name another folder with --out"))


def nothing_there(where: str) -> OriginRefused:
    """That an address is not one to pull from."""
    return OriginRefused(
        tr(
            "there are no approved versions at {where}: it has no {file}, nor api/v1/{file}. Name"
            " the address that holds it; if it is right, the publisher has not published an index",
            where=where, file=INDEX,
        )
    )  # fmt: skip


def not_there(name: str) -> MissingFile:
    """That a file of a bundle is not where the bundle is."""
    return MissingFile(
        f"{name} was published, and is not there: this copy is not complete; try again later, or"
        " pull from elsewhere"
    )


def altered(name: str) -> AlteredFile:
    """That what came is not the file that is meant."""
    return AlteredFile(
        f"{name} is not what was published: what came has other bytes; try again later, or pull"
        " from elsewhere"
    )
