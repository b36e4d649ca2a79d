"""Find the people whom an English text names, by how it introduces them.

A name counts where something says that it is a person's: a verb of saying, a title, a role beside
it, an age, an arrest. Once somebody was introduced in full, either part of the name is found alone
too. An institution that speaks ("the Human Rights Council said"), a country and a day of the week
are not people.

An engine knows none of this: Apertium makes "Nguyen Furgoneta Dai" of Nguyen Van Dai and a neural
model "Filipe Lutero" of Philip Luther.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.fold import compose

_INITIALS = r"(?<!\w)[A-ZÀ-ÞĀ-Ž]\.(?:[A-ZÀ-ÞĀ-Ž]\.){,3}"
_WORD = (  # as long as a name may be: a text of one endless word must not take forever
    rf"(?:{_INITIALS}|(?<!\w)(?:[dDlLO][’'])?[^\W\d_a-zß-ÿ][^\W\d_]{{,30}}"
    r"(?:[-‑’'][^\W\d_]{2,30}){,3}(?!\w))"
)
_PARTICLE = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa]bu|[Bb]in|[Bb]int|[Ii]bn|[Vv]an|[Dd]e[rnl]?|[Vv]on|[Dd][aiou]s?|[Ll]a)"
    r"\b[ -]|(?:al|el|ad|as|ar|an|ash|at|az)-)"
)
_GAP = "[ \u00a0]"
_NAME = rf"(?P<name>{_WORD}(?:{_GAP}{_PARTICLE}{{,2}}{_WORD}){{1,4}})"
_ONE = rf"(?P<name>{_PARTICLE}{{,2}}{_WORD}(?:{_GAP}{_PARTICLE}{{,2}}{_WORD}){{0,3}})"

_SAID = (
    "said|says|told|added|warned|stated|explained|testified|recalled|asked|wrote|replied|concluded"
    "|commented|tweeted|noted|insisted|recounted|described"
)
_SUFFERED = (
    "arrested|detained|killed|shot|sentenced|convicted|abducted|tortured|released|executed|charged"
    "|beaten|murdered|imprisoned|disappeared|deported|wounded|injured|interrogated|born"
)
_ROLES = (
    "activist ambassador academic adviser advisor analyst artist author brother campaigner "
    "captain chair chairperson chairman chairwoman chief clerk colonel commander commissioner "
    "coordinator cousin daughter defender defendant delegate deputy director doctor economist "
    "editor engineer envoy expert farmer father fisherman founder general governor head "
    "historian husband imam journalist judge lawyer leader lecturer lieutenant manager mayor "
    "medic member midwife minister mother neighbour neighbor nurse officer official paramedic "
    "photographer poet politician premier president prisoner professor prosecutor rapporteur "
    "reporter representative researcher resident secretary sergeant singer sister soldier "
    "solicitor son specialist spokesman spokesperson spokeswoman student survivor teacher "
    "uncle victim widow wife witness worker writer"
)
_ROLE = rf"(?:[\w’']{{1,20}}[ -]){{0,5}}?(?:{_ROLES.replace(' ', '|')})s?\b(?:[ -]general)?"
_WHOSE = r"(?:(?:the|a|an|our|its|their|his|her|who|then|former)\b)"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Judge|President|Minister|Colonel|Captain|Lieutenant|Sergeant"
    r"|Commander|Ambassador|Senator|Prosecutor"
    r"|(?:Attorney|Lieutenant|Major|Secretary)[ -]General)\.?"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_SAID}){_GAP}{_NAME}",
        rf"{_NAME}(?:,[^,.;:“”\"]{{1,80}},)?{_GAP}(?:(?:has|had|also|then){_GAP})?(?:{_SAID})\b",
        rf"{_NAME}[,’'”]{{1,2}}[s ]?{_GAP}?{_WHOSE}?{_GAP}?(?i:{_ROLE})",
        rf"{_NAME},{_GAP}(?:aged{_GAP}\d{{1,3}}\b|\d{{1,2}}(?=,))",
        rf"{_NAME}{_GAP}(?:(?:was|is|has|had|been|and){_GAP}){{1,2}}(?:{_SUFFERED})\b",
        rf"\b{_TITLE}{_GAP}{_ONE}",
        rf"\b(?:{_ROLES.replace(' ', '|')}){_GAP}{_NAME}",
    )
)
_TITLED = 5
"""Which of the patterns is that of a title, after which one word is a name."""

_INSTITUTION = frozenset(
    """
    academy administration affairs africa agency air airlines alliance america army asia
    assembly association authorities authority aviv bank board broadcasting bureau cabinet camp
    campaign center central centre chamber christians church club college command commission
    committee community company congress convention corporation council court crescent cross
    defence defense department development directorate division east eastern election elections
    embassy emergency europe executive federation fire force forces foundation front frontières
    fund government group guard hospital house human initiative institute international islamic
    jews kingdom league legal middle ministry mission monitor movement muslims nations network
    news north northern observatory office organisation organization palace parliament party
    people police post powers press prison program programme radio region republic rights school
    security senate service services society south southern state states street strike strip
    supreme team television times tribunal union united university watch watchdog west western
    workers world zone
    """.split()  # noqa: SIM905  (a list of words reads better as a paragraph)
)
"""Words that the name of an institution, a region or a people has, and hardly a person's."""

