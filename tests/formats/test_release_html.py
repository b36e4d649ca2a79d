"""Web pages of many makes give the text of the release, and tell what they left out."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release import MAX_BYTES, parse_release, source_text
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release
from translate_pipeline.text.inline import plain, runs, tags

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def parse(data: bytes | str, locale: str = "en") -> Release:
    data = data.encode() if isinstance(data, str) else data
    return parse_release(
        source_text(data, "a.html"), path="a.html", source_locale=Locale.parse(locale)
    )


def outline(release: Release) -> list[str]:
    texts = release.text.split("\n")
    return [f"{b.line} {b.kind}: {text}" for b, text in zip(release.blocks, texts, strict=True)]


def texts(html: str) -> list[str]:
    return parse(html).text.split("\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_it_was_looked_at(page: Path) -> None:
    release = parse(page.read_bytes())
    lines = [f"title: {release.title}", f"locale: {release.source_locale}"]
    lines += [f"date: {release.date}"] if release.date else []
    lines += [f"remark: {one}" for one in release.remarks] + outline(release)
    lines += [f"link: {one.href}" for s in release.segments() for one in s.inline if one.href]
    golden = page.with_suffix(".txt")
    if "UPDATE_DOCS" in os.environ:
        golden.write_text("\n".join([*lines, ""]), "utf-8")
    assert lines == golden.read_text("utf-8").splitlines(), "look at it, then: UPDATE_DOCS=1"


class Visible(HTMLParser):
    """Collects the words that a reader of one of our pages sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.skipped = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        hidden = "hidden" in said or said.get("style") == "display: none"
        hidden |= "visually-hidden" in (said.get("class") or "")
        if not self.skipped and (tag in ("script", "style", "title") or hidden):
            self.skipped = tag

    def handle_endtag(self, tag: str) -> None:
        self.skipped = "" if tag == self.skipped else self.skipped

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words += (word for word in data.split() if any(map(str.isalnum, word)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_word_of_a_page_is_lost_in_silence(page: Path) -> None:
    text = source_text(page.read_bytes(), page.name)
    release = parse(page.read_bytes())
    assert isinstance(text, str)
    kept = len(plain(release.text).split())
    told = [int(number) for one in release.remarks for number in re.findall(r"\d+", one)[:2]]
    assert not told or told[1] - told[0] == kept
    assert (told[1] if told else kept) >= len(Visible(text).words)


def test_what_is_hidden_or_for_programs_is_no_text() -> None:
    assert texts(
        "<p>One.<script>x()</script><style>p {}</style><!-- no --></p><p hidden>No.</p>"
        '<p style="display:none">No.</p><p aria-hidden="true">No.</p><noscript>No.</noscript>'
        "<template><p>No.</p></template><p>Two.</p>"
    ) == ["One.", "Two."]


def test_entities_are_letters() -> None:
    assert texts("<p>Caf&eacute; &amp; &#8220;bar&#x201D;&nbsp;now &lt;b1&gt;.</p>") == [
        "Café & “bar” now <b1>."
    ]


def test_bold_italics_and_links_are_tags() -> None:
    (segment,) = parse(
        '<p>A <b>b</b> <em>c</em> <a href="https://x.example/?a=1&amp;b=2">d</a>'
        ' <span style="font-weight: 700">e</span> <b style="font-weight:normal">f</b>'
        ' <a href="javascript:x()">g</a> <a name="h">h</a>.</p>'
    ).segments()
    assert segment.text == ("A <b1>b</b1> <i2>c</i2> <a3>d</a3> <b4>e</b4> f g h.")
    assert segment.inline[2].href == "https://x.example/?a=1&b=2"


def test_two_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert texts("<div>One<br>two.<br><br>Three.<br>\n<br/>Four.</div>") == [
        "One two.",
        "Three.",
        "Four.",
    ]


def test_lists_have_items_and_depth() -> None:
    release = parse(
        "<p>It asks for:</p><ul><li>an end:<ol><li>now</li>"
        "<li><p>here</p><p>It is cold there.</p></li></ol></li><li>work</li></ul>"
    )
    assert [(str(b.kind), b.lead_in) for b in release.blocks[1:]] == [
        ("list_item", "It asks for:"),
        ("list_item", "an end:"),
        ("list_item", "an end:"),
        ("paragraph", ""),
        ("list_item", "It asks for:"),
    ]


def test_the_number_of_a_footnote_is_no_text() -> None:
    html = '<p>They wait<sup><a href="#n1">1</a></sup> for m<sup>2</sup>.</p>'
    assert texts(html) == ["They wait for m²."]


@pytest.mark.parametrize(
    "struck",
    [
        "<del>12</del>",
        "<s>12</s>",
        "<strike><b>1</b>2</strike>",
        '<span style="color: red; text-decoration: line-through">12</span>',
        '<span style="text-decoration-line:underline line-through">12</span>',
    ],
)
def test_struck_text_goes_and_is_told(struck: str) -> None:
    release = parse(f"<p>killed {struck}<ins>23</ins> people</p>")
    assert release.text == "killed 23 people"
    (remark,) = release.remarks
    assert "struck words are not read (1 words): “12”" in remark


def test_struck_paragraphs_go() -> None:
    html = "<p>They wait.</p><del><p>12 died.</p><p>So they say.</p></del><p>It is cold.</p>"
    assert texts(html) == ["They wait.", "It is cold."]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("23<sup>1</sup> people", "23¹ people"),
        ('23<sup><a href="#n">1</a></sup> people', "23 people"),
        ('23<a href="https://x.example/a#n"><sup>[1]</sup></a> people', "23 people"),
        ('23<span style="font-size:0.6em;vertical-align:super">1</span> people', "23¹ people"),
        ('5 km<sup><a href="https://x.example/square">2</a></sup>', "5 km<a1>²</a1>"),
        ("about 10<sup>6</sup> people", "about 10⁶ people"),
        ("CO<sub>2</sub>", "CO2"),
    ],
)
def test_a_raised_number_joins_no_other(html: str, text: str) -> None:
    assert texts(f"<p>{html}</p>") == [text]


