"""Subscriber: who gets a webhook for what happens to approved versions."""

from dataclasses import dataclass, field
from datetime import datetime

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.news import News


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A system that news is sent to."""

    name: str
    """Of the office or the system, as a coordinator calls it."""
    url: str = field(repr=False)
    secret: str = field(repr=False)
    """What its messages are signed with: ``whsec_…``."""
    locales: frozenset[Locale] | None
    """What it hears of; None is every locale."""
    made: datetime
    """It gets what may be told since then, and no history."""
    paused: datetime | None = None
    """It asked for nothing before then."""
    disabled: datetime | None = None
    """Since when it gets nothing, since it answered that it is gone."""

    def wants(self, news: News) -> bool:
        """Whether news is for it, at its hour."""
        return self.made <= news.since and (self.locales is None or news.locale in self.locales)
