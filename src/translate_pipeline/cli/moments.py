"""Moments in the words of people: how long ago, in how long."""

from datetime import datetime, timedelta

from translate_pipeline.messages import tr

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_UNITS = ((2 * _DAY, _DAY, "d"), (_HOUR, _HOUR, "h"))
"""From which length on, the unit itself, and its letter."""


def length(span: timedelta) -> str:
    """A length of time in one figure, rounded down.

    >>> length(timedelta(hours=47)), length(timedelta(days=2)), length(timedelta(seconds=70))
    ('47 h', '2 d', '1 min')
    """
    for least, unit, letter in _UNITS:
        if span >= least:
            return f"{span // unit} {letter}"
    return f"{max(span, timedelta()) // timedelta(minutes=1)} min"


def distance(moment: datetime, now: datetime) -> str:
    """How far off a moment is.

    >>> noon = datetime(2026, 5, 3, 12)
    >>> distance(noon, noon - timedelta(hours=5)), distance(noon, noon + timedelta(days=3))
    ('in 5 h', '3 d ago')
    """
    if moment > now:
        return tr("in {time}", time=length(moment - now))
    return tr("{time} ago", time=length(now - moment))


def written(moment: datetime) -> str:
    """A moment with its time zone, as whoever set it wrote it: ``2026-05-04 06:00+00:00``."""
    return moment.isoformat(" ", "minutes")
