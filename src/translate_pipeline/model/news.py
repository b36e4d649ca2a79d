"""News: what happened to an approved version."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId


class NewsKind(StrEnum):
    """What happened."""

    PUBLISHED = "published"
    """The first version of a release in a locale."""
    CORRECTED = "corrected"
    """A later one, which takes the place of the one before it."""
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class News:
    """A version that was published or taken back; nothing of its text."""

    kind: NewsKind
    release: ReleaseId
    locale: Locale
    version: Version
    place: str
    """Where its bundle stands: ``veldania/es/v2``."""
    manifest: str
    """The SHA-256 of its manifest: it makes the id one of this workspace only."""
    published_at: datetime
    at: datetime
    """When this happened."""
    since: datetime
    """From when on it may be told: later than ``at`` where there was an embargo."""
    reason: str = ""
    """Why it was taken back."""

    @property
    def id(self) -> UUID:
        """The same for the same news at any time, and on any machine."""
        return uuid5(NAMESPACE_OID, f"{self.place} {self.manifest} {self.kind}")

    @property
    def replaces(self) -> Version | None:
        """The version that a correction takes the place of."""
        return Version(self.version - 1) if self.kind is NewsKind.CORRECTED else None
