"""Sending: letters go out from a process of their own.

Apprise logs addresses, and has no time limit that holds whatever a server does. A process can be
ended, what it logs goes nowhere, and a command that sends nothing never loads Apprise.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum

from translate_pipeline.model.notice import Letter

SECONDS = 15.0
"""How long all letters together may take; about one of them goes by before the first is sent."""


class Outcome(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    NO_ADDRESS = "no address"
    """The name stands for nothing on this machine."""
    BAD_ADDRESS = "bad address"
    """The address is none that Apprise knows."""
    REFUSED = "refused"
    """The service refused it, or cannot be reached."""
    UNANSWERED = "unanswered"
    """Nothing was heard of it in time."""


def send(
    letters: Sequence[Letter], addresses: Mapping[str, str], seconds: float = SECONDS
) -> tuple[Outcome, ...]:
    """Send letters side by side; what became of each, in the same order."""
    known = {n: one for n, one in enumerate(letters) if one.address in addresses}
    outcomes = [
        Outcome.UNANSWERED if n in known else Outcome.NO_ADDRESS for n in range(len(letters))
    ]
    if known:
        shapes = [
            {"number": n, "to": addresses[one.address], "subject": one.subject, "body": one.body}
            for n, one in known.items()
        ]
        for line in _output(json.dumps(shapes).encode(), seconds).decode().splitlines():
            number, _, outcome = line.partition(" ")
            outcomes[int(number)] = Outcome(outcome)
    return tuple(outcomes)


def _output(work: bytes, seconds: float) -> bytes:
    """What the process says of its work until it ends, or has to."""
    # Through its input: everybody on a machine can see what a command's arguments are. And not
    # with the current folder among its modules (-P), which may be anybody's.
    command = [sys.executable, "-P", "-m", "translate_pipeline.notify"]
    try:
        done = subprocess.run(  # noqa: S603  (a command of ours)
            command, input=work, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        said: bytes | None = late.output
        return said or b""
    except OSError:  # no process can be started
        return b""
    return done.stdout
