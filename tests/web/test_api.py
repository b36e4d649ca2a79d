"""What the routes answer: the bytes of the shelf, lists, parts, and problems."""

import json
from collections.abc import Collection, Sequence
from hashlib import sha256

import pytest

from tests.web.conftest import LATEST, TEXT, Site
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.publish import MANIFEST, SIGNATURE
from translate_pipeline.store.shelf import FolderShelf
from translate_pipeline.web.problems import KINDS


def files(site: Site, version: int = 1) -> dict[str, bytes]:
    return dict(site.desk.press.shelf.get(f"a/es/v{version}") or {})


def test_the_list_says_where_every_release_stands(site: Site) -> None:
    def locales() -> object:
        (entry,) = site.ask("/api/v1/releases").json()["releases"]
        assert (entry["release"], entry["title"]) == ("a", "Head")
        return entry["locales"]

    assert locales() == [{"locale": "es", "version": None, "stage": "in review"}]
    site.desk.approve()
    assert locales() == [{"locale": "es", "version": None, "stage": "approved"}]
    site.publish()
    assert locales() == [{"locale": "es", "version": 1, "stage": "published"}]
    site.desk.run("Head", "Two days.")
    assert locales() == [{"locale": "es", "version": 1, "stage": "outdated"}]
    site.desk.retract("Wrong.")
    assert locales() == [{"locale": "es", "version": None, "stage": "retracted"}]


def test_the_latest_version_is_the_manifest_of_the_shelf(published: Site) -> None:
    answer = published.ask(LATEST)
    assert answer.content == files(published)[MANIFEST]
    assert answer.headers["ETag"] == f'"{sha256(answer.content).hexdigest()}"'
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Language"] == "es"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Content-Location"] == f"{LATEST}/v1/manifest.json"
    assert published.ask("/api/v1/releases/a/ES").content == answer.content


