"""The program's help, and click's own words, in the language of the person at the terminal."""

import gettext
import inspect
import os
from collections.abc import Iterator

import click

from translate_pipeline.messages import DOMAIN, ENGLISH, FOLDER, language, tr, translated

EXAMPLE = "Example:"
_AS_IT_STANDS = "\b"
"""click's mark of a paragraph whose lines stay apart: our examples."""


def speak(command: click.Group) -> None:
    """Let a program say what it says in the person's language. For English there is nothing to do.

    click asks gettext for its words, and gettext asks the environment for the language.
    """
    if language() == ENGLISH:
        return
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    for one in all_commands(command):
        one.help = _translated_help(one)
        for option in _options(one):
            option.help = translated(option.help or "")


def all_commands(command: click.Command) -> Iterator[click.Command]:
    """A command and all under it."""
    yield command
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from all_commands(child)


def help_messages(command: click.Command) -> Iterator[str]:
    """What is translated of the help of one command, paragraph by paragraph."""
    yield from (text for text in _paragraphs(command) if not text.startswith(_AS_IT_STANDS))
    yield from (option.help for option in _options(command) if option.help)


def _translated_help(command: click.Command) -> str:
    return "\n\n".join(
        text.replace(EXAMPLE, tr("Example:"), 1)
        if text.startswith(_AS_IT_STANDS)
        else translated(text)
        for text in _paragraphs(command)
    )


def _paragraphs(command: click.Command) -> Iterator[str]:
    """The help's paragraphs, each in one line unless its lines have to stay apart."""
    for text in inspect.cleandoc(command.help or "").split("\n\n"):
        yield text if text.startswith(_AS_IT_STANDS) else " ".join(text.split())


def _options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option) and one.help]
