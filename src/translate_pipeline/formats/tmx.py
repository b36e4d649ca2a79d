"""TMX 1.4b written: the exchange format of translation memories."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

from translate_pipeline import __version__
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Inline
from translate_pipeline.text.inline import nested, runs

_HEADER = (
    '  <header creationtool="translate-pipeline" creationtoolversion="{version}"'
    ' segtype="sentence" o-tmf="PO" adminlang="en" datatype="plaintext"'
    ' srclang="{source_locale}" creationdate="{date}">'
)


class TmxTarget(NamedTuple):
    """A translation of a unit's source."""

    locale: Locale
    content: str
    """As :func:`tmx_content` writes it."""
    changed: datetime | None = None
    props: tuple[tuple[str, str], ...] = ()
    """What else is said of it: types that begin with ``x-``, and texts."""


class TmxUnit(NamedTuple):
    """A source with its translations."""

    source_locale: Locale
    content: str
    targets: tuple[TmxTarget, ...]
    created: datetime | None = None


def tmx_lines(
    source_locale: Locale,
    created: datetime,
    props: Iterable[tuple[str, str]],
    units: Iterable[TmxUnit],
) -> Iterator[str]:
    """The lines of a memory, each with its end. Nobody is named as who made or changed anything."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<tmx version="1.4">\n'
    header = _HEADER.format(
        version=__version__, source_locale=source_locale, date=tmx_date(created)
    )
    yield f"{header}\n"
    yield from (f"    {prop}\n" for prop in _props(props))
    yield "  </header>\n"
    yield "  <body>\n"
    for unit in units:
        yield from _unit(unit, source_locale)
    yield "  </body>\n"
    yield "</tmx>\n"


def tmx_content(text: str, inline: Sequence[Inline]) -> str:
    """What a text is in XML, its tags as pairs: of a number in the text and one in the sentence.

    Only the tags of ``inline`` are tags; what else looks like one is text.
    """
    parts: list[str] = []
    numbers: list[int] = []
    number = 0
    for piece in nested(runs(readable(text), inline)):
        if isinstance(piece, str):
            parts.append(_xml(piece))
        elif piece.opens:
            number += 1
            numbers.append(number)
            name, kind = piece.of.name, piece.of.kind
            parts.append(f'<bpt i="{number}" x="{name[1:]}" type="{kind}">&lt;{name}&gt;</bpt>')
        else:
            parts.append(f'<ept i="{numbers.pop()}">&lt;/{piece.of.name}&gt;</ept>')
    return "".join(parts)


def tmx_date(moment: datetime) -> str:
    """A moment as TMX writes it: ``20261015T093000Z``."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _unit(unit: TmxUnit, usual: Locale) -> Iterator[str]:
    created = f' creationdate="{tmx_date(unit.created)}"' if unit.created else ""
    other = f' srclang="{unit.source_locale}"' if unit.source_locale != usual else ""
    yield f"    <tu{created}{other}>\n"
    yield f'      <tuv xml:lang="{unit.source_locale}"><seg>{unit.content}</seg></tuv>\n'
    for one in unit.targets:
        changed = f' changedate="{tmx_date(one.changed)}"' if one.changed else ""
        said = "".join(_props(one.props))
        yield f'      <tuv xml:lang="{one.locale}"{changed}>{said}<seg>{one.content}</seg></tuv>\n'
    yield "    </tu>\n"


def _props(props: Iterable[tuple[str, str]]) -> Iterator[str]:
    for kind, text in props:
        yield f'<prop type="{kind}">{_xml(text)}</prop>'


def _xml(text: str) -> str:
    return escape(text, quote=False)