def test_every_file_of_a_version_is_there_byte_for_byte(published: Site) -> None:
    for name, data in files(published).items():
        answer = published.ask(f"{LATEST}/v1/{name}")
        assert answer.content == data
        assert answer.headers["ETag"] == f'"{sha256(data).hexdigest()}"'
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert published.ask(TEXT).headers["Content-Type"] == "text/plain; charset=utf-8"
    signature = published.ask(f"{LATEST}/v1/{SIGNATURE}")
    assert signature.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "path",
    [
        f"{LATEST}/v1/other.txt", f"{LATEST}/v1/..%2f..%2findex.json", f"{LATEST}/v1/%2e%2e",
        f"{LATEST}/v1/%00", f"{LATEST}/v2/text.txt", f"{LATEST}/v01/text.txt",
        f"{LATEST}/v{'9' * 5000}/text.txt", f"{LATEST}/v1/", f"{LATEST}/v1/stray.txt",
        "/api/v1/releases/..%2fa/es", "/api/v1/releases/b", "/api/v1/releases/a/no-locale",
        "/api/v1/releases/", "/api/v1/keys/..%2f1.json", "/api/v1/keys/x.json",
        "/api/v1/keys/01.json", "/api/v1/keys/1.json.sig.sig",
        "/api/v1/keys/2.json", "/api/v1/index.json", "/api/v1/feeds/..atom",
        "/api/v1/problems/other", "/", "/docs", "/favicon.ico",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(published: Site, path: str) -> None:
    published.desk.press.shelf.write("a/es/v1/stray.txt", b"dropped there by somebody")
    answer = published.ask(path)
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/problems/not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_a_problem(published: Site, method: str) -> None:
    answer = published.ask(LATEST, method=method)
    assert (answer.status_code, answer.json()["title"]) == (405, "Only reading is possible")
    assert answer.headers["Allow"] == "GET, HEAD"


def test_head_is_get_without_the_body(published: Site) -> None:
    for path in (LATEST, TEXT, "/api/v1/releases", f"{LATEST}/v9/x"):
        full, head = published.ask(path), published.ask(path, method="HEAD")
        assert (head.status_code, head.content) == (full.status_code, b"")
        assert head.headers == full.headers


@pytest.mark.parametrize("path", [LATEST, TEXT, "/api/v1/releases", f"{LATEST}/versions"])
def test_what_is_the_same_is_not_sent_again(published: Site, path: str) -> None:
    etag = published.ask(path).headers["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = published.ask(path, If_None_Match=known)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == etag
    for known in ('"other"', etag.strip('"'), ""):
        assert published.ask(path, If_None_Match=known).status_code == 200


def test_a_download_goes_on_where_it_was_cut_off(published: Site) -> None:
    data = files(published)["text.txt"]
    etag = published.ask(TEXT).headers["ETag"]
    rest = published.ask(TEXT, Range="bytes=10-", If_Range=etag)
    assert (rest.status_code, rest.content) == (206, data[10:])
    assert rest.headers["Content-Range"] == f"bytes 10-{len(data) - 1}/{len(data)}"
    assert published.ask(TEXT, Range="bytes=2-4").content == data[2:5]
    assert published.ask(TEXT, Range="bytes=-5").content == data[-5:]
    assert published.ask(TEXT, Range="bytes=-99999").content == data
    assert published.ask(TEXT, Range="bytes=0-99999").content == data


def test_a_range_that_does_not_fit_the_file_of_now_is_the_whole_file(published: Site) -> None:
    for sent in ("bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-"):
        answer = published.ask(TEXT, Range=sent)
        assert (answer.status_code, answer.content) == (200, files(published)["text.txt"])
    assert published.ask(TEXT, Range="bytes=1-", If_Range='"other"').status_code == 200


@pytest.mark.parametrize("sent", ["bytes=99999-", "bytes=5-2", "bytes=-0"])
def test_a_range_outside_of_the_file_is_a_problem(published: Site, sent: str) -> None:
    answer = published.ask(TEXT, Range=sent)
    length = len(files(published)["text.txt"])
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{length}")


def test_what_is_not_approved_says_its_stage(site: Site) -> None:
    answer = site.ask(LATEST)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/api/v1/problems/not-approved",
        "title": "Not approved yet",
        "status": 404,
        "detail": "There is no approved version in es yet.",
        "stage": "in review",
    }
    assert site.ask("/api/v1/releases/a/fr").json()["stage"] == "not started"


def test_what_was_retracted_says_why_and_what_stands(published: Site) -> None:
    published.desk.change("Un día.", "Algún día.")
    published.publish()
    published.desk.retract("Wrong figure.", 2)
    for path in (LATEST, f"{LATEST}/v2/text.txt", f"{LATEST}/v2/manifest.json"):
        answer = published.ask(path)
        assert answer.status_code == 410
        problem = answer.json()
        assert (problem["reason"], problem["version"]) == ("Wrong figure.", 2)
        assert problem["newest_version"] == 1
    assert published.ask(TEXT).status_code == 200
    published.desk.retract("Wrong too.", 1)
    assert published.ask(TEXT).json()["newest_version"] is None
    versions = published.ask(f"{LATEST}/versions").json()["versions"]
    assert [one["retracted"]["reason"] for one in versions] == ["Wrong too.", "Wrong figure."]


def test_a_new_version_is_there_at_once_and_the_old_one_stays(published: Site) -> None:
    first = published.ask(LATEST)
    published.desk.change("Un día.", "Algún día.")
    published.publish()
    second = published.ask(LATEST, If_None_Match=first.headers["ETag"])
    assert second.status_code == 200
    assert second.json()["version"] == 2
    assert published.ask(f"{LATEST}/v1/manifest.json").content == first.content
    assert [v["version"] for v in published.ask(f"{LATEST}/versions").json()["versions"]] == [1, 2]


@pytest.mark.parametrize("header", ["es", "es-MX, fr;q=0.5", "de, es;q=0.1"])
def test_the_language_of_the_reader_picks_the_locale(published: Site, header: str) -> None:
    answer = published.ask("/api/v1/releases/a", Accept_Language=header)
    assert answer.content == files(published)[MANIFEST]
    assert answer.headers["Content-Language"] == "es"
    assert answer.headers["Vary"] == "Accept-Language"


def test_a_language_that_there_is_not_is_a_problem_that_names_the_others(published: Site) -> None:
    answer = published.ask("/api/v1/releases/a", Accept_Language="de, fr")
    assert (answer.status_code, answer.json()["locales"]) == (406, ["es"])
    listed = published.ask("/api/v1/releases/a", Accept_Language="de, *;q=0.1")
    assert listed.json()["release"] == "a"
    assert listed.headers["Vary"] == "Accept-Language"


def test_with_tokens_the_language_is_picked_among_their_locales(published: Site) -> None:
    token = published.token()
    answer = published.ask("/api/v1/releases/a", token, Accept_Language="es")
    assert answer.headers["Vary"] == "Authorization, Accept-Language"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_loose_files_of_the_shelf_are_passed_on(site: Site) -> None:
    shelf = site.desk.press.shelf
    for name in ("index.json", "index.json.sig", "keys/1.json", "keys/1.json.sig"):
        shelf.write(name, b'{"signed": 1}')
        assert site.ask(f"/api/v1/{name}").content == b'{"signed": 1}'
        shelf.write(name, b'{"signed": 2}')
        assert site.ask(f"/api/v1/{name}").content == b'{"signed": 2}'


@pytest.mark.parametrize(("name", "path"), [("text.txt", TEXT), (MANIFEST, LATEST)])
def test_a_file_that_is_not_what_was_published_is_never_served(
    published: Site, caplog: pytest.LogCaptureFixture, name: str, path: str
) -> None:
    published.desk.press.shelf.write(f"a/es/v1/{name}", b"{} tampered with")
    answer = published.ask(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "tampered" not in answer.text
    assert "is not what was published" in caplog.text


def test_a_version_whose_bundle_is_missing_comes_once_it_is_there(site: Site) -> None:
    shelf = site.desk.press.shelf
    assert isinstance(shelf, FolderShelf)
    site.publish()
    kept = files(site)
    (shelf._folder / "a" / "es" / "v1").rename(shelf._folder / "away")  # noqa: SLF001
    assert site.ask(LATEST).status_code == 503
    shelf.put("a/es/v1", kept)
    assert site.ask(LATEST).status_code == 200


def test_a_fault_is_a_problem_without_a_traceback(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> tuple[int, str]:
        raise RuntimeError("secret")

    monkeypatch.setattr(site.desk.ledger, "head", broken)
    answer = site.ask("/api/v1/releases")
    assert (answer.status_code, answer.json()["type"]) == (500, "/api/v1/problems/fault")
    assert "secret" not in answer.text
    assert caplog.messages == ["a fault: RuntimeError: secret"]


def test_the_ledger_is_read_once_for_each_of_its_heads(
    published: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    events = published.desk.ledger.events

    def counted(release: ReleaseId, only: Collection[Action] = ()) -> Sequence[Event]:
        read.append(release)
        return events(release, only)

    monkeypatch.setattr(published.desk.ledger, "events", counted)
    for path in (LATEST, TEXT, "/api/v1/releases", f"{LATEST}/versions"):
        published.ask(path)
    assert read.count("a") == 1
    published.desk.retract("Wrong.")
    read.clear()
    assert published.ask(LATEST).status_code == 410
    assert read.count("a") == 1


def test_every_type_of_problem_is_explained_where_it_points(site: Site) -> None:
    token = site.token()
    assert token
    for name, kind in KINDS.items():
        told = site.ask(f"/api/v1/problems/{name}").json()
        assert (told["status"], told["title"]) == (kind.status, kind.title)
        assert told["advice"]


def test_the_routes_are_described_as_openapi(site: Site) -> None:
    described = json.loads(site.ask("/api/v1/openapi.json").content)
    assert "/api/v1/releases/{release}/{locale}/v{version}/{file}" in described["paths"]
