"""What is wrong with a glossary file, in the words of whoever edits it, with line and column.

``glossary.schema.json`` says what a file may hold. What a schema cannot say is checked here too:
terms that are approved and forbidden at once, guards that cannot match.
"""

import datetime as dt
import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_exchange import one_line
from translate_pipeline.formats.yaml_tree import Path as TreePath
from translate_pipeline.formats.yaml_tree import Place, Tree
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import SourceTerms
from translate_pipeline.text.fold import fold
from translate_pipeline.text.languages import known_locale
from translate_pipeline.text.terms import guard_error, source_forms

SCHEMA = Path(__file__).with_name("glossary.schema.json")
_SHOWN = 10
"""How many of a file's problems an error names."""


class Problem(NamedTuple):
    """One thing that is wrong, and where."""

    place: Place
    reason: str


def refuse(path: str, problems: list[Problem]) -> None:
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


def shape_problems(tree: Tree) -> list[Problem]:
    """Where the file is not what the schema says."""
    if tree.value is None:
        return [Problem(Place(1, 1), "the file is empty; a glossary begins with concepts:")]
    return [
        problem
        for error in _validator().iter_errors(tree.value)
        for problem in _explain(error, tree)
    ]


def _explain(error: Any, tree: Tree) -> Iterator[Problem]:  # noqa: ANN401
    """A schema error in the words of whoever edits the file."""
    path: TreePath = tuple(error.instance_path)
    kind, place = error.kind, tree.place(path)
    match kind.name:
        case "additionalProperties":
            known = _known_keys(error.schema_path)
            for key in kind.unexpected:
                close = get_close_matches(key, known, 1)
                hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
                yield Problem(tree.key_place((*path, key)), f"unknown key {key}; {hint}")
        case "required":
            yield Problem(
                tree.key_place(path) if path in tree.keys else place,
                f"{path[-1]} has no {kind.property}",
            )
        case "propertyNames":
            key = kind.error.instance
            reason = _locale_problem(key) if path[-1:] == ("locales",) else f"{key} is not an id"
            yield Problem(tree.key_place((*path, key)), reason)
        case "type":
            hint = "; put it in quotes" if isinstance(error.instance, bool | float) else ""
            wanted = {"object": "mapping", "array": "list"}.get(kind.types[0], kind.types[0])
            yield Problem(place, f"{_name(path)} must be a {wanted}{hint}")
        case "pattern":
            term = one_line(error.instance)
            wrong = f"has white space that no term has; write {term}" if term else "is empty"
            yield Problem(place, f"{_name(path)} {wrong}")
        case "dependentRequired":
            yield Problem(place, f"{_name(path)} needs approved_by and approved_on, or neither")
        case "uniqueItems":
            yield Problem(place, f"{_name(path)} holds something twice")
        case _:
            yield Problem(place, f"{_name(path)}: {error.message}")


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


@cache
def _locale_problem(tag: str) -> str:
    """What is wrong with a locale; empty where nothing is."""
    try:
        locale = known_locale(tag)
    except ValueError as error:
        return str(error)
    return "" if locale.tag == tag else f"{tag} is written {locale} here"


def meaning_problems(value: dict[str, Any], tree: Tree, *, check_guards: bool) -> list[Problem]:
    """What is wrong with a file of the right shape."""
    rules = (_guard_problems, _locale_problems) if check_guards else (_locale_problems,)
    return [
        problem
        for id_, entry in value.get("concepts", {}).items()
        for problems in rules
        for problem in problems(entry, ("concepts", id_), tree)
    ]


def _guard_problems(entry: dict[str, Any], path: TreePath, tree: Tree) -> Iterator[Problem]:
    source = entry["en"]
    inflect = source.get("inflect", True)
    case_sensitive = source.get("case_sensitive", False)
    written = (source["preferred"], tuple(source.get("variants", ())))
    forms = source_forms(SourceTerms(*written, case_sensitive, inflect))
    for form, guard in source.get("guards", {}).items():
        inner = (*path, "en", "guards", form)
        if form not in forms:
            reason = f"a guard for {form}, which is not one of its forms: {', '.join(forms)}"
            yield Problem(tree.key_place(inner), reason)
        for side, patterns in guard.items():
            for index, pattern in enumerate(patterns):
                if reason := guard_error(pattern):
                    yield Problem(tree.place((*inner, side, index)), reason)


def _locale_problems(entry: dict[str, Any], path: TreePath, tree: Tree) -> Iterator[Problem]:
    for tag, terms in entry.get("locales", {}).items():
        inner = (*path, "locales", tag)
        if reason := _locale_problem(tag):
            yield Problem(tree.key_place(inner), reason)
        if tag == ENGLISH.tag:
            yield Problem(
                tree.key_place(inner), "en is the source: its terms stand above, under en"
            )
        approved = (terms["preferred"], *terms.get("admitted", ()), *terms.get("forms", ()))
        claims = {fold(term, Locale(tag).language).text: "approved" for term in approved}
        for status, called in (("forbidden", "forbidden"), ("watch", "watched")):
            for index, term in enumerate(terms.get(status, ())):
                other = claims.setdefault(fold(term, Locale(tag).language).text, called)
                if other != called:
                    reason = f"{term} is both {other} and {called}"
                    yield Problem(tree.place((*inner, status, index)), reason)
        if date := terms.get("approved_on"):
            try:
                dt.date.fromisoformat(date)
            except ValueError:
                reason = f"{date} is not a date; write it like 2026-05-03"
                yield Problem(tree.place((*inner, "approved_on")), reason)
