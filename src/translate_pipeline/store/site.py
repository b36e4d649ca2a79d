"""A static site in a folder, brought up to date."""

import shutil
from pathlib import Path

from translate_pipeline.errors import StorageError
from translate_pipeline.messages import tr
from translate_pipeline.pipeline.publish import MANIFEST
from translate_pipeline.pipeline.site import PAGE, Site
from translate_pipeline.ports import Shelf
from translate_pipeline.store.files import cannot_write, replace_file
from translate_pipeline.store.shelf import FolderShelf


def write_site(site: Site, shelf: Shelf, folder: Path) -> None:
    """Bring the folder up to date with a site whose bundles are on the shelf.

    Files of others in it stay. The index is written when all that it lists is there, and what it
    does not list any more is removed after it, so that whoever pulls meanwhile finds one site or
    the other. Raises StorageError.
    """
    there = FolderShelf(folder)
    for place in site.bundles:
        if not there.has(place):
            files = shelf.get(place)
            if files is None:
                told = tr("{name} is not on the shelf; `publish` puts it there", name=place)
                raise StorageError(told)
            there.put(place, files)
    for name, data in {**site.signed, **site.pages}.items():
        replace_file(folder / name, data)
    _remove_others(site, folder)


def _remove_others(site: Site, folder: Path) -> None:
    """Remove the bundles and pages of what is not to be used any more."""
    bundles = {folder / place for place in site.bundles}
    pages = {folder / name for name in site.pages}
    try:
        for manifest in folder.glob(f"*/*/v*/{MANIFEST}"):
            bundle = manifest.parent
            if bundle not in bundles:
                shutil.rmtree(bundle)
                page = bundle.parent / PAGE
                if page not in pages:
                    page.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
