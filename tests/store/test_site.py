"""The static site in a folder, as browsers, feed readers and offices find it."""

from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.bundles import FIRST, first_list
from tests.fakes import NOW
from tests.pipeline.publishers import Publisher
from translate_pipeline.errors import Conflict, InputError, StorageError
from translate_pipeline.formats.index import INDEX, parse_index, serialize_index
from translate_pipeline.formats.keys import serialize_keys
from translate_pipeline.formats.manifest import serialize_manifest
from translate_pipeline.model.bundle import Document
from translate_pipeline.model.trust import Index, Signed
from translate_pipeline.pipeline.publish_index import Office, renew_index
from translate_pipeline.pipeline.signing import sign
from translate_pipeline.pipeline.site import make_site
from translate_pipeline.pipeline.verify import verify_bundle, verify_index
from translate_pipeline.store.received import FolderFiles
from translate_pipeline.store.site import OURS, SiteFolder

ATOM = "{http://www.w3.org/2005/Atom}"


def render(document: Document) -> Mapping[str, bytes]:
    text = " ".join(one.target for block in document.blocks for one in block.sentences)
    return {"index.html": f"<p>{text}</p>".encode(), "text.txt": text.encode()}


class SiteMaker(Publisher):
    """A publisher whose bundles are real ones, and whose site is in a folder."""

    def __init__(self, folder: Path) -> None:
        self.shelf = folder / "shelf"
        super().__init__(self.shelf)
        self.press = replace(
            self.press, render=render, write_manifest=serialize_manifest,
            sign=lambda data: sign(data, [FIRST]),
        )  # fmt: skip
        self.folder = folder / "www"
        keys = serialize_keys(first_list(), "keys/1.json")
        self.press.shelf.write("keys/1.json", keys)
        self.press.shelf.write("keys/1.json.sig", sign(keys, [FIRST]))

    def export(self) -> None:
        office = Office(self.ledger, self.press.shelf, self.press.sign, first_list())
        renew_index(office, self.now)
        site = make_site(self.ledger, self.press.shelf)
        SiteFolder(self.folder, apart_from=self.shelf).write(site, self.press.shelf)

    @property
    def index(self) -> Index:
        data = self.press.shelf.read(INDEX)
        assert data
        return parse_index(data)

    def there(self) -> list[str]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        names = (path.relative_to(self.folder).as_posix() for path in found)
        return sorted(name for name in names if name != OURS)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def maker(tmp_path: Path) -> SiteMaker:
    maker = SiteMaker(tmp_path)
    maker.translate()
    maker.approve()
    maker.publish()
    return maker


BUNDLE = ["index.html", "manifest.json", "manifest.json.sig", "text.txt"]
SIGNED = ["index.json", "index.json.sig", "keys/1.json", "keys/1.json.sig"]


def site_of(*versions: int) -> list[str]:
    bundles = [f"a/es/v{version}/{name}" for version in versions for name in BUNDLE]
    page = ["a/es/index.html"] if versions else []
    return sorted([*bundles, *SIGNED, *page, "feeds/es.atom", "index.html"])


def test_a_site_holds_the_bundles_the_signed_index_and_pages(maker: SiteMaker) -> None:
    maker.export()
    assert maker.there() == site_of(1)
    assert maker.read("a/es/index.html") == maker.read("a/es/v1/index.html")


def test_an_office_verifies_what_it_has_from_a_site(maker: SiteMaker) -> None:
    maker.export()
    data = [(maker.folder / name).read_bytes() for name in (INDEX, f"{INDEX}.sig")]
    index = verify_index(Signed(INDEX, *data), first_list(), now=maker.now)
    files = FolderFiles(maker.folder / "a" / "es" / "v1")
    found = verify_bundle(files, first_list(), now=maker.now, index=index)
    assert (found.manifest.version, found.newer) == (1, None)


def test_a_correction_is_the_page_of_its_locale_and_the_old_version_stays(maker: SiteMaker) -> None:
    maker.export()
    maker.change("Un día.", "Algún día.")
    maker.publish()
    maker.export()
    assert maker.there() == site_of(1, 2)
    assert "Algún día." in maker.read("a/es/index.html")
    assert " · v2 ·" in maker.read("index.html")


