"""Usage: where the releases use the glossary's terms, from the ledger.

The ledger knows every revision of the glossary that a run used, as digests, so that what a change
of the glossary touches can be told without its old files.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from translate_pipeline.checks.term_consistency import rendering_of
from translate_pipeline.errors import NotFound
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, SegmentKey
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.pipeline.glossary_record import digest_in, digests, glossary_revisions
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.recording import concepts_in
from translate_pipeline.ports import Ledger
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import SourceMatcher


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
        record = read_record(release, ledger)
        if record is None:
            continue
        keys = {source.key for source in record.sources}
        for locale in sorted(record.locales):
            yield from _in_locale(record, locale, keys)


def _in_locale(record: Record, locale: Locale, keys: Collection[SegmentKey]) -> Iterator[Used]:
    checked: dict[SegmentKey | None, set[str]] = defaultdict(set)
    for event in record.events_in(locale):
        if event.action is Action.DRAFTED:
            checked[event.key] |= event.detail.get("terms", {}).keys()
    standings = record.standings(locale)
    for key, standing in standings.by_key.items():
        if standing.text and standing.target:
            yield Used(
                record.id, locale, key, standing.text.source, standing.target,
                standings.state(key), key in keys, frozenset(checked[key]),
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
    known: dict[str, Event] = {}
    for event in glossary_revisions(ledger):
        known.setdefault(event.revision, event)
    meant = [name for name in known if name.startswith(revision.lower())]
    if len(meant) != 1 or not revision:
        listed = "".join(f"\n  {name}  first used {e.at:%Y-%m-%d}" for name, e in known.items())
        what = "is more than one revision" if len(meant) > 1 else "is no revision"
        hint = f"those that a run has used:{listed}" if known else "no run has recorded any yet"
        raise NotFound(f"{revision!r} {what} of this glossary; {hint}")
    source_locale = matcher.termbase.source_locale
    old, new = known[meant[0]].detail, digests(matcher.termbase.concepts, source_locale)
    source = source_locale.tag

    @cache  # the same source stands in every locale
    def named(text: str) -> frozenset[str]:
        return concepts_in(matcher.find(text))

    return meant[0], [
        Touched(used, concept, change)
        for used in targets_in_use(ledger)
        for concept in sorted(used.checked | named(used.source))
        if (change := _change(old.get(concept, {}), new.get(concept, {}), used.locale, source))
    ]


def _change(old: Mapping[str, str], new: Mapping[str, str], locale: Locale, source: str) -> str:
    """How a concept's terms in a locale changed; empty where they did not."""
    before, after = digest_in(old, locale), digest_in(new, locale)
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
