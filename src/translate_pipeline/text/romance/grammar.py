"""What a term needs to stand well in a Romance sentence.

Its gender and number, its other number, the determiner before it, and the contractions and
elisions where the two meet.

Rules by ending, with the exceptions of this field's vocabulary. They are for terms, which begin
with their head noun, or with one adjective before it; not for running text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

TERM = "\ue000"
"""Stands in a join's pattern right before a term: a character of private use, never in a text."""


_OF = re.compile(r"d(?:[eio]|el|al)\b|d[’']")
_ELIDED = re.compile(r"(?:d|l|dell|sull|all|nell|dall)[’']", re.IGNORECASE)
"""A link and its word in one: d’apartheid."""


class Shape(NamedTuple):
    """What the words around a noun agree with."""

    feminine: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language. Words are in small letters; the first rule that fits counts."""

    feminine: re.Pattern[str]
    """Matches singular nouns that are feminine, but for ``masculine``; all others are not."""
    masculine: frozenset[str]
    plurals: re.Pattern[str]
    """Matches plural nouns."""
    to_plural: tuple[tuple[re.Pattern[str], str], ...]
    to_singular: tuple[tuple[re.Pattern[str], str], ...]
    irregular: Mapping[str, str]
    """Singular → plural. A word that has one form for both counts as a singular."""
    links: frozenset[str]
    """Words with which the part of a term ends that has number: crimes | de guerra."""
    before_head: frozenset[str]
    """Words before the head that say nothing of its gender."""
    determiners: tuple[tuple[str, str, str, str], ...]
    """Masculine and feminine singular, masculine and feminine plural; contractions too."""
    joins: tuple[tuple[re.Pattern[str], str], ...]
    """Applied in order where a text meets ``TERM`` and the term."""
    participles: tuple[str, str, str, str]
    """Endings in the order of ``determiners``, after a stem that is the same in all four."""
    verbal: re.Pattern[str]
    """Matches infinitives and participles."""


def grammar(  # noqa: PLR0913  (the parts of a grammar, as a language's module writes them)
    *,
    feminine: str,
    masculine: str,
    plurals: str,
    to_plural: Mapping[str, str],
    to_singular: Mapping[str, str],
    irregular: str,
    links: str,
    before_head: str,
    determiners: str,
    joins: Mapping[str, str],
    participles: str,
    verbal: str,
) -> Grammar:
    """Read a grammar from patterns and word lists.

    ``irregular`` and ``determiners`` hold one paradigm a line, ``_`` for a space inside a form
    and ``-`` for no ending.
    """
    return Grammar(
        feminine=re.compile(f"(?:{feminine})$"),
        masculine=frozenset(masculine.split()),
        plurals=re.compile(f"(?:{plurals})$"),
        to_plural=tuple((re.compile(f"{end}$"), with_) for end, with_ in to_plural.items()),
        to_singular=tuple((re.compile(f"{end}$"), with_) for end, with_ in to_singular.items()),
        irregular=dict(_pair(line) for line in irregular.split("\n") if line.strip()),
        links=frozenset(links.split()),
        before_head=frozenset(before_head.split()),
        determiners=tuple(_four(line) for line in determiners.split("\n") if line.strip()),
        joins=tuple(
            (re.compile(before.replace("~", TERM), re.IGNORECASE), after.replace("~", TERM))
            for before, after in joins.items()
        ),
        participles=_four(participles),
        verbal=re.compile(f"(?:{verbal})$"),
    )


def shape(term: str, rules: Grammar) -> Shape:
    """The gender and number of a term's head.

    >>> shape("desapariciones forzadas", grammar_of("es"))
    Shape(feminine=True, plural=True)
    """
    head = _head(term.lower().split(), rules)
    plural = _is_plural(head, rules)
    one = _singular(head, rules) if plural else head
    return Shape(bool(rules.feminine.search(one)) and one not in rules.masculine, plural)


def in_number(term: str, rules: Grammar, *, plural: bool) -> str:
    """The term in the plural or the singular: its head and the adjectives around it.

    >>> in_number("crimen de guerra", grammar_of("es"), plural=True)
    'crímenes de guerra'
    """
    words = term.split(" ")
    head = _head([word.lower() for word in words], rules)
    if rules.irregular.get(head) == head:
        return term
    for index, word in enumerate(words):
        if index and (word.lower() in rules.links or _ELIDED.match(word)):
            break
        if _is_plural(word.lower(), rules) != plural and not _adverb(word, index):
            words[index] = _plural(word, rules) if plural else _singular(word, rules)
    return " ".join(words)


def agree(before: str, rules: Grammar, wanted: Shape) -> str:
    """The text before a term, its last words made to agree where they are determiners."""
    changed, kept = before, ""
    for _ in range(2):  # "todos os": two determiners at most
        match = re.search(r"(?<![\w’'])((?:\w+ )?\w+)( )$", changed)
        if not match:
            break
        for found in (match[1], match[1].rpartition(" ")[2]):
            if (other := _determiner(found, rules, wanted)) is not None:
                start = match.end(1) - len(found)
                kept = _capital_as(found, other) + " " + kept
                changed = changed[:start]
                break
        else:
            break
    return changed + kept


def join(before: str, term: str, rules: Grammar) -> tuple[str, str]:
    """The text before a term and the term, contracted and elided where they meet."""
    text = before + TERM + term
    for pattern, replacement in rules.joins:
        text = pattern.sub(replacement, text)
    left, _, right = text.partition(TERM)
    return left, right


def inflect_participle(term: str, ending: int, rules: Grammar) -> str:
    """The term whose first word is a participle, with the ending of that place in the four."""
    first, space, rest = term.partition(" ")
    for known in sorted(rules.participles, key=len, reverse=True):
        stem = first.removesuffix(known)
        if stem != first or not known:
            return stem + rules.participles[ending] + space + rest
    return term


def is_verbal(term: str, rules: Grammar) -> bool:
    """Whether a term begins with an infinitive or a participle; tomada de reféns is a noun."""
    first, _, rest = term.lower().partition(" ")
    return rules.verbal.search(first) is not None and not _OF.match(rest)


def is_infinitive(term: str) -> bool:
    """Whether a term that begins with a verb begins with its infinitive."""
    return re.search(r"re?$", term.lower().partition(" ")[0]) is not None


def _head(words: list[str], rules: Grammar) -> str:
    return next((word for word in words if word not in rules.before_head), words[0])


def _is_plural(word: str, rules: Grammar) -> bool:
    if word in rules.irregular:
        return False
    return word in rules.irregular.values() or bool(rules.plurals.search(word))


def _plural(word: str, rules: Grammar) -> str:
    return _capital_as(word, rules.irregular.get(word.lower(), "")) or _ruled(word, rules.to_plural)


def _singular(word: str, rules: Grammar) -> str:
    for one, many in rules.irregular.items():
        if many == word.lower():
            return _capital_as(word, one)
    return _ruled(word, rules.to_singular)


def _ruled(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for ending, replacement in rules:
        changed, times = ending.subn(replacement, word)
        if times:
            return changed
    return word


def _adverb(word: str, index: int) -> bool:
    """Whether it has no number: detenidos | arbitrariamente."""
    return index > 0 and re.search(r"ment[eo]?$", word) is not None


def _determiner(words: str, rules: Grammar, wanted: Shape) -> str | None:
    place = wanted.feminine + 2 * wanted.plural
    for four in rules.determiners:
        if words.lower() in four:
            return four[place]
    return None


def _capital_as(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _pair(line: str) -> tuple[str, str]:
    one, _, many = line.strip().partition(" ")
    return one, many or one


def _four(line: str) -> tuple[str, str, str, str]:
    forms = [form.replace("_", " ").replace("-", "") for form in line.split()]
    return forms[0], forms[1], forms[2], forms[3]
