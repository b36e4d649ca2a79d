"""Job, Work: what is to be drafted, for all locales of a run and for one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from translate_pipeline.checks import OWN
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import Release, SegmentKey
from translate_pipeline.model.termbase import Termbase, TermHit
from translate_pipeline.model.translation import Severities
from translate_pipeline.pipeline.catalogs import Unit, units
from translate_pipeline.pipeline.engines import Choice
from translate_pipeline.pipeline.glossary_record import Digests, digests, terms_digest
from translate_pipeline.pipeline.recording import concepts_in
from translate_pipeline.text.inline import plain
from translate_pipeline.text.persons import Persons
from translate_pipeline.text.terms import SourceMatcher

Progress = Callable[[Locale, int, int], None]
"""Told of a locale how many of how many segments have a target."""


@dataclass(frozen=True)
class Job:
    """A release ready to be drafted: what every locale of a run shares."""

    release: Release
    matcher: SourceMatcher
    """Finds the glossary's terms in a text."""
    units: tuple[Unit, ...]
    hits: Mapping[SegmentKey, tuple[TermHit, ...]]
    """The glossary terms of every unit's source, as it is read without its tags."""
    persons: Persons
    """The people whom the release names."""
    severities: Severities = field(default_factory=dict)
    """What the workspace makes of the rules."""
    names: bool = False
    """Whether reviewers stand in catalogs by name."""

    @property
    def termbase(self) -> Termbase:
        """The glossary."""
        return self.matcher.termbase

    def terms(self, locale: Locale) -> Mapping[SegmentKey, str]:
        """What stands for the terms of every unit's source in a locale."""
        source_locale = self.termbase.source_locale
        return {
            key: terms_digest(concepts_in(hits), locale, source_locale, self._digests)
            for key, hits in self.hits.items()
        }

    @cached_property
    def _digests(self) -> Digests:
        concepts = {
            h.concept.id: h.concept for hits in self.hits.values() for t in hits for h in t.walk()
        }
        return digests(concepts.values(), self.termbase.source_locale)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done for one locale of a job."""

    job: Job
    locale: Locale
    choice: Choice
    now: datetime


def plan_job(
    release: Release,
    matcher: SourceMatcher,
    severities: Severities = OWN,
    *,
    names: bool = False,
) -> Job:
    """Find the terms once for all locales."""
    found = units(release)
    hits = {unit.segment.key: matcher.find(plain(unit.segment.text)) for unit in found}
    persons = persons_in([segment.text for segment in release.segments()], release.source_locale)
    return Job(release, matcher, found, hits, persons, severities, names)


def persons_in(texts: Sequence[str], locale: Locale) -> Persons:
    """The people whom texts name. How they are introduced is known for English only."""
    known = texts if locale.language == ENGLISH.language else ()
    return Persons(map(plain, known))
