"""Lint: what is wrong with a glossary, and what it lacks."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from translate_pipeline.errors import shortened
from translate_pipeline.formats.glossary_yaml import Glossary
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, Termbase, TermHit, Verdict
from translate_pipeline.model.translation import Severity
from translate_pipeline.text.fold import fold
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import source_forms

NO_CONCEPTS = "there is no concept in any .yaml file here, so no term is checked; add some"
_LEGAL = ("crime", "law")
"""Domains whose concepts need the provision that defines them."""


@dataclass(frozen=True, slots=True)
class GlossaryFinding:
    """One thing that lint has to say."""

    rule: str
    severity: Severity
    file: str
    line: int
    """From 1; 0 for what concerns the whole glossary."""
    column: int
    message: str


Path = tuple[str | int, ...]
_Found = tuple[str, Severity, Path, str]
"""Rule, severity, path in the concept, message."""


def lint_glossary(
    glossary: Glossary, wanted: Sequence[Locale], folder: str, today: dt.date
) -> list[GlossaryFinding]:
    """The findings in the order of the files. ``wanted`` are the locales of the workspace."""
    found = [
        GlossaryFinding(rule, severity, home, place.line, place.column, shortened(message))
        for concept, path, rule, severity, message in _all(glossary, wanted, today)
        for home, place in (glossary.place(concept.id, *path),)
    ]
    if not glossary.termbase.concepts:
        found.append(GlossaryFinding("no-concepts", Severity.ERROR, folder, 0, 0, NO_CONCEPTS))
    found.sort(key=lambda one: (one.file, one.line, one.column, one.rule))
    found += [
        GlossaryFinding("unapproved", Severity.WARNING, folder, 0, 0, message)
        for message in _unapproved(glossary.termbase.concepts, wanted)
    ]
    return found


def _all(
    glossary: Glossary, wanted: Sequence[Locale], today: dt.date
) -> Iterator[tuple[Concept, Path, str, Severity, str]]:
    claims = _Claims(glossary.termbase.concepts)
    keys = _Keys(glossary.termbase.evidence)
    for concept in glossary.termbase.concepts:
        for rule in (_missing(concept, wanted), _source_forms(concept, claims)):
            for name, severity, path, message in rule:
                yield concept, path, name, severity, message
        for locale, terms in concept.terms.items():
            rules = (
                _repeated(terms, locale),
                _elsewhere(concept, terms, locale, claims),
                _unrecognised(concept, terms, locale),
                _evidence(terms, keys),
                _approval(terms, today),
            )
            for name, severity, path, message in (one for rule in rules for one in rule):
                yield concept, ("locales", locale.tag, *path), name, severity, message
    # Apart from the rules above, whose glossaries of one concept push this one out of the caches.
    for concept in glossary.termbase.concepts:
        for locale, terms in concept.terms.items():
            for name, severity, path, message in _example(glossary, concept, terms, locale):
                yield concept, ("locales", locale.tag, *path), name, severity, message


def _missing(concept: Concept, wanted: Sequence[Locale]) -> Iterator[_Found]:
    without = [locale.tag for locale in wanted if not concept.terms_in(locale)]
    if without:
        yield "missing-locale", Severity.WARNING, (), f"no term in {', '.join(without)}"
    if concept.domain in _LEGAL and not concept.legal_source:
        message = "no source: the provision that defines it, such as Rome Statute art. 8"
        yield "missing-source", Severity.WARNING, (), message


class _Claims:
    """Which concepts have a form."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.approved: dict[tuple[Locale, str], list[str]] = {}
        self.source: dict[str, list[str]] = {}
        for concept in concepts:
            for form in dict.fromkeys(map(_english, source_forms(concept.source))):
                self.source.setdefault(form, []).append(concept.id)
            for locale, terms in concept.terms.items():
                for form in dict.fromkeys(_folded(text, locale) for text in terms.approved):
                    self.approved.setdefault((locale, form), []).append(concept.id)


def _folded(text: str, locale: Locale) -> str:
    return fold(text, locale.language).text


def _english(text: str) -> str:
    return fold(text, "en").text


def _source_forms(concept: Concept, claims: _Claims) -> Iterator[_Found]:
    guarded = {_english(form) for form in concept.source.guards}
    forms = dict.fromkeys(map(_english, source_forms(concept.source)))
    shared = {form: claims.source[form] for form in forms if form not in guarded}
    shared = {form: ids for form, ids in shared.items() if ids[0] != concept.id}
    if shared:
        others = ", ".join(
            dict.fromkeys(id_ for ids in shared.values() for id_ in ids if id_ != concept.id)
        )
        named = ", ".join(f"“{form}”" for form in shared)
        message = f"{named}: of {others} too; a guard can tell them apart"
        yield "shared-source-form", Severity.WARNING, ("en",), message


