"""Who may see what, on every route and in every state of a release."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import NOW
from tests.web.conftest import HOUR, LATEST, TEXT, Site
from translate_pipeline.model.locale import Locale

STATES = ("approved", "open", "embargoed", "lifted", "retracted")
ROUTES = {
    "list": "/api/v1/releases",
    "release": "/api/v1/releases/a",
    "negotiated": "/api/v1/releases/a",
    "latest": LATEST,
    "versions": f"{LATEST}/versions",
    "text": TEXT,
    "manifest": f"{LATEST}/v1/manifest.json",
    "signature": f"{LATEST}/v1/manifest.json.sig",
    "feed": "/api/v1/feeds/es.atom",
    "index": "/api/v1/index.json",
    "key": "/api/v1/keys/1.json",
}
EXPECTED = """
route      | who   | approved open embargoed lifted retracted
list       | all   | 200      200  200       200    200
release    | own   | 200      200  403       200    200
release    | early | 200      200  200       200    200
release    | other | 200      200  403       200    200
negotiated | own   | 200      404  403       200    410
negotiated | early | 200      404  200       200    410
negotiated | other | 406      406  403       406    406
latest     | own   | 200      404  403       200    410
latest     | early | 200      404  200       200    410
latest     | other | 403      403  403       403    403
versions   | own   | 200      404  403       200    200
versions   | early | 200      404  200       200    200
versions   | other | 403      403  403       403    403
text       | own   | 200      404  403       200    410
text       | early | 200      404  200       200    410
text       | other | 403      403  403       403    403
manifest   | own   | 200      404  403       200    410
manifest   | early | 200      404  200       200    410
manifest   | other | 403      403  403       403    403
signature  | own   | 200      404  403       200    410
signature  | early | 200      404  200       200    410
signature  | other | 403      403  403       403    403
feed       | own   | 200      200  200       200    200
feed       | early | 200      200  200       200    200
feed       | other | 403      403  403       403    403
index      | all   | 200      200  200       200    200
key        | all   | 200      200  200       200    200
"""
STRANGERS = ("none", "wrong", "expired", "revoked")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Site, dict[str, str]]]:
    """By state: the server, and the tokens by whose they are."""
    return {state: _site(tmp_path_factory.mktemp(state), state) for state in STATES}


def _site(folder: Path, state: str) -> tuple[Site, dict[str, str]]:
    site = Site(folder)
    if state in ("embargoed", "lifted"):
        site.desk.revise(embargo=HOUR.isoformat())
    if state != "open":
        site.publish()
    if state == "retracted":
        site.desk.retract("Wrong figure.")
    if state == "lifted":
        site.now = HOUR
    site.desk.press.shelf.write("index.json", b"{}")
    site.desk.press.shelf.write("keys/1.json", b"{}")
    tokens = {
        "wrong": "tp_wrong",
        "own": site.token("own"),
        "early": site.token("early", early=True),
        "other": site.token("other", Locale("fr")),
        "revoked": site.token("revoked"),
        "expired": site.tokens.add("expired", None, NOW, expires=NOW + timedelta(hours=1)),
    }
    site.tokens.revoke("revoked", NOW)
    site.start()
    return site, tokens


def _rows() -> list[tuple[str, str, str, int]]:
    head, *lines = EXPECTED.strip().splitlines()
    states = head.split("|")[2].split()
    rows = []
    for line in lines:
        route, who, codes = (part.strip() for part in line.split("|"))
        for one in ("own", "early", "other") if who == "all" else (who,):
            for state, code in zip(states, codes.split(), strict=True):
                rows.append((route, one, state, int(code)))
    return rows + [(r, who, s, 401) for r in ROUTES for who in STRANGERS for s in STATES]


@pytest.mark.parametrize(("route", "who", "state", "code"), _rows())
def test_every_route_answers_everybody_as_it_should(
    sites: Mapping[str, tuple[Site, dict[str, str]]], route: str, who: str, state: str, code: int
) -> None:
    site, tokens = sites[state]
    headers = {"Accept_Language": "es"} if route == "negotiated" else {}
    address = f"{route}-{who}-{state}"  # of its own, so that the limit of failures is not met
    answer = site.ask(ROUTES[route], tokens.get(who), address=address, **headers)
    assert answer.status_code == code, answer.text
    if code != 200:
        problem = answer.json()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert (problem["status"], problem["type"][:17]) == (code, "/api/v1/problems/")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Head" not in answer.text
        return
    assert answer.headers["ETag"]
    assert "private" in answer.headers["Cache-Control"]
    again = {**headers, "If_None_Match": answer.headers["ETag"]}
    same = site.ask(ROUTES[route], tokens[who], address=address, **again)
    assert (same.status_code, same.content) == (304, b"")
    assert len(str(same.headers)) < 1000


def test_what_is_under_embargo_is_in_no_list_and_no_feed(
    sites: Mapping[str, tuple[Site, dict[str, str]]],
) -> None:
    site, tokens = sites["embargoed"]
    for path in ("/api/v1/releases", "/api/v1/feeds/es.atom"):
        told = site.ask(path, tokens["own"])
        assert "releases/a" not in told.text
        assert "Head" not in told.text
        assert "Título" not in told.text
        early = site.ask(path, tokens["early"])
        assert "Head" in early.text or "Título" in early.text
        assert early.headers["Cache-Control"] == "private, no-store"


def test_an_embargo_says_until_when_and_lifts_by_itself(
    sites: Mapping[str, tuple[Site, dict[str, str]]],
) -> None:
    site, tokens = sites["embargoed"]
    answers = [
        site.ask(path, tokens["own"])
        for path in (LATEST, TEXT, f"{LATEST}/v7/x", f"{LATEST}/versions")
    ]
    assert len({answer.content for answer in answers}) == 1  # whatever there is behind it
    answer = answers[0]
    assert answer.json()["embargo_until"] == HOUR.isoformat()
    assert answer.headers["Retry-After"] == "3600"
    early = site.ask(TEXT, tokens["early"])
    assert early.headers["Cache-Control"] == "private, no-store"
    try:
        site.now = HOUR
        after = site.ask(TEXT, tokens["own"])
    finally:
        site.now = HOUR - timedelta(hours=1)
    assert after.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_of_a_confidential_release_nobody_learns_that_it_is_there(site: Site) -> None:
    own, early = site.token(), site.token("early", early=True)
    site.desk.revise(confidential=True)
    site.publish()
    hidden = site.ask(LATEST, own)
    unknown = site.ask("/api/v1/releases/b/es", own)
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)
    assert hidden.status_code == 404
    assert site.ask(LATEST, early).status_code == 200


def test_a_token_of_another_locale_learns_nothing_of_what_there_is(site: Site) -> None:
    token = site.token("paris", Locale("fr"))
    paths = (LATEST, TEXT, "/api/v1/releases/b/es")
    assert len({site.ask(path, token).content for path in paths}) == 1
    entry = site.ask("/api/v1/releases/a", token).json()
    assert entry["locales"] == [{"locale": "fr", "version": None, "stage": "not started"}]


def test_a_server_that_had_tokens_stays_closed_without_them(site: Site, tmp_path: Path) -> None:
    assert site.ask("/api/v1/releases").status_code == 200
    token = site.token()
    assert site.ask("/api/v1/releases").status_code == 401
    site.tokens.revoke("madrid", NOW)
    assert site.ask("/api/v1/releases", token).status_code == 401
    (tmp_path / "tokens.json").unlink()
    assert site.ask("/api/v1/releases").status_code == 401


def test_a_damaged_file_of_tokens_opens_nothing(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    token = site.token()
    (tmp_path / "tokens.json").write_text("{")
    answer = site.ask("/api/v1/releases", token)
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    assert "tokens.json: is no file of tokens" in caplog.text


def test_a_server_without_tokens_answers_by_a_name_of_this_machine_only(published: Site) -> None:
    assert published.ask(TEXT, host="127.0.0.1:8400").status_code == 200
    assert published.ask(TEXT, host="[::1]:8400").status_code == 200
    assert published.ask(TEXT, host="evil.example").status_code == 421


def test_wrong_tokens_are_slowed_down_by_address_and_valid_ones_are_not(site: Site) -> None:
    token = site.token()
    codes = [site.ask("/api/v1/releases", "tp_guess").status_code for _ in range(25)]
    assert codes[:20] == [401] * 20
    assert codes[-1] == 429
    slow = site.ask("/api/v1/releases", "tp_guess")
    assert 1 <= int(slow.headers["Retry-After"]) <= 5
    assert site.ask("/api/v1/releases", token).status_code == 200
    assert site.ask("/api/v1/releases", "tp_guess", address="192.0.2.9").status_code == 401


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer ", "Basic dHBf", "tp_x", "Bearer a b", "bearer\ttp_"]
)
def test_a_header_that_is_no_token_is_none(site: Site, sent: str) -> None:
    site.token()
    answer = site.ask("/api/v1/releases", Authorization=sent)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_was_public_stays_so_under_a_later_embargo(published: Site) -> None:
    own, early = published.token(), published.token("early", early=True)
    published.desk.revise(embargo=HOUR.isoformat(), title="A title of later")
    published.desk.change("Título", "Titular")
    published.desk.publish()
    assert published.ask(TEXT, own).status_code == 200
    assert published.ask(f"{LATEST}/v2/text.txt", own).status_code == 404
    assert published.ask(f"{LATEST}/v2/text.txt", early).status_code == 200
    assert published.ask(LATEST, own).json()["version"] == 1
    told = published.ask("/api/v1/releases", own).text
    assert '"title": "Head"' in told.replace('":"', '": "')
    assert '"stage": "published"' in told.replace('":"', '": "')
    versions = published.ask(f"{LATEST}/versions", own).json()["versions"]
    assert [one["version"] for one in versions] == [1]
    assert "Titular" not in published.ask("/api/v1/feeds/es.atom", own).text
    published.desk.retract("Wrong figure.", 1)
    assert published.ask(TEXT, own).status_code == 410
    assert "Wrong figure." in published.ask("/api/v1/feeds/es.atom", own).text
    published.now = HOUR
    assert published.ask(LATEST, own).json()["version"] == 2
