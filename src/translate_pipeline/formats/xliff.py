"""XLIFF 2.1 written: units of segments, each with its notes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from translate_pipeline.formats.packet_rows import one_line
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Inline, InlineKind
from translate_pipeline.text.inline import nested, runs

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_PC = {
    InlineKind.BOLD: 'type="fmt" subType="xlf:b"',
    InlineKind.ITALIC: 'type="fmt" subType="xlf:i"',
    InlineKind.LINK: 'type="link"',
}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XliffSegment(NamedTuple):
    """A text in both languages."""

    source: str
    target: str
    state: str
    """One of XLIFF's states; empty for what is not translated, as the space between sentences."""
    sub_state: str = ""
    inline: tuple[Inline, ...] = ()
    """The tags of its texts."""


class XliffUnit(NamedTuple):
    """Segments that are one paragraph together."""

    id: str
    segments: tuple[XliffSegment, ...]
    notes: Iterable[tuple[str, str]] = ()
    """Category and text of each."""
    type: str = ""
    """What it is in the document, with the prefix of whose word that is: ``tp:heading``."""
    translate: bool = True


def write_xliff(
    original: str,
    source_locale: Locale,
    locale: Locale,
    notes: Iterable[tuple[str, str]],
    units: Iterable[XliffUnit],
) -> bytes:
    """A document of one file in UTF-8. A character that XML cannot hold stands as ``<cp>``."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{_CORE}" version="2.1" srcLang="{source_locale}" trgLang="{locale}">',
        f'  <file id="f1" original="{escape(original)}" xml:space="preserve">',
        *_notes(notes, 4),
    ]
    for unit in units:
        lines += _unit(unit)
    return "\n".join([*lines, "  </file>", "</xliff>", ""]).encode()


def _unit(unit: XliffUnit) -> Iterator[str]:
    kind = f' type="{escape(unit.type)}"' if unit.type else ""
    translate = "" if unit.translate else ' translate="no"'
    marks = f'canResegment="no"{translate}{kind} xml:space="preserve"'
    yield f'    <unit id="{escape(unit.id)}" {marks}>'
    yield from _notes(unit.notes, 6)
    for number, segment in enumerate(unit.segments, 1):
        yield from _segment(segment, number)
    yield "    </unit>"


def _segment(segment: XliffSegment, number: int) -> Iterator[str]:
    tag = "segment" if segment.state else "ignorable"
    state = f' state="{segment.state}"' if segment.state else ""
    sub_state = f' subState="{segment.sub_state}"' if segment.sub_state else ""
    yield f"      <{tag}{state}{sub_state}>"
    yield f"        <source>{''.join(_tagged(segment.source, segment, number))}</source>"
    if segment.target or not segment.state:
        yield f"        <target>{''.join(_tagged(segment.target, segment, number))}</target>"
    yield f"      </{tag}>"


def _tagged(text: str, segment: XliffSegment, number: int) -> Iterator[str]:
    """A text with ``<pc>`` for its tags; the same tag has the same id in source and target."""
    times: Counter[str] = Counter()
    for piece in nested(runs(text, segment.inline)):
        if isinstance(piece, str):
            yield _content(piece)
        elif piece.opens:
            times[piece.of.name] += 1
            again = f".{times[piece.of.name]}" if times[piece.of.name] > 1 else ""
            href = f' dispStart="{escape(piece.of.href)}"' if piece.of.href else ""
            yield f'<pc id="{number}.{piece.of.name}{again}" {_PC[piece.of.kind]}{href}>'
        else:
            yield "</pc>"


def _notes(notes: Iterable[tuple[str, str]], indent: int) -> Iterator[str]:
    margin = " " * indent
    written = [
        f'{margin}  <note category="{category}">{_note(text)}</note>' for category, text in notes
    ]
    if written:
        yield f"{margin}<notes>"
        yield from written
        yield f"{margin}</notes>"


def _note(text: str) -> str:
    return _content("\n".join(map(one_line, text.split("\n"))))


def _content(text: str) -> str:
    plain = escape(text, quote=False).replace("\r", "&#13;")
    return _UNFIT.sub(lambda match: f'<cp hex="{_hex(match[0])}"/>', plain)


def _hex(character: str) -> str:
    """A code point in whole octets."""
    digits = f"{ord(character):04X}"
    return digits if len(digits) % 2 == 0 else f"0{digits}"
