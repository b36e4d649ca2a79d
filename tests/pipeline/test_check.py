"""Checking catalogs as a linter does."""

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import parse_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.check import check_catalog
from translate_pipeline.text.terms import SourceMatcher

TERMS = {Locale("es"): LocaleTerms("crímenes de guerra", forbidden=("crímenes bélicos",))}
CRIMES = Concept(
    "war_crimes", "crime", "x", "Rome Statute art. 8", SourceTerms("war crimes"), TERMS
)
MATCHER = SourceMatcher(Termbase(ENGLISH, (CRIMES,), "check"))
HEADER = 'msgid ""\nmsgstr "Language: es\\n"\n\n'
GOOD = 'msgid "War crimes."\nmsgstr "Crímenes de guerra."\n'
BAD = """\
# mine
#. paragraph 2
#. term: outdated
#. draft: apertium eng-spa · terms 1/1
#, fuzzy
msgid "They are war crimes."
msgstr "Son crímenes bélicos."
"""


def found(text: str) -> list[str]:
    done = check_catalog(text, "es.po", MATCHER)
    return [f"{f.file}:{f.line}: {f.finding.severity} {f.finding.rule}" for f in done.findings]


def test_a_finding_names_file_line_and_rule() -> None:
    assert found(f"{HEADER}{GOOD}\n{BAD}") == ["es.po:12: error forbidden-terms"]


def test_what_a_person_wrote_is_checked_like_a_draft() -> None:
    assert found(HEADER + BAD.replace("#, fuzzy\n", "")) == ["es.po:8: error forbidden-terms"]


@pytest.mark.parametrize(
    "entry",
    [
        GOOD,
        'msgid "War crimes."\nmsgstr ""\n',
        '#~ msgid "War crimes."\n#~ msgstr "Guerra."\n',
        'msgid "War crimes."\nmsgid_plural "War crimes."\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
    ],
)
def test_what_is_right_empty_obsolete_or_plural_has_no_finding(entry: str) -> None:
    done = check_catalog(HEADER + entry, "es.po", MATCHER)
    assert done.findings == ()


def test_a_word_that_an_engine_did_not_know_is_found_until_a_person_accepts_it() -> None:
    left = BAD.replace("They are war crimes.", "They spread mistrust.")
    left = left.replace("Son crímenes bélicos.", "Ellos esparcen mistrust.")
    assert found(HEADER + left) == ["es.po:9: warning partly-translated"]
    assert found(HEADER + left.replace("#, fuzzy\n", "")) == []


def test_two_contexts_are_two_targets() -> None:
    one, two = (f'msgctxt "{name}"\n{BAD[BAD.index("msgid") :]}' for name in "ab")
    assert found(f"{HEADER}{one}\n{two}") == [
        "es.po:5: error forbidden-terms", "es.po:9: error forbidden-terms",
    ]  # fmt: skip


def test_the_comments_say_the_verdicts_of_now_and_the_rest_stays() -> None:
    text = check_catalog(HEADER + BAD, "es.po", MATCHER).text
    (entry,) = parse_po(text, "es.po").messages()
    assert entry.commented
    assert entry.msgstr == "Son crímenes bélicos."
    assert entry.extracted == (
        "paragraph 2",
        (
            "term: war crimes = crímenes de guerra"
            " [war_crimes · Rome Statute art. 8 · not: crímenes bélicos]"
        ),
        "draft: apertium eng-spa · terms 0/1",
        (
            "error: “crímenes bélicos” is not to be used for “war crimes”:"
            " write “crímenes de guerra” [forbidden-terms]"
        ),
    )


def test_what_a_person_accepted_is_no_draft_any_more() -> None:
    text = check_catalog(HEADER + BAD.replace("#, fuzzy\n", ""), "es.po", MATCHER).text
    (entry,) = parse_po(text, "es.po").messages()
    assert "terms 0/1" in entry.extracted


def test_a_second_check_changes_nothing() -> None:
    once = check_catalog(f"{HEADER}{GOOD}\n{BAD}", "es.po", MATCHER).text
    assert check_catalog(once, "es.po", MATCHER).text == once


@pytest.mark.parametrize("header", ["", 'msgid ""\nmsgstr "Language: elvish\\n"\n\n'])
def test_a_catalog_of_no_known_language_is_refused(header: str) -> None:
    with pytest.raises(InputError, match=r"es\.po:1: of which language\?"):
        check_catalog(header + GOOD, "es.po", MATCHER)


def test_the_folder_tells_the_language_where_the_header_does_not() -> None:
    done = check_catalog(GOOD, "locales/es/LC_MESSAGES/a.po", MATCHER)
    assert done.findings == ()
    bad = check_catalog(BAD, "locales/es_MX/LC_MESSAGES/a.po", MATCHER)
    assert len(bad.findings) == 1
