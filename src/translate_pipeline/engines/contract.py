"""What the pipeline expects of every engine, as tests that its author can run.

Plain functions that raise AssertionError, for any test runner; with pytest:

    @pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.__name__)
    def test_mine(clause):
        clause(Subject(Mine(), Locale("en"), Locale("es")))

An engine that asks a service should be led to a server of the author's own: some hundred sentences
are sent.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from translate_pipeline.errors import EngineError, EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.ports import Engine

_KLINGON = Locale("tlh")


@dataclass(frozen=True, slots=True)
class Subject:
    """An engine, and what it is tried with."""

    engine: Engine
    source: Locale
    target: Locale
    """A pair that it supports."""
    nowhere: Locale = _KLINGON
    """A locale that it does not support."""
    threads: int = 8
    texts: int = 50
    """Given to it by each thread."""
    longest: int = 4_000
    """Characters of the longest text; the pipeline gives no longer ones to any engine."""

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Its targets."""
        return list(self.engine.translate(texts, self.source, self.target))


Clause = Callable[[Subject], None]

_SENTENCE = "Article {} protects civilians."
_ODD = (
    "One line.\nAnother line.\r\nA third.",
    "\tTabs and  two spaces.  ",
    "Señor Muñoz paid 5 €, 100 % of it — “all”, he said…",
    "Decomposed e\u0301, a soft\u00adhyphen, a zero\u200bwidth space, no\u00a0break.",
    "السلام עברית 人权 हिन्दी русский",
    "\u202eleft-to-right?\u202c 👩\u200d👩\u200d👧 🏳️",
    "Keep {name}, %(count)d, <b>bold</b>, &amp; and https://example.org/a?b=c&d.",
    "Nothing\x00but\x07control characters.",
    "...",
    "12,345.67",
    "(",
    "x" * 100,
)


def it_says_what_it_is(subject: Subject) -> None:
    """A name without spaces, and whether the text stays on this machine."""
    engine = subject.engine
    assert engine.name, "its name is empty"
    assert engine.name == engine.name.strip().lower(), f"{engine.name!r} is hard to type"
    assert " " not in engine.name, f"{engine.name!r} has a space"
    assert isinstance(engine.on_device, bool), "on_device is True or False"


def it_says_what_it_uses(subject: Subject) -> None:
    """For a pair that it supports, a short label; it ends up in PO files."""
    uses = subject.engine.supports(subject.source, subject.target)
    assert isinstance(uses, str), "supports gives text"
    assert uses, f"it does not support {subject.source} to {subject.target}"
    assert "\n" not in uses, "its label has two lines"


def it_gives_as_many_targets_as_texts_in_their_order(subject: Subject) -> None:
    """Also where two texts are the same."""
    texts = [_SENTENCE.format(number) for number in (41, 52, 41, 63)]
    targets = subject.translate(texts)
    _are_targets(targets, texts)
    assert targets[0] == targets[2], "it translates one text in two ways within a call"
    _own(texts, targets)


def it_leaves_empty_what_is_empty(subject: Subject) -> None:
    """No words for no words."""
    texts = ["", _SENTENCE.format(41), "   ", "\n"]
    targets = subject.translate(texts)
    _are_targets(targets, texts)
    assert [bool(one.strip()) for one in targets] == [False, True, False, False], repr(targets)


def it_takes_no_texts(subject: Subject) -> None:
    """An empty batch is no error."""
    assert subject.translate([]) == []


def it_takes_any_text_or_raises_an_engine_error(subject: Subject) -> None:
    """Whatever stands in a release, nothing but EngineUnavailable and EngineRefused comes out."""
    for text in _ODD:
        try:
            targets = subject.translate([text])
        except EngineError:
            continue
        _are_targets(targets, [text])


def it_takes_a_long_text_or_raises_an_engine_error(subject: Subject) -> None:
    """With clauses to cut it at, and without."""
    for part in ("The court heard the witness, and the witness spoke; ", "x"):
        text = (part * subject.longest)[: subject.longest]
        try:
            targets = subject.translate([text])
        except EngineError:
            continue
        _are_targets(targets, [text])


