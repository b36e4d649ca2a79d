"""Whether two texts say the same in the same words, whatever their capitals and punctuation."""

import re

_NO_LETTER = re.compile(r"[^\w%]+")


def essence(text: str) -> str:
    """The letters and figures of a text, in small letters.

    >>> essence("Press release:") == essence("PRESS RELEASE")
    True
    """
    return _NO_LETTER.sub(" ", text.casefold()).strip()
