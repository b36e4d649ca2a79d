import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Concept, Guard, SourceTerms, Termbase, TermHit
from translate_pipeline.text.terms import SourceMatcher, guard_error, source_forms


def concept(id_: str, preferred: str, *variants: str, **options: object) -> Concept:
    source = SourceTerms(preferred, variants, **options)  # type: ignore[arg-type]
    return Concept(id_, "crime", "A meaning.", "", source)


def matcher(*concepts: Concept) -> SourceMatcher:
    return SourceMatcher(Termbase(Locale("en"), concepts))


def shape(hits: Iterable[TermHit]) -> list[object]:
    return [(h.concept.id, h.text, *(shape(h.within) and [shape(h.within)])) for h in hits]


WAR = concept("war", "war crimes")
APARTHEID = concept("apartheid", "apartheid")
CRIME = concept("crime", "crime of apartheid", "crime against humanity of apartheid")
HUMANITY = concept("humanity", "crimes against humanity")
STATUTE = concept("statute", "Rome Statute", case_sensitive=True)


def test_a_term_is_found_where_it_stands() -> None:
    (hit,) = matcher(WAR).find("The war crimes of May.")
    assert (hit.start, hit.end, hit.text, hit.concept) == (4, 14, "war crimes", WAR)


@pytest.mark.parametrize(
    "text",
    [
        "war crimes",
        "War Crimes",
        "WAR CRIMES",
        "a war crime",
        "war\u00a0crimes",
        "war-crimes",
        "war\u2011crimes",
        "war \n crimes",
        "war cri\u00admes",
        "war crimes’ victims",
        "“war crimes”",
        "anti-war-crimes",
        "war crimes¹",
    ],
)
def test_a_term_is_found_however_it_is_written(text: str) -> None:
    assert len(matcher(WAR).find(text)) == 1


@pytest.mark.parametrize("text", ["warcrimes", "a postwar crimes", "war criminal", "war, crimes"])
def test_other_words_are_not_the_term(text: str) -> None:
    assert not matcher(WAR).find(text)


def test_a_possessive_is_not_part_of_the_hit() -> None:
    (hit,) = matcher(concept("hamas", "Hamas", case_sensitive=True)).find("Hamas’s leader")
    assert hit.text == "Hamas"


def test_the_longest_hit_wins_and_keeps_the_shorter_ones() -> None:
    found = matcher(APARTHEID, CRIME, HUMANITY).find("The crime against humanity of apartheid.")
    inner = [("humanity", "crime against humanity"), ("apartheid", "apartheid")]
    assert shape(found) == [("crime", "crime against humanity of apartheid", inner)]


def test_coordinated_terms_are_two_hits() -> None:
    found = matcher(WAR, HUMANITY).find("war crimes and crimes against humanity")
    assert shape(found) == [("war", "war crimes"), ("humanity", "crimes against humanity")]


def test_an_overlapping_shorter_hit_is_kept_within_the_longer() -> None:
    occupied = concept("occupation", "Israel occupied", inflect=False)
    place = concept("place", "occupied East Jerusalem", case_sensitive=True)
    found = matcher(occupied, place).find("Israel occupied East Jerusalem.")
    inner = [("occupation", "Israel occupied")]
    assert shape(found) == [("place", "occupied East Jerusalem", inner)]


def test_two_concepts_with_one_form_are_both_found() -> None:
    found = matcher(concept("a", "reparation"), concept("b", "reparations")).find("reparations")
    assert [hit.concept.id for hit in found] == ["a", "b"]


def test_a_concept_is_not_found_within_itself() -> None:
    refugees = concept("refugees", "refugees", "Palestinian refugees")
    assert shape(matcher(refugees).find("Palestinian refugees")) == [
        ("refugees", "Palestinian refugees")
    ]


def test_a_name_needs_its_capitals() -> None:
    assert matcher(STATUTE).find("ROME STATUTE and Rome Statute")[1].text == "Rome Statute"
    assert not matcher(STATUTE).find("a rome statute")


def test_a_name_has_no_plural() -> None:
    assert source_forms(STATUTE.source) == ("Rome Statute",)


def test_a_name_run_together_with_the_word_before_is_found() -> None:
    assert len(matcher(STATUTE).find("by Getty ImagesRome Statute")) == 1


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("war crimes", "war crime"),
        ("attack", "attacks"),
        ("breach", "breaches"),
        ("arms embargo", "arms embargos"),
        ("embargoes", "embargo"),
        ("parties to the conflict", "party to the conflict"),
        ("crimes under international law", "crime under international law"),
        ("impunity", "impunities"),
        ("siege", "sieges"),
        ("dispossess", "dispossesses"),
        ("hostage-taking", "hostage-takings"),
    ],
)
def test_the_other_number_of_the_head_word_counts(term: str, other: str) -> None:
    assert source_forms(SourceTerms(term)) == (term, other)


def test_a_guard_asks_for_what_stands_around_a_form() -> None:
    guard = Guard(when=(r"\bIsraeli ~", r"~ in the West Bank"))
    settlements = concept("settlements", "settlements", guards={"settlement": guard})
    found = matcher(settlements)
    assert found.find("An Israeli settlement grew.")
    assert found.find("A settlement in the\u00a0West Bank grew.")
    assert found.find("The settlements grew.")
    assert not found.find("The settlement ended the lawsuit.")


