"""Which of several locales a reader wants, by what their program says in Accept-Language."""

import re
from collections.abc import Collection, Sequence

from translate_pipeline.model.locale import Locale

_RANGE = re.compile(
    r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)(?:\s*;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?"
)
_MOST = 50
"""No browser names as many languages; more are not looked at."""


def language_ranges(header: str) -> Sequence[str]:
    """The language ranges of an Accept-Language header, the most wanted first.

    What is refused (``q=0``) and what is no range is left out (RFC 9110, 12.5.4).
    """
    found = [_RANGE.fullmatch(part.strip()) for part in header.split(",")[:_MOST]]
    weighed = [(float(one[2] or 1), one[1]) for one in found if one]
    return [name for weight, name in sorted(weighed, key=lambda w: -w[0]) if weight > 0]


def preferred_locale(header: str, available: Collection[Locale]) -> Locale | None:
    """The locale that answers an Accept-Language header best; None where none does.

    Lookup (RFC 4647, 3.4): the range ``es-MX`` is content with ``es``. Where that finds nothing, a
    wider range takes a narrower locale as in filtering (3.3), ``pt`` takes ``pt-BR``; and at last
    another region's, as long as it is written in the same script.
    """
    for name in language_ranges(header):
        wanted = _locale(name)
        if wanted is None:
            continue
        wider = (wanted, *wanted.wider)
        exact = [one for one in wider if one in available]
        same = [one for one in sorted(available) if one.akin(wanted)]
        narrower = [one for one in same if one.tag.startswith(f"{wanted.tag}-")]
        for found in (exact, narrower, same):
            if found:
                return found[0]
    return None


def _locale(name: str) -> Locale | None:
    """The locale of a range, without what stands behind language, script and region."""
    parts = name.split("-")
    for length in range(min(len(parts), 3), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]))
        except ValueError:
            continue
    return None
