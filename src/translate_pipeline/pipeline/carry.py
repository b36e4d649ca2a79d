"""Carry: the tags of sources into what an engine, which is given none, made of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Termbase, TermHit, Verdict
from translate_pipeline.pipeline.enforce import Ask, Enforced, Raw, enforce
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.inline import spans_of
from translate_pipeline.text.languages import between_sentences
from translate_pipeline.text.projecting import Span, project


class Tagged(NamedTuple):
    """A source with its tags, and what was made of it without them."""

    source: str
    raw: Raw
    made: Enforced


def carry(
    batch: Sequence[Tagged], ask: Ask, locale: Locale, termbase: Termbase
) -> tuple[Enforced, ...]:
    """What was made, with the tags whose places are sure.

    The engine is asked, once for a batch, what the words of each tag are by themselves; the
    glossary's terms are put into that too. Raises what ``ask`` raises.
    """
    pieces: dict[str, Raw] = {}
    for one in batch:
        for start, end in spans_of(one.source).values():
            text = one.raw.source[start:end]
            if one.made.target and text != one.raw.source:
                pieces.setdefault(text, _piece(one.raw, start, end))
    answers = ask(list(pieces)) if pieces else ()
    raws = [
        replace(raw, target=answer) for raw, answer in zip(pieces.values(), answers, strict=True)
    ]
    made = enforce(raws, ask, locale, termbase) if raws else ()
    meanings = {text: one.target for text, one in zip(pieces, made, strict=True)}
    spaced = bool(between_sentences(locale))
    return tuple(
        replace(
            one.made,
            target=project(
                one.source, one.made.target, meanings, _terms(one, locale, termbase), spaced=spaced
            ),
        )
        for one in batch
    )


def _piece(raw: Raw, start: int, end: int) -> Raw:
    """A stretch of a source with its terms and names, before anything is made of it."""
    return Raw(raw.source[start:end], tuple(_inside(raw.hits, start, end)), "")


def _inside(hits: Iterable[TermHit], start: int, end: int) -> Iterator[TermHit]:
    """The hits that a stretch holds, counted from its start; of one that goes beyond, its parts."""
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            within = tuple(_inside(hit.within, start, end))
            yield hit._replace(start=hit.start - start, end=hit.end - start, within=within)
        else:
            yield from _inside(hit.within, start, end)


def _terms(one: Tagged, locale: Locale, termbase: Termbase) -> Mapping[Span, Span]:
    """Where the target has the terms of the source that it has once, for sure."""
    target = one.made.target
    hits = [hit for top in one.raw.hits for hit in top.walk()]
    seen = {
        check.concept.id: (check.start, check.end)
        for check in check_terms(one.raw.hits, target, locale, termbase)
        if check.verdict in (Verdict.PREFERRED, Verdict.ADMITTED)
    }
    return {
        (hit.start, hit.end): place
        for hit in hits
        if (place := seen.get(hit.concept.id))
        and sum(other.concept.id == hit.concept.id for other in hits) == 1
        and target.casefold().count(target[slice(*place)].casefold()) == 1
    }
