"""Answer, Trouble, Report: what came of an attempt, and of a round of them."""

from dataclasses import dataclass
from enum import Enum

from translate_pipeline.messages import tr

GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt."""

    status: int = 0
    """Of HTTP; 0 where nothing was answered."""
    failure: str = ""
    """Why nothing was answered, for people."""
    wait: float = 0.0
    """Seconds for which the receiver wants to be left alone."""

    @property
    def taken(self) -> bool:
        """Whether the receiver has the message."""
        return 200 <= self.status < 300

    @property
    def told(self) -> str:
        """What it answered, for people."""
        if 300 <= self.status < 400:
            return tr(
                "it answered {status}, another address, which is never followed: revoke the webhook"
                " and make one with the right address",
                status=self.status,
            )
        return self.failure or tr("it answered {status}", status=self.status)


class Fate(Enum):
    """What becomes of a message that was not taken, or of its subscriber."""

    AGAIN = "again"
    GIVEN_UP = "given up"
    DISABLED = "disabled"
    """The receiver is gone, and gets nothing any more."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with a subscriber; as a text, for people."""

    name: str
    what: str
    fate: Fate = Fate.AGAIN

    def __str__(self) -> str:
        match self.fate:
            case Fate.AGAIN:
                return tr("{name}: {what}; it is tried again", name=self.name, what=self.what)
            case Fate.GIVEN_UP:
                return tr(
                    "{name}: {what}; the message was tried for three days and is given up",
                    name=self.name, what=self.what,
                )  # fmt: skip
            case Fate.DISABLED:
                return tr(
                    "{name}: {what}, that it is gone, and is sent nothing any more; revoke it, and"
                    " make another if it is still wanted",
                    name=self.name, what=self.what,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What a round came to."""

    sent: int = 0
    """Messages that were taken."""
    waiting: int = 0
    """Messages that are to be sent later."""
    troubles: tuple[Trouble, ...] = ()