def it_keeps_the_places_of_odd_texts(subject: Subject) -> None:
    """An odd text moves no other one."""
    for odd in _ODD:
        texts = [_SENTENCE.format(41), odd, _SENTENCE.format(52)]
        try:
            targets = subject.translate(texts)
        except EngineError:
            continue
        _are_targets(targets, texts)
        _own([texts[0], texts[2]], [targets[0], targets[2]])


def it_gives_each_thread_its_own(subject: Subject) -> None:
    """Locales are drafted side by side, with one engine."""

    def ask(thread: int) -> None:
        numbers = range(thread * 1000 + 100, thread * 1000 + 100 + subject.texts)
        texts = [_SENTENCE.format(number) for number in numbers]
        targets = subject.translate(texts)
        _are_targets(targets, texts)
        _own(texts, targets)

    with ThreadPoolExecutor(subject.threads) as pool:
        list(pool.map(ask, range(1, subject.threads + 1)))


def it_refuses_a_pair_that_it_does_not_support_with_the_reason(subject: Subject) -> None:
    """``why_not`` is one line, and stands in the error; no connection is opened for it."""
    engine, pair = subject.engine, (subject.source, subject.nowhere)
    with _no_connections():
        assert engine.supports(*pair) == "", f"it supports {subject.nowhere}"
        reason = engine.why_not(*pair)
        assert reason, "it gives no reason"
        assert "\n" not in reason, "its reason has two lines"
        said = ""
        try:
            engine.translate([_SENTENCE.format(41)], *pair)
        except EngineRefused as error:
            said = str(error)
    assert said, f"it does not refuse to translate into {subject.nowhere}"
    assert reason in said, f"its error lacks the reason: {said}"


def it_opens_no_connection_to_say_what_it_supports(subject: Subject) -> None:
    """Locales are asked for before anybody allowed a text to leave."""
    with _no_connections():
        for target in ("es", "pt-BR", "ar", "zh-Hant", "sr-Latn", "tlh"):
            pair = subject.source, Locale.parse(target)
            assert subject.engine.supports(*pair) or subject.engine.why_not(*pair)


def it_does_not_translate_a_language_into_itself(subject: Subject) -> None:
    """The source in another region is a copy, not a translation."""
    bare = Locale(subject.source.language)
    assert subject.engine.supports(bare, Locale(f"{bare}-ZW")) == ""


CLAUSES: tuple[Clause, ...] = (
    it_says_what_it_is,
    it_says_what_it_uses,
    it_gives_as_many_targets_as_texts_in_their_order,
    it_leaves_empty_what_is_empty,
    it_takes_no_texts,
    it_takes_any_text_or_raises_an_engine_error,
    it_takes_a_long_text_or_raises_an_engine_error,
    it_keeps_the_places_of_odd_texts,
    it_gives_each_thread_its_own,
    it_refuses_a_pair_that_it_does_not_support_with_the_reason,
    it_opens_no_connection_to_say_what_it_supports,
    it_does_not_translate_a_language_into_itself,
)
"""All of them."""


def _are_targets(targets: Sequence[object], texts: Sequence[str]) -> None:
    assert len(targets) == len(texts), f"{len(targets)} targets for {len(texts)} texts"
    assert all(isinstance(one, str) for one in targets), "a target is text, an empty one for none"


def _own(texts: Sequence[str], targets: Sequence[str]) -> None:
    """Whether each target has the number of its text, in whatever digits."""
    for text, target in zip(texts, targets, strict=True):
        wanted, found = (
            "".join(str(int(c)) for c in one if c.isdecimal()) for one in (text, target)
        )
        assert wanted in found, f"{text!r} was given {target!r}"


@contextmanager
def _no_connections() -> Iterator[None]:
    """Fail where a socket is connected meanwhile."""

    def refuse(_self: object, address: object, *_more: object) -> None:
        raise AssertionError(f"it connects to {address}")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    try:
        yield
    finally:
        del socket.socket.connect  # what it inherits shows again
