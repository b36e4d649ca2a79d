"""EngineOptions, EngineOrder, Outside: what a workspace and a service say of engines."""

from collections.abc import Mapping
from dataclasses import dataclass

from translate_pipeline.model.locale import Locale

AUTO = "auto"
"""In the place of an engine's name: those that the workspace prefers."""

EngineOrder = Mapping[Locale | None, tuple[str, ...]]
"""The engines that ``auto`` asks, by locale; of None, those of all other locales."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What a workspace says of one engine."""

    url: str = ""
    """Where its service is, if that can be chosen."""
    characters_a_day: int | None = None
    """The most that are sent; 0 is no limit, None the engine's own."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What an engine that asks a service says of it."""

    key: str
    """The environment variable of its key; empty where it takes none."""
    key_needed: bool
    key_set: bool
    characters_a_request: int
    characters_a_day: int
    """0 is no limit."""
    characters_today: int
    """Sent already."""
    requests_a_second: float
    requests_at_once: int
