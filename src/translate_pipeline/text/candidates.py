"""Propose terms that a glossary does not have yet, from a source text alone.

Three kinds are looked for outside the glossary's own hits: acronyms, names (runs of capitalised
words) and phrases (runs of two to four words between function words, at least twice). The score is
easy to follow: how often it stands there, times its words, doubled for names, acronyms and phrases
with a word of law in them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from translate_pipeline.text.renderings import Span

_WORD = re.compile(r"[^\W\d_]+(?:(?:[-‑]|[’'](?!s\b))[^\W\d_]+)*")
"""A word, without a possessive ’s."""
_BETWEEN = re.compile(r"[ \u00a0]+")
"""What may stand between the words of one term."""
_ACRONYM = re.compile(r"[A-Z]{2,8}s?")
_LONGEST = 4
_SENTENCE_START = re.compile(r"(?:^|[.!?:]|[“\"‘(])[\s“\"‘(]*$")

_FUNCTION = frozenset(
    """
    a about above across after again against ago all almost along already also although always am
    among an and another any are around as at away back be became because become been before being
    below between both but by can cannot could day days did do does doing done down during each
    either else even ever every few first for from further get gets give given go had has have
    having he her here him himself his hours how however i if in including instead into is it its
    itself just last later least less made make makes making many may me means might month months
    more most much must my near need neither never new next no nor not now of off often on once one
    only or other others our out over own part per put rather said same saw say saying says second
    see seen several shall she should show showed shown since so some still such take taken than
    that the their them themselves then there these they third this those three through thus to
    today told too took toward towards two under until up upon us use used using very via was we
    week weeks well went were what when where whether which while who whom whose why will with
    within without would year years yet you your
    """.split()  # noqa: SIM905  (a list of words reads better as a paragraph)
)
"""English words that no term begins or ends with."""

_INSIDE = frozenset(("of", "for", "on", "against", "de", "du", "al"))
"""Function words that may stand inside a name, "the" after them: Committee on the Rights of …"""

_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905
)

_LEGAL = frozenset(
    """
    abuse accountability act arrest asylum attack charge charter civilian commission committee
    conscription convention council court crime custody death declaration deportation detainee
    detention discrimination execution expulsion force forces freedom genocide harassment inquiry
    investigation justice killing labour law massacre minority movement obligation offence order
    penalty police prison prisoner prosecution protection protocol refugee remedy right rights
    sanction sentence slavery statute surveillance treaty trial tribunal victim violation violence
    warrant weapon
    """.split()  # noqa: SIM905
)
"""English words of law, singular: a phrase with one of them is likely to be a term."""


class Text(NamedTuple):
    """A source text, and the places in it that the glossary controls already."""

    text: str
    controlled: Sequence[Span]


class Candidate(NamedTuple):
    """A proposed term."""

    text: str
    """As it stands at its first place."""
    kind: str
    """acronym, name or phrase"""
    score: int
    places: tuple[tuple[int, Span], ...]
    """The number of the text, from 0, and the span in it."""


class _Run(NamedTuple):
    kind: str
    words: tuple[str, ...]
    span: Span


def find_candidates(texts: Iterable[Text]) -> list[Candidate]:
    """The candidates of some texts that belong together, the highest score first.

    A shorter phrase is dropped where it stands only inside a longer one.
    """
    found: dict[tuple[str, str], list[tuple[int, Span, str]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for run in _runs(text):
            key = " ".join(run.words if run.kind != "phrase" else map(_singular, run.words))
            found[run.kind, key].append((number, run.span, text.text[slice(*run.span)]))
    often = {key: places for key, places in found.items() if key[0] != "phrase" or len(places) > 1}
    covered = {
        (kind, part)
        for (kind, text), places in often.items()
        for part in _parts(text.split())
        if len(often.get((kind, part), ())) == len(places)
    }
    candidates = [
        Candidate(
            places[0][2], kind, _score(kind, key.split(), len(places)),
            tuple((number, span) for number, span, _ in places),
        )
        for (kind, key), places in often.items()
        if (kind, key) not in covered
    ]  # fmt: skip
    return sorted(candidates, key=lambda one: (-one.score, one.places[0]))


def _score(kind: str, words: Sequence[str], times: int) -> int:
    double = kind != "phrase" or not _LEGAL.isdisjoint(words)
    return times * len(words) * (2 if double else 1)


def _runs(text: Text) -> Iterator[_Run]:
    for words in _stretches(text):
        yield from _names(text.text, words)
        yield from _phrases(text.text, words)


def _stretches(text: Text) -> Iterator[list[Span]]:
    """Runs of words with nothing but spaces between them, and no controlled term."""
    run: list[Span] = []
    for match in _WORD.finditer(text.text):
        start, end = match.span()
        if run and not _BETWEEN.fullmatch(text.text[run[-1][1] : start]):
            yield run
            run = []
        if any(start < stop and begin < end for begin, stop in text.controlled):
            if run:
                yield run
            run = []
        else:
            run.append((start, end))
    if run:
        yield run


def _names(text: str, words: Sequence[Span]) -> Iterator[_Run]:
    """Acronyms, and the longest runs of capitalised words with what joins them."""
    at = 0
    while at < len(words):
        start, end = words[at]
        word = text[start:end]
        if _ACRONYM.fullmatch(word):
            yield _Run("acronym", (word.removesuffix("s"),), (start, end))
            at += 1
            continue
        last = _name_end(text, words, at)
        name = [text[slice(*span)] for span in words[at : last + 1]]
        first = _SENTENCE_START.search(text[:start]) is not None
        if first and name and name[0].lower() in _FUNCTION:
            at += 1
            continue
        alone = len(name) == 1 and (first or name[0].lower() in _CALENDAR)
        if name and not alone:
            yield _Run("name", tuple(name), (start, words[last][1]))
        at = max(at, last) + 1


def _name_end(text: str, words: Sequence[Span], at: int) -> int:
    """The last word of the name that begins at a word; before it, where none does."""
    last, before = at - 1, ""
    for place in range(at, len(words)):
        word = text[slice(*words[place])]
        if _ACRONYM.fullmatch(word):
            break
        if word[0].isupper():
            last = place
        elif place == at or not (word in _INSIDE or (word == "the" and before in _INSIDE)):
            break
        before = word
    return last


def _phrases(text: str, words: Sequence[Span]) -> Iterator[_Run]:
    """All runs of two to four words that hold no function word, and no name."""
    plain = [text[slice(*span)] for span in words]
    for at in range(len(words)):
        for stop in range(at + 1, min(len(words), at + _LONGEST) + 1):
            word = plain[stop - 1]
            if word.lower() in _FUNCTION or word != word.lower() or word.endswith("ly"):
                break
            if stop - at > 1:
                run = tuple(plain[at:stop])
                yield _Run("phrase", run, (words[at][0], words[stop - 1][1]))


def _singular(word: str) -> str:
    return re.sub(r"(?<=[^s])s$", "", word)


def _parts(words: Sequence[str]) -> Iterator[str]:
    """The shorter runs of words in a run."""
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
