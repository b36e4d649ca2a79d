"""Importing into a glossary of files, without losing a line that somebody wrote."""

from dataclasses import replace

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_assembly import Imported
from translate_pipeline.formats.glossary_yaml import Glossary, parse_files, parse_glossary
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms
from translate_pipeline.pipeline.glossary_import import Import, plan_import

TEXT = """\
# yaml-language-server: $schema=schema.json
concepts:
  # The core.
  war_crimes:
    domain: crime
    definition: Serious violations.
    en: {preferred: war crimes}
    locales:
      es:
        preferred: crimen de guerra
        status: attested

  # About cities.
  siege:
    domain: conflict
    definition: A siege.
    en: {preferred: siege}
evidence:
  UN: A page.
"""
GLOSSARY = parse_files({"glossary/a.yaml": TEXT})
WAR_CRIMES, SIEGE = GLOSSARY.termbase.concepts
NEW = Concept("torture", "crime", "Severe pain.", "Art. 1", SourceTerms("torture"),
              {Locale("es"): LocaleTerms("tortura")})  # fmt: skip
CHANGED = replace(WAR_CRIMES, definition="Grave breaches.")


def plan(
    *concepts: Concept, evidence: dict[str, str] | None = None, overwrite: bool = False,
    glossary: Glossary = GLOSSARY,
) -> Import:  # fmt: skip
    lines = {concept.id: 10 * number for number, concept in enumerate(concepts, 1)}
    imported = Imported(concepts, evidence or {}, lines, ())
    return plan_import(glossary, imported, "in/Ours 2.tbx", folder="glossary", replace=overwrite)


def test_new_concepts_go_into_a_file_of_their_own() -> None:
    done = plan(NEW, WAR_CRIMES, evidence={"UN": "A page.", "AI": "Another."})
    assert (done.added, done.replaced, done.unchanged) == (("torture",), (), ("war_crimes",))
    (name,) = done.files
    assert name == "glossary/ours_2.yaml"
    read = parse_glossary(dict(done.files))
    assert (read.concepts, read.evidence) == ((NEW,), {"AI": "Another."})


def test_a_name_that_is_taken_is_not_written_over() -> None:
    taken = parse_files({"glossary/ours_2.yaml": TEXT})
    assert list(plan(NEW, glossary=taken).files) == ["glossary/ours_2-2.yaml"]


def test_nothing_new_writes_nothing() -> None:
    assert plan(WAR_CRIMES, SIEGE).files == {}


def test_a_concept_that_says_something_else_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        plan(NEW, CHANGED)
    assert str(caught.value) == (
        "in/Ours 2.tbx:20: 1 concept says something else than the glossary does; nothing was"
        " imported. To take it from this file, use --replace:\n"
        "  war_crimes (line 20) is in glossary/a.yaml:4:3"
    )


def test_a_replaced_concept_stays_in_its_place_and_comments_stay() -> None:
    done = plan(CHANGED, overwrite=True)
    assert (done.replaced, list(done.files)) == (("war_crimes",), ["glossary/a.yaml"])
    text = done.files["glossary/a.yaml"]
    assert text.replace("Grave breaches.", "Serious violations.").replace(
        "en:\n      preferred: war crimes", "en: {preferred: war crimes}"
    ) == TEXT  # fmt: skip


def test_all_concepts_of_a_file_can_be_replaced_at_once() -> None:
    other = replace(SIEGE, definition="Another.")
    done = plan(CHANGED, other, overwrite=True)
    assert parse_glossary(dict(done.files)).concepts == (CHANGED, other)
    assert "# About cities." in done.files["glossary/a.yaml"]


def test_a_comment_inside_a_concept_is_never_dropped() -> None:
    text = TEXT.replace("domain: crime", "domain: crime # agreed in May")
    commented = parse_files({"glossary/a.yaml": text})
    with pytest.raises(InputError, match=r"glossary/a\.yaml:4:3: war_crimes has comments"):
        plan(CHANGED, overwrite=True, glossary=commented)


def test_a_concept_in_a_style_that_cannot_be_replaced_is_refused() -> None:
    flow = "concepts: {war_crimes: {domain: crime, definition: x, en: {preferred: war crimes}}}\n"
    with pytest.raises(InputError, match=r"glossary/a\.yaml"):
        plan(CHANGED, overwrite=True, glossary=parse_files({"glossary/a.yaml": flow}))


def test_evidence_that_says_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="the evidence UN is something else"):
        plan(NEW, evidence={"UN": "Another page."})


def test_a_concept_that_is_not_sound_is_refused_with_its_line() -> None:
    terms = LocaleTerms("tortura", forbidden=("Tortura",))
    with pytest.raises(InputError) as caught:
        plan(SIEGE, replace(NEW, terms={Locale("es"): terms}))
    assert str(caught.value).startswith(
        "in/Ours 2.tbx:20: torture: Tortura is both approved and forbidden"
    )
