"""Russian and Ukrainian: an acronym is declined too."""

import re

_DECLINED = re.compile("([А-ЯЁІЇЄҐ]{2,})[а-яё]{1,3}")


def core(word: str) -> str:
    """An acronym without its ending: МУСа, ХАМАСом."""
    declined = _DECLINED.fullmatch(word)
    return declined[1] if declined else word
