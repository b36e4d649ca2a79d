"""Check: what all target rules say of a catalog, whoever wrote its targets.

Needs no release and no ledger, so that a translator can check the one file they were sent.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import PurePath

from translate_pipeline.checks import OWN
from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import Catalog, Entry, parse_po, serialize_po, update_entry
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey, segment_key
from translate_pipeline.model.termbase import TermHit
from translate_pipeline.model.translation import Draft, PlacedFinding, Severities
from translate_pipeline.pipeline.evidence import drafter_of, evidence, is_evidence, placed_of
from translate_pipeline.pipeline.judge import judged
from translate_pipeline.text.languages import gettext_locale
from translate_pipeline.text.terms import SourceMatcher


@dataclass(frozen=True, slots=True)
class CheckedCatalog:
    """A catalog, and what was found in it."""

    findings: tuple[PlacedFinding, ...]
    """In file order."""
    text: str
    """The catalog with the verdicts and findings of now in its entries' comments."""


def check_catalog(
    text: str, path: str, matcher: SourceMatcher, severities: Severities = OWN
) -> CheckedCatalog:
    """Check every target of a catalog; empty, plural and obsolete ones have nothing to check.

    Raises InputError for what is no catalog, or says in no header of which language it is.
    """
    catalog = parse_po(text, path)
    locale = _locale(catalog, path)
    entries = {_key(entry): entry for entry in catalog.messages() if not entry.plural}
    hits = {key: matcher.find(entry.msgid) for key, entry in entries.items()}
    bare = [_draft(key, entry) for key, entry in entries.items()]
    checked = judged(bare, hits, locale, matcher.termbase, severities)
    findings = tuple(
        PlacedFinding(path, entry.msgid_line, finding)
        for key, entry in entries.items()
        for finding in checked[key].findings
    )
    told = tuple(
        _told(entry, hits[_key(entry)], locale, checked[_key(entry)])
        if _is_checked(entry, entries)
        else entry
        for entry in catalog.entries
    )
    return CheckedCatalog(findings, serialize_po(replace(catalog, entries=told)))


def _locale(catalog: Catalog, path: str) -> Locale:
    """What the header says, else the folder: ``es/LC_MESSAGES/veldania.po``."""
    folders = PurePath(path).parts[:-1]
    named = [catalog.header.get("Language", "")]
    named += [folders[-2]] if folders[-1:] == ("LC_MESSAGES",) and len(folders) > 1 else []
    for name in named:
        with suppress(ValueError):
            return gettext_locale(name)
    reason = tr(
        "of which language? Its header field Language, {value}, names no locale",
        value=repr(named[0]),
    )
    raise InputError(path, 1, reason)


def _key(entry: Entry) -> SegmentKey:
    """Apart for every context, since two contexts are two targets."""
    context = "" if entry.msgctxt is None else f"{entry.msgctxt}\x04"
    return segment_key(context + entry.msgid)


def _is_checked(entry: Entry, entries: Mapping[SegmentKey, Entry]) -> bool:
    return entries.get(_key(entry)) is entry


def _draft(key: SegmentKey, entry: Entry) -> Draft:
    # What a person has accepted is nobody's draft any more.
    drafter = drafter_of(entry.extracted) if entry.fuzzy else ""
    placed = placed_of(entry.extracted) if entry.fuzzy else 0
    return Draft(key, entry.msgid, entry.msgstr, drafter, placed=placed)


def _told(entry: Entry, hits: tuple[TermHit, ...], locale: Locale, draft: Draft) -> Entry:
    """The entry with the evidence of now after its other comments."""
    return update_entry(entry, extracted=(*_others(entry), *evidence(hits, locale, draft)))


def _others(entry: Entry) -> Iterator[str]:
    return (comment for comment in entry.extracted if not is_evidence(comment))
