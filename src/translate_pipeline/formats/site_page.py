"""The first page of a static site: what is approved, each in its own language."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from translate_pipeline.formats.document_parts import readable
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.trust import IndexEntry
from translate_pipeline.text.languages import own_name, right_to_left

_STYLE = """\
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-width: 42rem;
  font: 1.0625rem/1.65 system-ui, sans-serif; overflow-wrap: break-word; }
h2 { margin-top: 2.5rem; font-size: 1em; }
ul { padding: 0; list-style: none; }
li { margin-block: 1rem; }
small { display: block; opacity: .8; }
footer { margin-top: 3rem; border-top: thin solid; }"""


def render_site_page(current: Sequence[IndexEntry], feeds: Sequence[Locale]) -> bytes:
    """The page in UTF-8: the versions to use, the newest release first, and the feeds."""
    return "\n".join([
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Approved versions</title>",
        *(
            f'<link rel="alternate" type="application/atom+xml" hreflang="{one}"'
            f' href="feeds/{one}.atom">'
            for one in feeds
        ),
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        "<h1>Approved versions</h1>",
        *_releases(current),
        "</main>",
        *_footer(feeds),
        "</body>",
        "</html>",
        "",
    ]).encode()  # fmt: skip


def _releases(current: Sequence[IndexEntry]) -> Iterator[str]:
    by_release = [list(found) for _, found in groupby(current, lambda one: one.release)]
    for group in sorted(by_release, key=_newest, reverse=True):
        yield f"<h2>{group[0].release}</h2>"
        yield "<ul>"
        yield from map(_item, group)
        yield "</ul>"


def _newest(group: Sequence[IndexEntry]) -> tuple[object, ...]:
    return max(one.published_at for one in group), group[0].release


def _item(one: IndexEntry) -> str:
    way = "rtl" if right_to_left(one.locale) else "ltr"
    title = escape(readable(one.title), quote=False)
    when = f"{one.published_at:%Y-%m-%d %H:%M}"
    return (
        f'<li lang="{one.locale}" dir="{way}">'
        f'<a hreflang="{one.locale}" href="{one.release}/{one.locale}/index.html">{title}</a>'
        f"<small>{escape(own_name(one.locale))} · v{one.version} ·"
        f' <time datetime="{one.published_at:%Y-%m-%dT%H:%M:%SZ}" dir="ltr">{when} UTC</time>'
        "</small></li>"
    )


def _footer(feeds: Sequence[Locale]) -> Iterator[str]:
    if feeds:
        links = " ".join(
            f'<a lang="{one}" href="feeds/{one}.atom">{escape(own_name(one))}</a>' for one in feeds
        )
        yield f"<footer><p>Atom: {links}</p></footer>"
