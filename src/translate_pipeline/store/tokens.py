"""The tokens of section offices: a file that holds only their keyed digests.

The key is in a file of its own, so that a copy of the tokens alone lets nobody try a guess. A token
is 256 random bits: no guess would ever be right, and no slow hash is needed.
"""

import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.model.locale import Locale
from translate_pipeline.store.files import read_file, replace_file
from translate_pipeline.store.locks import locked

PREFIX = "tp_"
"""So that a token is known as one wherever it turns up: scanners for secrets look for it."""
EMBARGO = "embargo"
"""The scope of those who may see a release before its hour."""
_LARGEST = 10_000_000
_KEY = 32
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token, which is all but the token."""

    name: str
    """Of the office, as a coordinator calls it."""
    digest: str
    """HMAC-SHA256 with the workspace's key, hexadecimal."""
    locales: frozenset[Locale] | None
    """What it may pull; None is every locale."""
    made: datetime
    scopes: frozenset[str] = frozenset()
    expires: datetime | None = None
    revoked: datetime | None = None

    def valid(self, now: datetime) -> bool:
        """Whether it opens anything now."""
        return self.revoked is None and (self.expires is None or now < self.expires)


class TokenFile:
    """The tokens of a workspace; read again when the file has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[object, Sequence[Token]] = (None, ())

    def all(self) -> Sequence[Token]:
        """Every token that was made, the revoked and expired ones too. Raises InputError."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise InputError(str(self._path), 0, f"cannot be read: {error.strerror}") from error
        state = (found.st_ino, found.st_mtime_ns, found.st_size)
        if self._known[0] != state:
            self._known = (state, _parse(read_file(self._path, at_most=_LARGEST), str(self._path)))
        return self._known[1]

    def find(self, secret: str) -> Token | None:
        """The token that somebody sent; None where there is no such one. Raises InputError.

        All are compared, each in constant time, so that the time tells nothing.
        """
        tokens = self.all()
        if not tokens:
            return None
        digest = _digest(self._key(), secret)
        found = [one for one in tokens if hmac.compare_digest(one.digest, digest)]
        return found[0] if found else None

    def add(
        self,
        name: str,
        locales: frozenset[Locale] | None,
        now: datetime,
        *,
        scopes: frozenset[str] = frozenset(),
        expires: datetime | None = None,
    ) -> str:
        """Make a token; what the office has to send, which nobody can be told again.

        Raises InputError where a token of that name is valid, StorageError.
        """
        secret = PREFIX + secrets.token_urlsafe(32)
        with locked(self._path):
            tokens = self.all()
            if not tokens:
                replace_file(self._key_path, secrets.token_bytes(_KEY), mode=0o600)
            digest = _digest(self._key(), secret)
            if any(one.name == name and one.valid(now) for one in tokens):
                advice = "revoke it first, or give the new one another name"
                raise InputError(str(self._path), 0, f"{name!r} has a token already; {advice}")
            self._write([*tokens, Token(name, digest, locales, now, scopes, expires)])
        return secret

    def revoke(self, name: str, now: datetime) -> None:
        """Make a token open nothing any more. Raises NotFound, InputError, StorageError."""
        with locked(self._path):
            tokens = self.all()
            if not any(one.name == name and one.revoked is None for one in tokens):
                named = ", ".join(sorted({one.name for one in tokens if one.revoked is None}))
                raise NotFound(f"no token {name!r} to revoke; there are: {named or 'none'}")
            self._write(
                replace(one, revoked=one.revoked or now) if one.name == name else one
                for one in tokens
            )

    @property
    def _key_path(self) -> Path:
        return self._path.with_suffix(".key")

    def _key(self) -> bytes:
        """What the digests are made with. Raises InputError where it is not what was made."""
        path = self._key_path
        if not path.exists() or len(key := read_file(path, at_most=_KEY)) != _KEY:
            advice = "restore it from a copy, or move the tokens away and make new ones"
            raise InputError(str(path), 0, f"the key of the tokens is not there; {advice}")
        return key

    def _write(self, tokens: Iterable[Token]) -> None:
        shape = {"tokens": [_shape(one) for one in tokens]}
        data = json.dumps(shape, ensure_ascii=False, indent=2).encode() + b"\n"
        replace_file(self._path, data, mode=0o600)


def _digest(key: bytes, secret: str) -> str:
    return hmac.digest(key, secret.encode(), "sha256").hex()


def _shape(token: Token) -> dict[str, Any]:
    return {
        "name": token.name,
        "hmac_sha256": token.digest,
        "locales": None if token.locales is None else sorted(one.tag for one in token.locales),
        "scopes": sorted(token.scopes),
        "made": token.made.isoformat(),
        "expires": token.expires.isoformat() if token.expires else None,
        "revoked": token.revoked.isoformat() if token.revoked else None,
    }


def _parse(data: bytes, path: str) -> Sequence[Token]:
    try:
        return [_token(shape) for shape in json.loads(data)["tokens"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        advice = "restore it from a copy, or move it away and make new tokens"
        raise InputError(path, 0, f"is no file of tokens; {advice}") from error


def _token(shape: Any) -> Token:  # noqa: ANN401  (as JSON has it)
    locales = shape["locales"]
    return Token(
        str(shape["name"]),
        str(shape["hmac_sha256"]),
        None if locales is None else frozenset(map(Locale.parse, locales)),
        datetime.fromisoformat(shape["made"]),
        frozenset(map(str, shape["scopes"])),
        _moment(shape["expires"]),
        _moment(shape["revoked"]),
    )


def _moment(said: str | None) -> datetime | None:
    if said is None:
        return None
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment
