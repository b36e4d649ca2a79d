"""A workspace with a release, the API over it, and a client that asks it without a network."""

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.fakes import ES, NOW
from tests.pipeline.publishers import Publisher
from translate_pipeline.model.locale import Locale
from translate_pipeline.store.tokens import TokenFile
from translate_pipeline.web.app import create_app

LATEST = "/api/v1/releases/a/es"
TEXT = f"{LATEST}/v1/text.txt"
HOUR = NOW + timedelta(hours=10)
"""When an embargo of the tests ends; everything is published before."""


class Site:
    """The release ``a`` in es, accepted by a translator, on a server whose clock can be set."""

    def __init__(self, folder: Path) -> None:
        self.desk = Publisher(folder / "shelf")
        self.desk.translate()
        self.tokens = TokenFile(folder / "tokens.json")
        self.now = NOW + timedelta(hours=9)

    def start(self) -> None:
        """Serve, with the tokens that there are now."""
        self.app = create_app(
            self.desk.ledger, self.desk.press.shelf, self.tokens, lambda: self.now
        )

    def token(self, name: str = "madrid", *locales: Locale, early: bool = False) -> str:
        scopes = frozenset({"embargo"} if early else ())
        return self.tokens.add(name, frozenset(locales or {ES}), NOW, scopes=scopes)

    def publish(self) -> None:
        self.desk.approve()
        self.desk.publish()

    def ask(
        self, path: str, token: str | None = None, *, method: str = "GET", host: str = "localhost",
        address: str = "192.0.2.1", **headers: str,
    ) -> httpx.Response:  # fmt: skip
        """Headers are written with ``_`` for ``-``."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Authorization": f"Bearer {token}"} if token else {}

        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.request(method, path, headers=sent)

        return asyncio.run(answer())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A server without tokens, whose release is not approved yet."""
    site = Site(tmp_path)
    site.start()
    return site


@pytest.fixture
def published(site: Site) -> Site:
    """The same with an approved version."""
    site.publish()
    return site
