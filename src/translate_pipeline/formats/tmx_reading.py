"""TMX read, of any version and any program.

Piece by piece, for a memory may be larger than this machine's. Nothing but the file itself is ever
read: entities of its own are refused, since a few lines of them grow without end, and a document
type is let be and not fetched. What is not well-formed is refused as a whole, with its place. Units
that cannot serve are left out and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple
from unicodedata import normalize
from xml.parsers import expat

from translate_pipeline.errors import InputError
from translate_pipeline.formats.tmx_segment import SegmentText, Text
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.blocks import tidy
from translate_pipeline.text.inline import sound
from translate_pipeline.text.languages import locale_named


class Skipped(StrEnum):
    """Why something of a memory was left out."""

    NO_SOURCE = "units without a text in the source's language"
    SAME_LANGUAGE = "other variants of the source's language"
    LANGUAGE = "texts in a language that CLDR does not know"
    EMPTY = "empty texts"
    CONTROL = "texts with control characters"
    LONG = "texts that are too long"
    TWICE = "pairs that stand there already"


class Pair(NamedTuple):
    """A source with a target."""

    source: str
    target: str
    locale: Locale
    at: datetime | None
    """When it was changed, or else made, as the file says."""


_ENDLESS = 20_000_000
"""Bytes. A tag or comment that has not ended by then never will, and fills the memory."""

_CONTROL = re.compile("[\x7f-\x84\x86-\x9f]")
_UNEVEN = re.compile("[ \t\n\r\x85\u2028\u2029]{2,}|[\t\n\r\x85\u2028\u2029]")


class _Language(NamedTuple):
    """What a file means by the name of a language."""

    locale: Locale | None
    akin: bool
    """Whether it is the source's, or another variant of that."""


class _Variant(NamedTuple):
    """A text of a unit in one language."""

    language: _Language
    changed: str
    text: Text


