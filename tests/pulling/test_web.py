"""Pulling from web servers: clumsy ones, bad lines, and hostile ones."""

import os
import secrets
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bundles import FIRST, facts, written
from tests.hosts import (
    Fault,
    Host,
    cut,
    endless,
    endless_redirect,
    hosting,
    problem,
    redirect,
    status,
)
from tests.publisher import TEXTS, Publisher
from tests.pulling.conftest import Office
from translate_pipeline.errors import (
    BadSignature,
    ExpiredIndex,
    InputError,
    NotFound,
    OriginRefused,
    OriginUnavailable,
    PipelineError,
    UnknownKey,
)
from translate_pipeline.pipeline.signing import sign

DOCX = "/veldania/es/v1/text.docx"
SIZE = len(TEXTS["text.docx"])


def ranges(host: Host) -> list[str]:
    return [head["range"] for path, head in host.asked if path == DOCX and "range" in head]


def test_a_web_server_with_a_copy_of_the_shelf_will_do(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    assert far.pull(formats="docx") == {"pulled": [1]}
    assert far.read("veldania/es/text.docx") == TEXTS["text.docx"]
    assert "/veldania/es/v1/text.txt" not in host.paths


def test_where_nothing_is_new_it_is_asked_once(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    far.pull()
    host.asked.clear()
    assert far.pull() == {"current": [1]}
    assert host.paths == ["/index.json"]


def test_without_etags_the_index_alone_comes_again(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    with hosting(publisher.folder, tags=False) as host:
        office.address = host.url
        office.pull()
        host.asked.clear()
        assert office.pull() == {"current": [1]}
        assert host.paths == ["/index.json"]


def test_an_unchanged_index_still_expires(publisher: Publisher, far: Office) -> None:
    publisher.publish()
    far.pull()
    far.now = publisher.now.replace(year=publisher.now.year + 1)
    with pytest.raises(ExpiredIndex):
        far.pull()


def test_a_new_index_costs_what_is_new(publisher: Publisher, host: Host, far: Office) -> None:
    publisher.publish()
    far.pull()
    publisher.publish(2)
    host.asked.clear()
    assert far.pull() == {"pulled": [2]}
    assert host.paths == [
        "/index.json", "/index.json.sig", "/veldania/es/v2/manifest.json",
        "/veldania/es/v2/manifest.json.sig", "/veldania/es/v2/index.html",
    ]  # fmt: skip


def test_an_index_that_is_renewed_meanwhile_is_asked_for_again(
    publisher: Publisher, host: Host, far: Office
) -> None:
    old = (publisher.folder / "index.json").read_bytes()
    publisher.publish()
    host.faults["/index.json"] = [status(200, data=old)]
    assert far.pull() == {"pulled": [1]}


def test_a_download_that_is_cut_off_goes_on_where_it_ended(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    host.faults[DOCX] = [cut(20_000), cut(20_000)]
    assert far.pull() == {"pulled": [1]}
    assert ranges(host) == ["bytes=20000-", "bytes=40000-"]
    assert all("if-range" in head for path, head in host.asked if "range" in head)


def test_a_bad_line_that_brings_something_each_time_gets_there(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish(texts={"text.docx": os.urandom(200_000)})
    host.faults[DOCX] = [cut(10_000) for _ in range(19)]
    assert far.pull() == {"pulled": [1]}
    assert len(far.slept) == 19


def test_a_line_that_brings_nothing_is_given_up_and_a_later_pull_goes_on(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    host.faults[DOCX] = [cut(20_000), *[cut(0) for _ in range(5)]]
    assert far.pull() == {"failed": [1]}
    assert (far.errors, far.names) == (["OriginUnavailable"], [])
    assert far.slept[1:] == sorted(far.slept[1:])
    host.asked.clear()
    assert far.pull() == {"pulled": [1]}
    assert ranges(host) == ["bytes=20000-"]


def test_a_server_that_knows_no_parts_sends_the_file_anew(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    with hosting(publisher.folder, parts=False) as host:
        office.address = host.url
        host.faults[DOCX] = [cut(20_000)]
        assert office.pull() == {"pulled": [1]}


@pytest.mark.parametrize(
    "lie",
    [
        status(206, {"Content-Range": f"bytes 20000-{SIZE - 1}/{SIZE}"}, b"x" * (SIZE - 20_000)),
        status(206, {"Content-Range": f"bytes 7-{SIZE - 1}/{SIZE}"}, b"x" * (SIZE - 7)),
        status(206, {}, b"x" * (SIZE - 20_000)),
        status(206, {"Content-Range": "bytes 20000-99999999999/99999999999"}, b"x" * SIZE * 2),
        status(416, {"Content-Range": f"bytes */{SIZE}"}, b""),
    ],
    ids=["other bytes", "another part", "no part said", "longer", "no such part"],
)
def test_a_part_that_does_not_fit_is_thrown_away(
    publisher: Publisher, host: Host, far: Office, lie: Fault
) -> None:
    publisher.publish()
    host.faults[DOCX] = [cut(20_000), lie]
    assert far.pull() == {"pulled": [1]}
    assert far.read("veldania/es/text.docx") == TEXTS["text.docx"]


def test_half_a_file_outlives_the_process(publisher: Publisher, host: Host, far: Office) -> None:
    publisher.publish()

    def stall(handler: object) -> None:
        cut(30_000)(handler)  # type: ignore[arg-type]
        host.ended.wait()

    host.always[DOCX] = stall
    source = str(Path(__file__).parents[2] / "src")
    with subprocess.Popen(
        [sys.executable, "-m", "translate_pipeline", "pull", "--from", host.url, "--locale", "es",
         "--out", str(far.folder), "--key", str(publisher.pem)],
        env=os.environ | {"PYTHONPATH": source}, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        parts = far.folder / ".translate-pipeline-pull" / "parts"
        while not any(one.stat().st_size >= 30_000 for one in parts.glob("*")):
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    del host.always[DOCX]
    host.asked.clear()
    assert far.pull() == {"pulled": [1]}
    (asked,) = ranges(host)
    assert int(asked.removeprefix("bytes=").removesuffix("-")) >= 30_000


@pytest.mark.parametrize("code", [500, 502, 503, 504, 429])
def test_an_outage_that_passes_is_waited_for(
    publisher: Publisher, host: Host, far: Office, code: int
) -> None:
    publisher.publish()
    host.faults["/index.json"] = [status(code), status(code, {"Retry-After": "7"})]
    assert far.pull() == {"pulled": [1]}
    assert (len(far.slept), far.slept[1]) == (2, 7)


def test_an_outage_that_lasts_is_said_and_what_is_held_stays(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    far.pull()
    host.always["/index.json"] = problem(503, "It cannot be had now", "Its log says why.")
    with pytest.raises(OriginUnavailable) as told:
        far.pull()
    assert told.value.exit_code == 4
    assert str(told.value).startswith(
        "127.0.0.1 cannot be reached: 503 It cannot be had now: Its log says why. What was pulled"
    )
    assert len(far.names) == 5


def test_who_asks_for_more_patience_than_that_is_left(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    host.always["/index.json"] = status(503, {"Retry-After": "3600"})
    with pytest.raises(OriginUnavailable):
        far.pull()
    assert far.slept == []


def test_nobody_there_is_said(far: Office) -> None:
    far.address = "http://127.0.0.1:9/"
    with pytest.raises(OriginUnavailable, match=r"no connection. What was pulled before is still"):
        far.pull()
    assert len(far.slept) == 4


def test_one_file_that_is_missing_leaves_the_other_releases(
    publisher: Publisher, far: Office
) -> None:
    (publisher.publish() / "text.txt").unlink()
    publisher.publish(release="z")
    assert far.pull() == {"failed": [1], "pulled": [1]}
    assert far.errors == ["MissingFile"]


def test_an_outage_in_the_middle_ends_it(publisher: Publisher, host: Host, far: Office) -> None:
    publisher.publish(release="a")
    publisher.publish(release="b")
    publisher.publish(release="c")
    host.always["/b/es/v1/text.txt"] = status(500)
    assert far.pull() == {"pulled": [1], "failed": [1]}
    assert "/c/es/v1/manifest.json" not in host.paths


SAID = problem(403, "Not your\x1b[2J locale", "The token is for fr.")


@pytest.mark.parametrize(
    ("fault", "failure", "words"),
    [
        (problem(401, "No valid token", "It has expired."), "OriginRefused", "--token-file"),
        (SAID, "OriginRefused", r"403 Not your\x1b[2J locale: The token is for fr; ask the"),
        (problem(410, "Retracted", "Version 1 was retracted: x"), "Retracted", "was retracted: x"),
        (status(403, data=b"<h1>" * 9999), "OriginRefused", "says 403 Forbidden"),
        (status(403, {"Content-Type": "application/problem+json"}, b"["), "OriginRefused", "403"),
        (status(200, {"Content-Encoding": "gzip"}, b"x"), "OriginRefused", "it compresses files"),
        (redirect("ftp://127.0.0.1/"), "OriginRefused", "no web server"),
        (redirect("file:///etc/passwd"), "OriginRefused", "no web server"),
        (redirect("http://[bad/"), "OriginRefused", "no such address"),
    ],
)
def test_what_a_server_says_is_told_in_its_own_words(  # noqa: PLR0913, PLR0917
    publisher: Publisher, host: Host, far: Office, fault: Fault, failure: str, words: str
) -> None:
    publisher.publish()
    host.always["/veldania/es/v1/manifest.json"] = fault
    assert far.pull() == {"failed": [1]}
    assert far.errors == [failure]
    said = str(far.told[0].error)
    assert words in said
    assert "\x1b" not in said


def test_a_redirect_is_followed_to_another_server_but_not_for_ever(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    with hosting(publisher.folder) as other:
        host.always[DOCX] = redirect(other.url + DOCX[1:])
        assert far.pull() == {"pulled": [1]}
    host.always["/index.json"] = redirect("/index.json")
    with pytest.raises(OriginRefused, match="again and again"):
        far.pull()


def test_the_token_goes_to_the_server_that_was_named_and_no_further(
    publisher: Publisher, host: Host, far: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publisher.publish()
    token = secrets.token_hex()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with hosting(publisher.folder) as other:
        host.always[DOCX] = redirect(other.url + DOCX[1:])
        assert far.pull(token=token) == {"pulled": [1]}
        assert {head.get("authorization") for _, head in host.asked} == {f"Bearer {token}"}
        assert [head.get("authorization") for _, head in other.asked] == [None]
    kept = (path for path in far.folder.rglob("*") if path.is_file())
    assert not [path for path in kept if token.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://press.example/", "over plain http"),
        ("https://me:secret@press.example/", "--token-file"),
        ("http:///x", "no address"),
        ("https://press.example:x/", "no address"),
        ("https://press.example/?a=b", "no address"),
        ("ftp://press.example/", "https://"),
        ("s3://bucket/", "https://"),
        ("file://server/share", "another machine"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(
    office: Office, address: str, words: str
) -> None:
    office.address = address
    with pytest.raises(NotFound) as told:
        office.pull(token=secrets.token_hex())
    assert words in str(told.value)
    assert "secret" not in str(told.value)


def test_this_machine_is_never_asked_through_a_proxy(
    publisher: Publisher, host: Host, far: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert far.pull(proxy="http://127.0.0.1:9") == {"pulled": [1]}
    assert host.asked


@pytest.mark.parametrize("by", ["option", "environment"])
def test_other_machines_are_asked_through_the_proxy_of_the_network(
    publisher: Publisher, host: Host, office: Office, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    publisher.publish()
    office.address = "http://press.invalid/copy/"
    whole = "http://press.invalid/copy/index.json"
    host.always[whole] = status(403)
    host.always["http://press.invalid/copy/api/v1/index.json"] = status(403)
    monkeypatch.setenv("no_proxy", "")
    if by == "environment":
        monkeypatch.setenv("http_proxy", host.url)
    with pytest.raises(OriginRefused, match=r"press\.invalid says 403"):
        office.pull(proxy=host.url if by == "option" else "")
    assert host.paths[0] == whole


def test_answers_without_end_are_cut_off(publisher: Publisher, host: Host, far: Office) -> None:
    publisher.publish()
    for name in ("index.json.sig", "keys/1.json", "keys/1.json.sig"):
        host.always[f"/{name}"] = endless
        with pytest.raises(PipelineError):
            far.pull()
        del host.always[f"/{name}"]
    for name in ("manifest.json", "manifest.json.sig", "text.txt"):
        host.always[f"/veldania/es/v1/{name}"] = endless
        assert far.pull() == {"failed": [1]}
        del host.always[f"/veldania/es/v1/{name}"]
    kept = sum(path.stat().st_size for path in far.folder.rglob("*") if path.is_file())
    assert kept < 2_000_000
    assert far.pull() == {"pulled": [1]}


def test_nor_is_what_comes_with_a_redirect_read_to_its_end(
    publisher: Publisher, host: Host, far: Office
) -> None:
    place = publisher.publish()
    host.always["/veldania/es/v1/text.txt"] = endless_redirect
    (publisher.folder / "elsewhere").write_bytes((place / "text.txt").read_bytes())
    assert far.pull() == {"pulled": [1]}


def test_lists_of_keys_without_end_are_not_followed(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    keys = publisher.folder / "keys"
    for number in range(2, 400):
        for ending in (".json", ".json.sig"):
            (keys / f"{number}{ending}").write_bytes((keys / f"1{ending}").read_bytes())
    far.key = bytes(32)
    with pytest.raises(UnknownKey):
        far.pull()
    assert len(host.asked) < 500


def test_a_line_that_is_slower_than_any_is_given_up(publisher: Publisher, far: Office) -> None:
    publisher.publish(texts={"text.docx": bytes(2_000_000)})
    far.look = 300  # seconds between two looks at the clock
    with pytest.raises(OriginUnavailable, match="too slow"):
        far.pull()


TRICKS = ["../../../etc", "..", "a/b", "/etc", ".hidden", "con.txt", "a\\\\b", "x" * 300]


@pytest.mark.parametrize("name", TRICKS)
def test_no_name_of_a_file_leads_out_of_the_folder(
    publisher: Publisher, far: Office, name: str
) -> None:
    """Not even where it is soundly signed, and in the index."""
    place = publisher.publish()
    data = (place / "manifest.json").read_bytes().replace(b"text.txt", name.encode())
    written(place, {"manifest.json": data, "manifest.json.sig": sign(data, [FIRST])})
    publisher.entries["veldania", "es", 1] = replace(
        publisher.entries["veldania", "es", 1], manifest=facts(data)
    )
    publisher.renew()
    assert far.pull() == {"failed": [1]}
    assert (far.errors, far.names) == (["InputError"], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"veldania"', '"../veldania"'), ('"veldania"', '".."'), ('"veldania"', '".ssh"'),
        ('"es"', '"../es"'), ('"es"', '"e/s"'),
    ],
)  # fmt: skip
def test_no_name_of_a_release_or_locale_leads_out_of_the_folder(
    publisher: Publisher, far: Office, old: str, new: str
) -> None:
    publisher.publish()
    data = (publisher.folder / "index.json").read_bytes().replace(old.encode(), new.encode())
    written(publisher.folder, {"index.json": data, "index.json.sig": sign(data, [FIRST])})
    with pytest.raises(InputError):
        far.pull()
    assert far.names == []


def test_the_page_that_a_site_shows_will_do(publisher: Publisher, far: Office) -> None:
    publisher.publish()
    far.address += "index.html"
    assert far.pull() == {"pulled": [1]}


@pytest.mark.parametrize("path", ["", "api/v1", "api/v1/releases", "api/v1/index.json", "//"])
def test_the_address_of_an_api_may_be_what_the_server_shows(
    publisher: Publisher, office: Office, tmp_path: Path, path: str
) -> None:
    publisher.publish()
    root = tmp_path / "site" / "api" / "v1"
    root.mkdir(parents=True)
    for name in ("index.json", "index.json.sig", "keys"):
        (root / name).symlink_to(publisher.folder / name)
    (root / "releases").symlink_to(publisher.folder)
    with hosting(tmp_path / "site") as host:
        office.address = host.url + path
        assert office.pull() == {"pulled": [1]}
        host.asked.clear()
        assert office.pull() == {"current": [1]}
        assert host.paths == ["/api/v1/index.json"]


def test_an_address_that_became_another_one_s_is_looked_at_anew(
    publisher: Publisher, far: Office, host: Host, tmp_path: Path
) -> None:
    publisher.publish()
    far.pull()
    (tmp_path / "api").mkdir()
    host.root = tmp_path
    (tmp_path / "api" / "v1").symlink_to(publisher.folder)
    (publisher.folder / "releases").symlink_to(publisher.folder)
    publisher.publish(2)
    assert far.pull() == {"pulled": [2]}


def test_a_server_with_nothing_to_pull_is_said(office: Office, tmp_path: Path) -> None:
    with hosting(tmp_path) as host:
        office.address = host.url
        with pytest.raises(OriginRefused, match="no approved versions"):
            office.pull()


def test_a_page_that_greets_everybody_is_no_index(
    publisher: Publisher, host: Host, far: Office
) -> None:
    publisher.publish()
    for name in ("/index.json", "/index.json.sig"):
        host.always[name] = status(200, data=b"<h1>Please log in to this hotel</h1>")
    with pytest.raises(BadSignature):
        far.pull()


def test_early_asks_a_server_only(publisher: Publisher, far: Office) -> None:
    publisher.publish()
    with pytest.raises(PipelineError, match="--early asks a server"):
        far.pull(early=True)
    far.address = str(publisher.folder)
    with pytest.raises(PipelineError, match="--early asks a server"):
        far.pull(early=True)
