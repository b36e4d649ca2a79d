import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import termbases
from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_problems import SCHEMA
from translate_pipeline.formats.glossary_yaml import (
    parse_files,
    parse_glossary,
    serialize_concepts,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Evidence, Guard, LocaleTerms, SourceTerms, Termbase

FULL = """\
concepts:
  settlements:
    domain: place
    definition: Communities built in occupied territory.
    source: GC IV art. 49(6)
    number_locked: true
    en:
      preferred: settlements
      variants: [illegal settlements]
      case_sensitive: false
      inflect: true
      guards:
        settlement:
          when: ['Israeli ~']
          unless: ['court ~', '~ deal']
    locales:
      es:
        preferred: asentamiento
        admitted: [colonia]
        forbidden: [barrio]
        forms: [asentamientos]
        status: partly attested
        evidence: ES_A
        note: A note.
      pt-BR: {preferred: assentamento, status: attested}
evidence:
  ES_A: a page
"""
SMALL = """\
concepts:
  war_crimes:
    domain: crime
    definition: Serious violations.
    en:
      preferred: war crimes
    locales:
      es:
        preferred: crimen de guerra
        status: attested
"""


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_glossary({"g.yaml": text})
    return str(caught.value)


def test_every_field_of_a_concept_is_read() -> None:
    termbase = parse_glossary({"g.yaml": FULL})
    (concept,) = termbase.concepts
    assert termbase.source_locale == Locale("en")
    assert termbase.evidence == {"ES_A": "a page"}
    assert (concept.id, concept.domain, concept.legal_source) == (
        "settlements", "place", "GC IV art. 49(6)",
    )  # fmt: skip
    assert concept.definition == "Communities built in occupied territory."
    assert concept.number_locked
    assert concept.source == SourceTerms(
        "settlements",
        ("illegal settlements",),
        guards={"settlement": Guard(("Israeli ~",), ("court ~", "~ deal"))},
    )
    assert concept.terms == {
        Locale("es"): LocaleTerms(
            "asentamiento", ("colonia",), ("barrio",), ("asentamientos",),
            Evidence.PARTLY_ATTESTED, "ES_A", "A note.",
        ),
        Locale("pt-BR"): LocaleTerms("assentamento", status=Evidence.ATTESTED),
    }  # fmt: skip


def test_all_files_make_one_termbase_in_the_order_of_their_paths() -> None:
    other = SMALL.replace("war_crimes", "torture")
    termbase = parse_glossary({"b.yaml": SMALL, "a.yaml": other})
    assert [concept.id for concept in termbase.concepts] == ["torture", "war_crimes"]


def test_the_revision_is_that_of_the_content_not_of_the_paths() -> None:
    revision = parse_glossary({"a.yaml": SMALL}).revision
    assert re.fullmatch("[0-9a-f]{12}", revision)
    assert parse_glossary({"b.yaml": SMALL}).revision == revision
    assert parse_glossary({"a.yaml": SMALL + "\n"}).revision != revision


def test_no_files_make_an_empty_termbase() -> None:
    assert parse_glossary({}).concepts == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("preferred: war", "prefered: war", "g.yaml:5:5: en has no preferred"),
        ("domain: crime", "domian: crime", "g.yaml:3:5: unknown key domian; did you mean domain?"),
        ("    domain: crime\n", "", "g.yaml:2:3: war_crimes has no domain"),
        ("crimen de guerra", "no", "g.yaml:9:20: preferred must be a string; put it in quotes"),
        ("domain: crime", "domain: 12", "g.yaml:3:13: domain must be a string; put it in quotes"),
        ("domain: crime", "domain: ' '", "g.yaml:3:13: domain is empty"),
        ("domain: crime", "domain: [crime]", "g.yaml:3:13: domain must be a string"),
        ("      es:", "      pt_BR:", "g.yaml:8:7: pt_BR is written pt-BR here"),
        ("      es:", "      xx:", "g.yaml:8:7: 'xx' is not a locale that CLDR knows"),
        ("      es:", "      iw:", "g.yaml:8:7: iw is written he here"),
        ("      es:", "      spanish:", "g.yaml:8:7: 'spanish' is not a locale"),
        ("attested", "sure", 'g.yaml:10:17: status: "sure" is not one of "attested"'),
        ("war_crimes:", "War Crimes:", "g.yaml:2:3: War Crimes is not an id"),
        ("    en:", "\ten:", "g.yaml:5:1: a tab; indent with spaces"),
        ("domain: crime", "domain: a: b", "g.yaml:3:14: mapping values are not allowed"),
        ("domain: crime", "domain: &a crime", "g.yaml:3:13: anchors and aliases (& and *)"),
        ("domain: crime", "domain: *a", "g.yaml:3:13: anchors and aliases (& and *)"),
        ("domain: crime", "domain: !!int 3", "g.yaml:3:13: tags such as tag:yaml.org,2002:int"),
        ("domain: crime", r'domain: "a\0b"', "g.yaml:3:13: U+0000 is a control character"),
        ("domain: crime", r'"domai\x0bn": crime', "g.yaml:3:5: U+000B is a control character"),
        ("domain: crime", r'domain: "a\Lb"', "g.yaml:3:13: U+2028 is a control character"),
        ("domain: crime", "domain: \x07", "g.yaml:3:13: control characters are not allowed"),
        ("domain: crime", "? [a]\n    : b", "g.yaml:3:7: a key must be a plain word"),
        ("domain: crime", "domain: " + "[" * 100_000, "g.yaml:3:61: nested too deeply"),
        (
            "        status",
            "        forbidden: [x, Crimen de Guerra]\n        status",
            "g.yaml:10:24: Crimen de Guerra is both approved and forbidden",
        ),
        (
            "crimen de guerra",
            "crimen  de guerra",
            "g.yaml:9:20: preferred has white space that no term has; write crimen de guerra",
        ),
        (
            "war crimes\n",
            'war crimes\n      variants: [a, "war\\tcrime "]\n',
            "g.yaml:7:21: variants has white space that no term has; write war crime",
        ),
        (
            "        status",
            "        admitted: [x, x]\n        status",
            "g.yaml:10:19: admitted holds something twice",
        ),
        (
            "war crimes\n",
            "war crimes\n      guards: {war crime: {when: ['a ~', '(~']}}\n",
            "g.yaml:7:42: not a regular expression: missing )",
        ),
        (
            "war crimes\n",
            "war crimes\n      guards: {wars: {when: ['a ~']}}\n",
            "g.yaml:7:16: a guard for wars, which is not one of its forms: war crimes, war crime",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, message: str) -> None:
    assert old in SMALL
    lines = refusal(SMALL.replace(old, new, 1)).splitlines()
    assert any(line.startswith(message) for line in lines), lines


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert refusal(text).startswith("g.yaml:1:1: the file is empty")


@pytest.mark.parametrize("text", ["- a\n", "word\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert refusal(text) == "g.yaml:1:1: the file must be a mapping"


def test_a_repeated_key_names_both_places() -> None:
    twice = SMALL + SMALL.removeprefix("concepts:\n")
    assert refusal(twice) == "g.yaml:11:3: war_crimes is here twice; the other is in line 2"


def test_a_second_document_is_refused() -> None:
    assert refusal(SMALL + "---\na: b\n") == "g.yaml:11:1: a second document; a file holds one"


def test_a_concept_in_two_files_names_both_places() -> None:
    with pytest.raises(InputError) as caught:
        parse_glossary({"a.yaml": SMALL, "b.yaml": "# a comment\n" + SMALL})
    assert str(caught.value) == "b.yaml:3:3: the concept war_crimes is also in a.yaml:2:3"


def test_a_term_may_be_wrapped_where_yaml_makes_one_space_of_it() -> None:
    text = SMALL.replace("crimen de guerra", "crimen\n          de guerra")
    (concept,) = parse_glossary({"g.yaml": text}).concepts
    assert concept.terms[Locale("es")].preferred == "crimen de guerra"


def test_other_texts_keep_their_white_space() -> None:
    text = SMALL.replace("Serious violations.", '"Serious\\tviolations.  All."')
    assert parse_glossary({"g.yaml": text}).concepts[0].definition == "Serious\tviolations.  All."


def test_all_mistakes_of_a_file_are_named_in_order() -> None:
    text = SMALL.replace("attested", "sure").replace("domain", "domian")
    assert [line.split(": ")[0] for line in refusal(text).splitlines()] == [
        "g.yaml:2:3", "g.yaml:3:5", "g.yaml:10:17",
    ]  # fmt: skip


def test_of_many_mistakes_the_first_ten_are_named() -> None:
    text = SMALL + "".join(f"  key{n}: 1\n" for n in range(14))
    lines = refusal(text).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "… and 4 more"


def refused_line(text: str) -> int | None:
    """The line that is refused, None where none is."""
    try:
        parse_glossary({"g.yaml": text})
    except InputError as error:
        return error.line
    return None


@given(st.text("ab:-[]{}&*!|>'\"#%@`? \n\t0~é", max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    line = refused_line(text)
    assert line is None or 1 <= line <= text.count("\n") + 2


@given(st.integers(0, len(FULL)))
def test_a_truncated_file_is_read_or_refused_with_a_place(length: int) -> None:
    line = refused_line(FULL[:length])
    assert line is None or 1 <= line <= FULL.count("\n") + 1


def test_the_schema_beside_the_glossary_is_the_one_that_is_used() -> None:
    copy = Path(__file__).parents[2] / "glossary" / "schema.json"
    assert copy.read_text("utf-8") == SCHEMA.read_text("utf-8")


@given(termbases())
def test_what_is_written_is_read_back(termbase: Termbase) -> None:
    concepts = tuple(
        replace(concept, source=replace(concept.source, guards={})) for concept in termbase.concepts
    )
    assume(concepts or termbase.evidence)
    try:
        read = parse_glossary({"g.yaml": serialize_concepts(concepts, termbase.evidence)})
    except InputError as error:
        assume(" both " not in str(error))  # a term in two lists, which is refused
        raise
    assert (read.concepts, read.evidence) == (concepts, termbase.evidence)


def test_guards_are_written() -> None:
    concepts = parse_glossary({"g.yaml": FULL}).concepts
    assert parse_glossary({"g.yaml": serialize_concepts(concepts, {})}).concepts == concepts


def test_the_shipped_style_is_written() -> None:
    termbase = parse_glossary({"g.yaml": SMALL})
    written = serialize_concepts(termbase.concepts, {})
    assert written == "# yaml-language-server: $schema=schema.json\n" + SMALL


def test_watch_example_and_approval_are_read() -> None:
    more = "watch: [abusos]\n        example: Son crímenes de guerra.\n"
    more += "        approved_by: legal desk\n        approved_on: 2026-05-03\n"
    text = SMALL.replace("status:", more + "        status:")
    terms = parse_glossary({"g.yaml": text}).concepts[0].terms[Locale("es")]
    assert terms.watch == ("abusos",)
    assert terms.example == "Son crímenes de guerra."
    assert (terms.approved_by, terms.approved_on) == ("legal desk", dt.date(2026, 5, 3))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("approved_by: legal", "approved_on"),
        ("approved_on: 2026-05-03", "approved_by"),
        ("{approved_by: legal, approved_on: May}", "May is not a date; write it like 2026-05-03"),
        (
            "watch: [Crimen de Guerra]",
            "g.yaml:10:17: Crimen de Guerra is both approved and watched",
        ),
        ("{forbidden: [x], watch: [X]}", "X is both forbidden and watched"),
    ],
)
def test_an_approval_or_watch_list_that_cannot_be_is_refused(more: str, message: str) -> None:
    lines = "\n        ".join(re.split(", (?=[aw][a-z_]+:)", more.strip("{}")))
    assert message in refusal(SMALL.replace("status:", f"{lines}\n        status:"))


def test_the_source_locale_has_its_own_place() -> None:
    assert "en is the source" in refusal(SMALL.replace("      es:", "      en:"))


def test_guards_need_not_be_checked_to_read_a_glossary() -> None:
    text = """\
concepts:
  siege:
    domain: conflict
    definition: An encirclement.
    en:
      preferred: siege
      guards: {siege: {when: ["(~"]}}
"""
    with pytest.raises(InputError, match=r"g\.yaml:7:\d+: not a regular expression"):
        parse_files({"g.yaml": text})
    assert parse_files({"g.yaml": text}, check_guards=False).termbase.concepts
