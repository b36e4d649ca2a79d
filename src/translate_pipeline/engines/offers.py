"""What a catalog of Firefox Translations models offers.

The catalog is a collection of Mozilla's Remote Settings: a record a file, with where it is, its
length and SHA-256 as it travels (zstd) and as it is used. Here a pair's best set of files is
chosen from it; nothing is downloaded.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from translate_pipeline.engines.models import codes
from translate_pipeline.model.locale import Locale

LARGEST = 512 << 20
"""Bytes of one file of a model; the largest that Mozilla publishes is a tenth of it."""

_ARCHITECTURES = ("base-memory", "base", "tiny", "")
"""The order of preference: the sizes for desktops before the one for telephones."""

_VOCABULARIES = ({"vocab"}, {"srcvocab", "trgvocab"})
NAME = re.compile(r"(?:model|lex|vocab|srcvocab|trgvocab)\.[A-Za-z0-9_.-]{1,100}")
"""The name of a file of a model."""

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:([ab])(\d{1,4}))?")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """The length and the SHA-256 of some bytes."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model."""

    kind: str
    """``model``, ``lex``, ``vocab``, ``srcvocab`` or ``trgvocab``."""
    name: str
    location: str
    """Where it is, below the server's address for attachments."""
    travelling: Copy
    used: Copy
    record: Record

    @property
    def pair(self) -> str:
        """``en-es``, which is the name of its folder too."""
        return f"{self.record['sourceLanguage']}-{self.record['targetLanguage']}"


@dataclass(frozen=True, slots=True)
class Offer:
    """The files that make a pair's model."""

    pair: str
    version: str
    files: tuple[ModelFile, ...]

    @property
    def download(self) -> int:
        """Bytes that travel."""
        return sum(file.travelling.size for file in self.files)

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.used.size for file in self.files)

    def records(self) -> bytes:
        """A catalog of this model alone, to be kept beside its files."""
        data = [dict(file.record) for file in self.files]
        return json.dumps({"data": data}, ensure_ascii=False, indent=1).encode()


def parse_files(body: bytes) -> list[ModelFile]:
    """The files of a catalog. Raises ValueError for what is none.

    A record without a hash, or of a file that would not stay in its folder, counts as absent.
    """
    try:
        return [file for record in json.loads(body)["data"] if (file := _file(record))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"no catalog of models (JSON with a list `data`): {error}") from error


def best_offers(files: Iterable[ModelFile]) -> tuple[Offer, ...]:
    """The best model of each pair that the library can run."""
    files = list(files)
    runs = _runnable({str(file.record["version"]) for file in files})
    pairs: defaultdict[str, list[ModelFile]] = defaultdict(list)
    for file in files:
        if file.record["version"] in runs:
            pairs[file.pair].append(file)
    return tuple(offer for pair in sorted(pairs) if (offer := _best(pair, pairs[pair])))


def offer_for(offers: Iterable[Offer], source: Locale, target: Locale) -> Offer | None:
    """The model for a pair of locales: the closest one, as ``models.find_model`` looks for it."""
    by_pair = {offer.pair: offer for offer in offers}
    pairs = (f"{one}-{two}" for one in codes(source) for two in codes(target))
    return next((by_pair[pair] for pair in pairs if pair in by_pair), None)


def _file(record: Record) -> ModelFile | None:
    attached = record.get("attachment")
    attached = attached if isinstance(attached, dict) else {}
    travelling = _copy(attached.get("size"), attached.get("hash"))
    size = record.get("decompressedSize", attached.get("size"))  # the hash is what is checked
    used = _copy(size, record.get("decompressedHash"))
    languages = (record.get("sourceLanguage"), record.get("targetLanguage"))
    name, kind = str(record.get("name")), str(record.get("fileType"))
    if (
        not (travelling and used)
        or not all(_CODE.fullmatch(str(language)) for language in languages)
        or not _VERSION.fullmatch(str(record.get("version")))
        or not (NAME.fullmatch(name) and name.startswith(f"{kind}."))
    ):
        return None
    return ModelFile(kind, name, str(attached.get("location")), travelling, used, record)


def _copy(size: object, digest: object) -> Copy | None:
    if not isinstance(size, int) or not 0 < size <= LARGEST:
        return None
    return Copy(size, str(digest)) if _DIGEST.fullmatch(str(digest)) else None


def _runnable(versions: Iterable[str]) -> set[str]:
    """Those of the versions that fxtranslate can run; it knows for records only."""
    from fxtranslate import discovery

    def asked(version: str) -> str:
        record = {
            "name": "model.x.bin", "fileType": "model", "version": version,
            "sourceLanguage": "en", "targetLanguage": "es", "attachment": {"location": "x"},
        }  # fmt: skip
        return json.dumps({"data": [record]})

    return {version for version in versions if discovery.model_pairs(asked(version))}


def _best(pair: str, files: Sequence[ModelFile]) -> Offer | None:
    """The newest files of the first architecture that has all of them."""
    for architecture in _ARCHITECTURES:
        fitting = [f for f in files if (f.record.get("architecture") or "") in (architecture, "")]
        fitting.sort(key=lambda file: (file.record.get("architecture") or "", _age(file)))
        newest = {file.kind: file for file in fitting}
        for vocabulary in _VOCABULARIES:
            kinds = {"model", "lex"} | vocabulary
            if kinds <= newest.keys():
                version = str(newest["model"].record["version"])
                return Offer(pair, version, tuple(newest[kind] for kind in sorted(kinds)))
    return None


def _age(file: ModelFile) -> tuple[int, ...]:
    """Rises with the version: 3.0a1, 3.0b2, 3.0, 3.1."""
    match = _VERSION.fullmatch(str(file.record["version"]))
    assert match
    major, minor, patch, stage, number = match.groups()
    stages = {"a": 0, "b": 1, None: 2}
    return int(major), int(minor), int(patch or 0), stages[stage], int(number or 0)
