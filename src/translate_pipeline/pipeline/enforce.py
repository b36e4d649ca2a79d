"""Enforce: an engine's targets with the approved terms in the places where it wrote others.

What a raw target satisfies stays as it is. Where terms or people's names are missing, the engine is
asked again for those segments, with holders in their places (``text.placing``), in at most two more
calls for a batch. A candidate counts only where it has more of them than the raw target and damages
nothing else; what still fails is flagged by the checks, as ever.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Termbase, TermCheck, TermHit, Verdict
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.mending import mended
from translate_pipeline.text.persons import Person, named
from translate_pipeline.text.placing import Filled, Masked, fill, lost, mask
from translate_pipeline.text.slots import Slot, name_slot, slots
from translate_pipeline.text.terms import says_with_verb

Ask = Callable[[Sequence[str]], Sequence[str]]
"""The engine: as many targets as texts, an empty one where it has none."""

_LENGTHS = 0.5, 2.0
"""How long a candidate may be, as a share of the raw target, and its terms on top."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A segment and what the engine made of it."""

    source: str
    hits: tuple[TermHit, ...]
    target: str
    persons: tuple[Person, ...] = ()
    """The people whose names have to come through as they are written."""

    @property
    def said_with_verbs(self) -> frozenset[str]:
        """The concepts that the source says with a verb, by their ids."""
        hits = (hit for top in self.hits for hit in top.walk())
        return frozenset(hit.concept.id for hit in hits if says_with_verb(hit))

    @property
    def names(self) -> tuple[Slot, ...]:
        """The places of those names where no term of the glossary stands."""
        free = (
            person
            for person in self.persons
            if all(person.end <= hit.start or hit.end <= person.start for hit in self.hits)
        )
        return tuple(map(name_slot, free))


@dataclass(frozen=True, slots=True)
class Enforced:
    """A target, and how many approved terms were put into it."""

    target: str
    placed: int = 0


@dataclass(frozen=True, slots=True)
class _Best:
    """The best target of a segment so far."""

    raw: Raw
    target: str
    lacking: Mapping[str, int]
    """By id, the concepts that it does not prove to have, and how much each of them weighs; the
    names that it lacks are among them."""
    wanted: frozenset[str]
    """Those of the raw target."""
    places: tuple[Slot, ...]
    """Of all terms that are expected, as far as they can be placed."""
    lost: frozenset[str] = frozenset()
    """The concepts whose holders the engine lost."""

    @property
    def placed(self) -> int:
        """How many terms it has that the raw target had not."""
        names = {slot.concept.id for slot in self.places if slot.person}
        return len(self.wanted - set(self.lacking) - names)

    @property
    def lacks(self) -> tuple[Slot, ...]:
        """The places of what the raw target lacks."""
        return tuple(slot for slot in self.places if slot.concept.id in self.wanted)


def enforce(
    batch: Sequence[Raw], ask: Ask, locale: Locale, termbase: Termbase
) -> tuple[Enforced, ...]:
    """The targets of a batch, in order. Raises what ``ask`` raises."""
    bests = [_raw(raw, locale, termbase) for raw in batch]
    if termbase.source_locale == ENGLISH:
        for attempts in (_first, _second):
            bests = _round(bests, attempts, ask, locale, termbase)
    return tuple(Enforced(best.target, best.placed) for best in bests)


def _raw(raw: Raw, locale: Locale, termbase: Termbase) -> _Best:
    if not raw.target:
        return _Best(raw, "", {}, frozenset(), ())
    checks = check_terms(raw.hits, raw.target, locale, termbase)
    lacking = _lacking(raw, checks, raw.target, locale.language)
    expected = frozenset(check.concept.id for check in checks)
    places = slots(raw.source, raw.hits, expected, locale, termbase) if lacking else ()
    places = tuple(slot for slot in places if _says_as_much(slot, raw.target, locale, termbase))
    if lacking:
        places = tuple(sorted((*places, *raw.names), key=lambda slot: slot.start))
    return _Best(raw, raw.target, lacking, frozenset(lacking), places)


def _says_as_much(slot: Slot, target: str, locale: Locale, termbase: Termbase) -> bool:
    """Whether no term is lost that nobody would flag.

    "The crime against humanity of apartheid" is a form of a concept whose term says "crime of
    apartheid" alone: a raw target that has "crime against humanity" is better than that term.
    """
    for hit in slot.within:
        before, after = (
            all(check.verdict.satisfied for check in check_terms((hit,), text, locale, termbase))
            for text in (target, slot.term)
        )
        if before and not after:
            return False
    return True


