"""CSV: nothing is lost, no cell is a formula, and what people make of a table is read."""

import csv
import io

import pytest
from hypothesis import given

from tests.strategies import termbases
from translate_pipeline.errors import InputError
from translate_pipeline.formats.glossary_csv import COLUMNS, parse_csv, serialize_csv
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase

ES = Locale("es")


@given(termbases())
def test_a_round_trip_loses_nothing_and_no_cell_is_a_formula(termbase: Termbase) -> None:
    text = serialize_csv(termbase)
    imported = parse_csv("a.csv", text)
    assert imported.concepts == termbase.concepts
    assert imported.evidence == termbase.evidence
    assert imported.notices == ()
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("term", ["=1+1", "@SUM(A1)", "+x", "-x", "'=x", "''@x", "'tis", "＝x"])
def test_a_term_that_looks_like_a_formula_comes_back_as_it_was(term: str) -> None:
    terms = LocaleTerms(term, note=term)
    concept = Concept("a", "law", "Def.", "", SourceTerms("law"), {ES: terms})
    text = serialize_csv(Termbase(ENGLISH, (concept,)))
    assert parse_csv("a.csv", text).concepts == (concept,)


def test_a_table_needs_three_columns_only() -> None:
    text = "Concept,Locale,Term\nWar crimes,en,war crimes\nWar crimes,es,crimen de guerra\n"
    text += "War crimes,es,crimen bélico\n"
    (concept,) = parse_csv("terms.csv", text).concepts
    assert (concept.id, concept.domain) == ("war_crimes", "general")
    assert concept.definition == "Not defined in terms.csv."
    assert concept.source == SourceTerms("war crimes")
    assert concept.terms == {ES: LocaleTerms("crimen de guerra", ("crimen bélico",))}


def test_a_term_is_words_with_one_space_between_them() -> None:
    text = 'concept,locale,term\na,en,war  crimes\na,es,"crimen\n\tde guerra"\n'
    (concept,) = parse_csv("a.csv", text).concepts
    assert concept.source.preferred == "war crimes"
    assert concept.terms[ES].preferred == "crimen de guerra"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiters_of_other_spreadsheets_are_read(delimiter: str) -> None:
    text = "concept,locale,term,list\na,en,war,\n\na,es,guerra,Preferred\na,es,lucha,watch\n"
    (concept,) = parse_csv("a.csv", text.replace(",", delimiter)).concepts
    assert concept.terms[ES] == LocaleTerms("guerra", watch=("lucha",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("concept,locale\na,en\n", "a.csv:1: no column term"),
        ("concept,locale,trem\n", "a.csv:1:3: unknown column 'trem'; did you mean term?"),
        ("concept,locale,term,term\n", "a.csv:1:4: the column term is there twice"),
        ("concept,locale,term\na,en,war, and peace\n", "a.csv:2:4: 4 cells in a row"),
        ("concept,locale,term\na,,war\n", "a.csv:2: this row has no locale"),
        ('concept,locale,term\na,en,"war\n', "a.csv:2: not CSV"),
        ("concept,locale,term,list\na,en,war,good\n", "a.csv:2:4: list is 'good'; known are"),
        ("concept,locale,term,domain\na,en,w,law\na,es,g,crime\n", "a.csv:3:4: domain differs"),
        ("concept,locale,term,guards\na,en,w,x\n", "a.csv:2:4: guards is 'x'; it must be JSON"),
        (
            'concept,locale,term,guards\na,en,w,"{""w"": {""when"": ""a~""}}"\n',
            "a.csv:2:4: guards is",
        ),
        (
            'concept,locale,term,guards\na,en,w,"{""w"": {""when"": [""\\ud800~""]}}"\n',
            "a.csv:2:4: guards is",
        ),
        ("concept,locale,term,inflect\na,en,w,maybe\n", "a.csv:2:4: inflect is 'maybe'"),
        ('concept,locale,term\n"x\ny",en,w\nb,en,v\nb,es,u,t\n', "a.csv:5:4: 4 cells"),
        ("", "a.csv:1:1: the file is empty; a table begins with concept,locale,term"),
        ("\n\n", "a.csv:1:1: the file is empty"),
        (f"concept,locale,term\na,en,{'x' * 200_000}\n", "a.csv:2: not CSV: field larger"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_csv("a.csv", text)
    assert message in str(caught.value)


def test_a_locale_that_nobody_knows_is_left_out_and_one_of_old_is_understood() -> None:
    text = "concept,locale,term\na,en,war\na,iw,מלחמה\na,xx-YY,w\n"
    imported = parse_csv("a.csv", text)
    assert imported.concepts[0].terms == {Locale("he"): LocaleTerms("מלחמה")}
    (notice,) = imported.notices
    assert notice.startswith("a.csv:4:2: 'xx-YY' is not a locale that CLDR knows")
    assert notice.endswith("; left out")


def test_a_long_cell_is_quoted_in_part() -> None:
    with pytest.raises(InputError) as caught:
        parse_csv("a.csv", f"concept,locale,term,status\na,en,w,\na,es,g,{'x' * 100_000}\n")
    message = str(caught.value)
    assert len(message) < 600
    assert message.startswith("a.csv:3:4: status is 'xxx")
    assert message.endswith("xxx'; it must be one of attested, partly attested, from knowledge")


def test_the_columns_are_documented() -> None:
    assert COLUMNS[:4] == ("concept", "locale", "list", "term")
    assert len(set(COLUMNS)) == len(COLUMNS)
