"""verify: the section office's side; no workspace, no network."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate_pipeline.cli.options import json_option, print_json
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.trust import Index, KeyList

if TYPE_CHECKING:  # it loads the library that judges signatures
    from translate_pipeline.pipeline.verify import Verified


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option(
    "--key", "key", type=click.Path(path_type=Path), metavar="FILE.pem",
    help="The public key that you were handed.",
)  # fmt: skip
@click.option(
    "--keys", "lists", type=click.Path(path_type=Path), metavar="DIR",
    help="The lists of keys: which took the place of yours, and which were revoked.",
)  # fmt: skip
@click.option(
    "--index", "index", type=click.Path(path_type=Path), metavar="FILE",
    help="The index of all versions: which is the newest, and which were retracted.",
)  # fmt: skip
@json_option
def verify(
    *, bundle: Path, key: Path | None, lists: Path | None, index: Path | None, as_json: bool
) -> int:
    """Whether the files in the folder BUNDLE are what was published, every one and no other.

    Name the key that you were handed, the lists of keys, or both: then the lists begin with your
    key. Without --key they begin with the key-1.pem among them, so be sure where DIR is from.

    \b
    Example:
      translate-pipeline verify veldania-es --key key-1.pem
    """
    from translate_pipeline.errors import VerificationFailed
    from translate_pipeline.pipeline.verify import verify_bundle
    from translate_pipeline.store.received import FolderFiles

    if not key and not lists:
        raise unnamed_key()
    now = datetime.now(UTC)
    try:
        trusted = _trusted(key, lists)
        known = _index(index, trusted, now) if index else None
        found = verify_bundle(FolderFiles(bundle), trusted, now=now, index=known)
    except VerificationFailed as error:
        if as_json:
            print_json({"verified": False, "failure": type(error).__name__, "reason": str(error)})
        raise
    if as_json:
        print_json(_shape(found))
    else:
        click.echo("\n".join(_lines(found)))
        for warning in found.warnings:
            click.echo(tr("Warning: {message}", message=warning), err=True)
    return 0


def unnamed_key() -> click.UsageError:
    """That a command was not told whom to believe."""
    return click.UsageError(
        tr(
            "whose signature should be on it? Name the publisher's key with --key FILE.pem: a file"
            " that you were handed by hand or by another way than the bundle. A key that comes with"
            " a bundle proves nothing: whoever makes a false bundle makes a key for it too."
        )
    )


def _trusted(key: Path | None, lists: Path | None) -> KeyList:
    from translate_pipeline.pipeline.keychain import only
    from translate_pipeline.store.key_lists import KeyLists
    from translate_pipeline.store.received import read_public_key

    public = read_public_key(key) if key else None
    if lists:
        return KeyLists(lists).newest(public)
    assert public
    return only(public)


def _index(path: Path, keys: KeyList, now: datetime) -> Index:
    from translate_pipeline.formats.index import MAX_INDEX
    from translate_pipeline.pipeline.verify import verify_index
    from translate_pipeline.store.received import read_signed_file

    return verify_index(read_signed_file(path, at_most=MAX_INDEX), keys, now=now)


def _lines(found: "Verified") -> list[str]:
    """What was verified, for people."""
    manifest, files = found.manifest, found.manifest.files
    keys = ", ".join(key.id for key in found.signed_by)
    moment = f"{manifest.published_at:%Y-%m-%d %H:%M}"
    size = f"{sum(facts.length for facts in files.values()):,}"
    version = tr("version {number}", number=manifest.version)
    lines = [
        f"{manifest.release} · {manifest.locale} · {version} · {manifest.title}",
        tr("published {moment} UTC, signed by key {key}", moment=moment, key=keys),
        tr_n(
            "{n} file, {size} bytes: it is what was published",
            "{n} files, {size} bytes: each is what was published",
            len(files), size=size,
        ),
    ]  # fmt: skip
    if found.keys:
        lines.append(tr("as list {number} of the keys has it", number=found.keys))
    if found.index:
        issued = f"{found.index.issued:%Y-%m-%d %H:%M}"
        lines.append(
            tr("in the index of {moment} UTC", moment=issued)
            if found.newer
            else tr("in the index of {moment} UTC, as the newest version", moment=issued)
        )
    return lines


def _shape(found: "Verified") -> dict[str, Any]:
    """The shape of ``verify --json``."""
    manifest = found.manifest
    return {
        "verified": True,
        "release": manifest.release,
        "revision": manifest.revision,
        "locale": manifest.locale.tag,
        "version": manifest.version,
        "title": manifest.title,
        "published_at": manifest.published_at.isoformat(),
        "embargo": manifest.embargo.isoformat() if manifest.embargo else None,
        "signed_by": [{"key": one.id, "fingerprint": one.fingerprint} for one in found.signed_by],
        "keys": found.keys or None,
        "index": found.index.number if found.index else None,
        "newer": found.newer,
        "files": [
            {"name": name, "length": facts.length, "sha256": facts.sha256}
            for name, facts in sorted(manifest.files.items())
        ],
        "warnings": list(found.warnings),
    }