def test_a_paragraph_with_a_raised_number_is_no_menu() -> None:
    html = '<div class="menu"><p>23<sup>1</sup> <a href="/a">people were killed</a></p></div>'
    assert texts(f"<h1>T</h1><p>They wait for an end of it.</p>{html}")[-1].startswith("23¹ ")


def test_a_paragraph_that_only_the_library_misses_is_kept() -> None:
    filler = "".join(f"<p>This is the sentence number {n} of a long article.</p>" for n in range(9))
    html = f"<body><h1>Head</h1><article><h1>Head</h1>{filler}</article><div>Call us now.</div>"
    assert "Call us now." in " ".join([*parse(html).remarks, *texts(html)])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=windows-1252><p>“Café”".encode("cp1252"), "“Café”"),
        ("<meta charset='iso-8859-1'><p>“Café”".encode("cp1252"), "“Café”"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Мир'.encode(
                "koi8-r"
            ),
            "Мир",
        ),
        ("<meta charset=windows-1252><p>“Café”".encode(), "“Café”"),
        ("\ufeff<p>“Café”".encode(), "“Café”"),
        ("<p>“Café”".encode("utf-16"), "“Café”"),
    ],
)
def test_a_page_may_be_in_the_encoding_that_it_names(data: bytes, text: str) -> None:
    assert parse(data).text == text


@pytest.mark.parametrize("charset", ["", "<meta charset=nonsense>", "<meta charset=ascii-7>"])
def test_a_page_in_an_unknown_encoding_is_refused(charset: str) -> None:
    with pytest.raises(InputError, match=r"^a\.html"):
        parse(f"{charset}<p>“Café”".encode("cp1252"))


def test_a_page_in_another_language_says_so() -> None:
    assert parse('<html lang="es-MX"><p>Uno.').source_locale == Locale("es-MX")
    assert parse('<html lang="en-GB"><p>One.').source_locale == Locale("en")
    assert parse('<html lang="??"><p>One.').source_locale == Locale("en")


def test_front_matter_may_stand_above_a_page() -> None:
    release = parse("---\nid: w\nlanguage: fr\n---\n<html lang=es>\n<h1>Un</h1>")
    assert (release.id, release.source_locale, release.blocks[0].line) == ("w", Locale("fr"), 6)


def test_a_title_is_that_of_a_page_without_headline() -> None:
    page = "<title>Held | House</title><p>Police held forty people. Nobody was charged.</p>"
    assert parse(page).title == "Held | House"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        parse("<html><script>x()</script><nav><a href=/>Home</a></nav></html>")


def test_a_page_that_the_parser_would_cut_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"^a\.html:2: its elements are nested too deeply"):
        parse("<p>One.</p>\n" + "<div>" * 3000 + "deep")


def test_a_page_is_no_way_to_read_other_files() -> None:
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>One &x; two.</p>'
    assert "root" not in parse(html).text


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="bytes are more"):
        parse(b"<p>" + b"a" * MAX_BYTES)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href='https://x.example'>", "</a>", "<li>",
     "<ul>", "</ul>", "<br>", "<blockquote>", "</blockquote>", "<td>", "<table>", "<h1>", "<h2>",
     "One.", " Two", "三。", "&amp;", "<b1>", "</a1>", "&lt;b1&gt;", "<figcaption>", "<pre>",
     "\n", "\n\n", "<nav>", "</nav>", "e\u0301", "<article>", "</article>", "- "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_page_is_refused_or_read_with_tags_that_nest(html: str) -> None:
    try:
        release = parse(html)
    except InputError:
        return
    for segment in release.segments():
        assert release.text[segment.start : segment.end] == segment.text
        names = {one.name for one in segment.inline}
        own = [tag for tag in tags(segment.text) if tag.name in names]
        assert len(own) == 2 * len(names)
        assert plain(segment.text) == "".join(
            plain(text) for text, _ in runs(segment.text, segment.inline)
        )
    assert len(release.blocks) == release.text.count("\n") + 1
