"""The courier: every subscriber gets every news at least once.

What is due follows from the ledger and the outbox. Each subscriber has a thread, so that one that
stalls delays no other; within it the oldest news goes first, and the first that is not taken ends
the round.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Thread
from time import monotonic

from translate_pipeline.errors import PipelineError
from translate_pipeline.formats.webhook import Message, message, ping, signed_headers
from translate_pipeline.messages import tr
from translate_pipeline.model.news import News
from translate_pipeline.model.webhook import Subscriber
from translate_pipeline.pipeline.news import public_news
from translate_pipeline.ports import HeadedLedger
from translate_pipeline.store.outbox import DeliveryState, Outbox
from translate_pipeline.webhooks.report import GONE, Answer, Fate, Report, Trouble

ATTEMPTS = 17
"""How often a message is tried: with the delays below, for some three days."""
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(hours=12)
"""The delay after the first attempt, which doubles each time, and the longest."""
_LONGEST_WAIT = timedelta(days=1)
"""No receiver is left alone for longer, whatever it asks for."""
_STEP = 15.0
"""Seconds for each step of an attempt: to connect, to send, to be answered."""
_LEASE = timedelta(minutes=2)
"""When an attempt is made again of which nothing was noted: longer than one takes."""


def delay(attempt: int, chance: float) -> timedelta:
    """How long to wait after an attempt, counted from 1; ``chance``, from 0 to 1, spreads it."""
    return min(_FIRST * (1 << (attempt - 1)), _LONGEST) * (0.8 + 0.4 * chance)


class Courier:
    """Sends what is due. Safe beside others, and may be kept and asked again and again."""

    def __init__(
        self, ledger: HeadedLedger, outbox: Outbox, chance: Callable[[], float] = random.random
    ) -> None:
        self._ledger, self._outbox, self._chance = ledger, outbox, chance
        self._head: tuple[int, str] | None = None
        self._news: Sequence[News] = ()

    def send_due(self, now: datetime, patience: float) -> Report:
        """Send all that is due at a moment, for so many seconds at most.

        Raises PipelineError for a ledger or an outbox that cannot be read. Whatever a subscriber
        does raises nothing.
        """
        subscribers = [one for one in self._outbox.subscribers() if one.disabled is None]
        if not subscribers:
            return Report()
        news, watch = self._known(), _Watch(now, patience)
        rounds = [
            _Round(self._outbox, one, self._due(one, news, now), watch, self._chance)
            for one in subscribers
        ]
        threads = [Thread(target=one.run, daemon=True) for one in rounds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, watch.left))
        return Report(
            sum(one.sent for one in rounds),
            sum(one.waiting for one in rounds),
            tuple(trouble for one in rounds for trouble in one.told()),
        )

    def try_out(self, name: str, now: datetime) -> Answer:
        """Send a subscriber a ping; what it answers. Raises NotFound, and as ``send_due``."""
        return _posted(self._outbox.find(name), ping(now), now, _STEP)

    def _known(self) -> Sequence[News]:
        """All news; the ledger is read again only where it has changed."""
        head = self._ledger.head()
        if head != self._head:
            self._news, self._head = public_news(self._ledger), head
        return self._news

    def _due(self, subscriber: Subscriber, news: Sequence[News], now: datetime) -> Sequence[News]:
        """What a subscriber is to have by now and has not, be it to be tried just now or later."""
        noted = self._outbox.deliveries(subscriber.name)
        settled = {id_ for id_, one in noted.items() if one.state is not DeliveryState.WAITING}
        visible = [one for one in news if one.since <= now and subscriber.wants(one)]
        return [one for one in visible if one.id not in settled]


@dataclass(frozen=True, slots=True)
class _Watch:
    """What time it is, for a round that began at a moment that somebody said."""

    began: datetime
    patience: float
    _start: float = field(default_factory=monotonic)

    @property
    def left(self) -> float:
        return self.patience - (monotonic() - self._start)

    @property
    def now(self) -> datetime:
        return self.began + timedelta(seconds=monotonic() - self._start)


@dataclass
class _Round:
    """One subscriber's messages."""

    outbox: Outbox
    subscriber: Subscriber
    due: Sequence[News]
    watch: _Watch
    chance: Callable[[], float]
    sent: int = 0
    trouble: Trouble | None = None
    ended: bool = False

    @property
    def waiting(self) -> int:
        """The messages that are left for later."""
        fate = self.trouble.fate if self.trouble else Fate.AGAIN
        if fate is Fate.DISABLED:
            return 0
        return len(self.due) - self.sent - (fate is Fate.GIVEN_UP)

    def told(self) -> Sequence[Trouble]:
        """What went wrong."""
        if not self.ended:
            return [Trouble(self.subscriber.name, tr("it did not answer in time"))]
        return [self.trouble] if self.trouble else []

    def run(self) -> None:
        """Send, until something is not taken."""
        try:
            self._send()
        except (PipelineError, OSError) as error:
            self.trouble = Trouble(self.subscriber.name, str(error))
        self.ended = True

    def _send(self) -> None:
        paused = self.subscriber.paused
        if paused and self.watch.now < paused:
            return
        for news in self.due:
            if self.watch.left <= 0:
                return
            attempt = self.outbox.claim(
                self.subscriber.name, news.id, self.watch.now, _LEASE
            )  # fmt: skip
            if attempt is not None:
                seconds = min(_STEP, max(0.1, self.watch.left))
                answer = _posted(self.subscriber, message(news), self.watch.now, seconds)
                self._note(news, attempt, answer)
                if self.trouble:
                    return

    def _note(self, news: News, attempt: int, answer: Answer) -> None:
        name, now = self.subscriber.name, self.watch.now
        if answer.taken:
            self.outbox.settle(name, news.id, DeliveryState.DELIVERED)
            self.sent += 1
            return
        if answer.status == GONE:
            self.outbox.disable(name, now)
            fate = Fate.DISABLED
        elif attempt >= ATTEMPTS:
            self.outbox.settle(name, news.id, DeliveryState.GIVEN_UP)
            fate = Fate.GIVEN_UP
        else:
            self.outbox.postpone(name, news.id, now + delay(attempt, self.chance()))
            if answer.wait:
                wait = min(timedelta(seconds=answer.wait), _LONGEST_WAIT)
                self.outbox.pause(name, now + wait)
            fate = Fate.AGAIN
        self.trouble = Trouble(name, answer.told, fate)


def _posted(subscriber: Subscriber, what: Message, now: datetime, seconds: float) -> Answer:
    from translate_pipeline.webhooks.posting import post

    headers = signed_headers(subscriber.secret, what, now)
    return post(subscriber.url, headers, what.body, seconds, now)
