"""A PostgreSQL server's URL, which may hold a password that nobody is to see."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from translate_pipeline.messages import tr

_URL = re.compile(
    r"""postgres(?:ql)?://
    (?: (?P<user> [^\s:/@?\#\[\]]*) (?: : (?P<password> [^\s/@?\#\[\]]*) )? @ )?
    (?P<hosts> (?: [^\s:/@?\#\[\],]* | \[[0-9a-fA-F:.%]+\] ) (?: :\d* )?
        (?: , (?: [^\s:/@?\#\[\],]* | \[[0-9a-fA-F:.%]+\] ) (?: :\d* )? )* )
    (?P<path> / [^\s/@?\#]* )?
    (?: \? (?P<options> [^\s@?\#]* ) )?""",
    re.VERBOSE,
)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})|%00")
_SECRETS = frozenset(
    {"password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"}
)
_SHOWN = frozenset({"host", "hostaddr", "port", "dbname", "user", "service"})


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server. As a text it has no secret."""

    url: str = field(repr=False)
    """As libpq reads it; may hold a password."""
    name: str
    """For messages: the same without its secrets."""
    has_secret: bool
    """Whether a password stands in the URL."""

    def __str__(self) -> str:
        return self.name

    @classmethod
    def parse(cls, url: str) -> "Server":
        """Read a URL; narrower than libpq, so that no part of a password is taken for a host.

        Raises ValueError, whose message quotes nothing of the URL.
        """
        match = _URL.fullmatch(url)
        if not match or _BAD_PERCENT.search(url):
            told = tr(
                "not a URL such as postgresql://USER@HOST/DATABASE (in a name or a password"
                " write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for #, %25 for %)"
            )
            raise ValueError(told)
        options = parse_qsl(match["options"] or "", keep_blank_values=True)
        shown = urlencode([pair for pair in options if pair[0] in _SHOWN], safe="/")
        user = f"{match['user']}@" if match["user"] else ""
        name = f"postgresql://{user}{match['hosts']}{match['path'] or ''}"
        secret = bool(match["password"]) or any(key in _SECRETS for key, _ in options)
        return cls(url, name + ("?" + shown if shown else ""), secret)
