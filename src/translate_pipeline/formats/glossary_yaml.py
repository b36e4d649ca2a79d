"""YAML glossaries: the files of one glossary, read into a termbase; and concepts written."""

import datetime as dt
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from translate_pipeline.formats.glossary_problems import (
    Problem,
    meaning_problems,
    refuse,
    shape_problems,
)
from translate_pipeline.formats.yaml_tree import Place, Tree, Value, dump_yaml, parse_yaml
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import (
    Concept,
    Evidence,
    Guard,
    LocaleTerms,
    SourceTerms,
    Termbase,
)


class Glossary(NamedTuple):
    """The files of a glossary, read."""

    termbase: Termbase
    files: Mapping[str, str]
    """Path → text."""
    trees: Mapping[str, Tree]
    """Path → the places of what it holds."""
    homes: Mapping[str, str]
    """Concept → the path of its file."""

    def place(self, concept: str, *path: str | int) -> tuple[str, Place]:
        """Where a concept or one of its locales is named, or something in it begins."""
        home, whole = self.homes[concept], ("concepts", concept, *path)
        tree = self.trees[home]
        return home, tree.key_place(whole) if len(path) < 3 else tree.place(whole)


def parse_glossary(files: Mapping[str, str]) -> Termbase:
    """Read all files of a glossary: path → text.

    Raises InputError at the first problem of the first file that has any; the message names the
    file's other problems too, a line each.
    """
    return parse_files(files).termbase


def parse_files(files: Mapping[str, str], *, check_guards: bool = True) -> Glossary:
    """As parse_glossary, with the place of everything.

    Without ``check_guards`` a guard that is no regular expression is an InputError only when it is
    asked: reading hundreds of them takes as long as all the rest.
    """
    concepts: dict[str, Concept] = {}
    places: dict[str, tuple[str, Place]] = {}
    evidence: dict[str, str] = {}
    trees: dict[str, Tree] = {}
    for path, text in sorted(files.items()):
        tree = trees[path] = parse_yaml(path, text)
        refuse(path, shape_problems(tree))
        value: Any = tree.value
        refuse(path, meaning_problems(value, tree, check_guards=check_guards))
        for id_, entry in value.get("concepts", {}).items():
            place = tree.key_place(("concepts", id_))
            if id_ in concepts:
                other, there = places[id_]
                reason = tr(
                    "the concept {concept} is also in {place}",
                    concept=id_, place=f"{other}:{there.line}:{there.column}",
                )  # fmt: skip
                refuse(path, [Problem(place, reason)])
            concepts[id_], places[id_] = _concept(id_, entry), (path, place)
        evidence |= value.get("evidence", {})
    digest = sha256("\0".join(sorted(files.values())).encode()).hexdigest()
    termbase = Termbase(ENGLISH, tuple(concepts.values()), digest[:12], evidence)
    return Glossary(termbase, files, trees, {id_: home for id_, (home, _) in places.items()})


MODELINE = "# yaml-language-server: $schema=schema.json\n"
"""Tells editors what a file may hold."""


def serialize_concepts(concepts: Iterable[Concept], evidence: Mapping[str, str]) -> str:
    """A glossary file."""
    blocks = "\n".join(concept_block(concept) for concept in concepts)
    table = dump_yaml({"evidence": dict(evidence)}) if evidence else ""
    return MODELINE + (f"concepts:\n{blocks}" if blocks else "") + table


def concept_block(concept: Concept, indent: int = 2) -> str:
    """A concept as it stands under ``concepts:``, its lines indented."""
    lines = dump_yaml({concept.id: _plain_concept(concept)}).splitlines(keepends=True)
    return "".join(" " * indent + line if line.strip() else line for line in lines)


def _plain_concept(concept: Concept) -> dict[str, Value]:
    source = concept.source
    guards: dict[str, Value] = {
        form: _filled({"when": list(guard.when), "unless": list(guard.unless)})
        for form, guard in source.guards.items()
    }
    english: dict[str, Value] = {
        "preferred": source.preferred,
        "variants": list(source.variants),
        "case_sensitive": source.case_sensitive,
        "guards": guards,
    }
    locales: dict[str, Value] = {tag.tag: _plain_terms(t) for tag, t in concept.terms.items()}
    return _filled(
        {
            "domain": concept.domain,
            "definition": concept.definition,
            "source": concept.legal_source,
            "number_locked": concept.number_locked,
            "do_not_translate": concept.do_not_translate,
            "en": _filled(english) | ({} if source.inflect else {"inflect": False}),
            "locales": locales,
        }
    )


def _plain_terms(terms: LocaleTerms) -> dict[str, Value]:
    return _filled(
        {
            "preferred": terms.preferred,
            "admitted": list(terms.admitted),
            "forbidden": list(terms.forbidden),
            "forms": list(terms.forms),
            "watch": list(terms.watch),
            "status": terms.status.value,
            "evidence": terms.evidence,
            "note": terms.note,
            "example": terms.example,
            "approved_by": terms.approved_by,
            "approved_on": terms.approved_on.isoformat() if terms.approved_on else "",
        }
    )


def _filled(fields: dict[str, Value]) -> dict[str, Value]:
    """Without the fields that say nothing."""
    return {name: value for name, value in fields.items() if value}


def _concept(id_: str, entry: dict[str, Any]) -> Concept:
    return Concept(
        id=id_,
        domain=entry["domain"],
        definition=entry["definition"],
        legal_source=entry.get("source", ""),
        source=_source(entry["en"]),
        terms={Locale(tag): _terms(terms) for tag, terms in entry.get("locales", {}).items()},
        number_locked=entry.get("number_locked", False),
        do_not_translate=entry.get("do_not_translate", False),
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
        watch=tuple(entry.get("watch", ())),
        example=entry.get("example", ""),
        approved_by=entry.get("approved_by", ""),
        approved_on=dt.date.fromisoformat(entry["approved_on"]) if "approved_on" in entry else None,
    )
