"""Import: concepts of another program's file become part of a workspace's glossary."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import PurePath

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_assembly import Imported, slug
from translate_pipeline.formats.glossary_yaml import (
    Glossary,
    concept_block,
    parse_files,
    serialize_concepts,
)
from translate_pipeline.formats.yaml_tree import Path, Place, parse_yaml
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.termbase import Concept

_SHOWN = 20
"""How many conflicts an error names."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would write."""

    files: Mapping[str, str]
    """Path → its new text."""
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]


def plan_import(
    glossary: Glossary, imported: Imported, path: str, *, folder: str, replace: bool
) -> Import:
    """New concepts go into a file of their own; known ones are replaced where they stand.

    ``path`` is the imported file, ``folder`` the glossary's. Raises InputError where a concept says
    something else than the glossary and is not to be replaced, and for what would not be a sound
    glossary afterwards.
    """
    known = {concept.id: concept for concept in glossary.termbase.concepts}
    unchanged = [c.id for c in imported.concepts if known.get(c.id) == c]
    others = [c for c in imported.concepts if c.id in known and c.id not in unchanged]
    added = [c for c in imported.concepts if c.id not in known]
    if others and not replace:
        raise _conflict(glossary, imported, path, others)
    evidence = _new_evidence(glossary, imported, path)
    changed: dict[str, str] = {}
    for concept in others:
        home = glossary.homes[concept.id]
        changed[home] = _replaced(glossary, changed.get(home, glossary.files[home]), concept)
    if added or evidence:
        changed[_free_name(glossary, path, folder)] = serialize_concepts(added, evidence)
    plan = Import(
        changed, tuple(c.id for c in added), tuple(c.id for c in others), tuple(unchanged)
    )
    _verify(glossary, imported, path, plan)
    return plan


def _conflict(
    glossary: Glossary, imported: Imported, path: str, others: list[Concept]
) -> InputError:
    lines = []
    for concept in others[:_SHOWN]:
        home, place = glossary.place(concept.id)
        line = imported.lines[concept.id]
        told = tr(
            "{concept} (line {line}) is in {place}",
            concept=concept.id, line=line, place=f"{home}:{place.line}:{place.column}",
        )  # fmt: skip
        lines.append(f"  {told}")
    if len(others) > _SHOWN:
        more = tr("… and {n} more", n=len(others) - _SHOWN)
        lines.append(f"  {more}")
    reason = tr_n(
        "{n} concept says something else than the glossary does; nothing was imported. To take it"
        " from this file, use --replace:",
        "{n} concepts say something else than the glossary does; nothing was imported. To take"
        " them from this file, use --replace:",
        len(others),
    )
    return InputError(path, imported.lines[others[0].id], "\n".join([reason, *lines]))


def _new_evidence(glossary: Glossary, imported: Imported, path: str) -> dict[str, str]:
    known = glossary.termbase.evidence
    for key, citation in imported.evidence.items():
        if known.get(key, citation) != citation:
            reason = tr(
                "the evidence {key} is something else in the glossary; rename one of them", key=key
            )
            raise InputError(path, 0, reason)
    return {key: text for key, text in imported.evidence.items() if key not in known}


def _replaced(glossary: Glossary, text: str, concept: Concept) -> str:
    """A file's text with another block for one of its concepts. Comments are never dropped."""
    home = glossary.homes[concept.id]
    keys = _key_places(home, text)
    place = keys["concepts", concept.id]
    starts = sorted(key.line for path, key in keys.items() if len(path) <= 2)
    lines = text.splitlines(keepends=True)
    end = next((line - 1 for line in starts if line > place.line), len(lines))
    while lines[end - 1].strip().startswith("#") or not lines[end - 1].strip():
        end -= 1
    old = lines[place.line - 1 : end]
    if old[0].strip() != f"{concept.id}:":
        raise _by_hand(home, place, concept.id)
    if any(" #" in line or line.startswith("#") for line in old):
        reason = tr(
            "{concept} has comments, which replacing it would lose; edit it by hand",
            concept=concept.id,
        )
        raise InputError(home, place.line, reason, column=place.column)
    lines[place.line - 1 : end] = [concept_block(concept, indent=place.column - 1)]
    return "".join(lines)


def _free_name(glossary: Glossary, path: str, folder: str) -> str:
    stem = f"{folder}/{slug(PurePath(path).stem) or 'imported'}"
    names = (f"{stem}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
    return next(name for name in names if name not in glossary.files)


def _verify(glossary: Glossary, imported: Imported, path: str, plan: Import) -> None:
    """Read back what would be written. Raises InputError where it is not what was meant."""
    try:
        after = parse_files({**glossary.files, **plan.files}).termbase
    except InputError as error:
        raise _unsound(imported, path, plan, error) from error
    expected = {c.id: c for c in (*glossary.termbase.concepts, *imported.concepts)}
    read = {concept.id: concept for concept in after.concepts}
    wrong = [id_ for id_, concept in expected.items() if read.get(id_) != concept]
    for concept in wrong[:1]:
        raise _by_hand(*glossary.place(concept), concept)


def _by_hand(home: str, place: Place, concept: str) -> InputError:
    reason = tr(
        "{concept} is written in a way that cannot be replaced; edit it by hand", concept=concept
    )
    return InputError(home, place.line, reason, column=place.column)


def _unsound(imported: Imported, path: str, plan: Import, error: InputError) -> InputError:
    """An error in what would be written, with its place in the imported file."""
    text = plan.files.get(error.path, "")
    keys = _key_places(error.path, text) if text else {}
    before = [
        (key.line, str(place[1]))
        for place, key in keys.items()
        if len(place) == 2 and place[0] == "concepts" and key.line <= error.line
    ]
    concept = max(before, default=(0, ""))[1]
    line = imported.lines.get(concept, 0)
    return InputError(path, line, f"{concept}: {error.reason}" if concept else error.reason)


def _key_places(path: str, text: str) -> dict[Path, Place]:
    """Where every key of a file stands."""
    tree = parse_yaml(path, text)
    return {key: tree.key_place(key) for key in tree.keys}
