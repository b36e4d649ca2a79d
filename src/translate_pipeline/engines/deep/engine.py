"""What all engines through deep-translator share: everything that it leaves out.

deep-translator writes a service's request and reads its answer. Time limits, attempts, pace, a
daily limit, errors that can be told apart and silence about the text are added here. A service is
a subclass: its codes, its limits, its key, and what its request is today.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from translate_pipeline.engines.deep import transport
from translate_pipeline.engines.deep.budget import Budget
from translate_pipeline.engines.deep.codes import find_code
from translate_pipeline.engines.deep.keys import find_key
from translate_pipeline.engines.deep.library import through
from translate_pipeline.engines.deep.manners import Clock, Manners, manners, patiently
from translate_pipeline.engines.deep.remembered import Remembered
from translate_pipeline.engines.deep.transport import Answer, Request, TimeLimits
from translate_pipeline.engines.deep.verdicts import verdict
from translate_pipeline.engines.deep.words import own_words
from translate_pipeline.errors import (
    EngineRefused,
    EngineUnavailable,
    InputError,
    PipelineError,
)
from translate_pipeline.model.engine import EngineOptions, Outside
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.doubts import doubt
from translate_pipeline.pipeline.egress import Sent, report
from translate_pipeline.text.clauses import cut, joined

PREFIX = "TRANSLATE_PIPELINE_"


@dataclass(frozen=True, slots=True)
class Call:
    """One text on its way."""

    text: str
    source: str
    """The service's code."""
    target: str
    locale: Locale
    """Of the target."""
    key: str

    def __repr__(self) -> str:
        return f"<a text for {self.locale}>"