def _listed(terms: LocaleTerms) -> Iterator[tuple[Path, str]]:
    """Every term with its place, but not the watched renderings."""
    yield ("preferred",), terms.preferred
    for name in ("admitted", "forms", "forbidden"):
        for index, text in enumerate(getattr(terms, name)):
            yield (name, index), text


def _repeated(terms: LocaleTerms, locale: Locale) -> Iterator[_Found]:
    seen: dict[tuple[str, bool], Path] = {}
    for path, text in _listed(terms):  # an acronym is checked for its capitals: CPI and Cpi
        first = seen.setdefault((_folded(text, locale), text.isupper()), path)
        if first != path:
            message = f"“{text}” is here twice: under {first[0]} and under {path[0]}"
            yield "duplicate-form", Severity.ERROR, path, message


def _elsewhere(
    concept: Concept, terms: LocaleTerms, locale: Locale, claims: _Claims
) -> Iterator[_Found]:
    for path, text in _listed(terms):
        claimed = claims.approved.get((locale, _folded(text, locale)), [])
        others = ", ".join(id_ for id_ in claimed if id_ != concept.id)
        if others and path[0] == "forbidden":
            message = f"“{text}” is forbidden here and approved for {others}"
            yield "forbidden-elsewhere", Severity.NOTE, path, message
        elif others and claimed[0] != concept.id:
            message = f"“{text}” is a term of {others} too: no check can tell them apart"
            yield "shared-form", Severity.WARNING, path, message


def _unrecognised(concept: Concept, terms: LocaleTerms, locale: Locale) -> Iterator[_Found]:
    alone = Termbase(ENGLISH, (concept,), concept.id)
    for path, text in _listed(terms):
        (term,) = check_terms([TermHit(concept, 0, 1, "")], text, locale, alone)
        verdict = term.verdict
        right = verdict is Verdict.FORBIDDEN if path[0] == "forbidden" else verdict.satisfied
        if not right:
            message = f"the check takes “{text}” for {verdict}; write it in another way"
            yield "unrecognised-form", Severity.ERROR, path, message


class _Keys:
    """The keys of the table of evidence, and what looks like one."""

    def __init__(self, table: Iterable[str]) -> None:
        self.table = frozenset(table)
        shapes = set(map(_shape, self.table))
        self._shapes = {shape for shape in shapes if not shape.isalpha()}

    def unknown(self, evidence: str) -> Iterator[str]:
        """The words that are no keys but of the shape of one: ES_AI9 where there is ES_AI1.

        Evidence may be a citation, so that a word of letters only never counts.
        """
        for word in re.split(r"[\s,;()]+", evidence):
            if word not in self.table and _shape(word) in self._shapes:
                yield word


def _shape(word: str) -> str:
    """The kinds of characters that a word is made of: ``A_A0`` for ES_AI1."""
    for letters, kind in (("[a-z]+", "a"), ("[A-Z]+", "A"), ("[0-9]+", "0")):
        word = re.sub(letters, kind, word)
    return word


def _evidence(terms: LocaleTerms, keys: _Keys) -> Iterator[_Found]:
    for word in keys.unknown(terms.evidence):
        close = get_close_matches(word, keys.table, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        message = f"{word} is no key of the table of evidence{hint}"
        yield "unknown-evidence", Severity.WARNING, ("evidence",), message


def _approval(terms: LocaleTerms, today: dt.date) -> Iterator[_Found]:
    if terms.approved_on and terms.approved_on > today:
        message = f"approved on {terms.approved_on}, which has not come yet"
        yield "future-approval", Severity.WARNING, ("approved_on",), message


def _example(
    glossary: Glossary, concept: Concept, terms: LocaleTerms, locale: Locale
) -> Iterator[_Found]:
    if terms.example:
        hit = TermHit(concept, 0, 1, "")
        (term,) = check_terms([hit], terms.example, locale, glossary.termbase)
        if term.verdict not in (Verdict.PREFERRED, Verdict.ADMITTED):
            message = f"the check finds no approved term in the example ({term.verdict}): its form"
            message += " may have to be declared under forms"
            yield "example-without-term", Severity.ERROR, ("example",), message


def _unapproved(concepts: Iterable[Concept], wanted: Sequence[Locale]) -> Iterator[str]:
    """One line for all entries of the domain crime that nobody has approved."""
    entries = [
        (locale, terms)
        for concept in concepts
        if concept.domain == "crime"
        for locale, terms in concept.terms.items()
        if not wanted or locale in wanted
    ]
    counts = Counter(locale.tag for locale, terms in entries if not terms.approved_by)
    if counts:
        each = ", ".join(f"{tag} {number}" for tag, number in sorted(counts.items()))
        yield (
            f"{counts.total()} of {len(entries)} entries of the domain crime have not been approved"
            f" by anybody (approved_by, approved_on): {each}"
        )
