"""Find the concepts of a glossary in a source text.

Every form of every concept is looked for at once (Aho-Corasick), on the folded text; a hit counts
where it stands as whole words and its concept's guards allow it. The longest hit wins, and keeps
the shorter ones that it covers: "crime against humanity of apartheid" holds "apartheid".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import ENGLISH
from translate_pipeline.model.termbase import Concept, Guard, SourceTerms, Termbase, TermHit
from translate_pipeline.text.coordination import Coordinations
from translate_pipeline.text.fold import SPACING, fold, fold_quickly
from translate_pipeline.text.inline import Reading, reading
from translate_pipeline.text.nesting import nest, new_hit

_CONTEXT = 100
"""How many characters on either side of a term a guard may look at."""

_PATIENCE = 0.2
"""Seconds that one side of a guard's pattern may take; a sound one needs a few millionths."""

_HEAD_BEFORE = frozenset({"against", "for", "in", "of", "on", "to", "under"})
"""The head of an English term stands before the first of these: crimes | against humanity."""

_VERB = re.compile(r"\w+ly \w*[^\Ws]|(?:.*\W)?\w+ed", re.DOTALL)
"""A participle, or any form with an adverb before it."""
_SAID_WITH_VERB = re.compile(
    rf"{_VERB.pattern}|\w+ly \w+|(?:tak(?:e|es|en|ing)|took|h[eo]ld)\b.*|\w+ing", re.DOTALL
)
"""What in place of a noun is a verb too."""

_NUMBER = (
    (r"(?<=..)ies$", "y"),
    (r"(?<=ss|ch|sh)es$", ""),
    (r"(?<=[ox])es$", ""),
    (r"(?<![isu])s$", ""),
    (r"(?<=[^aeiou])y$", "ies"),
    (r"(s|x|ch|sh)$", r"\1es"),
    (r"$", "s"),
)
"""The first ending that fits turns a plural into a singular, or a singular into a plural."""


class _InWord(dict[str, bool]):
    """Whether a character is a letter, a figure or a low line, told when it is first seen."""

    def __missing__(self, char: str) -> bool:
        self[char] = within = char.isalnum() or char == "_"
        return within


_IN_WORD = _InWord()


class _Form(NamedTuple):
    """One way to write a concept."""

    concept: Concept
    text: str
    guard: Guard | None