class Deep:
    """A service. A subclass says what is particular to it."""

    name: ClassVar[str]
    title: ClassVar[str]
    """As people know it."""
    hosts: ClassVar[frozenset[str]] = frozenset()
    """Whom it may call."""
    codes: ClassVar[frozenset[str]] = frozenset()
    own: ClassVar[Mapping[str, str]] = {}
    wants_key: ClassVar[bool] = True
    takes_key: ClassVar[bool] = True
    longest: ClassVar[int] = 5_000
    """Of one request, as ``size`` counts; a longer text is cut where a clause ends."""
    per_second: ClassVar[float] = 5.0
    at_once: ClassVar[int] = 4
    characters_a_day: ClassVar[int] = 500_000
    """Unless the workspace says otherwise; 0 is no limit."""

    time_limits: ClassVar[TimeLimits] = TimeLimits()
    clock: ClassVar[Clock] = Clock()

    def __init__(self) -> None:
        self.options = EngineOptions()
        self.budget = Budget()
        self.turn: Callable[[], AbstractContextManager[None]] = self._turn
        """What is held during a request: the pace of this process. Whoever coordinates several
        processes puts a limit of all of them in its place."""
        self._answers = Remembered()

    def configure(self, options: EngineOptions) -> None:
        """Take what the workspace says. Raises ValueError for what means nothing here."""
        if options.url:
            raise ValueError(f"{self.name} has no url of its own")
        self.options = options

    @property
    def on_device(self) -> bool:
        """Whether the text stays on this machine."""
        return False

    @property
    def variable(self) -> str:
        """The environment variable of its key."""
        return f"{PREFIX}{self.name.removeprefix('deep:').upper()}_KEY"

    @property
    def outside(self) -> Outside:
        """What people should know before they use it."""
        try:
            has_key = bool(self._key())
        except EngineRefused:
            has_key = False
        return Outside(
            key=self.variable if self.takes_key else "",
            key_needed=self.wants_key,
            key_set=has_key,
            characters_a_request=self.longest,
            characters_a_day=self._limit,
            characters_today=self.budget.sent(self.name),
            requests_a_second=self.per_second,
            requests_at_once=self.at_once,
        )

    @property
    def missing(self) -> str:
        """What it needs and has not, and how to give it that."""
        try:
            found = self._key()
        except EngineRefused as error:
            return str(error).removeprefix(f"{self.name}: ")
        if found or not self.wants_key:
            return ""
        how = f"set {self.variable}, or {self.variable}_FILE to a file that holds it"
        return f"{self.title} wants a key: {how}"

    def allowed(self, url: str) -> bool:
        """Whether it may send a text there: to its service, where nobody on the way can read it."""
        parts = urlsplit(url)
        return parts.scheme == "https" and parts.hostname in self.hosts

    def supports(self, source: Locale, target: Locale) -> str:
        """The codes it would be asked with: ``en-iw``."""
        if self.missing or source.language == target.language:
            return ""
        pair = self.source_code(source), self.code(target)
        return "-".join(pair) if all(pair) else ""

    def why_not(self, source: Locale, target: Locale) -> str:
        """The key or address that is missing, or the language that it does not have."""
        if self.missing:
            return self.missing
        for locale, code in ((source, self.source_code(source)), (target, self.code(target))):
            if not code:
                return f"{self.title} has no {locale}"
        return f"{self.title} does not tell {source} from {target}"

    def code(self, locale: Locale) -> str:
        """The service's code for a target; empty where it has none."""
        return find_code(locale, self.codes, self.own)

    def source_code(self, locale: Locale) -> str:
        """The service's code for a source."""
        return self.code(locale)

    def size(self, text: str) -> int:
        """How long a text is as the service counts."""
        return len(text)

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """Ask for one text after another; empty where the service has no translation ("...").

        Raises EngineUnavailable for a limit, an outage or no connection, after several attempts;
        EngineRefused for what it will never take. No message quotes a text.
        """
        if not self.supports(source, target):
            raise EngineRefused(f"{self.name}: {self.why_not(source, target)}")
        pieces = [self._pieces(text) for text in texts]
        make = partial(
            Call, source=self.source_code(source), target=self.code(target), locale=target,
            key=self._key(),
        )  # fmt: skip
        return [self._whole(parts, make, source, target) for parts in pieces]

    def ask(self, call: Call) -> str | None:
        """Have deep-translator translate a text, by a client of its own."""
        raise NotImplementedError

    def request(self, request: Request, call: Call) -> Request:
        """What deep-translator would send, as the service takes it today."""
        del call
        return request

    def status(self, answer: Answer) -> int:
        """The status that an answer means, which some services do not give as HTTP does."""
        return answer.status_code

    @property
    def _limit(self) -> int:
        own = self.options.characters_a_day
        return self.characters_a_day if own is None else own

    @property
    def _manners(self) -> Manners:
        return manners(self.name, self.per_second, self.at_once, self.clock)

    def _key(self) -> str:
        try:
            return find_key(self.variable) if self.takes_key else ""
        except InputError as error:
            raise EngineRefused(f"{self.name}: {error}") from error

    def _turn(self) -> AbstractContextManager[None]:
        return self._manners.turn()

    def _pieces(self, text: str) -> list[str]:
        pieces = cut(text, self.longest, self.size)
        if any(self.size(piece) > self.longest for piece in pieces):
            raise EngineRefused(
                f"{self.name}: a segment of {self.size(text)} characters that cannot be cut, and"
                f" at most {self.longest} are taken"
            )
        return pieces

    def _whole(
        self, pieces: list[str], make: Callable[[str], Call], source: Locale, target: Locale
    ) -> str:
        answers = [self._trusted(make(piece), source) for piece in pieces]
        return joined(pieces, answers, target) if all(answers) else ""

    def _trusted(self, call: Call, source: Locale) -> str:
        """The answer that is remembered, or a new one; a doubtful one is asked for again, once."""
        if not call.text.strip():
            return ""
        wanted = (call.source, call.target, call.text)
        if known := self._answers.get(wanted):
            return known
        answer = self._patiently(call)
        if answer and doubt(call.text, answer, source, call.locale):
            return self._patiently(call)
        if answer:
            self._answers.put(wanted, answer)
        return answer

    def _patiently(self, call: Call) -> str:
        return patiently(self._manners, self.name, lambda: self._once(call))

    def _once(self, call: Call) -> str:
        """One attempt, by a client of its own: one shared by threads mixes sentences up."""
        try:
            with self.turn(), through(lambda request: self.exchange(request, call)):
                return (self.ask(call) or "").strip()
        except PipelineError:
            raise
        except Exception as error:  # noqa: BLE001  (whatever an unexpected answer can cause)
            kind = type(error).__name__  # its message may be the text
            told = f"{self.name}: an answer that deep-translator cannot read ({kind})"
            raise EngineUnavailable(told) from None

    def exchange(self, request: Request, call: Call) -> Answer:
        """Send what deep-translator asks for, and judge the answer.

        Raises EngineError, and what keeps the text from being sent.
        """
        request = self.request(request, call)
        if not self.allowed(request.url):
            raise EngineRefused(f"{self.name}: would call {request.host}, which is not its service")
        self.budget.take(self.name, len(call.text), self._limit)
        report(Sent(self.name, request.host, len(call.text)))
        answer = transport.send(request, self.time_limits, self.name)
        status = self.status(answer)
        if status in range(200, 300):
            return answer
        reason = answer.reason if status == answer.status_code else ""
        words = own_words(answer, call.text, call.key)
        more = f" ({words})" if words else ""
        if status in (401, 403) and self.takes_key:
            more += f"; is {self.variable} right?"
        retry_after = answer.headers.get("Retry-After", "")
        raise verdict(f"{self.name}: {request.host}", status, reason, more, retry_after)
