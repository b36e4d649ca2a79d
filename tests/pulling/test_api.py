"""Pulling from the real server: tokens, embargoes, and what an unchanged pull costs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.bundles import entry
from tests.fakes import FakeLedger
from tests.hosts import serving, wire
from tests.publisher import ES, Publisher
from tests.pulling.conftest import Office
from translate_pipeline.errors import OriginRefused
from translate_pipeline.formats.manifest import parse_manifest
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.shelf import FolderShelf
from translate_pipeline.store.tokens import TokenFile
from translate_pipeline.web.app import Edge, create_app

FR = Locale("fr")
EMPTY = sha256(b"[]").hexdigest()


@dataclass
class Server:
    """The pull API over the publisher's shelf, and what it was asked and answered."""

    publisher: Publisher
    ledger: FakeLedger
    tokens: TokenFile
    app: Edge
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    answered: list[tuple[str, int]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answered.append((scope["path"], message["status"]))
            await send(message)

        await self.app(scope, receive, counting)

    def publish(
        self, version: int = 1, release: str = "veldania", *, embargo: datetime | None = None
    ) -> None:
        """Publish in es; one under embargo is not in the index."""
        early = embargo is not None and embargo > self.now
        place = self.publisher.publish(
            version, release, indexed=not early, embargo=embargo and embargo.replace(microsecond=0)
        )
        data = (place / "manifest.json").read_bytes()
        detail = {"title": release, "segments": [], "blocks": []}
        detail |= {"embargo": embargo.isoformat()} if embargo else {}
        id_, revision = ReleaseId(release), Revision("0" * 12)
        self.ledger.append(
            [
                Event(id_, revision, Action.REVISED, self.now, "x", detail=detail),
                Event(
                    id_, revision, Action.PUBLISHED, self.now, "x", ES,
                    detail={
                        "version": version, "manifest": sha256(data).hexdigest(), "content": EMPTY
                    },
                ),
            ]
        )  # fmt: skip

    def reveal(self, *, lifted: bool = False) -> None:
        """List in the index what is no longer under embargo; it may have been lifted early."""
        manifest = self.publisher.folder / "veldania" / "es" / "v1" / "manifest.json"
        made = entry(parse_manifest(manifest.read_bytes()))
        self.publisher.entries["veldania", "es", 1] = replace(
            made, title="", embargo=None if lifted else made.embargo
        )  # fmt: skip

    def retract(self, version: int, release: str = "veldania") -> None:
        """Take back what is not in the index."""
        detail = {"version": version, "reason": "Wrong."}
        revision = Revision("0" * 12)
        self.ledger.append(
            [
                Event(
                    ReleaseId(release), revision, Action.RETRACTED, self.now, "x", ES, detail=detail
                )
            ]
        )

    def token(self, *locales: Locale, early: bool = False) -> str:
        scopes = frozenset({"embargo"} if early else ())
        name = f"office {len(self.tokens.all())}"
        return self.tokens.add(name, frozenset(locales or {ES}), self.now, scopes=scopes)


@pytest.fixture
def server(publisher: Publisher, tmp_path: Path, office: Office) -> Iterator[Server]:
    """A server without tokens, from which the office pulls."""
    ledger, tokens = FakeLedger(), TokenFile(tmp_path / "tokens.json")
    app = create_app(ledger, FolderShelf(publisher.folder), tokens, lambda: datetime.now(UTC))
    found = Server(publisher, ledger, tokens, app)
    with serving(found) as url:
        office.address = url
        yield found


def test_a_server_gives_what_is_approved(server: Server, office: Office) -> None:
    server.publish()
    assert office.pull() == {"pulled": [1]}
    server.publish(2)
    assert office.pull() == {"pulled": [2]}
    assert all(code in (200, 404) for _, code in server.answered)


def test_an_unchanged_pull_is_one_request_of_less_than_a_kilobyte(
    server: Server, office: Office
) -> None:
    token = server.token()
    for number in range(5):
        server.publish(release=f"release-{number}")
    with wire(office.address) as line:
        office.address = line.url
        assert office.pull(token=token) == {"pulled": [1] * 5}
        server.answered.clear()
        line.bytes = 0
        assert office.pull(token=token) == {"current": [1] * 5}
    assert server.answered == [("/api/v1/index.json", 304)]
    assert 0 < line.bytes < 1000


def test_without_a_token_it_is_said_what_to_do(server: Server, office: Office) -> None:
    server.publish()
    token = server.token()
    with pytest.raises(OriginRefused) as told:
        office.pull()
    assert (told.value.exit_code, "TRANSLATE_PIPELINE_TOKEN" in str(told.value)) == (2, True)
    with pytest.raises(OriginRefused, match="The token is not valid"):
        office.pull(token=f"{token}x")


def test_another_locale_than_the_token_s_is_said_and_the_others_come(
    server: Server, office: Office
) -> None:
    token = server.token(FR)
    server.publish()
    assert office.pull(token=token) == {"failed": [1]}
    assert "403 Not your locale: The token is not for es; ask" in str(office.told[0].error)


def test_what_is_under_embargo_comes_early_to_whom_it_may(server: Server, office: Office) -> None:
    plain, early = server.token(), server.token(early=True)
    server.publish(release="open")
    hour = server.now + timedelta(hours=3)
    server.publish(release="secret", embargo=hour)
    assert office.pull(token=plain, early=True) == {"pulled": [1]}
    assert office.pull(token=early) == {"current": [1]}
    assert office.pull(token=early, early=True) == {"current": [1], "pulled": [1]}
    told = office.told[1]
    assert told.manifest
    assert told.manifest.embargo == hour.replace(microsecond=0)
    assert "secret/es/index.html" in office.names
    server.answered.clear()
    assert office.pull(token=early, early=True) == {"current": [1, 1]}
    assert server.answered == [("/api/v1/index.json", 304), ("/api/v1/releases", 304)]


def test_no_title_of_what_is_under_embargo_is_kept_beside_the_bundles(
    server: Server, office: Office
) -> None:
    early = server.token(early=True)
    server.publish(release="a")
    hour = server.now + timedelta(hours=3)
    server.publish(release="b", embargo=hour)
    server.ledger.log[-2].detail["title"] = "A title to keep to oneself"  # type: ignore[index]
    office.pull(token=early, early=True)
    kept = (office.folder / ".translate-pipeline-pull" / "releases").read_bytes()
    assert b'"b"' in kept
    assert b"title" not in kept


def test_after_the_hour_the_index_takes_over(server: Server, office: Office) -> None:
    early = server.token(early=True)
    hour = server.now + timedelta(hours=3)
    server.publish(embargo=hour)
    assert office.pull(token=early, early=True) == {"pulled": [1]}
    server.reveal()
    server.publisher.renew()
    assert office.pull(token=early) == {"current": [1]}


def test_what_is_taken_back_before_its_hour_is_told(server: Server, office: Office) -> None:
    early = server.token(early=True)
    server.publish(embargo=server.now + timedelta(hours=3))
    assert office.pull(token=early, early=True) == {"pulled": [1]}
    server.retract(1)
    assert office.pull(token=early, early=True) == {"retracted": [1]}
    assert office.told[0].reason == "Wrong."
    assert office.pull(token=early, early=True) == {}


def test_so_it_is_where_the_folder_was_moved(server: Server, office: Office) -> None:
    early = server.token(early=True)
    server.publish(embargo=server.now + timedelta(hours=3))
    office.pull(token=early, early=True)
    (office.folder / "veldania").rename(office.folder / "mine")
    server.retract(1)
    assert office.pull(token=early, early=True) == {"retracted": [1]}
    assert office.told[0].reason == "Wrong."
    assert office.pull(token=early, early=True) == {}


def test_what_is_corrected_before_its_hour_comes_again(server: Server, office: Office) -> None:
    early = server.token(early=True)
    hour = server.now + timedelta(hours=3)
    server.publish(embargo=hour)
    office.pull(token=early, early=True)
    server.publish(2, embargo=hour)
    assert office.pull(token=early, early=True) == {"pulled": [2]}
    server.retract(2)
    assert office.pull(token=early, early=True) == {"retracted": [2]}


def test_a_correction_under_embargo_comes_early_and_its_retraction_too(
    server: Server, office: Office
) -> None:
    early = server.token(early=True)
    server.publish()
    assert office.pull(token=early, early=True) == {"pulled": [1]}
    server.publish(2, embargo=server.now + timedelta(hours=3))
    assert office.pull(token=early) == {"current": [1]}
    assert office.pull(token=early, early=True) == {"pulled": [2]}
    assert office.pull(token=early, early=True) == {"current": [2]}
    server.retract(2)
    assert office.pull(token=early, early=True) == {"retracted": [2], "pulled": [1]}


def test_an_embargo_that_was_lifted_is_told_of_no_more(server: Server, office: Office) -> None:
    early = server.token(early=True)
    server.publish(embargo=server.now + timedelta(hours=3))
    office.pull(token=early, early=True)
    assert office.told[0].embargo
    server.reveal(lifted=True)
    server.publisher.renew()
    assert office.pull(token=early, early=True) == {"current": [1]}
    assert office.told[0].embargo is None
