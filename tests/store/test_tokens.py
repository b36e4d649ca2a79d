"""Tokens of section offices: only digests are kept, and what is revoked stays so."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.errors import InputError, NotFound, StorageError
from translate_pipeline.store.locks import locked
from translate_pipeline.store.tokens import TokenFile

SPANISH = frozenset({ES})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tokens.json"


@pytest.fixture
def tokens(path: Path) -> TokenFile:
    return TokenFile(path)


def test_a_token_is_found_by_what_was_handed_out_and_by_nothing_else(tokens: TokenFile) -> None:
    secret = tokens.add("madrid", SPANISH, NOW, scopes=frozenset({"embargo"}))
    assert secret.startswith("tp_")
    assert len(secret) > 40
    found = tokens.find(secret)
    assert found is not None
    assert (found.name, found.locales) == ("madrid", SPANISH)
    assert found.scopes == frozenset({"embargo"})
    assert found.valid(NOW)
    assert tokens.find(secret[:-1]) is None
    assert tokens.find(found.digest) is None


def test_the_file_holds_no_token_and_is_for_its_owner_only(tokens: TokenFile, path: Path) -> None:
    secret = tokens.add("madrid", SPANISH, NOW)
    assert secret not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    tokens.add("bilbao", None, NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_token_ends_when_it_was_said_to(tokens: TokenFile) -> None:
    found = tokens.find(tokens.add("madrid", SPANISH, NOW, expires=NOW + timedelta(hours=1)))
    assert found is not None
    assert found.valid(NOW)
    assert not found.valid(NOW + timedelta(hours=1))


def test_a_token_is_revoked_for_every_program_that_reads_the_file(
    tokens: TokenFile, path: Path
) -> None:
    secret = tokens.add("madrid", SPANISH, NOW)
    other = TokenFile(path)
    other.revoke("madrid", NOW)
    found = tokens.find(secret)
    assert found is not None
    assert not found.valid(NOW)
    with pytest.raises(NotFound, match="no token 'madrid' to revoke; there are: none"):
        tokens.revoke("madrid", NOW)


def test_a_name_has_one_valid_token(tokens: TokenFile) -> None:
    tokens.add("madrid", SPANISH, NOW)
    with pytest.raises(InputError, match="has a token already"):
        tokens.add("madrid", SPANISH, NOW)
    tokens.revoke("madrid", NOW)
    tokens.add("madrid", SPANISH, NOW)
    assert [one.valid(NOW) for one in tokens.all()] == [False, True]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"tokens": [{}]}', '{"tokens": [1]}', '{"tokens": {"a": 1}}']
)
def test_a_file_that_is_damaged_opens_nothing(tokens: TokenFile, path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(InputError, match="no file of tokens"):
        tokens.find("tp_x")


def test_moments_without_a_zone_are_not_guessed(tokens: TokenFile, path: Path) -> None:
    tokens.add("madrid", SPANISH, NOW)
    shape = json.loads(path.read_text())
    shape["tokens"][0]["expires"] = "2027-01-01T00:00:00"
    path.write_text(json.dumps(shape))
    with pytest.raises(InputError, match="no file of tokens"):
        tokens.all()


def test_offices_that_get_a_token_at_the_same_instant_all_have_one(
    tokens: TokenFile, path: Path
) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = list(pool.map(lambda n: TokenFile(path).add(str(n), None, NOW), range(24)))
    assert all(tokens.find(secret) for secret in secrets)


def test_a_token_waits_for_a_program_that_is_writing_but_not_for_ever(
    tokens: TokenFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.store.locks._SECONDS", 0)
    with locked(path), pytest.raises(StorageError, match="another program is writing it"):
        tokens.add("madrid", None, NOW)
    tokens.add("madrid", None, NOW)


def test_a_copy_of_the_tokens_without_their_key_opens_nothing(
    tokens: TokenFile, path: Path, tmp_path: Path
) -> None:
    secret = tokens.add("madrid", None, NOW)
    key = path.with_suffix(".key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert sha256(secret.encode()).hexdigest() not in path.read_text()
    copy = tmp_path / "elsewhere" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    with pytest.raises(InputError, match="the key of the tokens is not there"):
        TokenFile(copy).find(secret)
    copy.with_suffix(".key").write_bytes(bytes(32))
    assert TokenFile(copy).find(secret) is None
    assert tokens.find(secret)


def test_a_key_is_never_made_anew_where_there_are_tokens(tokens: TokenFile, path: Path) -> None:
    tokens.add("madrid", None, NOW)
    path.with_suffix(".key").unlink()
    with pytest.raises(InputError, match="restore it from a copy"):
        tokens.add("lima", None, NOW)
    assert [one.name for one in tokens.all()] == ["madrid"]
