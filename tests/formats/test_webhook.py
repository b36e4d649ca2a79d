"""What a receiver of webhooks is sent."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes import ES, NOW
from translate_pipeline.formats.webhook import Message, message, new_secret, signed_headers
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.news import News, NewsKind
from translate_pipeline.model.release import ReleaseId

EVERY = {
    "release": "a",
    "locale": "es",
    "version": 2,
    "manifest_sha256": "f" * 64,
    "published_at": "2026-05-03T06:00:00Z",
    "path": "releases/a/es/v2/manifest.json",
}
MORE: dict[NewsKind, dict[str, object]] = {
    NewsKind.PUBLISHED: {},
    NewsKind.CORRECTED: {"replaces": 1},
    NewsKind.RETRACTED: {"reason": "Cifra errónea."},
}


def news(kind: NewsKind) -> News:
    at = NOW + timedelta(hours=1)
    reason = "Cifra errónea." if kind is NewsKind.RETRACTED else ""
    return News(
        kind, ReleaseId("a"), ES, Version(2), "a/es/v2", "f" * 64, NOW, at, at, reason
    )  # fmt: skip


@pytest.mark.parametrize("kind", NewsKind)
def test_a_message_says_which_version_and_nothing_else(kind: NewsKind) -> None:
    shape = json.loads(message(news(kind)).body)
    assert shape == {
        "type": f"version.{kind}",
        "timestamp": "2026-05-03T07:00:00Z",
        "data": EVERY | MORE[kind],
    }


def test_a_known_message_has_its_known_signature() -> None:
    """That of the specification's own libraries."""
    said = signed_headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        Message("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'),
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert said == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_secret_has_256_bits_of_its_own() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(b64decode(first.removeprefix("whsec_"), validate=True)) == 32


def test_every_kind_of_news_of_a_version_has_an_id_of_its_own() -> None:
    assert len({message(news(kind)).id for kind in NewsKind}) == 3
