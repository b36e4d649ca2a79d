"""Document, Manifest: an approved version, and what proves which files it is made of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import BlockKind, Inline, ReleaseId, Revision

Version = NewType("Version", int)
"""Counts the approved versions of a release in a locale from 1; it only rises."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment of a document in both languages."""

    source: str
    target: str
    """The approved target; the source itself where a text is not translated, such as a credit."""
    translated: bool = True
    inline: tuple[Inline, ...] = ()
    """What the tags in both texts stand for; what else looks like a tag is text."""


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A structural unit of the document."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An approved translation as a whole, as renderers need it."""

    release: ReleaseId
    revision: Revision
    source_locale: Locale
    locale: Locale
    version: Version
    published_at: dt.datetime
    """In UTC, whole seconds."""
    title: str
    """In the locale."""
    blocks: tuple[DocumentBlock, ...]
    date: dt.date | None = None
    """The day that the release itself is dated."""
    note: str = ""
    """A line under the text that says of whom the translation is and from which language, as the
    workspace has it; empty where it wants none."""
    others: tuple[Locale, ...] = ()
    """The other locales in which the release has an approved version."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What proves that a file is the one that was published."""

    length: int
    """In bytes."""
    sha256: str
    """64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an approved version is: signed, and enough to verify its files offline."""

    release: ReleaseId
    revision: Revision
    locale: Locale
    source_locale: Locale
    version: Version
    title: str
    published_at: dt.datetime
    """In UTC, whole seconds."""
    glossary: str
    """The revision of the glossary at the publication."""
    approved_by: tuple[str, ...]
    """The roles of those who approved, such as ``legal reviewer``; no names."""
    files: Mapping[str, FileFacts]
    """By name: every file of the bundle but the manifest and its signature."""
    changes: tuple[str, ...] = ()
    """What a correction changed against the version before it, a line each; empty for the first."""
    embargo: dt.datetime | None = None
    """Before this hour nobody may publish it."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What a newer program says beyond this; kept, so that its signature still fits."""
