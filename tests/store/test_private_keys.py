"""Private keys are their owner's alone."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.bundles import FIRST
from translate_pipeline.errors import InputError, NotFound, PolicyRefused, StorageError
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store.private_keys import (
    KEY_VARIABLE,
    PASSPHRASE_VARIABLE,
    PrivateKeys,
)

WORDS = "long and random"


def own(folder: Path, *, passphrase: str | None = None) -> PrivateKeys:
    named = str(folder / "secrets" / "key.pem")
    return PrivateKeys(folder / "w", {KEY_VARIABLE: named, PASSPHRASE_VARIABLE: passphrase or ""})


def test_a_key_is_found_again(tmp_path: Path) -> None:
    key, path = own(tmp_path).first()
    assert own(tmp_path).find(key_of(key)).private_bytes_raw() == key.private_bytes_raw()
    assert own(tmp_path).first()[0].private_bytes_raw() == key.private_bytes_raw()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_without_a_variable_it_is_in_the_user_s_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    keys = PrivateKeys(tmp_path / "w", {})
    one, path = keys.first()
    other, second = keys.make()
    assert path.is_relative_to(tmp_path)
    assert path.name == f"{key_of(one).id}.pem"
    assert path.parent == second.parent
    for key in (one, other):
        assert key_of(keys.find(key_of(key))) == key_of(key)


def test_a_passphrase_seals_the_key(tmp_path: Path) -> None:
    key, path = own(tmp_path, passphrase=WORDS).first()
    assert path.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert key_of(own(tmp_path, passphrase=WORDS).find(key_of(key))) == key_of(key)
    with pytest.raises(InputError, match=f"needs its passphrase in {PASSPHRASE_VARIABLE}"):
        own(tmp_path).find(key_of(key))
    with pytest.raises(InputError, match=f"{PASSPHRASE_VARIABLE} does not open it"):
        own(tmp_path, passphrase=WORDS + "?").find(key_of(key))


def test_a_passphrase_that_a_key_does_not_need_is_left_aside(tmp_path: Path) -> None:
    key, _ = own(tmp_path).first()
    assert key_of(own(tmp_path, passphrase=WORDS).find(key_of(key))) == key_of(key)


def test_a_key_is_never_in_the_workspace(tmp_path: Path) -> None:
    inside = tmp_path / "w" / "key.pem"
    with pytest.raises(PolicyRefused, match="is in the workspace, which is shared"):
        PrivateKeys(tmp_path / "w", {KEY_VARIABLE: str(inside)}).first()
    assert not inside.exists()
    (tmp_path / "w").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "w")
    with pytest.raises(PolicyRefused):
        PrivateKeys(tmp_path / "w", {KEY_VARIABLE: str(tmp_path / "link" / "key.pem")}).first()
    key, path = own(tmp_path).first()
    inside.write_bytes(path.read_bytes())
    with pytest.raises(PolicyRefused):
        PrivateKeys(tmp_path / "w", {KEY_VARIABLE: str(inside)}).find(key_of(key))


@pytest.mark.skipif(os.name != "posix", reason="the rights of files are others there")
def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    key, path = own(tmp_path).first()
    path.chmod(0o640)
    with pytest.raises(InputError, match=f"others may read it; run: chmod 600 '{path}'"):
        own(tmp_path).find(key_of(key))


def test_a_key_that_is_not_here_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=f"the private key {key_of(FIRST).id} is not at .*key.pem"):
        own(tmp_path).find(key_of(FIRST))


def test_another_key_than_the_one_in_use_is_named(tmp_path: Path) -> None:
    key, _ = own(tmp_path).first()
    with pytest.raises(InputError, match=f"key {key_of(key).id}, and {key_of(FIRST).id} is in use"):
        own(tmp_path).find(key_of(FIRST))


RSA = generate_private_key(65537, 2048).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "no private key in PEM"), (RSA, "a key of another kind")]
)
def test_what_is_no_key_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "secrets" / "key.pem"
    path.parent.mkdir()
    path.write_bytes(data)
    path.chmod(0o600)
    with pytest.raises(InputError, match=reason):
        own(tmp_path).first()


def test_where_nothing_can_be_written_no_key_is_made(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file")
    with pytest.raises(
        StorageError, match=f"cannot write .*key.pem.*|name a file .*{KEY_VARIABLE}"
    ):
        own(tmp_path).first()
