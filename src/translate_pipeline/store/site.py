"""A static site in a folder, brought up to date."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from translate_pipeline.errors import Conflict, InputError, StorageError
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import FileFacts
from translate_pipeline.pipeline.site import Site
from translate_pipeline.ports import Shelf
from translate_pipeline.store.files import cannot_read, cannot_write, read_file, replace_file
from translate_pipeline.store.shelf_url import ShelfUrl

OURS = ".translate-pipeline-site.json"
"""Names the files that the site is made of, so that nobody else's is ever removed."""
_LONGEST = 100_000_000


class SiteFolder:
    """A folder that holds a site, and may hold other files beside it."""

    def __init__(self, folder: Path, *, apart_from: Path | ShelfUrl) -> None:
        """Raises Conflict for the shelf's own folder: what is not public would be removed there."""
        self._folder = folder
        shelf = apart_from.resolve() if isinstance(apart_from, Path) else None
        here = folder.resolve()
        if shelf and (here.is_relative_to(shelf) or shelf.is_relative_to(here)):
            told = tr("the site cannot be in {folder}, the shelf's own; name another", folder=shelf)
            raise Conflict(told)

    def write(self, site: Site, shelf: Shelf) -> None:
        """Bring the folder up to date with a site whose bundles are on the shelf.

        The index is written when all that it lists is there, and what it does not list any more is
        removed after it, so that whoever pulls meanwhile finds one site or the other. Raises
        StorageError, and Conflict where a file of somebody else is in the way.
        """
        bundles = {f"{place}/{name}" for place, files in site.bundles.items() for name in files}
        names = {*bundles, *site.signed, *site.pages}
        before = self._ours()
        self._refuse_others(names - before)
        self._note(names | before)
        for place, files in site.bundles.items():
            for name, facts in files.items():
                self._bring(f"{place}/{name}", facts, shelf)
        for name, data in {**site.signed, **site.pages}.items():
            replace_file(self._folder / name, data)
        self._remove(before - names)
        self._note(names)

    def _ours(self) -> set[str]:
        path = self._folder / OURS
        if not path.exists():
            return set()
        try:
            names = map(str, json.loads(read_file(path, at_most=_LONGEST))["files"])
            return {name for name in names if not {"", ".", ".."} & set(name.split("/"))}
        except (ValueError, KeyError, TypeError) as error:
            advice = tr("remove the folder, which is made anew")
            raise InputError(str(path), 0, advice) from error

    def _note(self, names: Iterable[str]) -> None:
        shape = {"files": sorted(names)}
        replace_file(self._folder / OURS, json.dumps(shape, indent=1).encode() + b"\n")

    def _refuse_others(self, names: Iterable[str]) -> None:
        """Refuse to write over what no earlier site has written."""
        for name in sorted(names):
            path = self._folder / name
            if path.exists() or path.is_symlink():
                told = tr(
                    "{path} is there, and not of a site of ours; move it, or name another folder",
                    path=path,
                )
                raise Conflict(told)

    def _bring(self, name: str, facts: FileFacts, shelf: Shelf) -> None:
        """Put a file of a bundle there, if it is not there as it was published."""
        path = self._folder / name
        if _is(path, facts):
            return
        data = shelf.read(name)
        if data is None or sha256(data).hexdigest() != facts.sha256:
            told = tr("{name} is not what was published; bring it from another copy", name=name)
            raise StorageError(told)
        replace_file(path, data)

    def _remove(self, names: Iterable[str]) -> None:
        """Remove what is not to be used any more, and the folders that are empty then."""
        try:
            for name in names:
                (self._folder / name).unlink(missing_ok=True)
            for folder in sorted(set(_folders(names)), reverse=True):  # the inner ones first
                path = self._folder / folder
                if path.is_dir() and not any(path.iterdir()):
                    path.rmdir()
        except OSError as error:
            raise cannot_write(self._folder, error) from error


def _is(path: Path, facts: FileFacts) -> bool:
    try:
        if path.is_symlink() or path.stat().st_size != facts.length:
            return False
        return sha256(path.read_bytes()).hexdigest() == facts.sha256
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise cannot_read(path, error) from error


def _folders(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = name.split("/")[:-1]
        yield from ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