def _first(best: _Best, locale: Locale) -> Iterator[Masked]:
    if places := best.lacks:
        yield mask(best.raw.source, places, locale, raw=best.raw.target)


def _second(best: _Best, locale: Locale) -> Iterator[Masked]:
    """Other nouns and names for the holders that were lost, or for all; and more.

    All places are held once, since a term that the raw target had may have gone; once there are
    names alone; then it is one term at a time.
    """
    source, target = best.raw.source, best.raw.target
    places = best.lacks
    concepts = dict.fromkeys(slot.concept.id for slot in places)
    suspects = best.lost or frozenset(concepts)
    nouns, names = dict.fromkeys(suspects, 1), dict.fromkeys(suspects, 2)
    tries = [(places, nouns), (places, names), (best.places, names)]
    tries += [(places, dict.fromkeys(concepts, 2))]
    for id_ in concepts if len(concepts) > 1 else ():
        tries += [(tuple(slot for slot in places if slot.concept.id == id_), {})]
    if not places:
        return
    masks = [mask(source, some, locale, raw=target, turns=turns) for some, turns in tries]
    yield from {masked.text: masked for masked in masks}.values()


def _round(
    bests: Sequence[_Best],
    attempts: Callable[[_Best, Locale], Iterator[Masked]],
    ask: Ask,
    locale: Locale,
    termbase: Termbase,
) -> list[_Best]:
    """Ask once for all that lack terms, and keep what is better."""
    tries = [
        (index, masked)
        for index, best in enumerate(bests)
        if best.lacking
        for masked in attempts(best, locale)
    ]
    found = list(bests)
    answers = ask([masked.text for _, masked in tries]) if tries else ()
    for (index, masked), answer in zip(tries, answers, strict=True):
        found[index] = replace(found[index], lost=lost(answer, masked))
        if filled := fill(answer, masked):
            found[index] = _better(found[index], filled, locale, termbase)
    return found


def _better(best: _Best, filled: Sequence[Filled], locale: Locale, termbase: Termbase) -> _Best:
    """The best so far, or a candidate that lacks less.

    Where two lack the same the earlier one stays: attempts come in the order of how well the words
    around a term agree with it.
    """
    raw = best.raw
    texts = dict.fromkeys(mended(raw.target, one.text, one.places) for one in filled)
    verdicts = ((text, check_terms(raw.hits, text, locale, termbase)) for text in texts)
    found = [
        (target, _lacking(raw, checks, target, locale.language)) for target, checks in verdicts
    ]
    target, lacking = min(found, key=lambda pair: sum(pair[1].values()))
    if sum(lacking.values()) < sum(best.lacking.values()) and _sound(target, best):
        return replace(best, target=target, lacking=lacking)
    return best


_WEIGHTS = {Verdict.SOFT: 1, Verdict.MISSING: 2, Verdict.FORBIDDEN: 2}
"""A term that may be there counts half: "método de warfare, un delito de guerra" passes for
"método de guerra", and is put right here."""


def _lacking(raw: Raw, checks: Sequence[TermCheck], target: str, language: str) -> dict[str, int]:
    weighed = ((check.concept.id, _WEIGHTS.get(check.verdict)) for check in checks)
    # A verb that may say the term is better than what would be put in its place.
    verbs = {
        check.concept.id for check in checks if check.verdict is Verdict.SOFT
    } & raw.said_with_verbs
    lacking = {id_: weight for id_, weight in weighed if weight and id_ not in verbs}
    lost = (slot.concept.id for slot in raw.names if not named(slot.text, target, language))
    return lacking | dict.fromkeys(lost, _WEIGHTS[Verdict.MISSING])


def _sound(target: str, best: _Best) -> bool:
    """Whether a candidate has the figures and names of the raw target, and its length or so."""
    raw = best.raw
    terms = sum(max(len(slot.term), len(slot.text)) for slot in best.lacks)
    shortest, longest = (share * len(raw.target) for share in _LENGTHS)
    fits = shortest - terms <= len(target) <= longest + terms
    return fits and _anchors(raw) <= set(_WORD.findall(target))


_WORD = re.compile(r"[^\W_]+")


def _anchors(raw: Raw) -> set[str]:
    """The words of a source that are to come through: figures, and capitals that the raw kept."""
    free = list(raw.source)
    for hit in raw.hits:
        free[hit.start : hit.end] = " " * (hit.end - hit.start)
    kept = set(_WORD.findall(raw.target))
    return {
        word
        for word in _WORD.findall("".join(free))
        if word in kept and (word[0].isdigit() or word[0].isupper())
    }
