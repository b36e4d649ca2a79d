"""YAML glossaries: the files of one glossary, read into a termbase.

``glossary.schema.json`` says what a file may hold; editors read its copy beside the glossary. What
a schema cannot say is checked here: ids and forms used twice, guards that cannot match.
"""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from translate_pipeline.errors import InputError
from translate_pipeline.formats.yaml_tree import Path as TreePath
from translate_pipeline.formats.yaml_tree import Place, Tree, parse_yaml
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Concept,
    Evidence,
    Guard,
    LocaleTerms,
    SourceTerms,
    Termbase,
)
from translate_pipeline.text.fold import fold
from translate_pipeline.text.terms import guard_error, source_forms

SCHEMA = Path(__file__).with_name("glossary.schema.json")
_SHOWN = 10
"""How many of a file's problems an error names."""


class _Problem(NamedTuple):
    place: Place
    reason: str


def parse_glossary(files: Mapping[str, str]) -> Termbase:
    """Read all files of a glossary: path → text.

    Raises InputError at the first problem of the first file that has any; the message names the
    file's other problems too, a line each.
    """
    concepts: dict[str, Concept] = {}
    places: dict[str, tuple[str, Place]] = {}
    evidence: dict[str, str] = {}
    for path, text in sorted(files.items()):
        tree = parse_yaml(path, text)
        _refuse(path, _shape_problems(tree))
        value: Any = tree.value
        _refuse(path, _meaning_problems(value, tree))
        for id_, entry in value.get("concepts", {}).items():
            place = tree.key_place(("concepts", id_))
            if id_ in concepts:
                other, there = places[id_]
                reason = f"the concept {id_} is also in {other}:{there.line}:{there.column}"
                _refuse(path, [_Problem(place, reason)])
            concepts[id_], places[id_] = _concept(id_, entry), (path, place)
        evidence |= value.get("evidence", {})
    digest = sha256("\0".join(sorted(files.values())).encode()).hexdigest()
    return Termbase(Locale("en"), tuple(concepts.values()), digest[:12], evidence)


def _refuse(path: str, problems: list[_Problem]) -> None:
    """Raise InputError where there are problems."""
    if not problems:
        return
    (place, reason), *others = sorted(set(problems))
    lines = [reason, *(f"{path}:{p.line}:{p.column}: {r}" for p, r in others[: _SHOWN - 1])]
    if len(others) >= _SHOWN:
        lines.append(f"… and {len(others) - _SHOWN + 1} more")
    raise InputError(path, place.line, "\n".join(lines), column=place.column)


@cache
def _validator() -> Any:  # noqa: ANN401  (jsonschema_rs is imported when it is needed)
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _shape_problems(tree: Tree) -> list[_Problem]:
    """Where the file is not what the schema says."""
    if tree.value is None:
        return [_Problem(Place(1, 1), "the file is empty; a glossary begins with concepts:")]
    return [
        problem
        for error in _validator().iter_errors(tree.value)
        for problem in _explain(error, tree)
    ]


def _explain(error: Any, tree: Tree) -> Iterator[_Problem]:  # noqa: ANN401
    """A schema error in the words of whoever edits the file."""
    path: TreePath = tuple(error.instance_path)
    kind, place = error.kind, tree.place(path)
    match kind.name:
        case "additionalProperties":
            known = _known_keys(error.schema_path)
            for key in kind.unexpected:
                close = get_close_matches(key, known, 1)
                hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
                yield _Problem(tree.key_place((*path, key)), f"unknown key {key}; {hint}")
        case "required":
            yield _Problem(
                tree.key_place(path) if path in tree.keys else place,
                f"{path[-1]} has no {kind.property}",
            )
        case "propertyNames":
            key = kind.error.instance
            reason = _locale_problem(key) if path[-1:] == ("locales",) else f"{key} is not an id"
            yield _Problem(tree.key_place((*path, key)), reason)
        case "type":
            hint = "; put it in quotes" if isinstance(error.instance, bool | float) else ""
            wanted = {"object": "mapping", "array": "list"}.get(kind.types[0], kind.types[0])
            yield _Problem(place, f"{_name(path)} must be a {wanted}{hint}")
        case "pattern":
            yield _Problem(place, f"{_name(path)} is empty")
        case "uniqueItems":
            yield _Problem(place, f"{_name(path)} holds something twice")
        case _:
            yield _Problem(place, f"{_name(path)}: {error.message}")


