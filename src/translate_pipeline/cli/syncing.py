"""The workspace's PO files at the command line: what people did to them, into the ledger."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import click

from translate_pipeline.cli.options import print_json
from translate_pipeline.cli.telling import telling
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.status import asked_for
from translate_pipeline.pipeline.sync import Signature, sync_release
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services


def read_catalogs(
    release: str | None,
    locales: Collection[Locale],
    actor: str,
    workspace: Path | None,
    *,
    as_json: bool,
) -> int:
    """Record the edits in the PO files, tell how many there are, and the exit code for that."""
    services = Services(read_settings(workspace))
    click.get_current_context().with_resource(telling(services))
    desk, signature = services.desk, Signature(datetime.now(UTC), actor)
    found = [
        (one, synced)
        for one in asked_for(release, desk.ledger)
        for synced in sync_release(one, locales, signature, desk)
    ]
    for _, synced in found:
        if synced.failure:
            click.echo(tr("Error: {message}", message=synced.failure), err=True)
    read = [(one, synced) for one, synced in found if not synced.failure]
    if as_json:
        shapes = [
            {
                "release": one,
                "locale": synced.locale.tag,
                "edits": len(synced.edits),
                "errors": synced.errors,
                "warnings": synced.warnings,
            }
            for one, synced in read
        ]
        print_json({"actor": actor or None, "catalogs": shapes})
    else:
        for one, synced in read:
            if synced.edits:
                counts = [tr_n("{n} edit", "{n} edits", len(synced.edits))]
                if synced.errors:
                    counts.append(tr_n("{n} error", "{n} errors", synced.errors))
                click.echo(f"{one} {synced.locale}: {', '.join(counts)}")
        total = sum(len(synced.edits) for _, synced in read)
        edits = tr_n("{n} edit", "{n} edits", total)
        files = tr_n("{n} file", "{n} files", len(read))
        told = (
            tr("{edits} in {files}, by {name}.", edits=edits, files=files, name=actor)
            if actor
            else tr("{edits} in {files}.", edits=edits, files=files)
        )
        click.echo(told, err=True)
    return max((one.failure.exit_code for _, one in found if one.failure), default=0)
