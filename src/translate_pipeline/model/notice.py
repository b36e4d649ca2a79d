"""Notice, Recipient, Letter: what somebody should hear of, and who wants to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Stage


class Role(StrEnum):
    """For whom a notice is."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    SECTION_OFFICE = "section office"


class Kind(StrEnum):
    """What happened in a locale."""

    DRAFTS_READY = "drafts ready"
    """Segments wait for a translator, drafted or empty."""
    READY_FOR_REVIEW = "ready for review"
    """No segment waits for a translator any more, and some wait for a reviewer."""
    SENT_BACK = "sent back"
    """A reviewer rejected segments."""
    APPROVED = "approved"
    """Every segment is approved."""
    REOPENED = "reopened"
    """A correction, or other terms of the glossary, took back what had been done."""
    PUBLISHED = "published"
    """The first version was published."""
    CORRECTED = "corrected"
    """A later one was."""
    RETRACTED = "retracted"
    """A version was taken back."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened in one locale of a release: no text of it, and nobody's name."""

    kind: Kind
    release: ReleaseId
    locale: Locale
    role: Role
    stage: Stage
    count: int
    """The segments that it is about, counted at every place where they stand."""
    empty: int = 0
    """Of drafts that are ready: the segments that have none."""
    title: str = ""
    """The release's title; empty under an embargo."""
    catalog: str = ""
    """The PO file, relative to the workspace."""
    version: Version | None = None
    """The one that was published or taken back."""
    embargo: datetime | None = None
    """The hour before which nothing of it may be told."""
    confidential: bool = False
    """Whether there is no such hour."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the workspace wants to be told."""

    role: Role
    addresses: tuple[str, ...]
    """The names under which their addresses are known on this machine; never the addresses."""
    locales: frozenset[Locale] = frozenset()
    """The locales that concern them; empty for all."""
    language: Locale | None = None
    """What they are written to in; None for the language of the locale that a notice is about."""

    def wants(self, notice: Notice) -> bool:
        """Whether a notice is for them."""
        return notice.role is self.role and (not self.locales or notice.locale in self.locales)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one address."""

    address: str
    """The name under which it is known."""
    subject: str
    body: str
    """Plain text."""
