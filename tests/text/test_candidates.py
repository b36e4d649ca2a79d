from translate_pipeline.text.candidates import Candidate, Text, find_candidates


def found(*texts: str) -> dict[str, Candidate]:
    return {one.text: one for one in find_candidates(Text(text, ()) for text in texts)}


def test_names_acronyms_and_repeated_phrases_are_proposed() -> None:
    candidates = found(
        "In spring the Committee against Torture and the UNHCR met.",
        "The UNHCR said that prison conditions were bad.",
        "Nothing about prison conditions was new.",
    )
    assert {text: one.kind for text, one in candidates.items()} == {
        "Committee against Torture": "name",
        "UNHCR": "acronym",
        "prison conditions": "phrase",
    }


def test_the_score_is_times_words_doubled_for_names_and_words_of_law() -> None:
    candidates = found(
        "We saw green hills, a military court and Ruth Karman.",
        "Again green hills. Military courts. The military court.",
    )
    scores = {one.text: one.score for one in candidates.values()}
    assert scores == {"Ruth Karman": 4, "green hills": 4, "military court": 8}


def test_the_highest_score_comes_first_and_places_point_into_the_texts() -> None:
    texts = ["We fear for the press freedom.", "Again press freedom, press freedom and Oslo."]
    first, second = find_candidates(Text(text, ()) for text in texts)
    assert (first.text, second.text) == ("press freedom", "Oslo")
    assert [texts[number][start:end] for number, (start, end) in first.places] == [
        "press freedom"
    ] * 3


def test_what_the_glossary_controls_is_no_candidate_and_parts_a_phrase() -> None:
    text = "They committed war crimes widely, war crimes in Gaza."
    controlled = [(15, 25), (34, 44)]
    assert [one.text for one in find_candidates([Text(text, controlled)])] == ["Gaza"]


def test_a_phrase_that_stands_only_in_a_longer_one_is_not_proposed_too() -> None:
    assert list(found("The solitary prison cells.", "Those solitary prison cells.")) == [
        "solitary prison cells"
    ]


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert found("Nobody spoke. “Houses burned. May passed, and Monday.") == {}


def test_a_possessive_is_not_part_of_a_name() -> None:
    assert list(found("They left Norway’s Court and Norway's coast.")) == ["Norway", "Court"]


def test_nothing_is_proposed_for_nothing() -> None:
    assert found("", "1, 2, 3.", "of the and") == {}