def _name(path: TreePath) -> str:
    named = [step for step in path if isinstance(step, str)]
    return named[-1] if named else "the file"


def _known_keys(schema_path: list[str | int]) -> list[str]:
    """The keys that the schema knows where it met one that it does not."""
    schema: Any = json.loads(SCHEMA.read_text("utf-8"))
    node = schema
    for step in schema_path[:-1]:
        node = node[step]
        if isinstance(node, dict) and "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node["properties"])


def _locale_problem(tag: str) -> str:
    try:
        return f"{tag} is written {Locale.parse(tag)} here"
    except ValueError as error:
        return str(error)


def _meaning_problems(value: dict[str, Any], tree: Tree) -> list[_Problem]:
    """What is wrong with a file of the right shape."""
    return [
        problem
        for id_, entry in value.get("concepts", {}).items()
        for problems in (_guard_problems, _locale_problems)
        for problem in problems(entry, ("concepts", id_), tree)
    ]


def _guard_problems(entry: dict[str, Any], path: TreePath, tree: Tree) -> Iterator[_Problem]:
    source = entry["en"]
    forms = source_forms(_source(source))
    for form, guard in source.get("guards", {}).items():
        inner = (*path, "en", "guards", form)
        if form not in forms:
            reason = f"a guard for {form}, which is not one of its forms: {', '.join(forms)}"
            yield _Problem(tree.key_place(inner), reason)
        for side, patterns in guard.items():
            for index, pattern in enumerate(patterns):
                if reason := guard_error(pattern):
                    yield _Problem(tree.place((*inner, side, index)), reason)


def _locale_problems(entry: dict[str, Any], path: TreePath, tree: Tree) -> Iterator[_Problem]:
    for tag, terms in entry.get("locales", {}).items():
        language = Locale(tag).language
        approved = (terms["preferred"], *terms.get("admitted", ()), *terms.get("forms", ()))
        folded = {fold(term, language).text for term in approved}
        for index, term in enumerate(terms.get("forbidden", ())):
            if fold(term, language).text in folded:
                place = tree.place((*path, "locales", tag, "forbidden", index))
                yield _Problem(place, f"{term} is both approved and forbidden")


def _concept(id_: str, entry: dict[str, Any]) -> Concept:
    return Concept(
        id=id_,
        domain=entry["domain"],
        definition=entry["definition"],
        legal_source=entry.get("source", ""),
        source=_source(entry["en"]),
        terms={Locale(tag): _terms(terms) for tag, terms in entry.get("locales", {}).items()},
        number_locked=entry.get("number_locked", False),
    )


def _source(entry: dict[str, Any]) -> SourceTerms:
    guards = {
        form: Guard(tuple(guard.get("when", ())), tuple(guard.get("unless", ())))
        for form, guard in entry.get("guards", {}).items()
    }
    return SourceTerms(
        preferred=entry["preferred"],
        variants=tuple(entry.get("variants", ())),
        case_sensitive=entry.get("case_sensitive", False),
        inflect=entry.get("inflect", True),
        guards=guards,
    )


def _terms(entry: dict[str, Any]) -> LocaleTerms:
    return LocaleTerms(
        preferred=entry["preferred"],
        admitted=tuple(entry.get("admitted", ())),
        forbidden=tuple(entry.get("forbidden", ())),
        forms=tuple(entry.get("forms", ())),
        status=Evidence(entry["status"]),
        evidence=entry.get("evidence", ""),
        note=entry.get("note", ""),
    )
