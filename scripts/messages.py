"""Bring the catalogs of the program's messages up to date: ``make messages``.

The template is made of what the code says (``tr``, ``tr_n``), of the commands' help as it is shown,
of the words of closed lists, and of click's own messages. What is new in a catalog is left empty,
what has gone is removed, and the .mo files that the program reads are made anew.

    scripts/messages.py         all catalogs
    scripts/messages.py de      and one for German, if there is none yet
"""

import inspect
import sys
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import click
import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from translate_pipeline.cli import cli
from translate_pipeline.cli.languages import all_commands, help_messages
from translate_pipeline.formats.tmx_reading import Skipped
from translate_pipeline.messages import DOMAIN, FOLDER
from translate_pipeline.model.release import BlockKind
from translate_pipeline.model.review import Action, Stage, State
from translate_pipeline.model.translation import Severity
from translate_pipeline.model.trust import RevocationReason
from translate_pipeline.pipeline.fates import Fate
from translate_pipeline.pipeline.memory import Kind
from translate_pipeline.text.languages import known_locale, plural_forms

ROOT = Path(__file__).parents[1]
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"tr": None, "tr_n": (1, 2)}
LISTS: tuple[type[StrEnum], ...] = (
    State, Stage, Action, Severity, BlockKind, Fate, RevocationReason, Kind, Skipped,
)  # fmt: skip
"""The closed lists whose words ``word`` looks up."""
OF_CLICK: tuple[str | tuple[str, str], ...] = (
    "Aborted!",
    "Choose from:\n\t{choices}",
    "Commands",
    "Could not open file {filename!r}: {message}",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Error: invalid input",
    "Error: {message}",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "Missing parameter",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Options",
    "Show the version and exit.",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Usage:",
    "default: {default}",
    "directory",
    "file",
    "path",
    "required",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""What click can say of our commands; the rest is for programmers."""


def template() -> Catalog:
    """All that can be said, in the order of its files; no line numbers, which always change."""
    made = Catalog(project="translate-pipeline", domain=DOMAIN, fuzzy=False)
    for message, place, context in (*_in_code(), *_in_help(), *_in_lists(), *_in_click()):
        made.add(message, locations=[(place, 0)], context=context)
    return made


def catalog(language: str, of: Catalog) -> Catalog:
    """The catalog of a language, or a new one, with exactly the messages of the template."""
    path = po_file(language)
    old = None
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language, domain=DOMAIN)
    made = Catalog(locale=language, project="translate-pipeline", domain=DOMAIN, fuzzy=False)
    # Babel's own rules of plurals are older than CLDR's, which the header has.
    made.mime_headers = [("Plural-Forms", plural_forms(known_locale(language)))]
    for message in of:
        if message.id:
            found = old.get(message.id, message.context) if old else None
            target = found.string if found and found.pluralizable == message.pluralizable else None
            made.add(
                message.id, target, message.locations, context=message.context,
                user_comments=found.user_comments if found else (),
            )  # fmt: skip
    return made


def po_text(made: Catalog) -> bytes:
    """A catalog as its file has it: with a short header that says nothing of persons or times."""
    fields = ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    if made.locale:
        fields[:0] = [f"Language: {made.locale}"]
        fields += [f"Plural-Forms: {plural_forms(known_locale(str(made.locale)))}"]
    header = "".join(f'"{field}\\n"\n' for field in fields)
    data = BytesIO()
    write_po(data, made, width=100, omit_header=True, include_lineno=False)
    return f'msgid ""\nmsgstr ""\n{header}\n'.encode() + data.getvalue().strip() + b"\n"


def compiled(text: bytes) -> bytes:
    """The .mo file of a .po file: the same bytes at any time."""
    made: bytes = polib.pofile(text.decode()).to_binary()
    return made


def po_file(language: str) -> Path:
    """Where a language's catalog is."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """Those that have a catalog."""
    return sorted(path.name for path in FOLDER.iterdir() if po_file(path.name).exists())


Said = tuple[str | tuple[str, ...], str, str | None]
"""A message, singular and plural where it has them; the file that says it; its context."""


def _in_code() -> Iterator[Said]:
    for folder in (ROOT / "src/translate_pipeline", ROOT / "flows"):
        found = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
        for name, _, message, _, context in sorted(found, key=lambda one: one[:2]):
            yield message, (folder / name).relative_to(ROOT).as_posix(), context


def _in_help() -> Iterator[Said]:
    for command in all_commands(cli):
        assert command.callback
        source = Path(inspect.getsourcefile(inspect.unwrap(command.callback)) or "")
        for message in help_messages(command):
            yield message, source.relative_to(ROOT).as_posix(), None


def _in_lists() -> Iterator[Said]:
    for words in LISTS:
        place = words.__module__.replace(".", "/")
        yield from ((word.value, f"src/{place}.py", words.__name__) for word in words)


def _in_click() -> Iterator[Said]:
    folder = Path(click.__file__).parent
    keywords = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(folder, [("**.py", "python")], keywords=keywords)
    known = {message for _, _, message, _, _ in found}
    for message in OF_CLICK:
        assert message in known, f"click no longer says {message!r}: see OF_CLICK"
        yield message, "click", None


def main() -> None:
    """Write all catalogs."""
    new = template()
    TEMPLATE.write_bytes(po_text(new))
    for language in sorted({*languages(), *sys.argv[1:]}):
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        made = catalog(language, new)
        path.write_bytes(po_text(made))
        path.with_suffix(".mo").write_bytes(compiled(path.read_bytes()))
        left = sum(
            not all(one.string if one.pluralizable else [one.string]) for one in made if one.id
        )
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(made)} messages, {left} to translate\n")


if __name__ == "__main__":
    main()
