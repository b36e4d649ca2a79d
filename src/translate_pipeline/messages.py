"""What the program says to people, in their language.

A message is written in English where it is said, and looked up in a gettext catalog at that
moment: ``tr("no release {release} here", release=name)``. Its values come in afterwards, by
``str.format``, so that a translation may put them anywhere. What programs read or what is kept
(JSON, PO comments, the ledger, findings) is English always.

The catalogs are made by ``make messages``. For English none is opened.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

DOMAIN = "translate_pipeline"
FOLDER = Path(__file__).with_name("data") / "messages"
ENGLISH = "en"
VARIABLES = ("TRANSLATE_PIPELINE_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that says something decides, as for every program with gettext; ours goes first."""

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def tr(message: str, /, **values: object) -> str:
    """A message in the language of the moment, its ``{names}`` replaced by values."""
    return _filled(_catalog(language()).gettext(message), values)


def tr_n(one: str, many: str, n: int, /, **values: object) -> str:
    """A message that depends on a number, which is ``{n}`` in it."""
    return _filled(_catalog(language()).ngettext(one, many, n), {"n": n, **values})


def word(of: StrEnum) -> str:
    """A word of a closed list, such as a state or a stage, as people read it."""
    return _catalog(language()).pgettext(type(of).__name__, of.value)


def translated(text: str) -> str:
    """A text without values, such as a paragraph of a command's help; its braces are braces."""
    return _catalog(language()).gettext(text)


def language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the moment: that of ``using``, else the environment's, else English.

    The name of a catalog's folder. A variable may name several, ``es_MX.UTF-8:fr``: the first that
    there is a catalog for, or English, is taken.
    """
    if chosen := _chosen.get():
        return chosen
    wanted = next((value for name in VARIABLES if (value := environ.get(name))), "")
    return next((found for one in wanted.split(":") if (found := _known(one))), ENGLISH)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Speak another language for a while, in this thread or task only; English if it is unknown."""
    token = _chosen.set(_known(name) or ENGLISH)
    try:
        yield
    finally:
        _chosen.reset(token)


@cache
def _known(name: str) -> str:
    """The catalog for a locale, written as POSIX or BCP 47 do; empty where there is none."""
    full = re.split("[.@]", name)[0].replace("-", "_")
    short = full.partition("_")[0]
    if short in (ENGLISH, "C", "POSIX"):
        return ENGLISH
    return next((one for one in (full, short) if one.isidentifier() and _file(one).is_file()), "")


def _file(name: str) -> Path:
    return FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.mo"


@cache
def _catalog(name: str) -> NullTranslations:
    if name == ENGLISH:
        return NullTranslations()
    with _file(name).open("rb") as file:
        return GNUTranslations(file)


_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_COMMAND = re.compile("`[^`]+`")


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The message with its values.

    On a terminal, in a script that is written from right to left, commands and values stand between
    isolates: else the slash at the beginning of a path would be shown at its end. Files and pipes
    get none, since whatever reads them would take the isolates for a part of the path.
    """
    if language() in _RIGHT_TO_LEFT and sys.stdout.isatty() and sys.stderr.isatty():
        text = _COMMAND.sub(lambda found: _isolated(found[0]), text)
        values = {name: _isolated(value) for name, value in values.items()}
    return text.format(**values)


def _isolated(value: object) -> str:
    return f"\u2068{value}\u2069"
