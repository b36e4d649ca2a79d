"""keys: those that sign for a workspace."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.options import HourType, json_option, print_json, workspace_option
from translate_pipeline.messages import tr, word
from translate_pipeline.model.trust import Key, KeyId, KeyList, Revocation, RevocationReason


@click.group()
def keys() -> None:
    """The keys that sign approved versions, and what offices know of them."""


@keys.command()
@workspace_option
def init(*, workspace: Path | None) -> None:
    """Make the key that signs for this workspace.

    Its private half goes to your own folder for settings, or to the file that
    TRANSLATE_PIPELINE_SIGNING_KEY names; a key that is there already is taken over. It is sealed
    with TRANSLATE_PIPELINE_KEY_PASSPHRASE where that is set. Its public half goes to keys/ in the
    workspace.

    \b
    Example:
      translate-pipeline keys init
    """
    from translate_pipeline.errors import Conflict
    from translate_pipeline.pipeline.keychain import begun
    from translate_pipeline.pipeline.signing import key_of
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.key_lists import FIRST_KEY, KeyLists
    from translate_pipeline.store.private_keys import PrivateKeys

    settings = read_settings(workspace)
    lists = KeyLists(settings.keys)
    if lists.exists:
        told = tr(
            "{folder} has keys already, which offices trust; `keys rotate` puts a new one in the"
            " place of the one in use",
            folder=settings.keys,
        )
        raise Conflict(told)
    private, path = PrivateKeys(settings.workspace).first()
    found = begun(key_of(private).public, _now())
    lists.add(found, private)
    _made(path)
    given = settings.keys / FIRST_KEY
    click.echo(tr("Give offices {file} by hand, and read to them:", file=given), err=True)
    _show(found.keys)


@keys.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@json_option
@workspace_option
def show(*, file: Path | None, as_json: bool, workspace: Path | None) -> None:
    """The keys of the workspace, or that of a FILE in PEM, with the digits to read over a phone.

    \b
    Example:
      translate-pipeline keys show key-1.pem
    """
    from translate_pipeline.pipeline.keychain import only
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.key_lists import KeyLists
    from translate_pipeline.store.received import read_public_key

    if file:
        found = only(read_public_key(file))
    else:
        found = KeyLists(read_settings(workspace).keys).newest()
    if as_json:
        print_json(_shape(found))
    else:
        _show(found.keys)


@keys.command()
@workspace_option
def rotate(*, workspace: Path | None) -> None:
    """Put a new key in the place of the one in use.

    The one in use signs the new one, so that offices come to trust it by themselves. What was
    signed before stays good.

    \b
    Example:
      translate-pipeline keys rotate
    """
    from translate_pipeline.pipeline.keychain import in_use, replaced
    from translate_pipeline.pipeline.signing import key_of
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.key_lists import KeyLists
    from translate_pipeline.store.private_keys import KEY_VARIABLE, PrivateKeys

    settings = read_settings(workspace)
    lists, own = KeyLists(settings.keys), PrivateKeys(settings.workspace)
    before = lists.newest()
    old = own.find(in_use(before))
    new, path = own.make()
    after = replaced(before, key_of(new).public, _now())
    lists.add(after, old, new)
    _made(path)
    if own.named:
        click.echo(tr("From now on {variable} must name it.", variable=KEY_VARIABLE), err=True)
    _show(after.keys)


@keys.command()
@click.argument("key")
@click.option(
    "--reason", required=True, type=click.Choice([one.value for one in RevocationReason]),
    help="Nobody has it any more, or somebody else may have it.",
)  # fmt: skip
@click.option(
    "--since", type=HourType(),
    help="What it signed from this moment on counts for nothing; else, if it is lost, from now on,"
    " and if it is compromised, nothing that it ever signed.",
)  # fmt: skip
@workspace_option
def revoke(*, key: str, reason: str, since: datetime | None, workspace: Path | None) -> None:
    """Say that a KEY, by its id, counts no more. Nothing brings it back.

    The one in use is replaced first: `keys rotate`.

    \b
    Example:
      translate-pipeline keys revoke 0123456789abcdef --reason compromised
    """
    from translate_pipeline.pipeline.keychain import in_use, revoked
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.key_lists import KeyLists
    from translate_pipeline.store.private_keys import PrivateKeys

    settings, now = read_settings(workspace), _now()
    lists = KeyLists(settings.keys)
    before = lists.newest()
    why = RevocationReason(reason)
    from_then = now if since is None and why is RevocationReason.LOST else since
    after = revoked(before, KeyId(key), Revocation(now, why, from_then))
    lists.add(after, PrivateKeys(settings.workspace).find(in_use(before)))
    told = tr(
        "Send list {number} to every office, and sign anew what counts.", number=after.version
    )
    click.echo(told, err=True)
    _show(after.keys)


def _made(path: Path) -> None:
    told = tr("Made {file}: keep a copy where only you can get at it.", file=path)
    click.echo(told, err=True)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _show(found: Sequence[Key]) -> None:
    """A key each, with its end if it came to one, and its fingerprint in groups."""
    for number, key in enumerate(found, 1):
        click.echo(f"{number}  {key.id}  {_state(key)}")
        groups = [key.fingerprint[start : start + 4] for start in range(0, 64, 4)]
        click.echo(f"     {' '.join(groups[:8])}\n     {' '.join(groups[8:])}")


def _state(key: Key) -> str:
    """What has become of a key."""
    if (revoked := key.revoked) and revoked.since:
        return tr(
            "revoked on {day} ({reason}): void from {moment} UTC on",
            day=revoked.at.date(), reason=word(revoked.reason),
            moment=f"{revoked.since:%Y-%m-%d %H:%M}",
        )  # fmt: skip
    if revoked:
        day = revoked.at.date()
        return tr("revoked on {day} ({reason}): void", day=day, reason=word(revoked.reason))
    return tr("replaced on {day}", day=key.until.date()) if key.until else tr("in use")


def _shape(found: KeyList) -> dict[str, Any]:
    """The shape of ``keys show --json``."""
    return {
        "list": found.version or None,
        "keys": [
            {
                "key": key.id,
                "fingerprint": key.fingerprint,
                "since": key.since.isoformat() if found.version else None,
                "until": key.until.isoformat() if key.until else None,
                "revoked": key.revoked
                and {
                    "at": key.revoked.at.isoformat(),
                    "reason": key.revoked.reason,
                    "since": key.revoked.since.isoformat() if key.revoked.since else None,
                },
            }
            for key in found.keys
        ],
    }
