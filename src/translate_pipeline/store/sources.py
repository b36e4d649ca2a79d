"""What a workspace reads: source files and the glossary's."""

from pathlib import Path

from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.formats.release import MAX_BYTES, MAX_DOCUMENT, source_text
from translate_pipeline.store.files import cannot_read, read_file

MAX_GLOSSARY = 20_000_000
"""The most bytes that a file of terms may have: ten thousand concepts in a dozen locales."""


def read_source(source: Path, workspace: Path | None) -> tuple[str | bytes, str]:
    """What ``parse_release`` reads of a source file, and its path as references show it.

    Inside the workspace that is the path from there; of a file elsewhere only the name, since
    catalogs travel and a folder may tell who somebody is.
    """
    text = source_text(
        read_file(source, at_most=MAX_DOCUMENT if source.suffix.lower() == ".docx" else MAX_BYTES),
        str(source),
    )
    absolute = source.absolute()
    inside = workspace is not None and absolute.is_relative_to(workspace)
    return text, absolute.relative_to(workspace).as_posix() if inside and workspace else source.name


def read_glossary(folder: Path, workspace: Path) -> dict[str, str]:
    """The glossary's files: path relative to the workspace → text. Raises InputError."""
    files = {}
    for path in _glossary_files(folder):
        name = path.relative_to(workspace).as_posix()
        files[name] = decode_text(read_file(path, at_most=MAX_GLOSSARY, name=name), name)
    return files


def _glossary_files(folder: Path) -> list[Path]:
    """The glossary's files by name; none where there is no folder. Raises InputError."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise cannot_read(folder, error) from error
