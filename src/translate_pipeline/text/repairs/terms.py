"""Put the terms that a correction changed into a target."""

import re
from collections.abc import Iterable

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Termbase, TermHit, Verdict
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.renderings import Span, find_renderings
from translate_pipeline.text.repairs.agreement import sounds_alike
from translate_pipeline.text.repairs.correction import Kind, Pair
from translate_pipeline.text.repairs.edits import UNSPACED, Edit, Readable
from translate_pipeline.text.romance import grammar_of
from translate_pipeline.text.romance.grammar import Grammar, in_number, is_verbal, join, shape
from translate_pipeline.text.terms import is_plural, is_verb, is_written, source_forms

_PROVEN = (Verdict.PREFERRED, Verdict.ADMITTED)
_BEFORE_EL = re.compile("h?[aá]", re.IGNORECASE)
_NO_INFLECTION = UNSPACED - {"ko"}


def term_edits(
    pairs: Iterable[Pair], target: Readable, termbase: Termbase
) -> tuple[Edit, ...] | None:
    """The edits for all terms that are others now; None where one is in doubt.

    A term has to stand in the target once, and the new one to be of its gender and number: what
    agrees with the one then agrees with the other. Only Romance languages, whose grammar is known,
    and those without inflection.
    """
    pairs = [pair for pair in pairs if pair.old.kind is Kind.TERM]
    edits: list[Edit] = []
    for pair in pairs:
        if not pair.changed:
            continue
        old, new = _only(pair.old.hits), _only(pair.new.hits)
        if old is None or new is None or is_plural(old.text) != is_plural(new.text):
            return None
        if old.concept.id == new.concept.id:
            continue  # the same concept in other words: its term stands
        times = sum(_has(one, old.concept) or _has(one, new.concept) for one in pairs)
        place = _place(old, target, termbase)
        text = place and times == 1 and _term(place, new, target, termbase)
        if not place or not text:
            return None
        edits.append(Edit(*place, text))
    return tuple(edits)


def _only(hits: tuple[TermHit, ...]) -> TermHit | None:
    """The one noun that stands in a place, with nothing else in it."""
    if len(hits) != 1:
        return None
    hit = hits[0]
    plain = is_written(hit, source_forms(hit.concept.source)) and not is_verb(hit.text)
    return hit if plain else None


def _has(pair: Pair, concept: Concept) -> bool:
    """Whether a concept is in a place of the old source, in whatever words."""
    hits = (hit for top in pair.old.hits for hit in top.walk())
    return any(hit.concept.id == concept.id for hit in hits)


def _place(hit: TermHit, target: Readable, termbase: Termbase) -> Span | None:
    """Where the approved term of a concept stands in the target, if once and for sure."""
    locale = target.locale
    terms = hit.concept.terms_in(locale)
    checks = check_terms((hit._replace(within=()),), target.text, locale, termbase)
    if not terms or len(checks) != 1 or checks[0].verdict not in _PROVEN:
        return None
    place = checks[0].start, checks[0].end
    return place if find_renderings(target.text, locale, terms.approved) == (place,) else None


def _term(place: Span, new: TermHit, target: Readable, termbase: Termbase) -> str:
    """The preferred term of another concept in a place; empty where it may not fit."""
    locale = target.locale
    before, written = target.text[: place[0]], target.text[slice(*place)]
    terms = new.concept.terms_in(locale)
    if terms is None or "(" in terms.preferred:
        return ""
    if locale.language in _NO_INFLECTION:
        text = terms.preferred
    else:
        rules = grammar_of(locale.language)
        text = _agreeing(before, written, terms.preferred, locale, rules) if rules else ""
    alone = check_terms((new._replace(within=()),), text, locale, termbase)
    proven = text and all(check.verdict in _PROVEN for check in alone)
    return text if proven and not _in_name(written, terms.preferred, locale) else ""


def _agreeing(before: str, written: str, preferred: str, locale: Locale, rules: Grammar) -> str:
    """The term in the number of the other one, if the two are of one gender and sound alike."""
    wanted = shape(written, rules)
    text = in_number(preferred, rules, plural=wanted.plural)
    if is_verbal(written, rules) or is_verbal(text, rules) or shape(text, rules) != wanted:
        return ""
    kept = all(join(before, term, rules) == (before, term) for term in (written, text))
    if locale.language == "es" and any(_BEFORE_EL.match(term) for term in (written, text)):
        return ""  # el hambre, but la hambruna
    if not kept or not sounds_alike(before[-40:], written, text, locale):
        return ""
    return text[0].upper() + text[1:] if written[0].isupper() else text


def _in_name(written: str, preferred: str, locale: Locale) -> bool:
    """Whether the old term or the new one is a name, with whose article nothing is sure."""
    capitals = any(word[:1].isupper() for text in (written[1:], preferred) for word in text.split())
    return locale.is_latin and capitals