class TmxReader:
    """Reads one file. What was left out is known once all of it was read."""

    def __init__(self, path: str, source_locale: Locale) -> None:
        self.skipped: Counter[Skipped] = Counter()
        self.languages: Counter[str] = Counter()
        """The texts of every language, as the file names it."""
        self._path, self._source_locale = path, source_locale
        self._parser = expat.ParserCreate()
        self._pairs: list[Pair] = []
        self._seen: set[int] = set()
        """The hashes of all pairs: of a million, they take less room than their texts by far."""
        self._known: dict[str, _Language] = {}
        self._of_file = self._of_unit = self._changed = ""
        self._variants: list[_Variant] = []
        self._variant: tuple[str, str] | None = None
        self._segment = SegmentText()

    def pairs(self, chunks: Iterable[bytes]) -> Iterator[Pair]:
        """The pairs of a file that comes in pieces. Raises InputError, with line and column."""
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._unknown_entity
        length = 0
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)  # noqa: FBT003
                yield from self._taken()
                length += len(chunk)
                if length - parser.CurrentByteIndex > _ENDLESS:
                    raise self._error(tr("something begins here that never ends"))
            if not length:
                raise InputError(self._path, 0, tr("the file is empty"))
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            reason = tr("not XML: {reason}", reason=expat.errors.messages[error.code])
            raise InputError(self._path, error.lineno, reason, column=error.offset + 1) from error
        except (LookupError, ValueError) as error:  # an encoding that Python does not have
            raise self._error(tr("not XML: {reason}", reason=error)) from error
        yield from self._taken()

    def _taken(self) -> list[Pair]:
        found, self._pairs = self._pairs, []
        return found

    def _root(self, tag: str, attributes: Mapping[str, str]) -> None:
        del attributes
        if tag != "tmx":
            raise self._error(tr("the root element is {tag}; a TMX file has tmx", tag=tag))
        self._parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "tu":
            self._of_unit = attributes.get("srclang", "")
            self._changed = _changed(attributes)
            self._variants = []
        elif tag == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang", "")
            self._variant = language, _changed(attributes)
        elif tag == "seg":
            if self._variant:
                self._segment = SegmentText()
                self._parser.CharacterDataHandler = self._segment.text
                self._parser.StartElementHandler = self._segment.start
        elif tag == "header":
            self._of_file = attributes.get("srclang", "")

    def _end(self, tag: str) -> None:
        if tag == "seg":
            self._parser.CharacterDataHandler = None
            self._parser.StartElementHandler = self._start
            if self._variant:
                name, changed = self._variant
                self.languages[name] += 1
                text = self._segment.read()
                self._variants.append(_Variant(self._language(name), changed, text))
                self._variant = None
        elif tag == "tu":
            self._unit()
        elif self._parser.CharacterDataHandler:
            self._segment.end(tag)

    def _unit(self) -> None:
        """Take the pairs of a unit that has ended."""
        source = self._source()
        if source is None:
            self.skipped[Skipped.NO_SOURCE] += 1
            return
        for variant in self._variants:
            if variant is not source:
                taken = self._pair(source, variant)
                if isinstance(taken, Pair):
                    self._pairs.append(taken)
                else:
                    self.skipped[taken] += 1

    def _source(self) -> _Variant | None:
        """The variant that is the source; None where none is.

        In the source's locale exactly, else in the one that the file names, else in any that is
        akin to it.
        """
        akin = [one for one in self._variants if one.language.akin]
        if len(akin) > 1:
            named = self._language(self._of_unit or self._of_file).locale
            for wanted in (self._source_locale, named):
                for one in akin:
                    if one.language.locale == wanted:
                        return one
        return akin[0] if akin else None

    def _pair(self, source: _Variant, target: _Variant) -> Pair | Skipped:
        """The pair that two variants are, or why they are none."""
        locale, akin = target.language
        if locale is None:
            return Skipped.LANGUAGE
        if akin:
            return Skipped.SAME_LANGUAGE
        if source.text.too_long or target.text.too_long:
            return Skipped.LONG
        texts = source.text.with_tags, target.text.with_tags
        plain = source.text.without, target.text.without
        if texts != plain and not _same_tags(*texts):
            texts = plain
        at = _moment(target.changed or self._changed)
        pair = Pair(tidy(texts[0], self._source_locale.language), _one_line(texts[1]), locale, at)
        return self._why_not(pair) or pair

    def _why_not(self, pair: Pair) -> Skipped | None:
        """Why a pair is left out; None where it is not."""
        if _CONTROL.search(pair.source) or _CONTROL.search(pair.target):
            return Skipped.CONTROL
        if not (pair.source and pair.target):
            return Skipped.EMPTY
        mark = hash((pair.source, pair.target, pair.locale.tag))
        if mark in self._seen:
            return Skipped.TWICE
        self._seen.add(mark)
        return None

    def _language(self, name: str) -> _Language:
        if name not in self._known:
            locale = locale_named(name)
            akin = locale is not None and locale.akin(self._source_locale)
            self._known[name] = _Language(locale, akin)
        return self._known[name]

    def _entity(self, *_: object) -> None:
        raise self._error(tr("it declares entities, which are not allowed; save it without them"))

    def _unknown_entity(self, name: str, _is_parameter: bool) -> None:  # noqa: FBT001
        told = tr("&{name}; is declared nowhere in it; write the character itself", name=name)
        raise self._error(told)

    def _error(self, reason: str) -> InputError:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return InputError(self._path, line, reason, column=column)


def _same_tags(source: str, target: str) -> bool:
    """Whether both have sound tags, and the same ones."""
    names = {one.name for one in sound(source)}
    return bool(names) and names == {one.name for one in sound(target)}


def _one_line(text: str) -> str:
    """A target on one line, composed; with its no-break spaces, which a translator has set."""
    return normalize("NFC", _UNEVEN.sub(" ", text)).strip()


def _changed(attributes: Mapping[str, str]) -> str:
    return attributes.get("changedate") or attributes.get("creationdate", "")


def _moment(said: str) -> datetime | None:
    """When that was, in UTC; None where it is no date."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
