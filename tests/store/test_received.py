"""What an office received, on its disk."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.bundles import FIRST, NOW, SECOND, TEXTS, bundle, first_list, written
from translate_pipeline.errors import (
    AlteredFile,
    Conflict,
    ExtraFile,
    InputError,
    NotFound,
)
from translate_pipeline.pipeline.keychain import replaced
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.pipeline.verify import Verified, verify_bundle
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.received import FolderFiles, read_public_key

HTML = "veldania.es.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "bundle", bundle())


def verified(folder: Path) -> Verified:
    return verify_bundle(FolderFiles(folder), first_list(), now=NOW, index=None)


def test_a_bundle_in_a_folder_is_what_was_published(folder: Path) -> None:
    assert set(verified(folder).manifest.files) == set(TEXTS)


def test_a_link_is_no_file_even_where_it_leads_to_the_same_bytes(folder: Path) -> None:
    (folder / HTML).rename(folder.with_name("elsewhere"))
    (folder / HTML).symlink_to(folder.with_name("elsewhere"))
    with pytest.raises(AlteredFile, match=f"{HTML} is a link"):
        verified(folder)


def test_a_pipe_keeps_nobody_waiting(folder: Path) -> None:
    (folder / HTML).unlink()
    os.mkfifo(folder / HTML)
    with pytest.raises(AlteredFile, match=f"{HTML} is a link or a device"):
        verified(folder)


@pytest.mark.parametrize("name", [".DS_Store", "veldania.es.html~", "Thumbs.db", b"\xff.txt"])
def test_a_file_more_is_found(folder: Path, name: str | bytes) -> None:
    (folder / os.fsdecode(name)).touch()
    with pytest.raises(ExtraFile):
        verified(folder)


def test_a_folder_more_is_found_even_if_it_is_empty(folder: Path) -> None:
    (folder / "images").mkdir()
    with pytest.raises(ExtraFile, match="images/ was not published"):
        verified(folder)


def test_a_dangling_link_more_is_found(folder: Path) -> None:
    (folder / "more").symlink_to("nowhere")
    with pytest.raises(ExtraFile, match="more was not published"):
        verified(folder)


def test_a_folder_of_very_many_files_takes_no_long_time(folder: Path) -> None:
    for number in range(2000):
        (folder / f"x{number}").touch()
    with pytest.raises(ExtraFile, match="has 1,000 files or more"):
        verified(folder)


def test_what_is_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"name the folder that holds manifest\.json"):
        FolderFiles(tmp_path / "nothing")


def lists(folder: Path) -> KeyLists:
    made = KeyLists(folder)
    made.add(first_list(), FIRST)
    made.add(replaced(first_list(), key_of(SECOND).public, NOW), FIRST, SECOND)
    return made


def test_lists_that_were_written_are_read_in_their_order(tmp_path: Path) -> None:
    assert not KeyLists(tmp_path / "keys").exists
    made = lists(tmp_path / "keys")
    assert made.exists
    assert made.newest().version == 2
    assert made.newest(key_of(SECOND).public).version == 2


def test_each_key_is_there_as_a_file_to_hand_over(tmp_path: Path) -> None:
    lists(tmp_path)
    for number, key in enumerate((FIRST, SECOND), 1):
        assert read_public_key(tmp_path / f"key-{number}.pem") == key_of(key).public


def test_a_list_is_never_written_over(tmp_path: Path) -> None:
    made = lists(tmp_path)
    before = (tmp_path / "1.json").read_bytes()
    with pytest.raises(Conflict, match="somebody changed the keys"):
        made.add(first_list(), SECOND)
    assert (tmp_path / "1.json").read_bytes() == before


def test_a_list_that_is_missing_between_two_others_is_named(tmp_path: Path) -> None:
    made = lists(tmp_path)
    (tmp_path / "2.json").rename(tmp_path / "3.json")
    with pytest.raises(InputError, match=r"2\.json: no such file, and there are later lists"):
        made.newest()


def test_a_list_without_signatures_is_named(tmp_path: Path) -> None:
    made = lists(tmp_path)
    (tmp_path / "2.json.sig").unlink()
    with pytest.raises(InputError, match=r"2\.json\.sig: no such file"):
        made.newest()


def test_other_files_in_the_folder_are_no_lists(tmp_path: Path) -> None:
    made = lists(tmp_path)
    for name in ("01.json", "notes.json", "٣.json", "0.json"):
        (tmp_path / name).write_text("{}")
    assert made.newest().version == 2


def test_where_there_is_no_list_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="keys init"):
        KeyLists(tmp_path).newest()


PRIVATE = FIRST.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
OTHER_KIND = b"""-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
-----END PUBLIC KEY-----
"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no public key in PEM"),
        (b"ssh-ed25519 AAAA", "no public key in PEM"),
        (PRIVATE, "this is a private key"),
        (OTHER_KIND, "a public key of another kind"),
    ],
)
def test_what_is_no_public_key_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read_public_key(path)


def test_a_public_key_of_another_program_is_read(tmp_path: Path) -> None:
    key: Ed25519PrivateKey = SECOND
    path = tmp_path / "key.pem"
    path.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert read_public_key(path) == key_of(key).public