class SourceMatcher:
    """Finds the concepts of one termbase; build it once and use it for every text."""

    def __init__(self, termbase: Termbase) -> None:
        import ahocorasick_rs

        self.termbase = termbase
        self._language = termbase.source_locale.language
        forms: dict[str, list[_Form]] = {}
        for concept in termbase.concepts:
            seen: set[str] = set()
            for text in source_forms(concept.source, self._language):
                folded = fold(text, self._language).text
                if folded and (folded not in seen or concept.source.case_sensitive):
                    seen.add(folded)
                    guard = concept.source.guards.get(text)
                    forms.setdefault(folded, []).append(_Form(concept, text, guard))
        # In order, since what begins alike is then close together in the automaton's memory.
        forms = dict(sorted(forms.items()))
        self._forms = tuple(forms.values())
        self._only = tuple(_unconditional(group) for group in self._forms)
        self._apart = Coordinations(
            (number, form)
            for number, (form, group) in enumerate(forms.items())
            if self._language == ENGLISH.language and not _has_name(group)
        )
        # The fastest for tens of thousands of forms; left to itself the library may take another.
        contiguous = ahocorasick_rs.Implementation.ContiguousNFA
        patterns = [*forms, *self._apart.triggers, *SPACING]
        automaton = ahocorasick_rs.AhoCorasick(patterns, implementation=contiguous)
        self._spacing = len(patterns) - len(SPACING)
        self._scan = automaton.find_matches_as_indexes

    def find(self, text: str) -> tuple[TermHit, ...]:
        """The hits in a text, in order. Two concepts that share a form are both reported.

        Offsets count code points of ``text``, whatever it holds; a possessive ``’s`` is not part
        of the hit. A term whose words stand apart, since it shares one with another
        (``text.coordination``), spans them all. Tags of ``text.inline`` are not read: a hit may
        span them, and its own text has none.
        """
        if "<" in text and (read := reading(text)).places:
            return tuple(_in_whole(hit, read) for hit in self.find(read.text))
        quick = fold_quickly(text, self._language)
        if not quick:
            return self._find_slowly(text)
        found = self._scan(quick, overlapping=True)
        return self._hits(text, quick, found) if found else ()

    def _find_slowly(self, text: str) -> tuple[TermHit, ...]:
        folded = fold(text, self._language)
        found = self._scan(folded.text, overlapping=True)
        return self._hits(text, folded.text, found, folded.span if folded.at else None)

    def _hits(  # noqa: C901  (one loop that calls little)
        self,
        text: str,
        plain: str,
        found: list[tuple[int, int, int]],
        span: Callable[[int, int], tuple[int, int]] | None = None,
    ) -> tuple[TermHit, ...]:
        """The hits among what was found in ``plain``, a folded text.

        ``span`` tells where a stretch of it stands in ``text``; None where that is the same place.
        """
        hits: list[TermHit] = []
        apart: list[tuple[int, int, int]] = []
        only = self._only
        forms, length = len(only), len(plain)
        last = 0
        crowded = False
        # The loop that a long text spends its time in: plain comparisons, and few calls.
        for index, start, end in found:
            # What begins with white space, as some triggers do, may follow a word.
            if (
                start
                and _IN_WORD[plain[start - 1]]
                and plain[start] > " "
                and not _run_together(text, span(start, end)[0] if span else start)
            ):
                continue
            if index >= forms:
                if index < self._spacing:
                    apart += self._apart.hits(plain, index - forms, start, end)
                elif not span and text[start:end].isspace():  # as ``fold_quickly`` has left it
                    return self._find_slowly(text)
                continue
            if end < length and _IN_WORD[plain[end]]:
                continue
            begin, finish = start, end
            if span:
                begin, finish = span(start, end)
            if concept := only[index]:
                hits.append(new_hit(TermHit, (concept, begin, finish, text[begin:finish], ())))
            else:
                hits += self._allowed(text, begin, finish, index)
            if begin < last:
                crowded = True
            last = finish
        if apart:
            for index, start, end in apart:
                hits += self._allowed(text, *(span(start, end) if span else (start, end)), index)
            # One form may be written in full what another one says apart.
            distinct = {(hit.concept.id, hit.start, hit.end): hit for hit in hits}
            hits, crowded = sorted(distinct.values(), key=attrgetter("end")), True
        return tuple(nest(hits) if crowded else hits)

    def _allowed(self, text: str, start: int, end: int, index: int) -> Iterator[TermHit]:
        found: dict[str, None] = {}
        for form in self._forms[index]:
            if form.concept.source.case_sensitive and not _capitals(form.text, text[start:end]):
                continue
            if form.guard and not _allows(form, text, start, end):
                continue
            if form.concept.id not in found:
                found[form.concept.id] = None
                yield TermHit(form.concept, start, end, text[start:end])


def _in_whole(hit: TermHit, read: Reading) -> TermHit:
    """A hit of a reading, at its place in the text with tags."""
    start, end = read.whole(hit.start, hit.end)
    within = tuple(_in_whole(inner, read) for inner in hit.within)
    return hit._replace(start=start, end=end, within=within)


def source_forms(terms: SourceTerms, language: str = "en") -> tuple[str, ...]:
    """Every way to write a concept, the preferred one first.

    For English, the plural or singular of each term's head word is added, unless the terms are
    names or say otherwise.

    >>> source_forms(SourceTerms("crimes against humanity"))
    ('crimes against humanity', 'crime against humanity')
    """
    written = (terms.preferred, *terms.variants)
    if language != "en" or terms.case_sensitive or not terms.inflect:
        return tuple(dict.fromkeys(written))
    return tuple(dict.fromkeys((*written, *map(_other_number, written))))


def _other_number(term: str) -> str:
    """The plural of a singular English term, or the other way round."""
    words = re.split(r"([ \-]+)", term)
    head = next((i - 2 for i in range(2, len(words), 2) if words[i] in _HEAD_BEFORE), -1)
    for ending, replacement in _NUMBER:
        word, changed = re.subn(ending, replacement, words[head])
        if changed:
            words[head] = word
            break
    return "".join(words)


def is_written(hit: TermHit, forms: Iterable[str]) -> bool:
    """Whether a hit of an English text is one of some forms, however its words are joined."""
    return fold(hit.text, "en").text in {fold(form, "en").text for form in forms}


def says_with_verb(hit: TermHit) -> bool:
    """Whether an English text says a noun's concept with a verb: "taken hostage" of hostage taking.

    A noun cannot take its place, and a translation may say it with a verb too.
    """
    source = hit.concept.source
    if source.case_sensitive or is_written(hit, source_forms(SourceTerms(source.preferred))):
        return False
    text = " ".join(hit.text.casefold().split())
    # "Dispossess" begins dispossession, as "hostage" does hostage taking: they took him hostage.
    begins = source.preferred.casefold().startswith(text)
    return begins or _SAID_WITH_VERB.fullmatch(text) is not None


