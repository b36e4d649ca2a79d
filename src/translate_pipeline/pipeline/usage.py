"""Usage: where the releases use the glossary's terms, from the ledger.

The ledger knows every revision of the glossary that a run used, as digests, so that what a change
of the glossary touches can be told without its old files.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from translate_pipeline.checks.term_consistency import rendering_of
from translate_pipeline.errors import NotFound
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event, State, fold, state_of
from translate_pipeline.model.termbase import Concept, LocaleTerms, Termbase
from translate_pipeline.ports import Ledger
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import SourceMatcher

Digests = Mapping[str, Mapping[str, str]]
"""Concept → locale → eight hexadecimal digits; the source locale stands for the source terms."""


def record_glossary(termbase: Termbase, ledger: Ledger, now: datetime) -> None:
    """Record the glossary's revision, with its digests, where the ledger does not know it."""
    if termbase.revision not in {event.revision for event in _revisions(ledger)}:
        event = Event(
            WORKSPACE, Revision(termbase.revision), Action.GLOSSARY, now, "coordinator",
            detail=digests(termbase),
        )  # fmt: skip
        ledger.append([event])


def _revisions(ledger: Ledger) -> list[Event]:
    return [event for event in ledger.events(WORKSPACE) if event.action is Action.GLOSSARY]


def digests(termbase: Termbase) -> Digests:
    """A digest of what decides about targets, not of notes, evidence or approval."""
    return {
        concept.id: {
            termbase.source_locale.tag: _digest(_source(concept)),
            **{locale.tag: _digest(_terms(terms)) for locale, terms in concept.terms.items()},
        }
        for concept in termbase.concepts
    }


def _source(concept: Concept) -> list[object]:
    source = concept.source
    guards = sorted((form, guard.when, guard.unless) for form, guard in source.guards.items())
    flags = [source.case_sensitive, source.inflect, concept.number_locked, concept.do_not_translate]
    return [source.preferred, sorted(source.variants), *flags, guards]


def _terms(terms: LocaleTerms) -> list[object]:
    lists = (terms.admitted, terms.forbidden, terms.forms, terms.watch)
    return [terms.preferred, *map(sorted, lists)]


def _digest(value: list[object]) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Used:
    """A target as it stands in one locale of one release."""

    release: ReleaseId
    locale: Locale
    key: SegmentKey
    source: str
    target: str
    state: State
    current: bool
    """Whether its source is still in the release."""
    checked: frozenset[str]
    """The concepts that it was checked for when it was drafted."""


def targets_in_use(ledger: Ledger) -> Iterator[Used]:
    """Every target that the ledger has, by release, the newest first."""
    for release in ledger.releases():
        events = ledger.events(release)
        revised = [event for event in events if event.action is Action.REVISED]
        keys = {segment["key"] for segment in revised[-1].detail["segments"]} if revised else ()
        checked: dict[tuple[Locale | None, SegmentKey | None], set[str]] = defaultdict(set)
        for event in events:
            checked[event.locale, event.key] |= event.detail.get("terms", {}).keys()
        for (locale, key), last in fold(events).items():
            if last.target:
                concepts = frozenset(checked[locale, key])
                yield Used(
                    release, locale, key, last.source, last.target, state_of(last), key in keys,
                    concepts,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Touched:
    """A target whose concept has other terms now."""

    used: Used
    concept: str
    change: str
    """added, changed or removed"""


def impact(revision: str, ledger: Ledger, matcher: SourceMatcher) -> tuple[str, list[Touched]]:
    """The whole revision that was meant, and the targets that later changes touch.

    Raises NotFound where no run used such a revision, or several begin like this.
    """
    known = {event.revision: event for event in _revisions(ledger)}
    meant = [name for name in known if name.startswith(revision.lower())]
    if len(meant) != 1 or not revision:
        listed = "".join(f"\n  {name}  first used {e.at:%Y-%m-%d}" for name, e in known.items())
        what = "is more than one revision" if len(meant) > 1 else "is no revision"
        hint = f"those that a run has used:{listed}" if known else "no run has recorded any yet"
        raise NotFound(f"{revision!r} {what} of this glossary; {hint}")
    old, new = known[meant[0]].detail, digests(matcher.termbase)
    source = matcher.termbase.source_locale.tag

    @cache  # the same source stands in every locale
    def named(text: str) -> frozenset[str]:
        return frozenset(hit.concept.id for top in matcher.find(text) for hit in top.walk())

    return meant[0], [
        Touched(used, concept, change)
        for used in targets_in_use(ledger)
        for concept in sorted(used.checked | named(used.source))
        if (change := _change(old.get(concept, {}), new.get(concept, {}), used.locale, source))
    ]


def _change(old: Mapping[str, str], new: Mapping[str, str], locale: Locale, source: str) -> str:
    """How a concept's terms in a locale changed; empty where they did not."""
    tags = [one.tag for one in (locale, *locale.wider)]
    before = next((old[tag] for tag in tags if tag in old), None)
    after = next((new[tag] for tag in tags if tag in new), None)
    if before is None:
        return "added" if after is not None else ""
    if after is None:
        return "removed"
    return "changed" if (before, old.get(source)) != (after, new.get(source)) else ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term of the glossary, and how many targets of which releases have it."""

    term: str
    releases: Mapping[ReleaseId, int]


@dataclass(frozen=True, slots=True)
class Divided:
    """A concept that the workspace's targets say in more than one approved way."""

    concept: str
    locale: Locale
    renderings: tuple[Rendering, ...]
    """The most used first."""


def divided_concepts(ledger: Ledger, matcher: SourceMatcher) -> list[Divided]:
    """The concepts that need a decision: one rendering within a release and across releases."""
    counts: dict[tuple[str, Locale], dict[str, Counter[ReleaseId]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for used in targets_in_use(ledger):
        if used.current:
            hits = matcher.find(used.source)
            for term in check_terms(hits, used.target, used.locale, matcher.termbase):
                if rendering := rendering_of(term, used.target, used.locale):
                    counts[term.concept.id, used.locale][rendering][used.release] += 1
    return [
        Divided(
            concept,
            locale,
            tuple(
                Rendering(term, releases)
                for term, releases in sorted(found.items(), key=lambda item: -item[1].total())
            ),
        )
        for (concept, locale), found in sorted(counts.items())
        if len(found) > 1
    ]
