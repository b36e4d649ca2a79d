"""Pairs of source and target to be checked: JSON lines, one object a line."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.languages import known_locale

_FIELDS = ("locale", "source", "target")


class Pair(NamedTuple):
    """A source and what it became in a locale."""

    locale: Locale
    source: str
    target: str


def parse_pairs(path: str, data: bytes) -> list[Pair]:
    """The pairs of a file, in order; blank lines are none, other keys are not looked at.

    Raises InputError, with the line, for the first that is no pair.
    """
    return [
        _pair(path, number, line) for number, line in enumerate(BytesIO(data), 1) if line.strip()
    ]


def _pair(path: str, number: int, line: bytes) -> Pair:
    try:
        found = json.loads(line.decode("utf-8-sig").rstrip())
        locale, source, target = _texts(found)
        return Pair(known_locale(locale), source, target)
    except json.JSONDecodeError as error:
        reason = tr("not JSON: {reason}", reason=error.msg)
        raise InputError(path, number, reason, column=error.colno) from None
    except UnicodeDecodeError as error:
        raise InputError(path, number, tr("not UTF-8"), column=error.start + 1) from None
    except RecursionError:
        raise InputError(path, number, tr("nested too deeply")) from None
    except ValueError as error:
        raise InputError(path, number, str(error)) from None


def _texts(found: Any) -> Iterator[str]:  # noqa: ANN401  (whatever JSON holds)
    """The three texts of a pair. Raises ValueError."""
    if not isinstance(found, dict):
        shape = '{"locale": …, "source": …, "target": …}'
        told = tr("a line must be an object {shape}", shape=shape)
        raise ValueError(told)  # noqa: TRY004  (an input, not a type)
    for name in _FIELDS:
        if name not in found:
            names = ", ".join(_FIELDS)
            raise ValueError(
                tr('there is no "{name}"; each line needs {names}', name=name, names=names)
            )
        if not isinstance(text := found[name], str):
            raise ValueError(tr('"{name}" must be a text in quotes', name=name))  # noqa: TRY004
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            told = tr(
                '"{name}" holds half a character (U+D800 to U+DFFF); write the whole', name=name
            )
            raise ValueError(told)
        yield text