def test_what_was_retracted_is_handed_out_no_more_and_the_feed_says_why(maker: SiteMaker) -> None:
    maker.export()
    (maker.folder / "a" / "notes.txt").write_text("ours")
    maker.retract("Wrong figure.")
    maker.export()
    assert maker.there() == sorted([*site_of(), "a/notes.txt"])
    assert "Título" not in maker.read("index.html")
    feed: Element = fromstring(maker.read("feeds/es.atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        "Retracted (v1): Título", "Título",
    ]  # fmt: skip
    assert entries[0].findtext(f"{ATOM}summary") == "Wrong figure."


def test_the_feed_of_a_site_has_an_id_of_its_own_and_links_that_count_from_it(
    maker: SiteMaker,
) -> None:
    maker.export()
    feed: Element = fromstring(maker.read("feeds/es.atom"))
    assert (feed.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    links = [one.get("href") or "" for one in feed.iter(f"{ATOM}link")]
    assert links[0] == "es.atom"
    assert all((maker.folder / "feeds" / link).resolve().is_file() for link in links)


def test_nothing_under_embargo_is_on_a_site(tmp_path: Path) -> None:
    maker = SiteMaker(tmp_path)
    maker.translate()
    maker.approve()
    maker.revise(embargo=(NOW.replace(year=NOW.year + 1)).isoformat())
    maker.publish()
    maker.export()
    assert maker.there() == sorted([*SIGNED, "index.html"])
    assert "Título" not in maker.read("index.html")


def test_a_correction_under_embargo_is_on_no_site_before_its_hour(maker: SiteMaker) -> None:
    maker.export()
    before = maker.there()
    maker.revise(embargo=(NOW.replace(year=NOW.year + 1)).isoformat())
    maker.change("Título", "Titular")
    maker.publish()
    maker.export()
    assert maker.there() == before
    assert not any("Titular" in maker.read(name) for name in before)
    maker.revise(embargo="")
    maker.export()
    assert "Titular" in maker.read("a/es/index.html")


def test_a_site_that_is_up_to_date_is_not_written_again(maker: SiteMaker) -> None:
    maker.export()
    before = {name: (maker.folder / name).stat().st_mtime_ns for name in maker.there()}
    maker.export()
    assert before == {name: (maker.folder / name).stat().st_mtime_ns for name in maker.there()}


def test_what_others_keep_in_the_folder_stays(maker: SiteMaker) -> None:
    theirs = {"blog/app/v3/manifest.json": "{}", "blog/app/index.html": "app", "CNAME": "press"}
    for name, text in theirs.items():
        path = maker.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    maker.export()
    maker.retract("Wrong figure.")
    maker.export()
    assert {name: maker.read(name) for name in theirs} == theirs


@pytest.mark.parametrize("name", ["index.html", "keys/1.json", "a/es/v1/text.txt"])
def test_no_file_that_is_not_of_the_site_is_written_over(maker: SiteMaker, name: str) -> None:
    path = maker.folder / name
    path.parent.mkdir(parents=True)
    path.write_text("theirs")
    with pytest.raises(Conflict, match=f"{name} is there, and not of a site of ours"):
        maker.export()
    assert maker.there() == [name]


def test_the_site_is_never_the_shelf(maker: SiteMaker) -> None:
    for folder in (maker.shelf, maker.shelf / "www", maker.shelf.parent):
        with pytest.raises(Conflict, match="the shelf's own"):
            SiteFolder(folder, apart_from=maker.shelf)


def test_a_file_of_the_site_that_was_damaged_or_lost_is_put_back(maker: SiteMaker) -> None:
    maker.export()
    before = {name: maker.read(name) for name in maker.there()}
    (maker.folder / "a/es/v1/text.txt").write_text("x" * len(before["a/es/v1/text.txt"]))
    (maker.folder / "a/es/v1/manifest.json.sig").unlink()
    maker.export()
    assert {name: maker.read(name) for name in maker.there()} == before


def test_a_locale_of_which_nothing_is_public_any_more_has_no_feed(maker: SiteMaker) -> None:
    maker.export()
    maker.press.shelf.write(INDEX, serialize_index(replace(maker.index, versions=())))
    site = make_site(maker.ledger, maker.press.shelf)
    SiteFolder(maker.folder, apart_from=maker.shelf).write(site, maker.press.shelf)
    assert maker.there() == sorted([*SIGNED, "index.html"])


def test_a_lost_manifest_of_a_retracted_version_does_not_stop_the_others(maker: SiteMaker) -> None:
    maker.export()
    maker.change("Un día.", "Algún día.")
    maker.publish()
    maker.retract("Wrong figure.", 1)
    (maker.shelf / "a" / "es" / "v1" / "manifest.json").unlink()
    maker.export()
    assert maker.there() == site_of(2)
    assert "Retracted (v1)" in maker.read("feeds/es.atom")


def test_a_damaged_list_of_what_is_ours_is_said_and_leads_nowhere_else(maker: SiteMaker) -> None:
    maker.export()
    (maker.folder.parent / "theirs").write_text("theirs")
    (maker.folder / OURS).write_text('{"files": ["../theirs", "/etc/x", "a/es/v9/gone.txt"]}')
    with pytest.raises(Conflict):
        maker.export()
    assert (maker.folder.parent / "theirs").exists()
    (maker.folder / OURS).write_text("{")
    with pytest.raises(InputError, match=OURS):
        maker.export()


def test_a_shelf_that_was_tampered_with_is_not_exported(maker: SiteMaker) -> None:
    maker.export()
    page = maker.press.shelf
    page.write("a/es/v1/index.html", b"<p>false</p>")
    with pytest.raises(StorageError, match=r"a/es/v1/index.html is not what was published"):
        maker.export()
    assert "false" not in maker.read("a/es/index.html")


def test_the_first_page_links_each_title_in_its_language_and_keeps_text_text(
    maker: SiteMaker,
) -> None:
    maker.change("Título", "Título & más")
    maker.publish()
    maker.export()
    page = Links()
    page.feed(maker.read("index.html"))
    assert page.found["a/es/index.html"] == "Título & más"
    assert page.languages["a/es/index.html"] == "es"


class Links(HTMLParser):
    """The links of a page, each with its text and its language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.languages: dict[str, str | None] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a":
            self._open = said["href"] or ""
            self.languages[self._open] = said["hreflang"] if "hreflang" in said else said["lang"]

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "a" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open] = self.found.get(self._open, "") + data
