"""Webhook messages: what a receiver gets, after the Standard Webhooks specification, version 1.

The same news is always the same message, byte for byte, under the same id; only the signature
differs, since it is of the moment of the attempt too.
"""

import hmac
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from translate_pipeline.model.news import News, NewsKind

PREFIX = "whsec_"
"""So that a secret is known as one wherever it turns up: scanners for secrets look for it."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent."""

    id: str
    """Without a full stop, since that parts what is signed."""
    body: bytes


def new_secret() -> str:
    """What the messages to a new receiver are signed with: 256 random bits."""
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def message(news: News) -> Message:
    """What is sent of news: facts that stand in the public index, nothing of a text or a title."""
    data: dict[str, object] = {
        "release": news.release,
        "locale": news.locale.tag,
        "version": news.version,
        "manifest_sha256": news.manifest,
        "published_at": _moment(news.published_at),
        "path": f"releases/{news.place}/manifest.json",
    }
    if news.replaces is not None:
        data["replaces"] = news.replaces
    if news.kind is NewsKind.RETRACTED:
        data["reason"] = news.reason
    return _message(news.id.hex, f"version.{news.kind}", news.at, data)


def ping(now: datetime) -> Message:
    """A message that says nothing but that messages arrive."""
    return _message(uuid4().hex, "ping", now, {})


def signed_headers(secret: str, message: Message, now: datetime) -> Mapping[str, str]:
    """What proves to the receiver who sent a message, and when this attempt was made."""
    moment = str(int(now.timestamp()))
    key = b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(
        key, b".".join([message.id.encode(), moment.encode(), message.body]), "sha256"
    )
    return {
        "webhook-id": message.id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


def _message(number: str, kind: str, at: datetime, data: Mapping[str, object]) -> Message:
    shape = {"type": kind, "timestamp": _moment(at), "data": data}
    return Message(f"msg_{number}", json.dumps(shape, separators=(",", ":")).encode())


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
