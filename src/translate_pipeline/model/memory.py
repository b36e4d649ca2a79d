"""MemoryUnit: a sentence that was translated before."""

from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey

_IMPORTED = "tmx:"


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A source with a target by a person, from a release or a memory that was imported."""

    source: str
    target: str
    locale: Locale
    origin: str
    """The id of the release that it stands in; ``tmx:NAME`` of an imported memory."""
    approved: bool
    """Whether a second person approved it; what is imported counts as not."""
    before: SegmentKey | None = None
    """The sentence before it in its release; None at the beginning, and where it is not known."""
    after: SegmentKey | None = None
    """The sentence after it in its release; None at the end, and where it is not known."""
    embargo: datetime | None = None
    """Until when it must be seen in its own release only."""
    at: datetime | None = None
    """When its target was written or accepted; None where that is not known."""

    @property
    def memory(self) -> str:
        """The name of the imported memory that it comes from; empty where it is a release's."""
        return self.origin.removeprefix(_IMPORTED) if self.origin.startswith(_IMPORTED) else ""


def origin_of(memory: str) -> str:
    """The origin of the units of an imported memory."""
    return f"{_IMPORTED}{memory}"
