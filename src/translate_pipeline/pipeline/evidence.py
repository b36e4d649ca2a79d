"""Evidence: what a catalog's comments say of an entry's terms, its drafter and its findings."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermHit
from translate_pipeline.model.translation import Draft

DRAFT_COMMENT = "draft: "
_NOTE = re.compile(r"(?:memory|\w+ changed|(?:draft|sent back) before): ")
_EVIDENCE = re.compile(
    rf"(?:term|no term|draft|error|warning|note): |terms \d+/\d+$|{_NOTE.pattern}"
)


def evidence(hits: Sequence[TermHit], locale: Locale, draft: Draft) -> Iterator[str]:
    """The comments on terms, drafter and findings, as docs/reference.md shows them."""
    said: set[str] = set()
    for hit in chain.from_iterable(top.walk() for top in hits):
        terms = hit.concept.terms_in(locale)
        if hit.concept.id in said:
            continue
        said.add(hit.concept.id)
        text = " ".join(hit.text.split())
        if terms is None:
            yield f"no term: {text} [{hit.concept.id} · the glossary has none in {locale}]"
            continue
        notes = [hit.concept.id, hit.concept.legal_source]
        notes += [f"also: {', '.join(terms.admitted)}"] if terms.admitted else []
        notes += [f"not: {', '.join(terms.forbidden)}"] if terms.forbidden else []
        yield f"term: {text} = {terms.preferred} [{' · '.join(filter(None, notes))}]"
    if draft.target:
        kept = sum(term.verdict.satisfied for term in draft.terms)
        score = f"terms {kept}/{len(draft.terms)}" if draft.terms else ""
        score += f" ({draft.placed} placed)" if score and draft.placed else ""
        drafter = f"{DRAFT_COMMENT}{draft.engine}" if draft.engine else ""
        if drafter or score:
            yield " · ".join(filter(None, (drafter, score)))
    for finding in draft.findings:
        yield f"{finding.severity}: {finding.message} [{finding.rule}]"


def is_evidence(comment: str) -> bool:
    """Whether a comment is one of these, and no place or lead-in."""
    return _EVIDENCE.match(comment) is not None


def drafter_of(comments: Sequence[str]) -> str:
    """The engine that the comments name; empty where they name none."""
    return _drafted(comments).split(" · ")[0]


def placed_of(comments: Sequence[str]) -> int:
    """How many terms the comments say were placed."""
    match = re.search(r" · terms \d+/\d+ \((\d+) placed\)$", _drafted(comments))
    return int(match[1]) if match else 0


def notes_of(comments: Sequence[str]) -> tuple[str, ...]:
    """Those that say where a target came from which was another sentence's."""
    return tuple(filter(_NOTE.match, comments))


def _drafted(comments: Sequence[str]) -> str:
    said = (line for line in comments if line.startswith(DRAFT_COMMENT))
    return next(said, "").removeprefix(DRAFT_COMMENT)
