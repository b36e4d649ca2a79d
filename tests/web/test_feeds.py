"""The feed of a locale, as a feed reader sees it."""

from datetime import timedelta
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tests.web.conftest import HOUR, Site

NS = "{http://www.w3.org/2005/Atom}"
FEED = "/api/v1/feeds/es.atom"


def read(site: Site, token: str | None = None) -> Element:
    answer = site.ask(FEED, token)
    assert answer.headers["Content-Type"] == "application/atom+xml"
    feed: Element = fromstring(answer.content)
    for one in (feed, *feed.iter(f"{NS}entry")):  # RFC 4287, 4.1.1 and 4.1.2
        assert [len(one.findall(f"{NS}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.find(f"{NS}author/{NS}name") is not None
    return feed


def told(feed: Element, name: str) -> list[str]:
    return [entry.findtext(f"{NS}{name}") or "" for entry in feed.iter(f"{NS}entry")]


def test_versions_corrections_and_retractions_are_news(published: Site) -> None:
    first = read(published)
    assert told(first, "title") == ["Título"]
    published.desk.change("Un día.", "Algún día.")
    published.publish()
    published.desk.retract("Wrong figure.", 1)
    feed = read(published)
    assert told(feed, "title") == ["Retracted (v1): Título", "Corrected (v2): Título", "Título"]
    assert told(feed, "summary") == ["Wrong figure.", "[-Un-]{+Algún+} día.", ""]
    assert told(feed, "id")[-1:] == told(first, "id")
    assert told(feed, "updated")[-1:] == told(first, "updated")
    assert len(set(told(feed, "id"))) == 3
    assert feed.findtext(f"{NS}updated") == told(feed, "updated")[0]
    links = [link.get("href") for link in feed.iter(f"{NS}link")]
    assert links[0] == f"http://localhost{FEED}"
    assert links[-1] == "http://localhost/api/v1/releases/a/es/v1/manifest.json"


def test_a_feed_without_news_is_a_feed(site: Site) -> None:
    assert told(read(site), "id") == []
    assert read(site).findtext(f"{NS}updated") == "1970-01-01T00:00:00Z"


def test_what_an_embargo_held_back_is_news_of_the_hour_when_it_ends(site: Site) -> None:
    token, early = site.token(), site.token("early", early=True)
    site.desk.revise(embargo=HOUR.isoformat())
    site.publish()
    before = read(site, early)
    assert told(before, "title") == ["Título"]
    assert told(read(site, token), "title") == []
    site.now = HOUR
    after = read(site, token)
    assert told(after, "updated") == [HOUR.strftime("%Y-%m-%dT%H:%M:%SZ")]
    assert told(after, "id") == told(before, "id")
    site.now += timedelta(days=1)
    assert told(read(site, token), "updated") == told(after, "updated")
