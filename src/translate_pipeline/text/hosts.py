"""Hosts: where a URL leads, and whether that is this machine."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from translate_pipeline.messages import tr

_LONGEST = 2_000
_PLAIN = re.compile(r"[!-~]+")
"""What a URL is written with: no space, no control character, no letter beyond ASCII."""


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine and is never asked of another one."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def receiver_url(text: str) -> str:
    """A URL that messages may be sent to: https, or http on this machine.

    Raises ValueError, whose message quotes nothing of it: it may hold a secret.
    """
    parts = _parts(text)
    if parts is None or len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        told = tr("not a URL such as https://cms.example.org/hooks; write it in ASCII (xn--…, %C3)")
        raise ValueError(told)
    if parts.username is not None or parts.password is not None:
        told = tr("no name or password in the URL: what is sent proves itself by its signature")
        raise ValueError(told)
    if parts.fragment:
        raise ValueError(tr("nothing behind a # is ever sent; take it out"))
    if parts.scheme != "https" and not (
        parts.scheme == "http" and is_loopback(parts.hostname or "")
    ):
        raise ValueError(tr("write https://; http:// is for this machine only"))
    return text


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:  # no port, or no address in its brackets
        return None
    return parts if known else None


def origin(url: str) -> str:
    """Where a URL leads, without its path, which may hold a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
