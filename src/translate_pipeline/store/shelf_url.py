"""The URL of a shelf, which may hold a password that nobody is to see."""

import re
from dataclasses import dataclass, field

_BEFORE_HOST = re.compile(r"(?<=://).*@")


@dataclass(frozen=True, slots=True)
class ShelfUrl:
    """A URL that fsspec knows, such as ``s3://bucket/prefix``. As a text it has no secret."""

    url: str = field(repr=False)
    """As fsspec reads it; may hold a password."""

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """For messages: the URL without what may be secret, and no slash at its end."""
        shown = self.url.partition("?")[0]
        return (_BEFORE_HOST.sub("", shown) if self.secret else shown).rstrip("/")

    @property
    def secret(self) -> str:
        """The part of the URL that holds a password; empty where none does."""
        plain, _, query = self.url.partition("?")
        found = _BEFORE_HOST.search(plain)
        return found[0] if found and ":" in found[0] else query
