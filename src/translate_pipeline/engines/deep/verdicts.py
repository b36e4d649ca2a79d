"""What an answer that is no translation means: ask again, or never."""

from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable

QUOTA = 402
"""Stands for an allowance that is used up, whatever status a service gives it."""
_BUSY = frozenset({408, 425, 429})
"""The client errors that are worth another attempt."""


class Later(EngineUnavailable):
    """Unavailable, with the seconds that the service asked for."""

    def __init__(self, message: str, asked: float | None) -> None:
        super().__init__(message)
        self.asked = asked


def verdict(said: str, status: int, reason: str, more: str, retry_after: str) -> EngineError:
    """The error for a status. ``said`` begins its message, ``more`` goes on with it."""
    said += f" says {status} {reason}".rstrip()
    if status == QUOTA:
        said += ": the allowance of the account is used up"
    said += more
    asked = seconds(retry_after)
    if status in _BUSY or status >= 500:
        return Later(said + (f", try again after {asked:.0f} s" if asked else ""), asked)
    return EngineRefused(said)


def seconds(said: str) -> float | None:
    """What Retry-After says, as seconds or as a date; None for anything else."""
    if said.strip().isdecimal():
        return float(said)
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
