"""A release that is reviewed and published into es, and what its bundles are made with."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.fakes import ES
from tests.pipeline.desks import LATER, A, ReviewDesk
from translate_pipeline.model.bundle import Document, Manifest
from translate_pipeline.pipeline.publish import MANIFEST, Press, Published, publish, retract
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.store.shelf import FolderShelf


def render(document: Document) -> Mapping[str, bytes]:
    lines = [
        f"{block.kind}: " + " ".join(one.target for one in block.sentences)
        for block in document.blocks
    ]
    head = f"{document.title} v{document.version} {document.published_at} {document.note}"
    return {"text.txt": "\n".join([head, *lines]).encode()}


def write(manifest: Manifest) -> bytes:
    files = manifest.files.items()
    shape = {
        "version": manifest.version,
        "title": manifest.title,
        "changes": manifest.changes,
        "approved_by": manifest.approved_by,
        "files": {name: {"length": one.length, "sha256": one.sha256} for name, one in files},
    }
    return json.dumps(shape, ensure_ascii=False).encode()


class Publisher(ReviewDesk):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.press = Press(
            render, write, lambda data: sha256(data).digest(), FolderShelf(folder),
            lambda source, locale: f"{source} → {locale}",
        )  # fmt: skip
        self.now = LATER

    def publish(self, *, again: bool = False) -> Published:
        self.now += timedelta(hours=1)
        return publish(
            A, ES, desk=self.tools, press=self.press, now=self.now, again=again
        )  # fmt: skip

    def change(self, old: str, new: str) -> None:
        self.edit(f'msgstr "{old}"', f'msgstr "{new}"')
        self.sync()
        self.approve()

    def manifest(self, version: int) -> dict[str, Any]:
        files = self.press.shelf.get(f"a/es/v{version}")
        assert files
        shape: dict[str, Any] = json.loads(files[MANIFEST])
        return shape

    def retract(self, reason: str, version: int | None = None) -> None:
        self.now += timedelta(hours=1)
        retract(A, ES, version, reason, desk=self.tools, now=self.now)

    def revise(self, **detail: object) -> None:
        """Bring the text once more, with other facts, such as an embargo."""
        record = read_record(A, self.ledger)
        assert record
        news = {**record.revised.detail, **detail}
        self.now += timedelta(minutes=1)
        self.ledger.append([replace(record.revised, at=self.now, detail=news)])
