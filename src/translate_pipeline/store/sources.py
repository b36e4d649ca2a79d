"""What a workspace reads: source files and the glossary's."""

from pathlib import Path

from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.formats.release import MAX_BYTES, decode_source
from translate_pipeline.store.files import read_file

MAX_GLOSSARY = 20_000_000
"""The most bytes that a file of terms may have: ten thousand concepts in a dozen locales."""


def read_source(source: Path, workspace: Path | None) -> tuple[str, str]:
    """A source file's text, and its path as references show it.

    Inside the workspace that is the path from there; of a file elsewhere only the name, since
    catalogs travel and a folder may tell who somebody is.
    """
    text = decode_source(read_file(source, at_most=MAX_BYTES), str(source))
    absolute = source.absolute()
    inside = workspace is not None and absolute.is_relative_to(workspace)
    return text, absolute.relative_to(workspace).as_posix() if inside and workspace else source.name


def read_glossary(folder: Path, workspace: Path) -> dict[str, str]:
    """The glossary's files: path relative to the workspace → text. Raises InputError."""
    files = {}
    for path in sorted(folder.glob("*.yaml")):
        name = path.relative_to(workspace).as_posix()
        files[name] = decode_text(read_file(path, at_most=MAX_GLOSSARY, name=name), name)
    return files
