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
from translate_pipeline.messages import tr
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
        lines.append(tr("… and {n} more", n=len(others) - _SHOWN + 1))
    raise InputError(path, place.line, "\n".join(lines), column=place.column)


@cache
def _validator() -> Any:  # noqa: ANN401  (jsonschema_rs is imported when it is needed)
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def shape_problems(tree: Tree) -> list[Problem]:
    """Where the file is not what the schema says."""
    if tree.value is None:
        return [Problem(Place(1, 1), tr("the file is empty; a glossary begins with concepts:"))]
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
                hint = (
                    tr("did you mean {name}?", name=close[0])
                    if close
                    else tr("known are {names}", names=", ".join(known))
                )
                reason = tr("unknown key {key}; {hint}", key=key, hint=hint)
                yield Problem(tree.key_place((*path, key)), reason)
        case "required":
            yield Problem(
                tree.key_place(path) if path in tree.keys else place,
                tr("{entry} has no {key}", entry=path[-1], key=kind.property),
            )
        case "propertyNames":
            key = kind.error.instance
            reason = (
                _locale_problem(key)
                if path[-1:] == ("locales",)
                else tr("{key} is not an id", key=key)
            )
            yield Problem(tree.key_place((*path, key)), reason)
        case "type":
            reason = _wanted(_name(path), kind.types[0])
            if isinstance(error.instance, bool | float):
                reason += "; " + tr("put it in quotes")
            yield Problem(place, reason)
        case "pattern":
            term = one_line(error.instance)
            yield Problem(place, _not_a_term(_name(path), term))
        case "dependentRequired":
            reason = tr("{key} needs approved_by and approved_on, or neither", key=_name(path))
            yield Problem(place, reason)
        case "uniqueItems":
            yield Problem(place, tr("{key} holds something twice", key=_name(path)))
        case _:
            yield Problem(place, f"{_name(path)}: {error.message}")


def _name(path: TreePath) -> str:
    named = [step for step in path if isinstance(step, str)]
    return named[-1] if named else tr("the file")


def _not_a_term(key: str, term: str) -> str:
    if not term:
        return tr("{key} is empty", key=key)
    return tr("{key} has white space that no term has; write {term}", key=key, term=term)


def _wanted(key: str, kind: str) -> str:
    match kind:
        case "object":
            return tr("{key} must be a mapping", key=key)
        case "array":
            return tr("{key} must be a list", key=key)
        case "string":
            return tr("{key} must be a string", key=key)
        case _:
            return tr("{key} must be a value of the kind {kind}", key=key, kind=kind)


def _known_keys(schema_path: list[str | int]) -> list[str]:
    """The keys that the schema knows where it met one that it does not."""
    schema: Any = json.loads(SCHEMA.read_text("utf-8"))
    node = schema
    for step in schema_path[:-1]:
        node = node[step]
        if isinstance(node, dict) and "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node["properties"])


_known = cache(known_locale)


def _locale_problem(tag: str) -> str:
    """What is wrong with a locale; empty where nothing is."""
    try:
        locale = _known(tag)
    except ValueError as error:
        return str(error)
    if locale.tag == tag:
        return ""
    return tr("{tag} is written {locale} here", tag=tag, locale=locale)


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
            reason = tr(
                "a guard for {form}, which is not one of its forms: {forms}",
                form=form, forms=", ".join(forms),
            )  # fmt: skip
            yield Problem(tree.key_place(inner), reason)
        for side, patterns in guard.items():
            for index, pattern in enumerate(patterns):
                if reason := guard_error(pattern):
                    yield Problem(tree.place((*inner, side, index)), reason)


def _status(of: str) -> str:
    known = {
        "approved": tr("approved"),
        "forbidden": tr("forbidden"),
        "watched": tr("watched"),
    }
    return known[of]


def _locale_problems(entry: dict[str, Any], path: TreePath, tree: Tree) -> Iterator[Problem]:
    for tag, terms in entry.get("locales", {}).items():
        inner = (*path, "locales", tag)
        if reason := _locale_problem(tag):
            yield Problem(tree.key_place(inner), reason)
        if tag == ENGLISH.tag:
            reason = tr("en is the source: its terms stand above, under en")
            yield Problem(tree.key_place(inner), reason)
        approved = (terms["preferred"], *terms.get("admitted", ()), *terms.get("forms", ()))
        claims = {fold(term, Locale(tag).language).text: "approved" for term in approved}
        for status, called in (("forbidden", "forbidden"), ("watch", "watched")):
            for index, term in enumerate(terms.get(status, ())):
                other = claims.setdefault(fold(term, Locale(tag).language).text, called)
                if other != called:
                    reason = tr(
                        "{term} is both {one} and {other}",
                        term=term, one=_status(other), other=_status(called),
                    )  # fmt: skip
                    yield Problem(tree.place((*inner, status, index)), reason)
        if date := terms.get("approved_on"):
            try:
                dt.date.fromisoformat(date)
            except ValueError:
                reason = tr("{text} is not a date; write it like 2026-05-03", text=date)
                yield Problem(tree.place((*inner, "approved_on")), reason)
