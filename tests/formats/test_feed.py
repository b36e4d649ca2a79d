"""The Atom feed that is written of news."""

from datetime import datetime, timedelta

from defusedxml.ElementTree import fromstring

from tests.fakes import ES, NOW
from translate_pipeline.formats.feed import Entry, serialize_feed
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.news import News, NewsKind
from translate_pipeline.model.release import ReleaseId

NS = "{http://www.w3.org/2005/Atom}"


def news(kind: NewsKind, number: int = 1, since: datetime | None = None) -> News:
    at = NOW + timedelta(hours=number)
    return News(
        kind, ReleaseId("a"), ES, Version(number), f"a/es/v{number}", "0", at, at, since or at
    )  # fmt: skip


def feed(*entries: Entry, url: str = "https://x/es.atom") -> list[dict[str, str]]:
    """The texts of each entry's elements, and of its links by type."""
    written = serialize_feed(entries, ES, url=url, bundles="https://x/r")
    found = []
    for entry in fromstring(written).iter(f"{NS}entry"):
        texts = {one.tag.removeprefix(NS): one.text or "" for one in entry}
        links = {link.attrib["type"]: link.attrib["href"] for link in entry.iter(f"{NS}link")}
        found.append(texts | links)
    return found


def test_what_xml_cannot_hold_does_not_break_a_feed() -> None:
    entry = Entry(news(NewsKind.PUBLISHED), "A < B & C", "a\x00b\ufffe")
    (told,) = feed(entry, url="http://x/?a=1&b")
    assert (told["title"], told["summary"]) == ("A < B & C", "a\ufffdb\ufffd")


def test_a_feed_ends_at_a_hundred_entries() -> None:
    told = feed(*(Entry(news(NewsKind.CORRECTED, n), str(n)) for n in range(150)))
    assert (len(told), told[0]["title"]) == (100, "Corrected (v149): 149")


def test_what_an_embargo_held_back_stands_in_the_order_in_which_it_happened() -> None:
    hour = NOW + timedelta(days=1)
    told = feed(*(Entry(news(NewsKind.CORRECTED, n, hour), "A") for n in (3, 5, 2, 4)))
    assert [one["title"][:14] for one in told] == [f"Corrected (v{n})" for n in (5, 4, 3, 2)]


def test_a_person_is_led_to_the_page_and_a_program_to_the_manifest() -> None:
    (told,) = feed(Entry(news(NewsKind.PUBLISHED), "A"))
    assert told["text/html"] == "https://x/r/a/es/v1/index.html"
    assert told["application/json"] == "https://x/r/a/es/v1/manifest.json"


def test_nobody_is_led_to_the_page_of_what_was_retracted() -> None:
    (told,) = feed(Entry(news(NewsKind.RETRACTED), "A", "Wrong figure."))
    assert told["application/json"] == "https://x/r/a/es/v1/manifest.json"
    assert "text/html" not in told


def test_an_entry_without_a_text_has_no_empty_summary() -> None:
    assert "summary" not in feed(Entry(news(NewsKind.PUBLISHED), "A"))[0]