_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    """.split()  # noqa: SIM905
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
)
_BEFORE = frozenset(
    """
    a after an and as at before both but by dear earlier easter for from he her his however if in
    last late later like meanwhile my now on one only our she since so that the their then there
    these they this those today tomorrow two we what when where while who yesterday you young
    """.split()  # noqa: SIM905
)
"""Words that may begin a sentence before a name."""
_TITLES = frozenset(
    """
    archbishop aunt bishop col deputy dr father first former foreign gen general governor home imam
    justice king lady lord lt major mother mr mrs ms pastor prime prince princess prof queen rabbi
    secretary sen senator senior sens sgt shadow sheikh sheikha special uncle vice
    """.split()  # noqa: SIM905
) | frozenset(_ROLES.split())
"""Words that may stand before a name with a capital, and whatever stands before them."""

_SHORTEST_ALONE = 4
_NOT_FIRST = frozenset(
    "january february july september october november december".split()  # noqa: SIM905
)
"""Months that are nobody's first name."""

_WHOLE = r"(?<![\w-])(?:{})(?![\w-])"
_ALONE = (
    r"(?:(?<=[a-z,;–—] )|(?<=[a-z,;] [“‘\"])|(?<![\w-])(?=[\w’'-]{1,40}?(?:[’']s\b|[,)]"
    rf"| (?:{_SAID}|also|had|has|is|was|\w+ed)\b| and [A-Z])))"
)
"""Where a part of a name may stand alone: not at the start of a sentence, where any word has a
capital, unless it acts or owns something there."""
_CAPITAL_BEFORE = re.compile(r"([^\W\d_a-zß-ÿ][\w’'-]*)[ -]$")

_ENDINGS = frozenset(
    "az bs cs et eu fi hr hu is kk lt pl sk sl sq sr tr uz".split()  # noqa: SIM905
)
"""Languages of Latin script that put endings to names, or change their last vowel."""


_RESPELLED = frozenset({"az", "lv"})
"""Languages of Latin script that write foreign names as they sound."""


class Person(NamedTuple):
    """Where a text names a person."""

    name: str
    """As it stands there."""
    start: int
    end: int


class Persons:
    """The people named in some texts that belong together; find them in each."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        introduced = dict.fromkeys(name for text in texts for name in _introduced(text))
        self.names = tuple(name for name in introduced if len(name.split()) > 1)
        """In full, in the order of the texts."""
        parts = {part for name in introduced for part in name.split()}
        alone = _either(filter(_may_stand_alone, parts))
        ways = [_WHOLE.format(_either(self.names))] if self.names else []
        ways += [rf"(?P<alone>{_ALONE}{_WHOLE.format(alone)}(?! [A-Z]))"] if alone else []
        self._pattern = re.compile("|".join(ways)) if ways else None

    def find(self, text: str) -> list[Person]:
        """Every place of a text where one of them is named."""
        if self._pattern is None:
            return []
        return [
            Person(match[0], *match.span())
            for match in self._pattern.finditer(text)
            if not (match.groupdict().get("alone") and _is_somebody_elses(text[: match.start()]))
        ]


def _is_somebody_elses(before: str) -> bool:
    """Whether a capitalised word stands before that may be part of another name: El | Salvador."""
    match = _CAPITAL_BEFORE.search(before[-40:])
    return match is not None and match[1].lower() not in _BEFORE | _TITLES


def named(name: str, target: str, language: str) -> bool:
    """Whether a target in Latin script has a name as written, or as its language inflects it."""
    words = r"[\s-]+".join(_inflected(word, language) for word in re.split("[ -]", _plain(name)))
    return re.search(rf"(?<!\w){words}(?!\w)", _plain(target)) is not None


def keeps_names(locale: Locale) -> bool:
    """Whether a language writes the names of people as English does, but for endings."""
    return locale.is_latin and locale.language not in _RESPELLED


def writes_as_is(locale: Locale) -> bool:
    """Whether a language writes the names of people as English does, without endings."""
    return keeps_names(locale) and locale.language not in _ENDINGS


def _inflected(word: str, language: str) -> str:
    """A pattern for a word of a name with the endings of a language."""
    if language not in _ENDINGS:
        return rf"{re.escape(word)}(?:'?s)?"
    stem = word[:-1] if len(word) > 2 and word[-1] in "aeioy" else word
    return rf"{re.escape(stem)}\w{{,4}}(?:'\w+)?"


def _plain(text: str) -> str:
    return compose(text).text.replace("’", "'").replace("‑", "-")


def _either(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _may_stand_alone(part: str) -> bool:
    return len(part) >= _SHORTEST_ALONE and part[0].isupper() and part.lower() not in _MONTHS


def _introduced(text: str) -> Iterator[str]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if name := _person(match["name"], least=1 if pattern is _PATTERNS[_TITLED] else 2):
                yield name


def _person(run: str, *, least: int) -> str:
    """The name in a run of capitalised words, of so many at least; empty where it is nobody's."""
    words = run.split()
    plain = [word.lower().rstrip(".") for word in words]
    titles = [place for place, word in enumerate(plain[:-1]) if word in _TITLES]
    start = titles[-1] + 1 if titles else 0
    while start < len(words) and plain[start] in _BEFORE:
        start += 1
    if len(words) - start > 2 and plain[start] in _MONTHS:
        start += 1  # "in May John Smith was …"
    name = words[start:]
    if len(name) < least or (len(name) == 1 and plain[-1] in _TITLES):
        return ""
    if " ".join(name) in _places() or plain[start] in _NOT_FIRST:
        return ""
    if not (_INSTITUTION | _WEEKDAYS).isdisjoint(plain[start:]):
        return ""
    if any(len(word) > 1 and word.isupper() and "." not in word for word in name):
        return ""  # an acronym, or a line in capitals
    return " ".join(name)


@cache
def _places() -> frozenset[str]:
    """The names of countries."""
    from babel import Locale

    return frozenset(Locale.parse("en").territories.values())