def test_a_guard_refuses_what_stands_around_a_form() -> None:
    guard = Guard(unless=(r"\bwar ~", r"~ (?-i:Act)\b"))
    found = matcher(concept("reparation", "reparations", guards={"reparations": guard}))
    assert found.find("They got reparations; an act")
    assert found.find("reparations act")
    assert not found.find("They paid war reparations.")
    assert not found.find("The Reparations Act")


def test_a_wrong_guard_is_refused_where_it_is_asked() -> None:
    guard = Guard(when=("(~",))
    found = matcher(concept("reparation", "reparation", guards={"reparation": guard}))
    assert not found.find("Nothing of the kind.")
    with pytest.raises(InputError, match="reparation: the guard “\\(~” of “reparation” cannot be"):
        found.find("They want reparation.")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("an? ~", ""),
        ("an?", "a guard needs one ~, which stands for the term"),
        ("~ or ~", "a guard needs one ~, which stands for the term"),
        ("(~", "not a regular expression: missing )"),
    ],
)
def test_a_wrong_guard_is_explained(pattern: str, reason: str) -> None:
    assert guard_error(pattern) == reason


WORDS = st.lists(
    st.sampled_from(["war", "crime", "law", "of"]), min_size=1, max_size=3, unique=True
)
TERMS = st.lists(WORDS.map(" ".join), min_size=1, max_size=5, unique=True)
TEXTS = st.lists(
    st.sampled_from(["war", "War", "crime", "law", "of", "outlaw", "’", ",", "İ", "ß"])
).flatmap(
    lambda words: st.sampled_from([" ", "\u00a0", "-", "  "]).map(lambda gap: gap.join(words))
)


def all_spans(hits: Iterable[TermHit]) -> set[tuple[str, int, int]]:
    return {(h.concept.id, h.start, h.end) for top in hits for h in top.walk()}


def plain_spans(terms: list[str], text: str) -> set[tuple[str, int, int]]:
    """What a regular expression for each term finds, overlapping."""
    spans = set()
    for term in terms:
        gap = r"(?:\s+|-)"
        pattern = rf"(?<!\w)(?=({gap.join(term.split())})(?!\w))"
        spans |= {(term, *m.span(1)) for m in re.finditer(pattern, text, re.IGNORECASE)}
    return spans


@pytest.mark.parametrize("pattern", [r"(\w|\s|\w\s)+[!?]~", r"~(.|\w)*[!?]", "(?R)~"])
def test_a_guard_that_would_match_for_ever_is_named_after_a_moment(pattern: str) -> None:
    guarded = concept("siege", "siege", guards={"siege": Guard(when=(pattern,))})
    words = "words " * 20
    with pytest.raises(InputError) as caught:
        matcher(guarded).find(f"{words}siege {words}")
    assert str(caught.value).startswith(
        f"glossary: siege: the guard “{pattern}” of “siege” takes too long; write it without"
    )


@pytest.mark.parametrize("pattern", [r"(\w+\s?)+!~", "(a+)+~b"])
def test_a_guard_that_only_looks_dangerous_is_matched(pattern: str) -> None:
    guarded = concept("siege", "siege", guards={"siege": Guard(unless=(pattern,))})
    assert matcher(guarded).find("a long sentence about a siege")


def test_a_guard_that_is_nested_too_deeply_is_no_regular_expression() -> None:
    assert "not a regular expression" in guard_error("(" * 9000 + ")" * 9000 + "~")


@given(TERMS, TEXTS)
def test_nothing_is_found_or_lost_that_a_plain_search_does_not(terms: list[str], text: str) -> None:
    concepts = [concept(term, term, inflect=False) for term in terms]
    assert all_spans(matcher(*concepts).find(text)) == plain_spans(terms, text)


@given(TERMS, TEXTS)
def test_a_new_concept_hides_another_only_behind_a_longer_hit(terms: list[str], text: str) -> None:
    concepts = [concept(term, term, inflect=False) for term in terms]
    before = matcher(*concepts[:-1]).find(text)
    after = matcher(*concepts).find(text)
    top = {(h.concept.id, h.start, h.end) for h in after}
    for hit in before:
        if (hit.concept.id, hit.start, hit.end) not in top:
            length = hit.end - hit.start
            assert any(
                t.start < hit.end and hit.start < t.end and t.end - t.start >= length for t in after
            )


@pytest.mark.parametrize(
    "space", ["  ", "\t", "\v", "\x1f", "\r\n", " \u00a0", "\u00a0\n", "\u2003"]
)
def test_any_white_space_counts_as_one_space(space: str) -> None:
    text = f"It is – as we said – a war{space}crime."
    (hit,) = matcher(WAR).find(text)
    assert hit.text == text[hit.start : hit.end] == f"war{space}crime"


def test_a_dash_between_spaces_parts_a_term() -> None:
    assert not matcher(WAR).find("war - crime")


@given(TERMS, st.text("war crime\u0301İß-  \n\u00adﬁ"))
def test_a_hit_is_the_text_at_its_place(terms: list[str], text: str) -> None:
    for top in matcher(*[concept(term, term) for term in terms]).find(text):
        for hit in top.walk():
            assert text[hit.start : hit.end] == hit.text