def is_verb(text: str) -> bool:
    """Whether an English term is a verb, whatever its concept's other terms are."""
    return _VERB.fullmatch(text) is not None


def is_participle(text: str) -> bool:
    """Whether an English verb may be a past participle: arbitrarily detained, taken hostage."""
    return re.match(r"(?:\w+ly )?(?:\w+ed|held|taken)\b", text.casefold()) is not None


_BEING = re.compile(
    r"\b(?:am|are|be|been|being|get|got|is|was|were)(?: (?:also|not|\w+ly))?\s+$", re.IGNORECASE
)
_INFINITIVE_AFTER = re.compile(
    r"\b(?:to|can|cannot|could|did|do|does|may|might|must|shall|should|will|would)"
    r"(?: (?:also|not|\w+ly))?\s+$",
    re.IGNORECASE,
)


def verb_form(before: str, text: str) -> str:
    """As what an English verb stands after a text: "participle", "infinitive", or nothing sure.

    "They took him hostage" and "they are punishing him" have forms of their own in every language.
    """
    if is_participle(text):
        return "participle" if _BEING.search(before) else ""
    bare = not re.search(r"(?:ing|s)$", text.casefold().split()[-1]) or "hostage" in text.casefold()
    return "infinitive" if bare and _INFINITIVE_AFTER.search(before) else ""


def is_plural(term: str) -> bool:
    """Whether the head word of an English term is a plural: crimes against humanity."""
    words = re.split(r"[ \-]+", term.lower())
    head = next((i - 1 for i in range(1, len(words)) if words[i] in _HEAD_BEFORE), -1)
    return re.search(r"(?<![isu])s$|(?<=ie)s$", words[head]) is not None


def _has_name(group: Sequence[_Form]) -> bool:
    return any(form.concept.source.case_sensitive for form in group)


def _unconditional(group: Sequence[_Form]) -> Concept | None:
    """The concept of a form that is nobody else's and counts wherever it stands."""
    form, *others = group
    conditional = others or form.guard or form.concept.source.case_sensitive
    return None if conditional else form.concept


def _run_together(text: str, place: int) -> bool:
    """Whether a capital follows a small letter, as where pages were copied: ImagesIsrael."""
    return text[place].isupper() and text[place - 1 : place].islower()


def _capitals(term: str, text: str) -> bool:
    """Whether every capital of a term is one in the text that it was found as."""
    remaining = iter(text)
    return all(capital in remaining for capital in term if capital.isupper())


def _allows(form: _Form, text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _CONTEXT) : start].replace("’", "'").replace("\xa0", " ")
    after = text[end : end + _CONTEXT].replace("’", "'").replace("\xa0", " ")

    def holds(pattern: str) -> bool:
        if reason := guard_error(pattern):
            told = tr(
                "{concept}: the guard “{guard}” of “{form}” cannot be used: {reason}",
                concept=form.concept.id, guard=pattern, form=form.text, reason=reason,
            )  # fmt: skip
            raise InputError("glossary", 0, told)
        left, right = _compiled(pattern)
        try:
            return bool(
                (left is None or left.search(before, timeout=_PATIENCE))
                and (right is None or right.match(after, timeout=_PATIENCE))
            )
        except (TimeoutError, MemoryError):
            told = tr(
                "{concept}: the guard “{guard}” of “{form}” takes too long; write it without a"
                " repetition inside another, or of things that overlap",
                concept=form.concept.id, guard=pattern, form=form.text,
            )  # fmt: skip
            raise InputError("glossary", 0, told) from None

    guard = form.guard or Guard()
    return (not guard.when or any(map(holds, guard.when))) and not any(map(holds, guard.unless))


@cache
def _compiled(pattern: str) -> tuple[Any, Any]:
    """The two sides of a guard's pattern, None where there is none.

    Compiled by ``regex`` instead of ``re``, since its matching can be given a time limit, and only
    when a guard is first asked.
    """
    import regex

    left, right = pattern.split("~")
    return (
        regex.compile(rf"(?:{left})\Z", regex.IGNORECASE) if left else None,
        regex.compile(right, regex.IGNORECASE) if right else None,
    )


@cache
def guard_error(pattern: str) -> str:
    """What is wrong with a guard's pattern; empty where nothing is."""
    import regex

    if pattern.count("~") != 1:
        return tr("a guard needs one ~, which stands for the term")
    try:
        _compiled(pattern)
    except regex.error as error:
        return tr("not a regular expression: {reason}", reason=error.msg)
    except RecursionError:
        return tr("not a regular expression: {reason}", reason=tr("nested too deeply"))
    return ""
